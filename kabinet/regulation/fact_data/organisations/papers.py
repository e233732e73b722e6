"""Licences, contracts, certificates, systems, agreements: entered, confirmed, about to end."""

from dataclasses import dataclass

from kabinet.regulation.fact_data.organisations.all_kinds import ByItsDay, OrganisationData
from kabinet.regulation.text import Text


@dataclass(frozen=True, kw_only=True)
class CertificateEntered(OrganisationData):
    """The holder, the number, the days (P2.5)."""

    name: str
    number: str
    day: Text
    until: Text


@dataclass(frozen=True, kw_only=True)
class CertificateEnded(OrganisationData):
    """The last day, and why (P2.5)."""

    name: str
    number: str
    day: Text
    reason: str


@dataclass(frozen=True, kw_only=True)
class LicenceEntered(OrganisationData):
    """The licence, its days, and who sold it (U1)."""

    number: str
    day: Text
    until: Text
    seller: str


@dataclass(frozen=True, kw_only=True)
class ContractEntered(OrganisationData):
    """The support contract, its days, and its `level` in the regulation's words (U1)."""

    number: str
    day: Text
    until: Text
    level: Text


@dataclass(frozen=True, kw_only=True)
class PaperConfirmed(OrganisationData):
    """The paper that was handed in, and whose certificate it is; nobody's, of a licence or a contract."""

    number: str
    name: str | None
    day: Text
    until: Text


@dataclass(frozen=True, kw_only=True)
class PaperRefused(PaperConfirmed):
    """And why not."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class SystemChanged(OrganisationData):
    """The system, and which open tickets are `flagged` because it left production (U3.6d)."""

    name: str
    flagged: Text | None


@dataclass(frozen=True, kw_only=True)
class AgreementTold(OrganisationData):
    """The agreement and its first day (U3.6b)."""

    number: str
    partner: str
    client: str
    day: Text


@dataclass(frozen=True, kw_only=True)
class AgreementDeclined(AgreementTold):
    """And why not."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class PaperEnds(ByItsDay):
    """The last day of a licence or contract, and how many days are `left` (L9b, P2.4)."""

    number: str
    day: Text
    left: int


@dataclass(frozen=True, kw_only=True)
class PaperOver(ByItsDay):
    """The day that was the last of a licence or contract (L9b, P2.4)."""

    number: str
    client: str
    day: Text


@dataclass(frozen=True, kw_only=True)
class CertificateEnds(ByItsDay):
    """The last day of the holder's certificate, and how many days are `left` (P2.5)."""

    name: str
    number: str
    day: Text
    left: int


@dataclass(frozen=True, kw_only=True)
class CertificateOver(ByItsDay):
    """The day that was the last of the holder's certificate (P2.5); `alone` says what waits where nobody is left who could
    pass tickets on, and is empty where somebody is."""

    name: str
    number: str
    day: Text
    alone: Text


@dataclass(frozen=True, kw_only=True)
class StaffingLacks(ByItsDay):
    """From which day on too few employees have a certificate (P4.5)."""

    partner: str
    day: Text
