"""Warnings before a paper ends, to those who can act, each once (P4.5, L9b, P2.4, P2.5).

One look a day does; more do no harm: the organisation's history keeps what was told, and the notices have keys of their own
making. After an outage the nearest warning alone is given; one whose day has passed has no meaning any more.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify
from kabinet.actions.notices.notify import Telling
from kabinet.actions.notices.subjects import About
from kabinet.actions.organisations.papers.ending_notice import Ending
from kabinet.actions.organisations.papers.endings import endings
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.work import system
from kabinet.records.models import Organisation, OrganisationEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.fact_data import lay_out

REASON = "papers that end"
KEYS = UUID("5f3c3b6e-3b0a-4d0e-9a57-6a6b3f0f2c11")


def announce(*, at: datetime) -> int:
    """Tells what is to be told at `at` and was not yet; how many warnings were given."""
    now = whole(at)
    with transaction.atomic(), as_system(REASON):
        found = list(endings(now))
    return sum(_told(ending, now) for ending in found)


def _told(ending: Ending, at: datetime) -> bool:
    """One transaction a warning, the organisation locked: of two workers the second finds it told."""
    with transaction.atomic(), as_system(REASON):
        house = Organisation.objects.select_for_update().get(pk=ending.organisation)
        known = OrganisationEntry.objects.filter(organisation=house, kind=ending.kind)
        if known.filter(data__mark=ending.mark).exists() or _told_by_an_act(ending):
            return False
        organisation_entries.write(
            house.pk,
            ending.kind,
            replace(ending.data, mark=ending.mark, lost=ending.lost or ending.data.lost),
            actor=system(REASON),
            at=at,
            person=ending.person,
            clause=ending.clause,
            partner=ending.partner,
        )
        notify.notify(_tellings(ending, house, at))
        return True


def _told_by_an_act(ending: Ending) -> bool:
    """Whoever withdrew a status or ended a membership has told of this very day (work_rights)."""
    entries = OrganisationEntry.objects.filter(organisation=ending.organisation)
    return bool(ending.lost) and entries.filter(data__lost=ending.lost).exists()


def _tellings(ending: Ending, house: Organisation, at: datetime) -> Iterator[Telling]:
    told: dict[int, About] = {}
    for about, people in ending.told:
        told |= {person: about for person in people if person not in told}
    for person, about in sorted(told.items()):
        yield Telling(
            person=person,
            kind=ending.kind,
            about=about,
            at=at,
            data={**lay_out(ending.data), "subject": house.short_name},
            organisation=house.pk,
            key=uuid5(KEYS, f"{person}:{ending.kind}:{ending.mark}"),
        )
