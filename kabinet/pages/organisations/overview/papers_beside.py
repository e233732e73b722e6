"""What stands around the cards of papers: a partner's duty, certificates and clients; what happened last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from kabinet.actions.notices import kinds, wording
from kabinet.pages.organisations.overview.days import State, state
from kabinet.pages.organisations.overview.papers import waits
from kabinet.pages.organisations.papers import available_acts, duty
from kabinet.pages.organisations.papers.available_acts import Deed
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.records import doors
from kabinet.records.doors.record_types import CertificateRecord
from kabinet.regulation.access import Act, OrgKind

LAST = 6


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate with its holder."""

    name: str
    number: str
    state: State
    pending: bool
    available_acts: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """One row of the history."""

    icon: str
    words: str
    at: datetime
    who: str


def beside(rights: Rights, today: date) -> Mapping[str, Any]:
    """For organisations/overview/papers.html."""
    key = rights.organisation.pk
    found: dict[str, Any] = {
        "deeds": available_acts.of_organisation(rights),
        "happened": happened(rights)
        if key != rights.actor.organisation or rights.may(Act.MANAGE_CONTACTS)
        else [],
        "history_url": reverse("organisation_history", args=[key]),
    }
    if rights.organisation.kind != OrgKind.PARTNER:
        return found
    own = key == rights.actor.organisation
    near = own or rights.actor.kind is OrgKind.VENDOR
    return found | {
        "duty": duty.of_partner(rights.actor, key, today) if near else None,
        "certificates": [_certificate(rights, row, today) for row in doors.certificates(rights.actor, key)],
        "served": [
            {"name": row.short_name, "url": reverse("organisation", args=[row.pk])}
            for row in doors.served(rights.actor, key, today)
        ],
    }


def happened(rights: Rights) -> list[Happened]:
    """The latest facts of the organisation."""
    rows = doors.entries(rights.actor, rights.organisation.pk)[:LAST]
    language = get_language() or "ru"
    return [
        Happened(
            kinds.of_organisation(row.kind).icon,
            wording.of_entry(row).say(language),
            row.occurred_at,
            row.actor_name,
        )
        for row in rows
    ]


def _certificate(rights: Rights, row: CertificateRecord, today: date) -> CertificateRow:
    found = waits() if row.pending else state(row.first_day, row.last_day, today)
    return CertificateRow(
        row.person.name, row.number, found, row.pending, available_acts.of_certificate(rights, row)
    )
