"""A ticket in every status of a leg, each brought there by the acts of people."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.objection import object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.return_back import return_ticket
from kabinet.regulation.facts import Answer
from kabinet.regulation.pack import pack
from tests.desk import Desk, later, passed_on

Bring = Callable[[Desk, str, datetime], Any]
CLIENT = tuple(status.code for status in pack("corp_4_0").leg("client").statuses)
VENDOR = tuple(status.code for status in pack("corp_4_0").leg("vendor").statuses)
ENDED = frozenset({"closed", "refused", "withdrawn"})
# Who serves and who asks on each leg.
SUPPORT, APPLICANT = {"U": "gordeeva", "V": "titova"}, {"U": "saveliev", "V": "gordeeva"}


def _support(act: Callable[..., Any], **given: Any) -> Bring:
    return lambda desk, number, at: desk.do(act, SUPPORT[number[0]], at, number=number, **given)


def _applicant(act: Callable[..., Any], **given: Any) -> Bring:
    return lambda desk, number, at: desk.do(act, APPLICANT[number[0]], at, number=number, **given)


_SOLVED = _support(answer_ticket, text="Обновите платформу", kind=Answer.SOLUTION)
_REFUSED = _support(refuse_ticket, reason="third_party", text="Драйвер")
WAYS: dict[str, tuple[Bring, ...]] = {
    "registered": (),
    "in_work": (_support(take_ticket),),
    "waiting": (_support(answer_ticket, text="Какая версия?", kind=Answer.QUESTION),),
    "returned": (_support(return_ticket, cases=["symptoms"]),),
    "answered": (_SOLVED,),
    "closed": (_SOLVED, _applicant(accept_solution)),
    "refused": (_REFUSED,),
    "objected": (_REFUSED, _applicant(object_to, text="Драйвер ни при чём")),
    "withdrawn": (_applicant(withdraw_ticket),),
    "passed_on": (),
}


def bring(desk: Desk, number: str, status: str, at: datetime) -> None:
    """The ticket into `status`, within a minute from `at`."""
    for place, act in enumerate(WAYS[status]):
        act(desk, number, later(at, seconds=place))
    assert desk.ticket(number).status == status


def client_tickets(desk: Desk, at: datetime, statuses: Iterable[str] = CLIENT) -> dict[str, str]:
    """Status -> a ticket of the client leg in it, within the hour from `at`."""
    made = {}
    for status in statuses:
        made[status] = passed_on(desk, at)[0] if status == "passed_on" else desk.register(at).number
        bring(desk, made[status], status, later(at, minutes=50))
    return made


def vendor_tickets(
    desk: Desk, at: datetime, statuses: Iterable[str] = VENDOR, level: int = 3
) -> dict[str, tuple[str, str]]:
    """Status of a vendor ticket -> the client's ticket and the vendor's in that status, within the hour from `at`."""
    made = {}
    for status in statuses:
        made[status] = passed_on(desk, at, level=level)
        bring(desk, made[status][1], status, later(at, minutes=50))
    return made
