"""Tickets of the table URL x person, made when a line points to one and kept for the test."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from tests import clock
from tests.cast import Cast

if TYPE_CHECKING:
    from tests.desk import Desk

THINGS = (
    "client ticket", "vendor ticket", "vendor message", "ticket file", "client message",
    "answered ticket", "closed ticket", "returned ticket", "planned ticket",
    "joint ticket", "noted ticket", "partner note",
    "refused ticket", "objected ticket", "proposed ticket", "unagreed ticket",
    "silent ticket", "told ticket", "claimed ticket", "promised ticket", "ticket log", "ticket picture",
)  # fmt: skip
_made: list[tuple[Cast, dict[str, str]]] = []


def pointed_at(thing: str, cast: Cast) -> str:
    """The number or the key of a thing in this cast's world."""
    from kabinet.records.security.reach import leave
    from tests.desk import Desk, later

    if not _made or _made[0][0] is not cast:
        _made[:] = [(cast, {})]
    known = _made[0][1]
    if thing not in known:
        at = later(clock.now(), hours=-2)
        MAKERS.get(thing, _pair)(Desk(cast), at, known)
        leave()
    return known[thing]


def _pair(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.actions.tickets.drafts.attach import attach
    from tests.desk import later, passed_on

    number, vendor = passed_on(desk, at, level=1)
    file = desk.do(attach, "gordeeva", at, name="журнал.zip", content=BytesIO(b"PK"))
    late = later(at, minutes=50)
    desk.do(answer_ticket, "gordeeva", late, number=number, text="Смотрим", files=[file.pk])
    desk.do(answer_ticket, "titova", late, number=vendor, text="Есть версия?")
    message = str(desk.messages(vendor)[-1].pk)
    words = str(desk.messages(number)[0].pk)
    known |= dict(zip(THINGS[:5], (number, vendor, message, str(file.pk), words), strict=True))


def _log(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from django.db import transaction

    from kabinet.actions.log_summaries import reading
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.actions.tickets.drafts.attach import attach
    from kabinet.techlog import read_log

    number, line = desk.register(at).number, b"05:46.719000-0,EXCP,5,Exception=E,Descr=boom\r\n"
    file = desk.do(attach, "gordeeva", at, name="26070414.log", content=BytesIO(line))
    desk.do(answer_ticket, "gordeeva", at, number=number, text="Журнал", files=[file.pk])
    with transaction.atomic():
        taken = reading.take_log(at=clock.now())
    assert taken is not None
    summary = read_log(BytesIO(line), taken.name).as_data()
    reading.note_read(at=clock.now(), taken=taken, state="ready", summary=summary)
    known["ticket log"] = str(file.pk)


def _picture(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.actions.tickets.drafts.attach import attach
    from tests.preview.made import picture

    number = desk.register(at).number
    file = desk.do(attach, "gordeeva", at, name="снимок.png", content=BytesIO(picture("PNG")))
    desk.do(answer_ticket, "gordeeva", at, number=number, text="Снимок", files=[file.pk])
    known["ticket picture"] = str(file.pk)


def _answered(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer

    number = desk.register(at).number
    desk.do(answer_ticket, "gordeeva", at, number=number, text="Обновите", kind=Answer.SOLUTION)
    known["answered ticket"] = number


def _closed(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.accept import accept_solution

    _answered(desk, at, known)
    known["closed ticket"] = known.pop("answered ticket")
    desk.do(accept_solution, "saveliev", at, number=known["closed ticket"])


def _returned(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.vendor.return_back import return_ticket
    from tests.desk import later, passed_on

    known["returned ticket"] = passed_on(desk, at)[1]
    desk.do(return_ticket, "titova", later(at, hours=1), number=known["returned ticket"], cases=["research"])


def _planned(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer
    from tests.desk import later, passed_on

    number = known["planned ticket"] = passed_on(desk, at, level=1)[1]
    desk.do(
        answer_ticket, "titova", later(at, hours=1), number=number, text="1. Снять дамп", kind=Answer.PLAN
    )


def _joint(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.vendor.participants import invite_participant
    from tests.desk import later, passed_on

    number = known["joint ticket"] = passed_on(desk, at)[1]
    desk.do(
        invite_participant, "gordeeva", later(at, hours=1), number=number, person=desk.cast.person["saveliev"]
    )


def _noted(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.note import write_note

    number = known["noted ticket"] = desk.register(at).number
    desk.do(write_note, "gordeeva", at, number=number, text="Похоже на память")
    known["partner note"] = str(desk.messages(number)[-1].pk)


def _refused(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.refuse import refuse_ticket

    number = known["refused ticket"] = desk.register(at).number
    desk.do(refuse_ticket, "gordeeva", at, number=number, reason="optimisation", text="Настройка")


def _objected(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.objection import object_to

    _refused(desk, at, known)
    known["objected ticket"] = known.pop("refused ticket")
    desk.do(object_to, "saveliev", at, number=known["objected ticket"], text="Это сбой")


def _proposed(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.proposal import propose_level

    number = known["proposed ticket"] = desk.register(at, level=2).number
    desk.do(propose_level, "gordeeva", at, number=number, level=3, reason="Есть обход")


def _unagreed(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from tests.desk import later

    _planned(desk, later(at, hours=-20), known)
    known["unagreed ticket"] = known.pop("planned ticket")


def _silent(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer
    from tests.desk import later

    number = known["silent ticket"] = desk.register(later(at, days=-40)).number
    asked = later(at, days=-39)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Версия?", kind=Answer.QUESTION)


def _told(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.reply import write_reply

    number = known["told ticket"] = desk.register(at).number
    desk.do(write_reply, "saveliev", at, number=number, text="Нашли сами, закройте")


def _claimed(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.call import log_call
    from tests.desk import later

    number = known["claimed ticket"] = desk.register(later(at, hours=-10), level=1).number
    rang = {"occurred_at": later(at, hours=-9), "reason": "Не было связи"}
    desk.do(log_call, "gordeeva", at, number=number, reached=True, text="Говорили", **rang)


def _promised(desk: "Desk", at: datetime, known: dict[str, str]) -> None:
    from kabinet.actions.tickets.registration.on_behalf import Called

    called = Called(contact=desk.cast.person["orlova"])
    known["promised ticket"] = desk.register(at, "gordeeva", level=1, called=called).number


MAKERS: dict[str, Callable[["Desk", datetime, dict[str, str]], None]] = {
    "answered ticket": _answered,
    "closed ticket": _closed,
    "returned ticket": _returned,
    "planned ticket": _planned,
    "refused ticket": _refused,
    "objected ticket": _objected,
    "proposed ticket": _proposed,
    "unagreed ticket": _unagreed,
    "silent ticket": _silent,
    "told ticket": _told,
    "claimed ticket": _claimed,
    "promised ticket": _promised,
    "ticket log": _log,
    "ticket picture": _picture,
    "joint ticket": _joint,
    "noted ticket": _noted,
    "partner note": _noted,
}
