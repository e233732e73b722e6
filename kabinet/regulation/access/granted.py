"""Which roles may do what: one row an act and a party. What no row names, nobody may."""

from collections.abc import Iterator
from dataclasses import dataclass

from kabinet.regulation.access.actor import Act, OrgKind, Role
from kabinet.regulation.facts import Kind

C, P, V = OrgKind.CLIENT, OrgKind.PARTNER, OrgKind.VENDOR
CLIENT_LEG, VENDOR_LEG, NO_LEG = "client", "vendor", None

WRITERS = frozenset({Role.AUTHORISED_PERSON, Role.ORGANISATIONAL_CONTACT})
SENDERS = frozenset({Role.AUTHORISED_PERSON})
STAFF = frozenset({Role.ENGINEER, Role.COORDINATOR, Role.AUTHORISED_EMPLOYEE})
CERTIFIED = frozenset({Role.AUTHORISED_EMPLOYEE})
VENDOR_STAFF = frozenset({Role.ENGINEER, Role.COORDINATOR})
HEADS = frozenset({Role.ORGANISATIONAL_CONTACT})
LEADS = frozenset({Role.ORGANISATIONAL_CONTACT, Role.COORDINATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
CONFIRMERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
AUDITORS = frozenset({Role.AUDITOR})
OVERSEERS = frozenset({Role.AUDITOR, Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """People of `kind` with one of `roles` may, on `leg` (None: not about a ticket)."""

    kind: OrgKind
    leg: str | None
    roles: frozenset[Role]


_SUPPORT = (Grant(P, CLIENT_LEG, STAFF), Grant(V, VENDOR_LEG, VENDOR_STAFF))
_APPLICANT = (Grant(C, CLIENT_LEG, WRITERS), Grant(P, VENDOR_LEG, STAFF))
_LEVELS = (Grant(C, CLIENT_LEG, SENDERS), Grant(P, VENDOR_LEG, STAFF))
_PARTICIPANTS = (Grant(C, VENDOR_LEG, WRITERS),)
_PARTNER_ASKS = (Grant(P, VENDOR_LEG, STAFF),)
_VENDOR_SERVES = (Grant(V, VENDOR_LEG, VENDOR_STAFF),)
_PARTNER_SERVES = (Grant(P, CLIENT_LEG, STAFF),)
_READERS = (
    Grant(C, CLIENT_LEG, WRITERS | {Role.VIEWER}),
    *(Grant(P, leg, STAFF | HEADS) for leg in (CLIENT_LEG, VENDOR_LEG)),
    Grant(V, VENDOR_LEG, VENDOR_STAFF | AUDITORS),
)
_LEADS_OF_DESK = (Grant(P, NO_LEG, LEADS), Grant(V, NO_LEG, frozenset({Role.COORDINATOR})))
_OWN_HEADS = (Grant(C, NO_LEG, HEADS), Grant(P, NO_LEG, HEADS))

GRANTS: dict[Act, tuple[Grant, ...]] = {
    Act.DRAFT: (Grant(C, CLIENT_LEG, SENDERS), Grant(P, CLIENT_LEG, STAFF), Grant(P, VENDOR_LEG, STAFF)),
    Act.REGISTER: (
        Grant(C, CLIENT_LEG, SENDERS),
        Grant(P, CLIENT_LEG, STAFF),
        Grant(P, VENDOR_LEG, CERTIFIED),
    ),
    Act.TAKE: _SUPPORT,
    Act.ASSIGN: _SUPPORT,
    Act.NOTE: _SUPPORT,
    Act.ANSWER: _SUPPORT,
    Act.CALL: _SUPPORT,
    Act.CONFIRM_CALL: _APPLICANT,
    Act.DENY_CALL: _APPLICANT,
    Act.WIDEN: (*_SUPPORT, Grant(P, VENDOR_LEG, STAFF)),
    Act.CLOSE: _SUPPORT,
    Act.CLOSE_BY_WORD: _SUPPORT,
    Act.REFUSE: _SUPPORT,
    Act.CHANGE_LEVEL: (*_SUPPORT, *_LEVELS),
    Act.REPLY: (*_APPLICANT, *_PARTICIPANTS),
    Act.ACCEPT: _APPLICANT,
    Act.DECLINE: _APPLICANT,
    Act.WITHDRAW: _APPLICANT,
    Act.REOPEN: (*_APPLICANT, *_SUPPORT),
    Act.DRAFT_PASS_ON: _PARTNER_SERVES,
    Act.PASS_ON: (Grant(P, CLIENT_LEG, CERTIFIED),),
    Act.RELAY: _PARTNER_SERVES,
    Act.RETURN: _VENDOR_SERVES,
    Act.LOWER_UNAGREED: _VENDOR_SERVES,
    Act.PROPOSE_LEVEL: _SUPPORT,
    Act.SUPPLY: _PARTNER_ASKS,
    Act.COMPLETE: _PARTNER_ASKS,
    Act.AGREE_PLAN: _PARTNER_ASKS,
    Act.REFUSE_PLAN: _PARTNER_ASKS,
    Act.AGREE_LEVEL: _LEVELS,
    Act.DECLINE_LEVEL: _LEVELS,
    Act.OBJECT: _APPLICANT,
    Act.ANSWER_OBJECTION: _SUPPORT,
    Act.INVITE: _PARTNER_ASKS,
    Act.LINK: (*_APPLICANT, *_SUPPORT),
    Act.MERGE: _SUPPORT,
    Act.ABSORB: _SUPPORT,
    Act.TAG: _SUPPORT,
    Act.ADD_WATCHER: _SUPPORT,
    Act.WATCH: _READERS,
    Act.CHANGE_CONTACT: (*_APPLICANT, *_PARTNER_SERVES),
    Act.KEEP_CANNED: _LEADS_OF_DESK,
    Act.KEEP_RULES: _LEADS_OF_DESK,
    Act.LEAVE: (*_PARTNER_ASKS, *_PARTICIPANTS),
    Act.MANAGE_CONTACTS: (*_OWN_HEADS, Grant(V, NO_LEG, ADMINISTRATORS)),
    Act.ASK_HANDOVER: (Grant(C, CLIENT_LEG, HEADS),),
    Act.GIVE_HANDOVER: (Grant(P, CLIENT_LEG, LEADS),),
    Act.DECLINE_HANDOVER: (Grant(C, CLIENT_LEG, HEADS), Grant(P, CLIENT_LEG, LEADS)),
    Act.TAKE_HANDOVER: (Grant(P, NO_LEG, LEADS),),
    Act.ISSUE_LINK: (*_OWN_HEADS, Grant(V, NO_LEG, ADMINISTRATORS)),
    Act.NAME_ORGANISATIONAL: _OWN_HEADS,
    Act.SEND_CONTACT_FORM: _OWN_HEADS,
    Act.HAND_IN_CLIENT_FORM: (Grant(P, NO_LEG, LEADS),),
    Act.CONCLUDE_AGREEMENT: (Grant(P, NO_LEG, LEADS),),
    Act.ANSWER_AGREEMENT: (Grant(C, NO_LEG, HEADS),),
    Act.ENTER_PAPER: (Grant(P, NO_LEG, LEADS), Grant(V, NO_LEG, CONFIRMERS)),
    Act.CONFIRM_PAPER: (Grant(V, NO_LEG, CONFIRMERS),),
    Act.ENTER_CERTIFICATE: (Grant(P, NO_LEG, HEADS), Grant(V, NO_LEG, CONFIRMERS)),
    Act.END_CERTIFICATE: (Grant(P, NO_LEG, HEADS), Grant(V, NO_LEG, CONFIRMERS)),
    Act.KEEP_SYSTEM: (Grant(C, NO_LEG, WRITERS), Grant(P, NO_LEG, LEADS)),
    Act.KEEP_GROUP: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.GRANT_STATUS: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.ADOPT_REGULATION: (Grant(P, NO_LEG, HEADS),),
    Act.REPORT_REFUSAL: (Grant(C, NO_LEG, WRITERS),),
    Act.ANSWER_REPORT: (Grant(P, NO_LEG, LEADS),),
    Act.KEEP_PROBLEM: (Grant(P, NO_LEG, STAFF), Grant(V, NO_LEG, VENDOR_STAFF)),
    Act.CONFIRM_CONTACT: (Grant(V, NO_LEG, CONFIRMERS),),
    Act.AUDIT: (Grant(V, NO_LEG, AUDITORS),),
    Act.SEE_COMPLIANCE: (Grant(P, NO_LEG, STAFF | HEADS), Grant(V, NO_LEG, OVERSEERS)),
    Act.RECORD_VIOLATION: (Grant(V, NO_LEG, AUDITORS),),
    Act.WITHDRAW_VIOLATION: (Grant(V, NO_LEG, AUDITORS),),
    Act.ANSWER_VIOLATION: (Grant(P, NO_LEG, LEADS),),
    Act.WITHDRAW_STATUS: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.DECLARE_OUTAGE: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.PUBLISH_REGULATION: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.PUBLISH_CALENDAR: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.APPLY_CALENDAR: (Grant(V, NO_LEG, ADMINISTRATORS),),
    Act.SWITCH_OFF_CABINET: (),  # L10: nobody
}

# Acts about a ticket that exists, and the fact that each records; the life of the ticket must allow the fact.
FACTS: dict[Act, Kind] = {
    Act.TAKE: Kind.TAKEN,
    Act.ASSIGN: Kind.ASSIGNED,
    Act.NOTE: Kind.NOTED,
    Act.ANSWER: Kind.ANSWERED,
    Act.REPLY: Kind.REPLIED,
    Act.CALL: Kind.CALLED,
    Act.CONFIRM_CALL: Kind.CLAIM_CONFIRMED,
    Act.DENY_CALL: Kind.CLAIM_DENIED,
    Act.CHANGE_LEVEL: Kind.LEVEL_CHANGED,
    Act.DRAFT_PASS_ON: Kind.PASSED_ON,
    Act.PASS_ON: Kind.PASSED_ON,
    Act.RELAY: Kind.RELAYED,
    Act.RETURN: Kind.RETURNED,
    Act.SUPPLY: Kind.SUPPLIED,
    Act.COMPLETE: Kind.COMPLETED,
    Act.AGREE_PLAN: Kind.PLAN_AGREED,
    Act.REFUSE_PLAN: Kind.PLAN_REFUSED,
    Act.LOWER_UNAGREED: Kind.LEVEL_CHANGED,
    Act.PROPOSE_LEVEL: Kind.LEVEL_PROPOSED,
    Act.AGREE_LEVEL: Kind.LEVEL_CHANGED,
    Act.DECLINE_LEVEL: Kind.LEVEL_DECLINED,
    Act.WIDEN: Kind.WIDENED,
    Act.LINK: Kind.LINKED,
    Act.MERGE: Kind.MERGED,
    Act.ASK_HANDOVER: Kind.HANDOVER_ASKED,
    Act.GIVE_HANDOVER: Kind.HANDOVER_GIVEN,
    Act.DECLINE_HANDOVER: Kind.HANDOVER_DECLINED,
    Act.ABSORB: Kind.ABSORBED,
    Act.TAG: Kind.TAGGED,
    Act.ADD_WATCHER: Kind.WATCHER_ADDED,
    Act.CHANGE_CONTACT: Kind.CONTACT_CHANGED,
    Act.INVITE: Kind.INVITED,
    Act.LEAVE: Kind.LEFT,
    Act.ACCEPT: Kind.ACCEPTED,
    Act.DECLINE: Kind.DECLINED,
    Act.CLOSE: Kind.CLOSED,
    Act.CLOSE_BY_WORD: Kind.CLOSED_BY_WORD,
    Act.REOPEN: Kind.REOPENED,
    Act.WITHDRAW: Kind.WITHDRAWN,
    Act.REFUSE: Kind.REFUSED,
    Act.OBJECT: Kind.OBJECTED,
    Act.ANSWER_OBJECTION: Kind.OBJECTION_UPHELD,
}
# An act that records one of two facts; the life of the ticket knows both or neither.
OR_ELSE: dict[Act, Kind] = {Act.ANSWER_OBJECTION: Kind.REFUSAL_KEPT}

# Acts that are possible as long as the ticket lives, whatever its status.
LIVING = frozenset({Act.INVITE})

# What the program may do by itself, for a named reason.
SYSTEM = frozenset({Act.SEE, Act.CLOSE, Act.ACCEPT, Act.CHANGE_LEVEL})

# Acts about a ticket that change nothing of it: whoever reads it may, with or without the partner's status.
OF_READER = frozenset({Act.SEE, Act.WATCH})

# Acts that change a ticket: a partner needs its status for each (L12b).
CHANGING = frozenset(FACTS) | LIVING | {Act.DRAFT, Act.REGISTER}


def grants(act: Act, leg: str | None) -> Iterator[Grant]:
    """The rows of `act` on `leg`."""
    return (grant for grant in GRANTS.get(act, ()) if grant.leg == leg)
