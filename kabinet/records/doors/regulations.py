"""Versions of the regulation, and when a partner took them up; what the vendor prepares."""

from datetime import date

from django.db.models import QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Adoption, RegulationVersion, VersionDraft
from kabinet.records.versions.regulations import on_record
from kabinet.regulation.access import Actor


def regulations(actor: Actor) -> QuerySet[RegulationVersion]:
    """Every version on record without its text, in the order of publication."""
    return on_record()


def regulation(actor: Actor, number: str) -> RegulationVersion:
    """The version with this number, or Closed."""
    found = on_record().filter(number=number.replace("\0", "")).first()
    if found is None:
        raise Closed
    return found


def adoptions(actor: Actor, partner: int) -> dict[str, date]:
    """Code of a version -> the day on which the partner took it up before it bound everybody (L18)."""
    return dict(Adoption.objects.filter(partner=partner).values_list("version__code", "day"))


def adopters(actor: Actor, version: RegulationVersion) -> QuerySet[Adoption]:
    """Who took the version up, of the partners that the actor knows, the earliest first."""
    rows = Adoption.objects.filter(version=version).select_related("partner")
    return rows.order_by("day", "partner__short_name")


def regulation_drafts(actor: Actor) -> QuerySet[VersionDraft]:
    """Versions that the vendor prepares, the last saved first."""
    rows = VersionDraft.objects.filter(kind=VersionDraft.Kind.REGULATION).select_related("person")
    return rows.order_by("-saved_at", "-id")


def regulation_draft(actor: Actor, key: int) -> VersionDraft:
    """One of them, or Closed."""
    found = regulation_drafts(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found
