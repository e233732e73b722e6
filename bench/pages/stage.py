"""Single facts of a story, as the people of the bench make them: who does it, what is said, who hears it."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.pages.life import NARROW, WIDE, Life, Said
from bench.pages.words import NEEDLE, Speaker
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.ticket import lifecycle


@dataclass(slots=True)
class Stage:
    """Where a story is told: chance, words, the instant at which it stands, and whether the needle is still to be said."""

    draw: Random
    speaker: Speaker
    at: int
    needle: bool

    def register(self, life: Life, who: tuple[int, str], organisation: str, data: Mapping[str, Any]) -> None:
        side = "client" if life.leg_code == "client" else "partner"
        text = self.speaker.statement(life.subject)
        said = Said(0, "statement", self.at, who, organisation, side, WIDE[life.leg_code], text)
        life.tell(
            Kind.REGISTERED, self.at, Side.APPLICANT, who, organisation=organisation, says=said, data=data
        )

    def take(self, life: Life) -> None:
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

    def answer(self, life: Life, kind: str, final: bool = False) -> None:
        offered = kind == "solution" or (kind == "workaround" and final)
        self.by_support(
            life, Kind.ANSWERED, self.message(life, kind, final=offered), {"answer": kind, "final": offered}
        )

    def say(
        self,
        life: Life,
        said: str,
        kind: Kind,
        data: Mapping[str, Any] | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        self.by_support(life, kind, self.message(life, said, narrow=narrow), data, narrow=narrow)

    def by_support(
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

    def message(
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
            self.words(kind),
            final,
            relayed_from,
        )

    def words(self, kind: str) -> str:
        if self.needle:
            self.needle = False
            return f"{self.speaker.message(kind)} Здесь виден {NEEDLE} нагрузки."
        return self.speaker.message(kind)

    def reply(self, life: Life) -> None:
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
            self.words("reply"),
        )
        life.tell(Kind.REPLIED, self.at, Side.APPLICANT, life.author, organisation=organisation, says=said)

    def by_applicant(self, life: Life, kind: Kind, data: Mapping[str, Any] | None = None) -> None:
        life.tell(kind, self.at, Side.APPLICANT, life.author, organisation=life.client.name, data=data)

    def travel(self, client: Life, vendor: Life) -> None:
        status = lifecycle.status_of(vendor.status, vendor.leg)
        client.vendor_status = vendor.status
        client.tell(
            Kind.VENDOR_CHANGED,
            self.at,
            Side.SYSTEM,
            data={
                "turn": status.turn.value,
                "status": status.code,
                "role": status.role.value,
                "vendor": vendor.number,
            },
        )
