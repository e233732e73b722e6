"""What was typed of a new ticket so far: the content of its draft."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Self

from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.pages.ui import phones
from kabinet.records.versions import law, newest_pack
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.pack import Leg


@dataclass(frozen=True, slots=True)
class Known:
    """A value that was known before anybody typed: its `source` (a word of the pack) and of which day (ISO) it is; `own`:
    of the reader's own record."""

    value: str
    source: str
    day: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True)
class Typed:
    """`mark` is the form's own name before it has a draft: the same form sent twice keeps one draft.

    `answers` are those to the questions about symptoms, `level` what they came to when the form was last judged, `values`
    the fields of the form by code, `known` what was put into them from the records. `regulation` is the code of the pack
    whose words all of these are. `named` is the key of the contact of the ticket (U3.5e), None before anybody was asked and
    in drafts of a time when a name was typed. `letter` is the key of the letter that is written down.
    """

    mark: str = ""
    regulation: str = ""
    system: int | None = None
    system_name: str = ""
    answers: Mapping[str, str | bool] = field(default_factory=dict)
    chosen_level: int | None = None
    level: int | None = None
    phone: str = ""
    reachable: bool = False
    within_hour: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=dict)
    client: int | None = None
    client_name: str = ""
    named: int | None = None
    contact: int | None = None
    contact_name: str = ""
    called_at: str = ""
    call_reason: str = ""
    call_channel: str = Channel.TELEPHONE
    letter: str = ""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """From a draft; what it does not say is empty."""
        names = {each.name for each in fields(cls)}
        made = cls(**{name: value for name, value in content.items() if name in names})
        return replace(made, known={code: Known(**row) for code, row in content.get("known", {}).items()})

    def content(self) -> dict[str, Any]:
        """For a draft."""
        return asdict(self)

    @property
    def leg(self) -> Leg:
        """The leg in whose words all this is typed."""
        return (law(self.regulation) if self.regulation else newest_pack()).leg(LegCode.CLIENT)

    @property
    def called(self) -> Called | None:
        """The call or letter that staff write down; None for a client's own form."""
        if self.contact is None:
            return None
        at = datetime.fromisoformat(self.called_at) if self.called_at else None
        return Called(self.contact, at, self.call_reason, Channel(self.call_channel))

    @property
    def critical(self) -> CriticalTerms:
        """The promises of a critical ticket as they stand; a number that nobody can call promises nothing."""
        return CriticalTerms(phones.valid(self.phone), self.reachable, self.within_hour)

    @property
    def subject(self) -> str:
        """What the draft is called in a list."""
        described = self.values.get("description", "").strip().splitlines()
        return self.values.get("subject", "").strip() or next(iter(described), "")

    def knowing(self, known: Mapping[str, Known]) -> Self:
        """With these values put where nothing was typed, or where nothing but the former known value stands."""
        former = {code: each.value for code, each in self.known.items()}
        untouched = {
            code: each.value
            for code, each in known.items()
            if self.values.get(code, "") in ("", former.get(code, ""))
        }
        return replace(self, values={**self.values, **untouched}, known=dict(known))
