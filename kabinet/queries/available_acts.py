"""What may be done with a ticket now: every act of the reader's side, able, or unable with reason, remedy and clause."""

from collections.abc import Iterator
from typing import NamedTuple

from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act, Verdict
from kabinet.regulation.facts import Answer, Kind, Side
from kabinet.regulation.legs import LegCode


class Offer(NamedTuple):
    """An act as a side is offered it; `way` tells apart those that are one act to the law: a kind of answer, a call."""

    act: Act
    way: str = ""


class Available(NamedTuple):
    """An offer, and the law's word on it. `message` is the one that a relay would carry over."""

    offer: Offer
    verdict: Verdict
    message: int | None = None

    @property
    def able(self) -> bool:
        return self.verdict.allowed

    @property
    def later(self) -> bool:
        """Whether it is unable only because the ticket is not at this point of its life."""
        return not self.able and self.verdict.code in LIFE


SOLUTION, PLAN = Offer(Act.ANSWER, str(Answer.SOLUTION)), Offer(Act.ANSWER, str(Answer.PLAN))
CALL, UNREACHED = Offer(Act.CALL), Offer(Act.CALL, "unreached")
TAKE, RELAY, CONTACT = Offer(Act.TAKE), Offer(Act.RELAY), Offer(Act.CHANGE_CONTACT)
ASSIGN, LEVEL, PROPOSE = Offer(Act.ASSIGN), Offer(Act.CHANGE_LEVEL), Offer(Act.PROPOSE_LEVEL)
ACCEPT, DECLINE = Offer(Act.ACCEPT), Offer(Act.DECLINE)

SERVING = (TAKE, SOLUTION, PLAN, CALL, UNREACHED, ASSIGN, LEVEL, PROPOSE)
PROPOSED = (Offer(Act.AGREE_LEVEL), Offer(Act.DECLINE_LEVEL))
CLAIMED = (Offer(Act.CONFIRM_CALL), Offer(Act.DENY_CALL))
ENDING = (
    *(Offer(Act.ANSWER_OBJECTION), Offer(Act.CLOSE_BY_WORD), Offer(Act.CLOSE)),
    *(Offer(Act.REFUSE), Offer(Act.REOPEN)),
)
LAST = (Offer(Act.OBJECT), Offer(Act.WITHDRAW), Offer(Act.REOPEN))
OFFERS: dict[tuple[Side, str], tuple[Offer, ...]] = {
    (Side.APPLICANT, LegCode.CLIENT): (ACCEPT, DECLINE, *PROPOSED, *CLAIMED, LEVEL, CONTACT, *LAST),
    (Side.SUPPORT, LegCode.CLIENT): (RELAY, TAKE, Offer(Act.DRAFT_PASS_ON), *SERVING[1:], CONTACT, *ENDING),
    (Side.APPLICANT, LegCode.VENDOR): (
        *(Offer(Act.COMPLETE), Offer(Act.AGREE_PLAN), Offer(Act.REFUSE_PLAN), ACCEPT, DECLINE),
        *(*PROPOSED, *CLAIMED, LEVEL, CONTACT, Offer(Act.INVITE), *LAST),
    ),
    (Side.SUPPORT, LegCode.VENDOR): (*SERVING, Offer(Act.LOWER_UNAGREED), Offer(Act.RETURN), *ENDING),
    (Side.SYSTEM, LegCode.CLIENT): (Offer(Act.NOTE),),
}
# Denials that tell only that the ticket is not at this point of its life.
LIFE = frozenset(
    {
        *("not_now", "ended", "no_plan", "already_passed", "no_proposal", "level_alone"),
        *("not_critical", "not_recovered", "objected_already", "objection_late", "no_word"),
        "no_claim",
    }
)


def available_acts(view: TicketView) -> Iterator[Available]:
    """In the order in which the side knows them, without those that are allowed and would change nothing."""
    for offer in OFFERS[view.side, view.leg.code]:
        verdict = view.may(offer.act)
        message = message_to_relay(view) if offer == RELAY and verdict.allowed else None
        if verdict.allowed and _idle(view, offer, message):
            continue
        yield Available(offer, verdict, message)


def _idle(view: TicketView, offer: Offer, message: int | None) -> bool:
    """Taking what is one's own already, a call in vain where no clock waits for it, a relay of what has arrived."""
    if offer == TAKE:
        return bool(view.ticket.assignee_id == view.actor.person)
    if offer == UNREACHED:
        return not view.terms.level(view.ticket.level).answer
    return offer == RELAY and message is None


def message_to_relay(view: TicketView) -> int | None:
    """The vendor's last answer, while the client has not got it: the key of its message in the vendor ticket."""
    if view.beside is None:
        return None
    rows = view.neighbour.entries
    reached = {row.data.get("message") for row in rows if row.kind == Kind.RELAYED}
    said = [row.message_id for row in rows if row.kind == Kind.ANSWERED]
    return said[-1] if said and said[-1] not in reached else None
