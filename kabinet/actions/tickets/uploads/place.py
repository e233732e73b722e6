"""«Место для загрузки»: the support lets files be sent to a ticket without signing in, from the server where they lie (U6c).

The code is kept nowhere: it is reckoned from the row's key with a key of the installation, so that both sides can be shown
it again.
"""

import re
from datetime import date, datetime, time, timedelta
from hmac import compare_digest
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors, sealing
from kabinet.records.models import Ticket, UploadPlace
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import PlaceGiven
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.verdict import Verdict

CLAUSE: Final = "U6c"
SOONEST, LATEST = timedelta(days=1), timedelta(days=30)
KEEPING: Final = "a place for files is kept"
PURPOSE: Final = "places for files"
CODE: Final = re.compile(r"kbp_([0-9a-f]{1,15})_([0-9a-f]{40})")
DAY = Text(
    "Место живёт не меньше дня и не больше 30 дней, до конца выбранного дня",
    "A place lives for a day at least and for 30 days at most, to the end of the day chosen",
)
ANOTHER_DAY = Text("Выберите другой день", "Choose another day")
NO_PLACE = Text("Места для загрузки у обращения сейчас нет", "The ticket has no place for files now")
LOOK = Text("Когда оно было, сказано в истории", "The history says when there was one")


def give_place(
    *, actor: Actor, at: datetime, number: str, text: str, until: date, version: int | None = None
) -> Ticket:
    """Opens one to the end of the day `until` by the ticket's zone, and ends a former one. `text` is what is to be sent:
    both sides read it, and what comes stands with it. Invalid for a day that is too soon or too late."""
    with act(actor=actor, at=at, number=number, act=Act.GIVE_PLACE, version=version) as work:
        ends = _end_of(work, until)
        message = speak(work, "place", text, work.wide)
        ticket = work.ticket
        with as_system(KEEPING):
            _open(ticket).update(ended_at=work.at)
            UploadPlace.objects.create(
                ticket=ticket,
                leg=ticket.leg,
                client_id=ticket.client_id,
                partner_id=ticket.partner_id,
                message=message,
                audience=work.wide,
                organisation_id=work.actor.organisation,
                until=ends,
                given_by_id=work.actor.person,
                given_at=work.at,
            )
        given = PlaceGiven(due=ends)
        record(work, Kind.PLACE_GIVEN, given, audience=work.wide, message=message, clause=CLAUSE)
    return work.ticket


def end_place(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """It takes nothing more; what has come stays. Refused when there is none."""
    with act(actor=actor, at=at, number=number, act=Act.END_PLACE, version=version) as work:
        with as_system(KEEPING):
            ended = _open(work.ticket).filter(until__gt=work.at).update(ended_at=work.at)
        if not ended:
            raise Refused(Verdict(False, None, NO_PLACE, LOOK, "no_place"))
        record(work, Kind.PLACE_ENDED, audience=work.wide, clause=CLAUSE)
    return work.ticket


def code_of(place: int) -> str:
    """What opens the place with this key."""
    return f"kbp_{place:x}_{_proof(place)}"


def find_place(code: str, at: datetime) -> UploadPlace | None:
    """The place that this code opens at `at`; None for every other code, and nobody learns why. Needs the whole reach."""
    said = CODE.fullmatch(code)
    if said is None or not compare_digest(said[2], _proof(int(said[1], 16))):
        return None
    found = UploadPlace.objects.select_related("ticket").filter(pk=int(said[1], 16))
    place = found.filter(until__gt=at, ended_at__isnull=True).first()
    if place is None or not lifecycle.is_considered(place.ticket.status, doors.leg_of(place.ticket)):
        return None
    return place


def _proof(place: int) -> str:
    return sealing.keyed_digest(str(place), PURPOSE, 0)[:40]


def _open(ticket: Ticket) -> QuerySet[UploadPlace]:
    return UploadPlace.objects.filter(ticket=ticket, ended_at__isnull=True)


def _end_of(work: Work, day: date) -> datetime:
    zone = ZoneInfo(work.terms.hours.zone)
    today = work.at.astimezone(zone).date()
    if not today + SOONEST <= day <= today + LATEST:
        raise Invalid("until", DAY, ANOTHER_DAY, CLAUSE)
    return datetime.combine(day, time(23, 59, 59), zone)
