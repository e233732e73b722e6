"""The main walk of all three parties, a ticket at a time: from the client's registration to the client's acceptance."""

import re
from collections.abc import Mapping
from hashlib import sha256
from random import Random
from typing import Any
from uuid import uuid4

from bench.faults.ledger import Ledger
from bench.faults.person import Person

CLIENT, ENGINEER, EXPERT, VENDOR = "saveliev", "gordeeva", "zhdanov", "titova"
PEOPLE = (CLIENT, ENGINEER, EXPERT, VENDOR)
SYSTEM = re.compile(r'<option value="(\d+)"')
RELAY = re.compile(r"/tickets/V-\d+/relay/\d+/")
# What the partner adds to a ticket that it passes on.
ADDED = {
    "changes": "Платформа обновлена 12 марта",
    "source_kind": ["known", "similar"],
    "source_title": ["60014312", "U-46980"],
    "source_outcome": ["не совпадает", "не помогло"],
}
LARGEST = 200_000  # bytes of a file


class Walk:
    """`go` does one; what is sent carries marks that no other has."""

    def __init__(self, people: Mapping[str, Person], ledger: Ledger, random: Random) -> None:
        self.people, self.ledger, self.random = people, ledger, random

    def leave(self) -> None:
        """Nobody's line is left open."""
        for person in self.people.values():
            person.visitor.hang_up()

    def go(self) -> str:
        """The ticket's number. Raises GaveUp."""
        number = self._registered()
        self._taken(ENGINEER, number)
        self._said(ENGINEER, number, kind="answer")
        self._said(CLIENT, number, attached=True)
        vendor = self._passed_on(number)
        self._taken(VENDOR, vendor)
        self._said(VENDOR, vendor, kind="workaround_final", attached=True)
        self._relayed(number)
        act = self.ledger.begin("accept", number)
        self.people[CLIENT].read(f"/tickets/{number}/accept/")
        self.people[CLIENT].send(act, f"/tickets/{number}/accept/", {})
        self.ledger.through.append(number)
        return number

    @staticmethod
    def _mark() -> str:
        """No other run in the same home has it."""
        return uuid4().hex[:16]

    def _registered(self) -> str:
        who, mark = self.people[CLIENT], self._mark()
        page = who.read("/new/")
        _, fields = who.form("/new/", "mark")
        chosen = SYSTEM.search(page)
        assert chosen
        first = self.ledger.begin("draft", fields["mark"])
        answers = {"q-happens": "partial", "system": chosen[1], "step": "next"}
        address = who.send(first, "/new/", fields | answers)
        _, fields = who.form(address, "description")
        act = self.ledger.begin("register", mark)
        typed = {
            "subject": f"Сбой {mark}",
            "description": f"Повторяется каждый день, {mark}",
            "impact": "serious",
            "service": "problem",
        }
        return who.send(act, address, fields | typed).split("/")[2]

    def _taken(self, login: str, number: str) -> None:
        act = self.ledger.begin("take", number)
        self.people[login].read(f"/tickets/{number}/")
        self.people[login].send(act, f"/tickets/{number}/take/", {})

    def _said(self, login: str, number: str, *, attached: bool = False, **more: str) -> None:
        who, mark = self.people[login], self._mark()
        address, fields = who.form(f"/tickets/{number}/", "text")
        act, file = self.ledger.begin("say", mark), None
        if number.startswith("U-"):
            self.ledger.readable(number, mark)
        if attached:
            content = self.random.randbytes(self.random.randrange(1, LARGEST))
            file = (f"{mark}.bin", content)
        who.send(act, address, fields | {"text": f"Сообщение {mark}", **more}, file)
        if file:
            kept = self.ledger.begin("file", f"{mark}.bin", sha256(file[1]).hexdigest())
            kept.acknowledged = True

    def _passed_on(self, number: str) -> str:
        who, mark = self.people[EXPERT], self._mark()
        _, fields = who.form(f"/tickets/{number}/pass-on/", "pass_on_reason")
        act = self.ledger.begin("pass_on", number)
        typed: dict[str, Any] = fields | ADDED | {"pass_on_reason": f"Причина {mark}"}
        return who.send(act, f"/tickets/{number}/pass-on/send/", typed).split("/")[2]

    def _relayed(self, number: str) -> None:
        who, mark = self.people[ENGINEER], self._mark()
        found = RELAY.search(who.read(f"/tickets/{number}/"))
        assert found, f"nothing to relay in {number}"
        _, fields = who.form(found[0], "text")
        act = self.ledger.begin("say", mark)
        self.ledger.readable(number, mark)
        who.send(act, found[0], fields | {"text": f"Ответ 1С {mark}"})
