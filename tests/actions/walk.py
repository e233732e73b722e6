"""A long random walk of acts: whoever may do something does something, at odd instants, now and then too late."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets import claims
from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.claims import confirm_call, deny_call
from kabinet.actions.tickets.close import close_by_word, close_ticket, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.plan import agree_plan, lower_unagreed, refuse_plan
from kabinet.actions.tickets.proposal import agree_level, decline_level, propose_level
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.actions.vendor.relay import relay_answer
from kabinet.actions.vendor.return_back import complete_ticket, return_ticket, supply_item
from kabinet.records.doors import Closed
from kabinet.regulation.facts import Answer
from tests.desk import CONFIRMED, ITEMS, SYMPTOMS, Desk

Doing = Callable[["Walk", str], Any]


@dataclass
class Walk:
    """`done` counts acts by name, refused ones apart."""

    desk: Desk
    random: Random
    at: datetime
    numbers: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def go(self, steps: int) -> None:
        """So many attempts."""
        for _ in range(steps):
            self.at += timedelta(
                seconds=self.random.choice((0, 1, 59, 600, 1800, 3600, 3601, 14_400, 90_000))
            )
            [name] = self.random.choices([*WEIGHTS], [*WEIGHTS.values()])
            number = self.random.choice(self.numbers[-6:]) if self.numbers else ""
            try:
                with transaction.atomic():
                    DOINGS[name](self, number) if number else DOINGS["register"](self, "")
            except (Refused, Closed):
                name = "refused"
            self.done[name] += 1

    def by(self, login: str, act: Callable[..., Any], number: str, **given: Any) -> Any:
        return self.desk.do(act, login, self.at, number=number, **given)

    def support(self, number: str) -> str:
        return self.random.choice(("gordeeva", "zhdanov") if number.startswith("U") else ("titova", "razin"))

    def applicant(self, number: str) -> str:
        return self.random.choice(
            ("saveliev", "orlova") if number.startswith("U") else ("zhdanov", "gordeeva")
        )


def _register(walk: Walk, number: str) -> None:
    login = walk.random.choice(("saveliev", "orlova"))
    level = walk.random.choice((1, 1, 2, 3, 4))
    walk.numbers.append(walk.desk.register(walk.at, login, level).number)


def _answer(walk: Walk, number: str) -> None:
    kind, final = walk.random.choice(list(Answer)), walk.random.random() < 0.5
    walk.by(walk.support(number), answer_ticket, number, text="Ответ", kind=kind, final=final)


def _call(walk: Walk, number: str) -> None:
    back = walk.random.choice((0, 0, 60, 7200, 90_000))
    given = {"occurred_at": walk.at - timedelta(seconds=back), "reason": "записано позже"} if back else {}
    reached = walk.random.random() < 0.7
    asks = walk.random.random() < 0.3
    walk.by(walk.support(number), log_call, number, reached=reached, asks=asks, text="Звонок", **given)


def _level(walk: Walk, number: str) -> None:
    level = walk.random.choice((1, 2, 3, 4))
    ground = {"ground": "misclassified", "symptoms": SYMPTOMS[level]}
    walk.by(walk.support(number), change_level, number, level=level, reason="Так вернее", **ground)


def _pass_on(walk: Walk, number: str) -> None:
    made = walk.by("zhdanov", pass_on_ticket, number, values=ITEMS, critical=CONFIRMED)
    walk.numbers.append(made.number)


def _relay(walk: Walk, number: str) -> None:
    said = [message.pk for message in walk.desk.messages(number) if message.side == "vendor"]
    kind = walk.random.choice(list(Answer))
    message = walk.random.choice(said or [0])
    walk.by("gordeeva", relay_answer, number, message=message, text="Передаём", kind=kind, final=True)


def _complete(walk: Walk, number: str) -> None:
    values = {"impact": "serious", "description": "есть"}
    walk.by(walk.applicant(number), complete_ticket, number, values=values)


def _supply(walk: Walk, number: str) -> None:
    item = walk.random.choice(("impact", "description"))
    walk.by(walk.applicant(number), supply_item, number, item=item, value="serious")


def _client_level(walk: Walk, number: str) -> None:
    level, symptoms = walk.random.choice((1, 2, 3, 4)), SYMPTOMS[walk.random.choice((1, 2, 3))]
    given = {"symptoms": symptoms, "critical": CONFIRMED} if walk.random.random() < 0.5 else {}
    walk.by(walk.applicant(number), change_level, number, level=level, reason="Стало иначе", **given)


def _propose(walk: Walk, number: str) -> None:
    level = walk.random.choice((2, 3, 4))
    walk.by(walk.support(number), propose_level, number, level=level, reason="Работает")


def _object(walk: Walk, number: str) -> None:
    walk.by(walk.applicant(number), object_to, number, text="Не согласны")


def _objection(walk: Walk, number: str) -> None:
    upheld = walk.random.random() < 0.5
    walk.by(walk.support(number), answer_objection, number, upheld=upheld, text="Потому что")


def _claim(walk: Walk, number: str) -> None:
    waiting = [row.pk for row in walk.desk.journal(number) if row.kind == "claimed"]
    act = walk.random.choice((confirm_call, confirm_call, deny_call))
    walk.by(walk.applicant(number), act, number, claim=walk.random.choice(waiting or [0]))


def _by_word(walk: Walk, number: str) -> None:
    words = [row.pk for row in walk.desk.journal(number) if row.kind in ("replied", "called")]
    walk.by(walk.support(number), close_by_word, number, word=(words or [0])[-1], reason="Сказали")


DOINGS: dict[str, Doing] = {
    "register": _register,
    "answer": _answer,
    "call": _call,
    "level": _level,
    "pass_on": _pass_on,
    "relay": _relay,
    "complete": _complete,
    "supply": _supply,
    "client_level": _client_level,
    "propose": _propose,
    "agree_level": lambda walk, number: walk.by(walk.applicant(number), agree_level, number),
    "decline_level": lambda walk, number: walk.by(walk.applicant(number), decline_level, number),
    "lower_unagreed": lambda walk, number: walk.by(walk.support(number), lower_unagreed, number, level=2),
    "object": _object,
    "objection": _objection,
    "take": lambda walk, number: walk.by(walk.support(number), take_ticket, number),
    "note": lambda walk, number: walk.by(walk.support(number), write_note, number, text="Заметка"),
    "reply": lambda walk, number: walk.by(walk.applicant(number), write_reply, number, text="Письмо"),
    "accept": lambda walk, number: walk.by(walk.applicant(number), accept_solution, number),
    "decline": lambda walk, number: walk.by(walk.applicant(number), decline_solution, number, reason="Нет"),
    "close": lambda walk, number: walk.by(walk.support(number), close_ticket, number, reason="Да"),
    "reopen": lambda walk, number: walk.by(walk.applicant(number), reopen_ticket, number, reason="Снова"),
    "withdraw": lambda walk, number: walk.by(walk.applicant(number), withdraw_ticket, number),
    "refuse": lambda walk, number: walk.by(walk.support(number), refuse_ticket, number, reason="third_party"),
    "return": lambda walk, number: walk.by(walk.support(number), return_ticket, number, cases=["symptoms"]),
    "agree": lambda walk, number: walk.by(walk.applicant(number), agree_plan, number),
    "disagree": lambda walk, number: walk.by(walk.applicant(number), refuse_plan, number, reasons="Нет"),
    "claim": _claim,
    "by_word": _by_word,
    "claims": lambda walk, number: claims.answer_silent_claims(at=walk.at),
    "worker": lambda walk, number: settle_due(at=walk.at),
    "silence": lambda walk, number: close_silent_tickets(at=walk.at),
}
# How often each is tried: endings seldom, so that tickets live long enough for everything else.
WEIGHTS = {
    "answer": 12, "call": 10, "reply": 9, "relay": 8, "pass_on": 6, "worker": 5, "level": 4, "decline": 4, "agree": 3,
    "return": 3, "complete": 4, "reopen": 6, "disagree": 2, "take": 2, "note": 1, "register": 2, "silence": 2,
    "accept": 2, "close": 1, "withdraw": 1, "refuse": 2, "supply": 5, "client_level": 3, "propose": 4, "agree_level": 3,
    "decline_level": 2, "lower_unagreed": 2, "object": 5, "objection": 5,
    "claim": 6, "by_word": 1, "claims": 1,
}  # fmt: skip
