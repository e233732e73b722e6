"""A body for every act of the API."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tests.clock import AT
from tests.desk import CONFIRMED, ITEMS, SYMPTOMS, VALUES, Desk

TALK = {"text": "Сказано программой"}
PROMISES = {"phone": CONFIRMED.phone, "reachable": True, "answers_within_hour": True}
Body = Callable[[Cast, str, Mapping[str, str]], dict[str, Any]]


def _row(cast: Cast, number: str, *kinds: str) -> int:
    """The last row of the journal of one of these kinds; one that is nobody's where there is none."""
    found = [row.pk for row in Desk(cast).journal(number) if row.kind in kinds]
    return int(found[-1]) if found else 10**9


def _message(cast: Cast, number: str, side: str) -> int:
    found = [row.pk for row in Desk(cast).messages(number) if row.side == side]
    return int(found[-1]) if found else 10**9


def _said(**body: Any) -> Body:
    return lambda cast, number, numbers: body


# Of an act: the program, the ticket on which it is tried, and the others that are there by their names.
BODIES: Mapping[str, Body] = {
    "registerTicket": lambda cast, number, numbers: {
        "system": cast.system["erp"],
        "symptoms": SYMPTOMS[3],
        "values": VALUES,
        "service": "problem",
        "impact": "minor",
    },
    "writeMessage": _said(**TALK, audience="public"),
    "widenAudience": lambda cast, number, numbers: {
        "message": _message(cast, number, "partner"),
        "audience": "public",
    },
    "logCall": _said(reached=True, **TALK),
    "logAnswer": _said(channel="email", **TALK),
    "confirmCall": lambda cast, number, numbers: {"claim": _row(cast, number, "claimed")},
    "denyCall": lambda cast, number, numbers: {
        "claim": _row(cast, number, "claimed"),
        "reason": "Не звонили",
    },
    "askPlace": _said(**TALK),
    "givePlace": _said(**TALK, until=str(AT.date() + timedelta(days=3))),
    "endPlace": _said(),
    "changeContact": lambda cast, number, numbers: {"contact": cast.person["orlova"]},
    "takeTicket": _said(),
    "assignTicket": lambda cast, number, numbers: {"assignee": cast.person["zhdanov"]},
    "acknowledgeCall": _said(),
    "linkTickets": lambda cast, number, numbers: {"other": numbers["second"]},
    "unlinkTickets": lambda cast, number, numbers: {"other": numbers["second"]},
    "mergeTicket": lambda cast, number, numbers: {"into": numbers["second"]},
    "tagTicket": _said(name="память"),
    "untagTicket": _said(name="память"),
    "watchTicket": _said(),
    "unwatchTicket": _said(),
    "addWatcher": lambda cast, number, numbers: {"person": cast.person["zhdanov"]},
    "askHandover": _said(),
    "giveHandover": _said(),
    "declineHandover": _said(reason="Останемся"),
    "changeLevel": _said(level=2, reason="Стало хуже", symptoms=SYMPTOMS[2]),
    "proposeLevel": _said(level=3, reason="Есть обход"),
    "agreeLevel": _said(),
    "declineLevel": _said(reason="Не согласны"),
    "lowerUnagreed": _said(level=2),
    "confirmTerms": _said(critical=PROMISES),
    "denyTerms": _said(reason="Не обещали"),
    "passOn": _said(values=ITEMS),
    "relayAnswer": lambda cast, number, numbers: {
        **TALK,
        "message": _message(cast, numbers["vendor ticket"], "vendor"),
        "kind": "answer",
    },
    "carryOver": lambda cast, number, numbers: {
        **TALK,
        "message": _message(cast, numbers["client ticket"], "client"),
    },
    "returnTicket": _said(cases=["research"]),
    "supplyItem": _said(item="sources", value="Документация"),
    "explainItem": _said(item="sources", reason="Не изучали"),
    "endReturn": _said(),
    "completeTicket": _said(values={"sources": "Документация", "pass_on_reason": "Дефект"}),
    "agreePlan": _said(),
    "refusePlan": _said(reasons="Не подходит"),
    "inviteParticipant": lambda cast, number, numbers: {"person": cast.person["saveliev"]},
    "endParticipation": lambda cast, number, numbers: {"person": cast.person["saveliev"]},
    "acceptSolution": _said(),
    "declineSolution": _said(reason="Не помогло"),
    "closeTicket": _said(reason="Молчание"),
    "closeByWord": lambda cast, number, numbers: {
        "word": _row(cast, number, "replied", "registered"),
        "reason": "Так сказали",
    },
    "withdrawTicket": _said(reason="Не нужно"),
    "reopenTicket": _said(reason="Снова"),
    "refuseTicket": _said(reason="development", text="Разработка"),
    "objectToRefusal": _said(text="Не согласны"),
    "answerObjection": _said(upheld=True, text="Согласны"),
}
