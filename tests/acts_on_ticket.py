"""Every act on a ticket, told once more: who may do it, everything else being in order, and where its page stands.

Nothing here is read from the law or the pages. The law is held against it (tests/regulation/access/test_people.py), every
page of an act over HTTP (tests/pages/table), and each form with words comes to the browser by it (tests/pages/sendings).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kabinet.regulation.access import Plan
from kabinet.regulation.facts import Act
from tests.regulation.access.access_cast import SENDERS, STAFF, VENDORS, WRITERS

NOBODY: set[str] = set()


@dataclass(frozen=True)
class Told:
    """Who of access_cast.py may on each leg, in a `case` that has this. `page` is below the ticket's own, looked at with
    each of `tickets` (tests/pages/tickets/scene.py); empty where an act has no page of its own."""

    act: Act
    client: set[str]
    vendor: set[str]
    page: str = ""
    tickets: tuple[str, ...] = ("client ticket",)
    case: Mapping[str, Any] = field(default_factory=dict)


WORD, CLAIM, PLAN = (
    {"words": frozenset({7})},
    {"claims": frozenset({7})},
    {"plan": Plan(), "status": "waiting"},
)
PROPOSAL = {"level": 1, "proposed_level": 2}
UNAGREED = {"level": 1, "plan": Plan(overdue=True)}
# fmt: off
ACTS = (
    Told(Act.DRAFT, SENDERS | STAFF, STAFF),
    Told(Act.REGISTER, SENDERS | STAFF, {"sender"}, case={"contact_authorised": True}),
    Told(Act.TAKE, STAFF, VENDORS, "take"),
    Told(Act.ASSIGN, STAFF, VENDORS, "assign"),
    Told(Act.NOTE, STAFF, VENDORS),
    Told(Act.ANSWER, STAFF, VENDORS),
    Told(Act.CALL, STAFF, VENDORS, "call"),
    Told(Act.WIDEN, STAFF, STAFF | VENDORS),
    Told(Act.CLOSE, STAFF, VENDORS, "close", ("silent ticket",), {"status": "answered"}),
    Told(Act.CLOSE_BY_WORD, STAFF, VENDORS, "close-by-word", ("told ticket",), WORD),
    Told(Act.CONFIRM_CALL, WRITERS, STAFF, "call/confirm", ("claimed ticket",), CLAIM),
    Told(Act.DENY_CALL, WRITERS, STAFF, "call/deny", ("claimed ticket",), CLAIM),
    Told(Act.CONFIRM_TERMS, WRITERS, NOBODY, "terms/confirm", ("promised ticket",), {"terms_told": True}),
    Told(Act.DENY_TERMS, WRITERS, NOBODY, "terms/deny", ("promised ticket",), {"terms_told": True}),
    Told(Act.REFUSE, STAFF, VENDORS, "refuse"),
    Told(Act.CHANGE_LEVEL, STAFF | SENDERS, STAFF | VENDORS, "level", ("proposed ticket",)),
    Told(Act.REPLY, WRITERS, STAFF),
    Told(Act.ACCEPT, WRITERS, STAFF, "accept", ("answered ticket",), {"status": "answered"}),
    Told(Act.DECLINE, WRITERS, STAFF, "decline", ("answered ticket",), {"status": "answered"}),
    Told(Act.WITHDRAW, WRITERS, STAFF, "withdraw"),
    Told(Act.REOPEN, WRITERS | STAFF, STAFF | VENDORS, "reopen", ("closed ticket",), {"status": "closed"}),
    Told(Act.DRAFT_PASS_ON, STAFF, NOBODY),
    Told(Act.PASS_ON, {"sender"}, NOBODY),
    Told(Act.RELAY, STAFF, NOBODY),
    Told(Act.RETURN, NOBODY, VENDORS, "return", ("vendor ticket",)),
    Told(Act.COMPLETE, NOBODY, STAFF, "complete", ("returned ticket",), {"status": "returned"}),
    Told(Act.EXPLAIN, NOBODY, STAFF, "explain", ("returned ticket",), {"status": "returned"}),
    Told(Act.END_RETURN, NOBODY, VENDORS, "end-return", ("returned ticket",), {"status": "returned"}),
    Told(Act.AGREE_PLAN, NOBODY, STAFF, "agree-plan", ("planned ticket",), PLAN),
    Told(Act.REFUSE_PLAN, NOBODY, STAFF, "refuse-plan", ("planned ticket",), PLAN),
    Told(Act.LOWER_UNAGREED, NOBODY, VENDORS, "lower-unagreed", ("unagreed ticket",), UNAGREED),
    Told(Act.PROPOSE_LEVEL, STAFF, VENDORS, "level/propose", case={"level": 1}),
    Told(Act.AGREE_LEVEL, SENDERS, STAFF, "level/agree", ("proposed ticket",), PROPOSAL),
    Told(Act.DECLINE_LEVEL, SENDERS, STAFF, "level/decline", ("proposed ticket",), PROPOSAL),
    Told(Act.OBJECT, WRITERS, STAFF, "object", ("refused ticket",), {"status": "refused"}),
    Told(Act.ANSWER_OBJECTION, STAFF, VENDORS, "objection", ("objected ticket",), {"status": "objected"}),
    Told(Act.SUPPLY, NOBODY, STAFF, case={"status": "returned"}),
    Told(Act.CHANGE_CONTACT, WRITERS | STAFF, STAFF, "contact", ("client ticket", "vendor ticket")),
    Told(Act.LINK, WRITERS | STAFF, STAFF | VENDORS),
    Told(Act.MERGE, STAFF, VENDORS),
    Told(Act.ABSORB, STAFF, VENDORS),
    Told(Act.TAG, STAFF, VENDORS),
    Told(Act.ADD_WATCHER, STAFF, VENDORS),
    Told(Act.ACKNOWLEDGE, STAFF, VENDORS, "acknowledge"),
    Told(Act.ASK_PLACE, WRITERS, STAFF, "place/ask"),
    Told(Act.GIVE_PLACE, STAFF, VENDORS, "place"),
    Told(Act.END_PLACE, STAFF, VENDORS, "place/end"),
    Told(Act.WATCH, WRITERS | STAFF | {"viewer", "partner_head"}, STAFF | VENDORS | {"partner_head", "auditor"}),
    Told(Act.INVITE, NOBODY, STAFF),
    Told(Act.LEAVE, NOBODY, STAFF),
)
# fmt: on
# People of tests/cast.py who see ZMK's ticket, or its vendor ticket: who of the people above they are.
SEES_CLIENT: Mapping[str, set[str]] = {
    "saveliev": {"authorised", "head"},
    "frolov": {"viewer"},
    "arefyev": {"head"},
    "gordeeva": {"engineer"},
    "arkhipova": {"partner_coordinator"},
    "zhdanov": {"sender"},
    "lapteva": {"auditor"},
}
SEES_VENDOR: Mapping[str, set[str]] = {
    "gordeeva": {"engineer"},
    "arkhipova": {"partner_coordinator"},
    "zhdanov": {"sender"},
    "titova": {"vendor_engineer"},
    "lapteva": {"auditor"},
}
ON_VENDOR_LEG = {"vendor ticket", "returned ticket", "planned ticket", "unagreed ticket"}


def opens(told: Told, ticket: str) -> dict[str, bool]:
    """Who sees this ticket, and whether the act's page opens to them there."""
    vendor = ticket in ON_VENDOR_LEG
    may = told.vendor if vendor else told.client
    return {login: bool(who & may) for login, who in (SEES_VENDOR if vendor else SEES_CLIENT).items()}
