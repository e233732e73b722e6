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
from kabinet.actions.tickets.speak import clean, speak
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors, sealing
from kabinet.records.lengths import LINE
from kabinet.records.models import JournalEntry, Ticket, UploadPlace
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import PlaceAsked, PlaceGiven
from kabinet.regulation.facts import OF_PLACE, Kind
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.verdict import Verdict
from kabinet.regulation.visible import says_something

CLAUSE: Final = "U6c"
# The tick of a registration: a place will be needed.
FIELD: Final = "place"
SOONEST, LATEST = timedelta(days=1), timedelta(days=30)
KEEPING: Final = "a place for files is kept"
PURPOSE: Final = "places for files"
CODE: Final = re.compile(r"kbp_([0-9a-f]{1,15})_([0-9a-f]{40})")
DAY = Text(
    "Место живёт не меньше дня и не больше 30 дней, до конца выбранного дня",
    "A place lives for a day at least and for 30 days at most, to the end of the day chosen",
)
NOT_SAID = Text("Не сказано, что нужно отправить", "It is not said what is to be sent")
SAY_IT = Text("Напишите, что за файл и какого он размера", "Say what the file is and how large")
ANOTHER_DAY = Text("Выберите другой день", "Choose another day")
ASKED_ALREADY = Text("Место для загрузки уже запрошено", "A place for files is asked for already")
WAIT = Text("Когда его дадут, придёт уведомление", "A notice will come when it is given")
GIVEN_ALREADY = Text("Место для загрузки уже открыто", "A place for files is open already")
USE = Text(
    "Команда для отправки стоит на странице обращения", "The ticket's page has the command that sends a file"
)
NO_PLACE = Text("Места для загрузки у обращения сейчас нет", "The ticket has no place for files now")
LOOK = Text("Когда оно было, сказано в истории", "The history says when there was one")


def ask_place(*, actor: Actor, at: datetime, number: str, text: str, version: int | None = None) -> Ticket:
    """The side that asks needs one; `text` is what is to be sent, which both sides read. Refused while one is open, or asked
    for and not yet given; Invalid without words."""
    with act(actor=actor, at=at, number=number, act=Act.ASK_PLACE, version=version) as work:
        _require_none(work)
        said = clean(text, "text", LINE)
        if not says_something(said):
            raise Invalid("text", NOT_SAID, SAY_IT, CLAUSE)
        note_asked(work, said)
    return work.ticket


def note_asked(work: Work, said: str = "") -> None:
    """The fact alone; without words where the ticket's form said what there is."""
    record(work, Kind.PLACE_ASKED, PlaceAsked(reason=said), audience=work.wide, clause=CLAUSE)


def _require_none(work: Work) -> None:
    if _open(work.ticket).filter(until__gt=work.at).exists():
        raise Refused(Verdict(False, None, GIVEN_ALREADY, USE, "place_open"))
    rows = JournalEntry.objects.filter(ticket=work.ticket, kind__in=OF_PLACE).order_by("-pk")
    if rows.values_list("kind", flat=True).first() == Kind.PLACE_ASKED:
        raise Refused(Verdict(False, None, ASKED_ALREADY, WAIT, "place_asked"))


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
