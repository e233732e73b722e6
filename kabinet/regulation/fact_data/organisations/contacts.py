"""People and their rights, the desk's own tools, what is reported of a partner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kabinet.regulation.fact_data.organisations.all_kinds import ByItsDay, OrganisationData
from kabinet.regulation.text import Text


@dataclass(frozen=True, kw_only=True)
class ContactAdded(OrganisationData):
    """Who was entered with which rights, and the number of the `certificate` given with them (U5, P6)."""

    name: str
    roles: Text
    login: str
    certificate: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactChanged(OrganisationData):
    """The `changes` in words, and field by field what was and what is."""

    name: str
    changes: Text
    fields: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class ContactRights(OrganisationData):
    """Which rights there were and which there are."""

    name: str
    was: Text
    now: Text


@dataclass(frozen=True, kw_only=True)
class ContactRemoved(OrganisationData):
    """The rights that ended, and how many open tickets were given to others."""

    name: str
    roles: Text
    given: int


@dataclass(frozen=True, kw_only=True)
class ContactConfirmed(OrganisationData):
    """The rights that the vendor confirmed (L14)."""

    name: str
    roles: Text


@dataclass(frozen=True, kw_only=True)
class ContactRefused(OrganisationData):
    """The rights that the vendor did not confirm, and why."""

    name: str
    roles: Text
    reason: str


@dataclass(frozen=True, kw_only=True)
class PasswordSet(OrganisationData):
    """Whose password was set by a link, and who had been shown the link."""

    name: str
    by: str


@dataclass(frozen=True, kw_only=True)
class FactorTold(OrganisationData):
    """Whose second factor was added or removed, and which."""

    name: str
    factor: Text


@dataclass(frozen=True, kw_only=True)
class TokenTold(OrganisationData):
    """Whose access for programs was made or ended, and what they called it."""

    name: str
    token: str


@dataclass(frozen=True, kw_only=True)
class WebhookTold(OrganisationData):
    """Who did something with an address at which programs are told, and its host."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class WebhookStopped(OrganisationData):
    """The host of an address at which nobody is told any more, and why."""

    address: str
    reason: Text


@dataclass(frozen=True, kw_only=True)
class BridgeTold(OrganisationData):
    """Who did something with a bridge to an own desk, what that is called, and its host."""

    name: str
    desk: str
    address: str


@dataclass(frozen=True, kw_only=True)
class BridgeStopped(OrganisationData):
    """A desk with which nothing is exchanged any more, and why."""

    desk: str
    reason: Text


@dataclass(frozen=True, kw_only=True)
class BridgeSilent(OrganisationData):
    """A desk that does not answer, and since when."""

    desk: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class RolesChanged(OrganisationData):
    """Of which roles something was said of signing in, and of which it is."""

    was: Text
    now: Text


@dataclass(frozen=True, kw_only=True)
class SignInClosed(OrganisationData):
    """Whose passwords let in all the same."""

    kept: Text


@dataclass(frozen=True, kw_only=True)
class DoorOpened(OrganisationData):
    """For how many hours passwords let in, and why."""

    hours: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ContactForm(OrganisationData):
    """How many contacts a filled form entered, changed and removed, and who sent it; `how` and `since` of one that came by
    letter, and when it came."""

    added: int
    changed: int
    removed: int
    sender: str
    how: str = ""
    since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ClientEntered(OrganisationData):
    """The number of the agreement, and the client's name."""

    number: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Placed(OrganisationData):
    """The number of an assignment rule."""

    place: int


@dataclass(frozen=True, kw_only=True)
class RefusalReported(OrganisationData):
    """The client, the day of the refusal, and the `report` (L10)."""

    client: str
    day: Text
    report: int


@dataclass(frozen=True, kw_only=True)
class ReportAnswered(RefusalReported):
    """And the partner who answered it."""

    partner: str


@dataclass(frozen=True, kw_only=True)
class ViolationTold(OrganisationData):
    """The partner, the day, the `place` in the regulation, the `violation`; `until` which day an answer is asked for;
    `reason` of its withdrawal (L17b)."""

    partner: str
    day: Text
    place: Text
    violation: int
    until: Text | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ViolationReminded(ByItsDay):
    """The same of a violation without an answer, and how many days are `left` until the last one (L17b)."""

    partner: str
    day: Text
    place: Text
    violation: int
    until: Text
    left: int
