"""Two people at once: what others did since the version that this person saw, and whether it matters for the act.

A message beside a message loses nothing and conflicts with nothing. What changes the meaning of the act does: taking
what was taken, changing a level twice, answering after closing.
"""

from collections.abc import Mapping
from typing import Final

from kabinet.actions.journal.entries import write
from kabinet.actions.notices import wording
from kabinet.actions.unit.errors import Conflict, Meanwhile
from kabinet.actions.unit.work import Work
from kabinet.records.models import JournalEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Audience, reach
from kabinet.regulation.facts import Kind

ENDED = frozenset(
    {
        Kind.ACCEPTED,
        Kind.CLOSED,
        Kind.CLOSED_BY_WORD,
        Kind.CLOSED_BY_SILENCE,
        Kind.WITHDRAWN,
        Kind.REFUSED,
        Kind.REFUSAL_KEPT,
        Kind.MERGED,
        Kind.HANDED_OVER,
    }
)
LIVES_ON = ENDED | {Kind.REOPENED, Kind.OBJECTED, Kind.OBJECTION_UPHELD}
LEVEL = frozenset({Kind.LEVEL_CHANGED, Kind.LOWERED})
OFFERS = frozenset({Kind.ANSWERED, Kind.RELAYED})
PROPOSALS = frozenset({Kind.LEVEL_PROPOSED, Kind.LEVEL_DECLINED})
CLAIMS = frozenset({Kind.CLAIM_CONFIRMED, Kind.CLAIM_DENIED})
PLANS = frozenset({Kind.PLAN_AGREED, Kind.PLAN_REFUSED})

# What, done by others meanwhile, changes the meaning of an act. An act that is not here conflicts with nothing.
MATTERS: Final[Mapping[Act, frozenset[Kind]]] = {
    Act.TAKE: LIVES_ON | {Kind.TAKEN, Kind.ASSIGNED},
    Act.ASSIGN: LIVES_ON | {Kind.TAKEN, Kind.ASSIGNED},
    Act.ANSWER: LIVES_ON,
    Act.REPLY: LIVES_ON,
    Act.CALL: LIVES_ON,
    Act.CONFIRM_CALL: CLAIMS,
    Act.DENY_CALL: CLAIMS,
    Act.CHANGE_LEVEL: LIVES_ON | LEVEL,
    Act.DRAFT_PASS_ON: LIVES_ON | LEVEL | {Kind.PASSED_ON},
    Act.RELAY: LIVES_ON,
    Act.ACCEPT: LIVES_ON | OFFERS | {Kind.DECLINED},
    Act.DECLINE: LIVES_ON | OFFERS | {Kind.DECLINED},
    Act.CLOSE: LIVES_ON | {Kind.REPLIED, Kind.DECLINED, Kind.PASSED_ON},
    Act.CLOSE_BY_WORD: LIVES_ON | {Kind.REPLIED, Kind.DECLINED, Kind.PASSED_ON},
    Act.REOPEN: LIVES_ON,
    Act.MERGE: LIVES_ON | {Kind.PASSED_ON},
    Act.WITHDRAW: LIVES_ON | OFFERS,
    Act.REFUSE: LIVES_ON | {Kind.REPLIED, Kind.PASSED_ON},
    Act.RETURN: LIVES_ON | {Kind.RETURNED, Kind.COMPLETED},
    Act.COMPLETE: LIVES_ON | {Kind.COMPLETED},
    Act.AGREE_PLAN: LIVES_ON | OFFERS | PLANS,
    Act.REFUSE_PLAN: LIVES_ON | OFFERS | PLANS,
    Act.LOWER_UNAGREED: LIVES_ON | LEVEL | OFFERS | PLANS,
    Act.PROPOSE_LEVEL: LIVES_ON | LEVEL | PROPOSALS,
    Act.AGREE_LEVEL: LIVES_ON | LEVEL | PROPOSALS,
    Act.DECLINE_LEVEL: LIVES_ON | LEVEL | PROPOSALS,
    Act.OBJECT: LIVES_ON,
    Act.ANSWER_OBJECTION: LIVES_ON | {Kind.REPLIED},
    Act.CHANGE_CONTACT: LIVES_ON | {Kind.CONTACT_CHANGED},
    Act.SUPPLY: LIVES_ON | {Kind.COMPLETED},
}


def compare(work: Work, act: Act, version: int | None) -> None:
    """Conflict when others did something since `version` that matters for the act; None was not looking."""
    if version is None or version >= work.ticket.version:
        return
    write([work])
    entries = [entry for entry in since(work, version) if _matters(work, act, entry)]
    if entries:
        raise Conflict(work.ticket.number, work.ticket.version, [_said(work, entry) for entry in entries])


def since(work: Work, version: int) -> list[JournalEntry]:
    """The rows after the first `version` ones: a ticket's version counts its rows, hidden ones too."""
    with as_system("what others did meanwhile"):
        return list(JournalEntry.objects.filter(ticket=work.ticket).order_by("id")[version:])


def _matters(work: Work, act: Act, entry: JournalEntry) -> bool:
    others = entry.actor_id != work.actor.person
    heard = reach(work.actor).hears(Audience(entry.audience))
    return others and heard and Kind(entry.kind) in MATTERS.get(act, frozenset())


def _said(work: Work, entry: JournalEntry) -> Meanwhile:
    sentence = wording.history(
        Kind(entry.kind), entry.data, actor=entry.actor_name, number=work.ticket.number
    )
    return Meanwhile(Kind(entry.kind), sentence, entry.actor_name, entry.occurred_at)
