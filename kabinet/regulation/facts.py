"""What can be done, and what can happen to a ticket, as the law sees it: the names of acts and of the facts that they write.

The journal's rows are these facts. What each act demands is declared in `access/acts`.
"""

from collections.abc import Mapping
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


class Act(StrEnum):
    """Everything that the rules speak about, by the name of the act."""

    SEE = "see"
    DRAFT = "draft"
    REGISTER = "register"
    TAKE = "take"
    ASSIGN = "assign"
    NOTE = "note"
    ANSWER = "answer"
    REPLY = "reply"
    CALL = "call"
    CONFIRM_CALL = "confirm_call"
    DENY_CALL = "deny_call"
    CONFIRM_TERMS = "confirm_terms"
    DENY_TERMS = "deny_terms"
    CHANGE_LEVEL = "change_level"
    DRAFT_PASS_ON = "draft_pass_on"  # noqa: S105  no password
    PASS_ON = "pass_on"  # noqa: S105  the same
    RELAY = "relay"
    RETURN = "return"
    SUPPLY = "supply"
    COMPLETE = "complete"
    EXPLAIN = "explain"
    END_RETURN = "end_return"
    AGREE_PLAN = "agree_plan"
    REFUSE_PLAN = "refuse_plan"
    LOWER_UNAGREED = "lower_unagreed"
    PROPOSE_LEVEL = "propose_level"
    AGREE_LEVEL = "agree_level"
    DECLINE_LEVEL = "decline_level"
    INVITE = "invite"
    LEAVE = "leave"
    WIDEN = "widen"
    LINK = "link"
    MERGE = "merge"
    ABSORB = "absorb"
    TAG = "tag"
    WATCH = "watch"
    ADD_WATCHER = "add_watcher"
    ACKNOWLEDGE = "acknowledge"
    ASK_PLACE = "ask_place"
    GIVE_PLACE = "give_place"
    END_PLACE = "end_place"
    CHANGE_CONTACT = "change_contact"
    ACCEPT = "accept"
    DECLINE = "decline"
    CLOSE = "close"
    CLOSE_BY_WORD = "close_by_word"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    REFUSE = "refuse"
    OBJECT = "object"
    ANSWER_OBJECTION = "answer_objection"
    ASK_HANDOVER = "ask_handover"
    GIVE_HANDOVER = "give_handover"
    DECLINE_HANDOVER = "decline_handover"
    # of an organisation
    TAKE_HANDOVER = "take_handover"
    KEEP_CANNED = "keep_canned"
    KEEP_RULES = "keep_rules"
    KEEP_ON_CALL = "keep_on_call"
    MANAGE_CONTACTS = "manage_contacts"
    ISSUE_LINK = "issue_link"
    NAME_ORGANISATIONAL = "name_organisational"
    SEND_CONTACT_FORM = "send_contact_form"
    HAND_IN_CLIENT_FORM = "hand_in_client_form"
    CONFIRM_CONTACT = "confirm_contact"
    CONCLUDE_AGREEMENT = "conclude_agreement"
    ANSWER_AGREEMENT = "answer_agreement"
    ENTER_PAPER = "enter_paper"
    CONFIRM_PAPER = "confirm_paper"
    ENTER_CERTIFICATE = "enter_certificate"
    END_CERTIFICATE = "end_certificate"
    KEEP_SYSTEM = "keep_system"
    KEEP_GROUP = "keep_group"
    GRANT_STATUS = "grant_status"
    SWITCH_OFF_CABINET = "switch_off_cabinet"
    REPORT_REFUSAL = "report_refusal"
    ANSWER_REPORT = "answer_report"
    KEEP_PROBLEM = "keep_problem"
    KEEP_WEBHOOKS = "keep_webhooks"
    KEEP_BRIDGES = "keep_bridges"
    SORT_LETTERS = "sort_letters"
    # of the vendor's oversight
    AUDIT = "audit"
    SEE_COMPLIANCE = "see_compliance"
    RECORD_VIOLATION = "record_violation"
    WITHDRAW_VIOLATION = "withdraw_violation"
    ANSWER_VIOLATION = "answer_violation"
    WITHDRAW_STATUS = "withdraw_status"
    DECLARE_OUTAGE = "declare_outage"
    KEEP_LETTERS = "keep_letters"
    KEEP_SIGN_IN = "keep_sign_in"
    PUBLISH_REGULATION = "publish_regulation"
    PUBLISH_CALENDAR = "publish_calendar"
    APPLY_CALENDAR = "apply_calendar"
    ADOPT_REGULATION = "adopt_regulation"


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
    TERMS_CONFIRMED = "terms_confirmed"
    TERMS_DENIED = "terms_denied"
    LEVEL_CHANGED = "level_changed"
    LEVEL_PROPOSED = "level_proposed"
    LEVEL_DECLINED = "level_declined"
    PASSED_ON = "passed_on"
    RELAYED = "relayed"
    RETURNED = "returned"
    SUPPLIED = "supplied"
    COMPLETED = "completed"
    EXPLAINED = "explained"
    RETURN_ENDED = "return_ended"
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
    SUMMONED = "summoned"
    ACKNOWLEDGED = "acknowledged"
    UNANSWERED = "unanswered"
    FILE_CAME = "file_came"
    FILE_INFECTED = "file_infected"
    PLACE_ASKED = "place_asked"
    CONTENT_REMOVED = "content_removed"
    PLACE_GIVEN = "place_given"
    PLACE_ENDED = "place_ended"
    BRIDGED = "bridged"
    CONTACT_CHANGED = "contact_changed"
    INVITED = "invited"
    LEFT = "left"
    BREACHED = "breached"
    LOWERED = "lowered"
    VENDOR_CHANGED = "vendor_changed"
    CLOSING_ANNOUNCED = "closing_announced"
    CLOSED_BY_SILENCE = "closed_by_silence"


# Facts that move neither status nor clock. A life of tickets can name them as a group instead of one by one: the version
# then allows whatever the program knows of the group, and one that lists its facts allows those alone.
GROUPS: Mapping[str, frozenset[Kind]] = {
    # What stands beside a ticket, whatever became of it.
    "beside": frozenset(
        {Kind.LINKED, Kind.UNLINKED, Kind.TAGGED, Kind.UNTAGGED, Kind.WATCHER_ADDED, Kind.ABSORBED}
    ),
    # What is of use only while its matter is worked on.
    "meanwhile": frozenset({Kind.CONTACT_CHANGED, Kind.TERMS_CONFIRMED, Kind.TERMS_DENIED}),
}

# Whom a desk calls at night is a rule of the cabinet's own: no regulation says when that happens, and none has to know it.
ON_CALL = frozenset({Kind.SUMMONED, Kind.ACKNOWLEDGED, Kind.UNANSWERED})

# Nor that a file which was sent with a message before it was whole has come, what an antivirus found in one, that the days
# of a content are over, how a place for such files is asked for and given, or that something was said in another desk (L8).
OF_PLACE = frozenset({Kind.PLACE_ASKED, Kind.PLACE_GIVEN, Kind.PLACE_ENDED})
OF_CABINET = ON_CALL | {Kind.FILE_CAME, Kind.FILE_INFECTED, Kind.CONTENT_REMOVED, Kind.BRIDGED} | OF_PLACE

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
    `final` for SUPPLIED and EXPLAINED too: nothing is missing any more;
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
