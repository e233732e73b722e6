"""Who acts, and what acts there are."""

from dataclasses import dataclass, field
from enum import StrEnum

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Pack


class OrgKind(StrEnum):
    """The three parties."""

    CLIENT = "client"
    PARTNER = "partner"
    VENDOR = "vendor"


class Role(StrEnum):
    """Rights of a person in one organisation; one person may hold several."""

    ORGANISATIONAL_CONTACT = "organisational_contact"  # client, partner: administrator of the organisation
    AUTHORISED_PERSON = "authorised_person"  # client
    VIEWER = "viewer"  # client
    AUTHORISED_EMPLOYEE = "authorised_employee"  # partner
    ENGINEER = "engineer"  # partner, vendor
    COORDINATOR = "coordinator"  # partner, vendor
    AUDITOR = "auditor"  # vendor
    ADMINISTRATOR = "administrator"  # vendor


class Audience(StrEnum):
    """Who reads a message or a file."""

    PUBLIC = "public"  # client leg: client and partner
    PARTNER = "partner"  # client leg: partner only
    VENDOR_LEG = "vendor_leg"  # vendor leg: partner and vendor
    VENDOR = "vendor"  # vendor leg: vendor only
    JOINT = "joint"  # vendor leg: partner, vendor and the client's participants (P5c)


# For whom something can be said on each leg.
HEARD = {
    LegCode.CLIENT: (Audience.PUBLIC, Audience.PARTNER),
    LegCode.VENDOR: (Audience.VENDOR_LEG, Audience.VENDOR, Audience.JOINT),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting for one organisation, or the program itself for the named reason `system`.

    `group` are the organisations that share their reach with this one, its own included (L13); `confirmed`
    that the vendor has authenticated the person as a contact of the organisation (L14, L15); `participates` are
    the vendor tickets, by key, in whose joint work a client's person takes part now (P5c); `law` is the version of the
    regulation in force for the organisation on the day on which the actor came (L16, L18), `calendar` the code of the
    calendar that new tickets are counted by.
    """

    person: int
    name: str
    kind: OrgKind | None
    organisation: int
    group: frozenset[int] = frozenset()
    roles: frozenset[Role] = frozenset()
    confirmed: bool = False
    system: str | None = None
    participates: frozenset[int] = frozenset()
    law: Pack | None = field(default=None, compare=False, repr=False)
    calendar: str = field(default="", compare=False, repr=False)


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
    CHANGE_LEVEL = "change_level"
    DRAFT_PASS_ON = "draft_pass_on"  # noqa: S105
    PASS_ON = "pass_on"  # noqa: S105
    RELAY = "relay"
    RETURN = "return"
    SUPPLY = "supply"
    COMPLETE = "complete"
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
    # of the vendor's oversight
    AUDIT = "audit"
    SEE_COMPLIANCE = "see_compliance"
    RECORD_VIOLATION = "record_violation"
    WITHDRAW_VIOLATION = "withdraw_violation"
    ANSWER_VIOLATION = "answer_violation"
    WITHDRAW_STATUS = "withdraw_status"
    DECLARE_OUTAGE = "declare_outage"
    PUBLISH_REGULATION = "publish_regulation"
    PUBLISH_CALENDAR = "publish_calendar"
    APPLY_CALENDAR = "apply_calendar"
    ADOPT_REGULATION = "adopt_regulation"
