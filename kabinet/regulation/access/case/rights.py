"""Rights that have days: the client's, and the partner's. What is None does not exist."""

from dataclasses import dataclass
from datetime import date

from kabinet.regulation.organisation.work_days import Days

Held = tuple[
    str, date | None, date | None
]  # kind or level, first day, last day; both inclusive, None is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence, both days inclusive; with neither there is none. `delivery` is the number of the main corporate
    delivery: the licences themselves."""

    first_day: date | None = None
    last_day: date | None = None
    seller: int | None = None
    delivery: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Both days inclusive; with neither there is none, without a last day it does not end."""

    first_day: date | None = None
    last_day: date | None = None


NO_LICENCE, NO_CERTIFICATE = Licence(), Certificate()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRights:
    """`contract` is the support contract: level, first and last day."""

    licence: Licence = NO_LICENCE
    contract: Held | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRights:
    """`status` is the best of the partner's group (L13), `days` are all on which the partner may work on tickets,
    the statuses of its group counted; `group` are its members by key, `certificate` is the acting person's own."""

    status: Held | None = None
    days: Days = ()
    group: frozenset[int] = frozenset()
    certificate: Certificate = NO_CERTIFICATE


NO_CLIENT_RIGHTS, NO_PARTNER_RIGHTS = ClientRights(), PartnerRights()
