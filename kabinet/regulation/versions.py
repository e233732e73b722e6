"""Which version of the regulation applies to a partner on a day (L16, L18, P2.8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kabinet.regulation.pack_leg import Pack
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.verdict import ALLOWED, Verdict, deny


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: `published` is its day, `adoption_days` how long a partner may put it off."""

    code: str
    number: str
    published: date
    adoption_days: int

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
    return Version(pack.code, pack.number, pack.published, pack.adoption_days)


def in_force(day: date, versions: Iterable[Version], adopted: Mapping[str, date] | None = None) -> Version:
    """The latest version that applies on `day` to a partner who adopted versions (by code) on the days of
    `adopted`.

    Unlawful when none applies yet. A version adopted before its publication counts from its publication.
    """
    applying = [version for version in versions if applies_from(version, adopted or {}) <= day]
    if not applying:
        raise Unlawful(Text(f"на {day} нет действующего регламента", f"no regulation is in force on {day}"))
    return max(applying, key=lambda version: version.published)


def applies_from(version: Version, adopted: Mapping[str, date]) -> date:
    """The first day on which the version applies to the partner."""
    chosen = adopted.get(version.code, version.binding)
    return min(max(chosen, version.published), version.binding)


def may_adopt(version: Version, day: date, pack: Pack) -> Verdict:
    """Whether a partner can adopt the version on `day`: from its publication on (afterwards it binds anyway)."""
    if day < version.published:
        return deny(pack.leg("vendor"), "not_published", day=version.published)
    return ALLOWED
