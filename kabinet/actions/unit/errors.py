"""Why an act did not happen. Whatever is raised here, nothing of the act is left in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kabinet.records.versions import vendor_names
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text
from kabinet.regulation.ticket.completeness import Gap
from kabinet.regulation.verdict import Verdict


class Refused(Exception):
    """The regulation does not allow it. `verdicts` are all that failed, the first decides the page's headline."""

    def __init__(self, verdicts: Verdict | Sequence[Verdict]) -> None:
        self.verdicts: tuple[Verdict, ...] = (verdicts,) if isinstance(verdicts, Verdict) else tuple(verdicts)
        super().__init__("; ".join(verdict.reason.en for verdict in self.verdicts))

    @property
    def verdict(self) -> Verdict:
        """The first failed verdict."""
        return self.verdicts[0]


class Invalid(Refused):
    """What was typed cannot be taken; `field` names the act's argument that has to be put right."""

    def __init__(self, field: str, reason: Text, remedy: Text, clause: str | None = None) -> None:
        why, way = vendor_names.fill_text(reason), vendor_names.fill_text(remedy)
        super().__init__(Verdict(False, clause, why, way, f"invalid_{field}"))
        self.field = field


class Incomplete(Exception):
    """Required information is missing; `missing` names every field at once (U4a, P5b)."""

    def __init__(self, missing: Sequence[Gap]) -> None:
        self.missing = tuple(missing)
        super().__init__("; ".join(gap.text.en for gap in self.missing))


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """One thing that others did since the version that the person saw. `sentence` is for the person's own side, `words` what
    was said with it; `beside` says that a colleague of the same side said it to the other one."""

    kind: Kind
    sentence: Text
    actor_name: str
    occurred_at: datetime
    words: str = ""
    beside: bool = False


class Conflict(Exception):
    """Somebody else changed the ticket in a way that matters for this act. `version` is the one to act on now."""

    def __init__(self, number: str, version: int, entries: Sequence[Meanwhile]) -> None:
        self.number, self.version, self.entries = number, version, tuple(entries)
        super().__init__(f"{number} changed: {', '.join(entry.kind for entry in self.entries)}")
