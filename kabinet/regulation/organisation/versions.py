"""Which version of the regulation applies to a partner on a day (L16, L18, P2.8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.verdict import ALLOWED, Verdict, deny


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: `published` is its day, `adoption_days` how long a partner may put it off. `superseded` is the
    day on which the vendor took it back: it applies to nobody any more, and never comes to."""

    code: str
    number: str
    name: Text
    published: date
    adoption_days: int
    superseded: date | None = None

    @property
    def last_day_to_adopt(self) -> date:
        """D+30: until then a partner chooses the day."""
        return self.published + timedelta(days=self.adoption_days)

    @property
    def binding(self) -> date:
        """D+31: from this day it applies to everybody (2024-01-10 gives 2024-02-10)."""
        return self.last_day_to_adopt + timedelta(days=1)


def version_of(pack: Pack) -> Version:
    """A pack as a version."""
    return Version(pack.code, pack.number, pack.name, pack.published, pack.adoption_days)


def in_force(
    day: date,
    versions: Iterable[Version],
    adopted: Mapping[str, date] | None = None,
    own_days: Mapping[str, date] | None = None,
) -> Version:
    """The latest version that applies on `day`, or on the day of its own zone (`own_days`, by code), to a partner who
    adopted versions (by code) on the days of `adopted`; of two published on one day the later given.

    Unlawful when none applies yet. A version adopted before its publication counts from its publication. One that was
    superseded does not count at all: what was in force before it is in force again.
    """
    own = own_days or {}
    standing = [version for version in versions if version.superseded is None]
    applying = [
        version for version in standing if applies_from(version, adopted or {}) <= own.get(version.code, day)
    ]
    if not applying:
        raise Unlawful(Text(f"на {day} нет действующего регламента", f"no regulation is in force on {day}"))
    return max(reversed(applying), key=lambda version: version.published)


def coming(
    day: date, versions: Iterable[Version], adopted: Mapping[str, date] | None = None
) -> list[Version]:
    """Versions that will take the place of the one in force on `day`, in the order in which they will apply."""
    known = [version for version in versions if version.superseded is None]
    present = in_force(day, known, adopted)
    later = [
        each
        for each in known
        if applies_from(each, adopted or {}) > day and each.published >= present.published
    ]
    return sorted(later, key=lambda version: applies_from(version, adopted or {}))


def applies_from(version: Version, adopted: Mapping[str, date]) -> date:
    """The first day on which the version applies to the partner."""
    chosen = adopted.get(version.code, version.binding)
    return min(max(chosen, version.published), version.binding)


def may_adopt(
    version: Version, today: date, leg: Leg, *, chosen: date | None = None, adopted: date | None = None
) -> Verdict:
    """Whether a partner can say on `today` that it takes the version up on the day `chosen` (None: not asked yet): from
    D to D+30, not backwards. `adopted` is the day that it chose before; until that day comes it may choose another."""
    if version.superseded is not None:
        return deny(leg, "version_superseded", day=version.superseded)
    if today < version.published:
        return deny(leg, "not_published", day=version.published)
    if adopted is not None and adopted <= today:
        return deny(leg, "adopted_already", day=adopted)
    if today > version.last_day_to_adopt:
        return deny(leg, "adoption_binding", day=version.binding)
    if chosen is not None and not today <= chosen <= version.last_day_to_adopt:
        return deny(leg, "adoption_day", first=today, last=version.last_day_to_adopt)
    return ALLOWED
