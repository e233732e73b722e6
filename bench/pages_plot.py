"""What happens in a ticket of the bench, drawn by chance: believable gaps, questions, solutions, breaches, passing on.

A plot tells everything to its lives (pages_life.py) and ends with the ticket closed, or at `until` with the ticket open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from pages_life import NARROW, WIDE, Life, Said, message_key, moment
from pages_words import NEEDLE, Speaker

from kabinet.regulation import lifecycle
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.pack_words import Turn

MINUTE, HOUR, DAY = 60, 3600, 30_600  # a working day has 8.5 hours


class Enough(Exception):
    """The story is over: the present has come, or the ticket was taken back."""


@dataclass(slots=True)
class Plot:
    """The client's ticket, the vendor's one if it is passed on, and the instant at which the story stands."""

    draw: Random
    speaker: Speaker
    client: Life
    vendor: Life | None
    until: int
    stays_open: bool
    needle: bool
    at: int

    def play(self) -> None:
        """The whole story."""
        try:
            self._begin()
            if self.vendor:
                self._passed_on(self.client, self.vendor)
            self._solve()
            self._end()
        except Enough:
            pass
        for life in filter(None, (self.client, self.vendor)):
            if life.stands:
                life.settle(self.until)

    # ------------------------------------------------------------------------------------------ time
    def _wait(self, low: float, high: float) -> int:
        """Working seconds pass (around the clock on level 1); a story that is to end before `until` hurries."""
        gap = round(self.draw.uniform(low, high))
        night = self.client.level == 1
        then = self.at + gap if night else self.client.calendar.add_seconds(self.at, gap)
        if then >= self.until:
            if self.stays_open:
                raise Enough
            then = self.at + int((self.until - self.at) * self.draw.uniform(0.05, 0.3))
        self.at = then
        return then

    # ------------------------------------------------------------------------------------------ chapters
    def _begin(self) -> None:
        client = self.client
        self._register(
            client, client.author, client.client.name, {"level": client.level, "judged": client.level}
        )
        if self.draw.random() < 0.9:
            self._wait(2 * MINUTE, 90 * MINUTE)
            self._take(client)
        if self.draw.random() < 0.12:
            self._wait(MINUTE, 30 * MINUTE)
            self._say(client, "note", Kind.NOTED, narrow=True)
        if not self.stays_open and not self.vendor and self.draw.random() < 0.04:
            self._by_applicant(client, Kind.WITHDRAWN, {"reason": "Разобрались сами"})
            raise Enough
        self._wait(
            5 * MINUTE, (1 if client.level == 1 else 5) * HOUR if self.draw.random() < 0.9 else 3 * DAY
        )
        self._first_contact()

    def _first_contact(self) -> None:
        chance = self.draw.random()
        if chance < 0.08:
            self._say(self.client, "call", Kind.CALLED, {"reached": True, "asks": False})
        elif chance < 0.3:
            self._ask(self.client)
        else:
            self._answer(self.client, "answer")

    def _ask(self, life: Life) -> None:
        """A question, and mostly a reply to it."""
        self._answer(life, "question")
        if self.draw.random() < 0.85 or not self.stays_open:
            self._wait(5 * MINUTE, 50 * MINUTE if life.level == 1 else 2 * DAY)
            self._reply(life)

    def _passed_on(self, client: Life, vendor: Life) -> None:
        """The vendor's ticket lives until its answer is relayed; of its life the client's ticket learns the turn alone."""
        self._wait(HOUR, DAY)
        vendor.level = client.clocks.level
        self._register(
            vendor,
            vendor.author,
            vendor.partner.name,
            {"level": vendor.level, "judged": vendor.level, "origin": client.number},
        )
        client.passed_on, client.vendor_status = self.at, vendor.status
        client.tell(
            Kind.PASSED_ON,
            self.at,
            Side.SUPPORT,
            client.assignee or client.support.people[0],
            organisation=client.partner.name,
            data={"vendor": vendor.number},
        )
        self._wait(10 * MINUTE, 3 * HOUR)
        self._take(vendor)
        self._vendor_answers(client, vendor)
        self._wait(20 * MINUTE, DAY)
        source = vendor.messages[-1]
        said = self._message(client, "answer", relayed_from=message_key(vendor.key, source.place))
        self._by_support(client, Kind.RELAYED, said, {"answer": "answer", "final": False})
        vendor.tell(
            Kind.RELAYED,
            self.at,
            Side.APPLICANT,
            vendor.author,
            organisation=vendor.partner.name,
            data={"client": client.number, "message": said.relayed_from},
        )
        self._wait(10 * MINUTE, 2 * DAY)
        vendor.tell(Kind.ACCEPTED, self.at, Side.APPLICANT, vendor.author, organisation=vendor.partner.name)
        self._travel(client, vendor)

    def _vendor_answers(self, client: Life, vendor: Life) -> None:
        self._wait(30 * MINUTE, 6 * HOUR)
        while self.stays_open and self.draw.random() < 0.85:
            self._answer(vendor, "answer")
            self._wait(2 * DAY, 6 * DAY)
        if self.draw.random() < 0.4:
            self._answer(vendor, "question")
            self._travel(client, vendor)
            self._wait(20 * MINUTE, DAY)
            self._reply(vendor)
            self._travel(client, vendor)
            self._wait(2 * HOUR, 3 * DAY)
        self._answer(vendor, "solution")
        self._travel(client, vendor)

    def _solve(self) -> None:
        """News now and then while the work lasts; a ticket that stays open never gets further than an offered solution."""
        while self.draw.random() < (0.8 if self.stays_open else 0.06):
            self._wait(DAY, 6 * DAY)
            if self.draw.random() < 0.35:
                self._ask(self.client)
            else:
                self._answer(self.client, "answer")
        self._wait(HOUR, 3 * DAY)
        self._answer(self.client, "solution" if self.draw.random() < 0.8 else "workaround", final=True)

    def _end(self) -> None:
        chance, client = self.draw.random(), self.client
        if chance < 0.1 or self.stays_open:
            self._wait(HOUR, 4 * DAY)
            self._by_applicant(client, Kind.DECLINED, {"reason": "После перезапуска всё повторилось"})
            return self._again()
        if chance > 0.2 or not self._silence():
            self._wait(HOUR, 3 * DAY)
            self._by_applicant(client, Kind.ACCEPTED)
        return None

    def _again(self) -> None:
        self._solve()
        self._end()

    def _silence(self) -> bool:
        """Announced twice, then closed; only where there is time for it."""
        client = self.client
        silence = lifecycle.silence(self.at, client.leg, client.calendar)
        if silence.closes + HOUR >= self.until:
            return False
        for nth, then in enumerate(silence.notices, 1):
            announced = {"closes": moment(silence.closes).isoformat(), "nth": nth}
            client.tell(Kind.CLOSING_ANNOUNCED, then + 300, Side.SYSTEM, data=announced)
        client.tell(Kind.CLOSED_BY_SILENCE, silence.closes + 300, Side.SYSTEM)
        for entry in client.entries[-3:]:
            entry.system = "silence after a solution"
        return True

    # ------------------------------------------------------------------------------------------ single facts
    def _register(self, life: Life, who: tuple[int, str], organisation: str, data: Mapping[str, Any]) -> None:
        side = "client" if life.leg_code == "client" else "partner"
        text = self.speaker.statement(life.subject)
        said = Said(0, "statement", self.at, who, organisation, side, WIDE[life.leg_code], text)
        life.tell(
            Kind.REGISTERED, self.at, Side.APPLICANT, who, organisation=organisation, says=said, data=data
        )

    def _take(self, life: Life) -> None:
        who = self.draw.choice(life.support.people)
        life.assignee = who
        life.tell(
            Kind.TAKEN,
            self.at,
            Side.SUPPORT,
            who,
            organisation=life.support.name,
            data={"assignee_id": who[0], "assignee": who[1]},
        )

    def _answer(self, life: Life, kind: str, final: bool = False) -> None:
        offered = kind == "solution" or (kind == "workaround" and final)
        self._by_support(
            life, Kind.ANSWERED, self._message(life, kind, final=offered), {"answer": kind, "final": offered}
        )

    def _say(
        self,
        life: Life,
        said: str,
        kind: Kind,
        data: Mapping[str, Any] | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        self._by_support(life, kind, self._message(life, said, narrow=narrow), data, narrow=narrow)

    def _by_support(
        self,
        life: Life,
        kind: Kind,
        said: Said,
        data: Mapping[str, Any] | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        life.tell(
            kind,
            self.at,
            Side.SUPPORT,
            said.who,
            organisation=said.organisation,
            says=said,
            data=data,
            narrow=narrow,
        )

    def _message(
        self,
        life: Life,
        kind: str,
        *,
        final: bool = False,
        narrow: bool = False,
        relayed_from: int | None = None,
    ) -> Said:
        who = life.assignee or self.draw.choice(life.support.people)
        side = "partner" if life.leg_code == "client" else "vendor"
        audience = (NARROW if narrow else WIDE)[life.leg_code]
        return Said(
            len(life.messages),
            kind,
            self.at,
            who,
            life.support.name,
            side,
            audience,
            self._words(kind),
            final,
            relayed_from,
        )

    def _words(self, kind: str) -> str:
        if self.needle:
            self.needle = False
            return f"{self.speaker.message(kind)} Здесь виден {NEEDLE} нагрузки."
        return self.speaker.message(kind)

    def _reply(self, life: Life) -> None:
        organisation, side = (
            (life.client.name, "client") if life.leg_code == "client" else (life.partner.name, "partner")
        )
        said = Said(
            len(life.messages),
            "reply",
            self.at,
            life.author,
            organisation,
            side,
            WIDE[life.leg_code],
            self._words("reply"),
        )
        life.tell(Kind.REPLIED, self.at, Side.APPLICANT, life.author, organisation=organisation, says=said)

    def _by_applicant(self, life: Life, kind: Kind, data: Mapping[str, Any] | None = None) -> None:
        life.tell(kind, self.at, Side.APPLICANT, life.author, organisation=life.client.name, data=data)

    def _travel(self, client: Life, vendor: Life) -> None:
        turn: Turn = lifecycle.turn(vendor.status, vendor.leg)
        client.vendor_status = vendor.status
        client.tell(
            Kind.VENDOR_CHANGED,
            self.at,
            Side.SYSTEM,
            data={"turn": turn.value, "status": vendor.status, "vendor": vendor.number},
        )
