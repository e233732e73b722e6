"""What happens in a ticket of the bench, drawn by chance: believable gaps, questions, solutions, breaches, passing on.

A plot tells everything to its lives (life.py) and ends with the ticket closed, or at `until` with the ticket open.
"""

from dataclasses import dataclass

from bench.pages.life import Life, message_key, moment
from bench.pages.stage import Stage
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.ticket import lifecycle

MINUTE, HOUR, DAY = 60, 3600, 30_600  # a working day has 8.5 hours


class Enough(Exception):
    """The story is over: the present has come, or the ticket was taken back."""


@dataclass(slots=True)
class Plot(Stage):
    """The client's ticket, and the vendor's one if it is passed on."""

    client: Life
    vendor: Life | None
    until: int
    stays_open: bool

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

    def _begin(self) -> None:
        client = self.client
        self.register(
            client, client.author, client.client.name, {"level": client.level, "judged": client.level}
        )
        if self.draw.random() < 0.9:
            self._wait(2 * MINUTE, 90 * MINUTE)
            self.take(client)
        if self.draw.random() < 0.12:
            self._wait(MINUTE, 30 * MINUTE)
            self.say(client, "note", Kind.NOTED, narrow=True)
        if not self.stays_open and not self.vendor and self.draw.random() < 0.04:
            self.by_applicant(client, Kind.WITHDRAWN, {"reason": "Разобрались сами"})
            raise Enough
        self._wait(
            5 * MINUTE, (1 if client.level == 1 else 5) * HOUR if self.draw.random() < 0.9 else 3 * DAY
        )
        self._first_contact()

    def _first_contact(self) -> None:
        chance = self.draw.random()
        if chance < 0.08:
            self.say(self.client, "call", Kind.CALLED, {"reached": True, "asks": False})
        elif chance < 0.3:
            self._ask(self.client)
        else:
            self.answer(self.client, "answer")

    def _ask(self, life: Life) -> None:
        """A question, and mostly a reply to it."""
        self.answer(life, "question")
        if self.draw.random() < 0.85 or not self.stays_open:
            self._wait(5 * MINUTE, 50 * MINUTE if life.level == 1 else 2 * DAY)
            self.reply(life)

    def _passed_on(self, client: Life, vendor: Life) -> None:
        """The vendor's ticket lives until its answer is relayed; of its life the client's ticket learns the turn alone."""
        self._wait(HOUR, DAY)
        vendor.level = client.clocks.level
        self.register(
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
        self.take(vendor)
        self._vendor_answers(client, vendor)
        self._wait(20 * MINUTE, DAY)
        source = vendor.messages[-1]
        said = self.message(client, "answer", relayed_from=message_key(vendor.key, source.place))
        self.by_support(client, Kind.RELAYED, said, {"answer": "answer", "final": False})
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
        self.travel(client, vendor)

    def _vendor_answers(self, client: Life, vendor: Life) -> None:
        self._wait(30 * MINUTE, 6 * HOUR)
        while self.stays_open and self.draw.random() < 0.85:
            self.answer(vendor, "answer")
            self._wait(2 * DAY, 6 * DAY)
        if self.draw.random() < 0.4:
            self.answer(vendor, "question")
            self.travel(client, vendor)
            self._wait(20 * MINUTE, DAY)
            self.reply(vendor)
            self.travel(client, vendor)
            self._wait(2 * HOUR, 3 * DAY)
        self.answer(vendor, "solution")
        self.travel(client, vendor)

    def _solve(self) -> None:
        """News now and then while the work lasts; a ticket that stays open never gets further than an offered solution."""
        while self.draw.random() < (0.8 if self.stays_open else 0.06):
            self._wait(DAY, 6 * DAY)
            if self.draw.random() < 0.35:
                self._ask(self.client)
            else:
                self.answer(self.client, "answer")
        self._wait(HOUR, 3 * DAY)
        self.answer(self.client, "solution" if self.draw.random() < 0.8 else "workaround", final=True)

    def _end(self) -> None:
        chance, client = self.draw.random(), self.client
        if chance < 0.1 or self.stays_open:
            self._wait(HOUR, 4 * DAY)
            self.by_applicant(client, Kind.DECLINED, {"reason": "После перезапуска всё повторилось"})
            return self._again()
        if chance > 0.2 or not self._silence():
            self._wait(HOUR, 3 * DAY)
            self.by_applicant(client, Kind.ACCEPTED)
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
