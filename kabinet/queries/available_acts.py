"""What may be done with a ticket now: every act of the reader's side, able, or unable with reason, remedy and clause."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kabinet.queries.open_place import asked_place, open_place
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import ACTS, About, Act, OrgKind, Verdict
from kabinet.regulation.fact_data.tickets import Relayed
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
UNREACHED = Offer(Act.CALL, "unreached")
TAKE, RELAY, ASK_PLACE = Offer(Act.TAKE), Offer(Act.RELAY), Offer(Act.ASK_PLACE)

# The order in which they are offered, whichever side asks. An act that is named nowhere here stands between the two.
FIRST = (
    *(RELAY, TAKE, Offer(Act.DRAFT_PASS_ON), SOLUTION, PLAN, Offer(Act.CALL), UNREACHED, Offer(Act.ASSIGN)),
    *(Offer(Act.COMPLETE), Offer(Act.AGREE_PLAN), Offer(Act.REFUSE_PLAN), Offer(Act.ACCEPT)),
    *(Offer(Act.DECLINE), Offer(Act.AGREE_LEVEL), Offer(Act.DECLINE_LEVEL), Offer(Act.CONFIRM_CALL)),
    *(Offer(Act.CONFIRM_TERMS), Offer(Act.DENY_TERMS)),
    *(Offer(Act.DENY_CALL), Offer(Act.CHANGE_LEVEL), Offer(Act.PROPOSE_LEVEL), Offer(Act.LOWER_UNAGREED)),
    *(
        Offer(Act.RETURN),
        Offer(Act.END_RETURN),
        Offer(Act.EXPLAIN),
        Offer(Act.CHANGE_CONTACT),
        Offer(Act.INVITE),
    ),
)
LAST = (
    *(Offer(Act.OBJECT), Offer(Act.WITHDRAW), Offer(Act.ANSWER_OBJECTION), Offer(Act.CLOSE_BY_WORD)),
    *(Offer(Act.CLOSE), Offer(Act.REFUSE), Offer(Act.REOPEN)),
)
# Offered where they are needed: how a ticket begins, what is written, one message, one item, what stands beside the ticket.
ELSEWHERE = frozenset(
    {
        *(Act.DRAFT, Act.REGISTER, Act.PASS_ON, Act.NOTE, Act.REPLY, Act.WIDEN, Act.SUPPLY, Act.LEAVE),
        *(Act.LINK, Act.MERGE, Act.ABSORB, Act.TAG, Act.ADD_WATCHER),
        *(Act.ASK_HANDOVER, Act.GIVE_HANDOVER, Act.DECLINE_HANDOVER),
    }
)
# Offered where the ticket tells of what it is about, on a page like any other act's: a call of the desk, a place for files,
# in its box.
IN_ITS_BOX = (Offer(Act.ACKNOWLEDGE), Offer(Act.END_PLACE))
# Whoever only reads is told why.
READING = (Offer(Act.NOTE),)
PARTIES: Mapping[tuple[Side, str], OrgKind] = {
    (Side.APPLICANT, LegCode.CLIENT): OrgKind.CLIENT,
    (Side.SUPPORT, LegCode.CLIENT): OrgKind.PARTNER,
    (Side.APPLICANT, LegCode.VENDOR): OrgKind.PARTNER,
    (Side.SUPPORT, LegCode.VENDOR): OrgKind.VENDOR,
}
# Denials that tell only that the ticket is not at this point of its life.
LIFE = frozenset(
    {
        *("not_now", "ended", "no_plan", "already_passed", "no_proposal", "level_alone"),
        *("not_critical", "not_recovered", "objected_already", "objection_late", "no_word"),
        *("no_claim", "no_terms_told"),
    }
)


def available_acts(view: TicketView) -> Iterator[Available]:
    """In the order in which the side knows them, without those that are allowed and would change nothing."""
    for offer in offered(view.side, view.leg.code):
        verdict = view.may(offer.act)
        message = message_to_relay(view) if offer == RELAY and verdict.allowed else None
        if verdict.allowed and _idle(view, offer, message):
            continue
        yield Available(offer, verdict, message)


@cache
def offered(side: Side, leg: str) -> tuple[Offer, ...]:
    """Every act on a ticket that the law grants to some role of the side's party there, but for those of ELSEWHERE."""
    if side is Side.SYSTEM:
        return READING
    named = {offer.act for offer in (*FIRST, *LAST, *IN_ITS_BOX)} | ELSEWHERE
    new = (
        Offer(act) for act, declared in ACTS.items() if declared.about is About.TICKET and act not in named
    )
    party = PARTIES[side, leg]
    return tuple(
        offer
        for offer in (*FIRST, *new, *LAST)
        if any(grant.kind is party for grant in ACTS[offer.act].grants(leg))
    )


def every_offer() -> frozenset[Offer]:
    """Whatever anybody may be offered: each has its words and its page."""
    return frozenset((*READING, *IN_ITS_BOX)).union(*(offered(side, leg) for side, leg in PARTIES))


def _idle(view: TicketView, offer: Offer, message: int | None) -> bool:
    """Taking what is one's own already, a call in vain where no clock waits for it, a place that is there or asked for, a
    relay of what has arrived."""
    if offer == ASK_PLACE:
        return bool(open_place(view) or asked_place(view))
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
    carried = [row.told_as(Relayed) for row in rows if row.kind == Kind.RELAYED]
    reached = {each.message for each in carried if each.client == view.number}
    said = [row.message_id for row in rows if row.kind == Kind.ANSWERED]
    return said[-1] if said and said[-1] not in reached else None
