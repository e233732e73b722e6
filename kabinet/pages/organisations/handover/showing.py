"""A request to hand a ticket over: where it stands, and what its reader can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kabinet.records import doors
from kabinet.records.doors.record_types import HandoverRecord, TicketRecord
from kabinet.regulation.access import Actor, OrgKind

ASKED, GIVEN, DONE, DECLINED = "asked", "given", "done", "declined"
TONES = {ASKED: "warn", GIVEN: "info", DONE: "ok", DECLINED: ""}


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """`side` is the reader's: client, former or new. `number` is that of the ticket, `successor` of the one it became."""

    key: int
    number: str
    subject: str
    client: str
    former: str
    new: str
    level: int
    side: str
    state: str
    words: str
    tone: str
    asked_at: datetime
    registered_at: datetime
    system: str
    statement: str
    reason: str
    successor: str

    @property
    def waits(self) -> bool:
        """Whether somebody's consent is still awaited."""
        return self.state in (ASKED, GIVEN)

    @property
    def mine(self) -> bool:
        """Whether it is the reader's consent."""
        return self.waits and (self.side == "new" or (self.side == "former" and self.state == ASKED))


def handover_lines(actor: Actor, rows: Sequence[HandoverRecord]) -> list[HandoverLine]:
    """Requests as the reader sees them; a partner learns no number of a ticket that is another's."""
    names = doors.names(actor, {row.to_partner_id for row in rows})
    return [handover_line(actor, row, names.get(row.to_partner_id, "")) for row in rows]


def handover_line(actor: Actor, row: HandoverRecord, new: str) -> HandoverLine:
    """One of them."""
    said, side, state = row.summary, _side(actor, row), _state(row)
    return HandoverLine(
        key=row.pk,
        number=said["number"],
        subject=said["subject"],
        client=said["client"],
        former=said["partner"],
        new=new,
        level=said["level"],
        side=side,
        state=state,
        words=_words(state, said["partner"], new),
        tone=TONES[state],
        asked_at=row.asked_at,
        registered_at=datetime.fromisoformat(said["registered_at"]),
        system=said["system"],
        statement=said["statement"],
        reason=row.decline_reason,
        successor=doors.successor(actor, row) if state == DONE else "",
    )


def _side(actor: Actor, row: HandoverRecord) -> str:
    if actor.kind is OrgKind.CLIENT:
        return "client"
    return "new" if row.to_partner_id in actor.group | {actor.organisation} else "former"


def _state(row: HandoverRecord) -> str:
    if row.successor_id:
        return DONE
    if row.declined_at:
        return DECLINED
    return GIVEN if row.given_at else ASKED


def _words(state: str, former: str, new: str) -> str:
    return {
        ASKED: _("Ждёт согласия обоих партнёров"),
        GIVEN: _("Прежний партнёр согласен, ждём нового: %(partner)s") % {"partner": new},
        DONE: _("Передано партнёру %(partner)s") % {"partner": new},
        DECLINED: _("Остаётся у партнёра %(partner)s") % {"partner": former},
    }[state]


def left(rows: Sequence[TicketRecord], asked: set[str]) -> list[dict[str, Any]]:
    """A client's open tickets that nobody has asked about yet."""
    return [
        {"number": row.number, "subject": row.subject, "partner": row.partner_name, "level": row.level}
        for row in rows
        if row.number not in asked
    ]
