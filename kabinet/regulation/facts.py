"""What can happen to a ticket, as the law sees it. The journal's rows are these facts."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who did it, seen from the ticket's own leg: the side that asked, the side that serves, or the program itself."""

    APPLICANT = "applicant"
    SUPPORT = "support"
    SYSTEM = "system"


class Answer(StrEnum):
    """What a public message of the support is: it decides which clocks it satisfies (P4.8.1b)."""

    ANSWER = "answer"
    QUESTION = "question"
    SOLUTION = "solution"
    WORKAROUND = "workaround"
    PLAN = "plan"


class Kind(StrEnum):
    """Kinds of fact. Each act records exactly one; BREACHED, LOWERED and CLOSED_BY_SILENCE come by themselves."""

    REGISTERED = "registered"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    NOTED = "noted"
    ANSWERED = "answered"
    REPLIED = "replied"
    CALLED = "called"
    CLAIMED = "claimed"
    CLAIM_CONFIRMED = "claim_confirmed"
    CLAIM_DENIED = "claim_denied"
    LEVEL_CHANGED = "level_changed"
    LEVEL_PROPOSED = "level_proposed"
    LEVEL_DECLINED = "level_declined"
    PASSED_ON = "passed_on"
    RELAYED = "relayed"
    RETURNED = "returned"
    SUPPLIED = "supplied"
    COMPLETED = "completed"
    PLAN_AGREED = "plan_agreed"
    PLAN_REFUSED = "plan_refused"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CLOSED = "closed"
    CLOSED_BY_WORD = "closed_by_word"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    OBJECTED = "objected"
    OBJECTION_UPHELD = "objection_upheld"
    REFUSAL_KEPT = "refusal_kept"
    WAITING_BEGAN = "waiting_began"
    WAITING_ENDED = "waiting_ended"
    CALENDAR_CHANGED = "calendar_changed"
    WIDENED = "widened"
    LINKED = "linked"
    UNLINKED = "unlinked"
    HANDOVER_ASKED = "handover_asked"
    HANDOVER_GIVEN = "handover_given"
    HANDOVER_DECLINED = "handover_declined"
    HANDED_OVER = "handed_over"
    MERGED = "merged"
    ABSORBED = "absorbed"
    TAGGED = "tagged"
    UNTAGGED = "untagged"
    WATCHER_ADDED = "watcher_added"
    CONTACT_CHANGED = "contact_changed"
    INVITED = "invited"
    LEFT = "left"
    BREACHED = "breached"
    LOWERED = "lowered"
    VENDOR_CHANGED = "vendor_changed"
    CLOSING_ANNOUNCED = "closing_announced"
    CLOSED_BY_SILENCE = "closed_by_silence"


# By these a ticket comes to its end.
ENDED = frozenset(
    {
        *(Kind.ACCEPTED, Kind.CLOSED, Kind.CLOSED_BY_WORD, Kind.CLOSED_BY_SILENCE, Kind.MERGED),
        *(Kind.HANDED_OVER, Kind.REFUSED, Kind.WITHDRAWN, Kind.REFUSAL_KEPT),
    }
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, `at` epoch seconds UTC (when it occurred, not when it was written down).

    `level` for REGISTERED, LEVEL_CHANGED, LEVEL_PROPOSED, LOWERED; `answer` and `final` for ANSWERED and RELAYED;
    `final` for SUPPLIED too: the last missing item was given;
    `reached` for CALLED; `asks` when a call or message puts a question that the applicant must answer;
    `status` is the ticket's status after the fact, which tells the ledger whose turn it is; `key` is the journal's row,
    where somebody may name it later, and `about` the claim that CLAIM_CONFIRMED or CLAIM_DENIED names so.
    """

    kind: Kind
    at: int
    side: Side
    level: int | None = None
    answer: Answer | None = None
    final: bool = False
    reached: bool | None = None
    asks: bool = False
    status: str | None = None
    key: int | None = None
    about: int | None = None
