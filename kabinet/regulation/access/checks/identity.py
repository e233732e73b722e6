"""Whether the person is the right one for the act at all: confirmed, of the right party, with the right role."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Act, Actor, OrgKind, Role
from kabinet.regulation.access.circumstances import Circumstances
from kabinet.regulation.access.granted import CHANGING, GRANTS, OF_READER, SYSTEM, grants
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.verdict import Verdict, deny

_SENDING = frozenset({Act.DRAFT, Act.REGISTER, Act.CHANGE_LEVEL, Act.AGREE_LEVEL, Act.DECLINE_LEVEL})
_OF_APPLICANT = frozenset(
    {
        *(Act.ACCEPT, Act.DECLINE, Act.WITHDRAW, Act.REPLY, Act.OBJECT, Act.SUPPLY, Act.COMPLETE),
        *(Act.CONFIRM_CALL, Act.DENY_CALL),
        *(Act.AGREE_PLAN, Act.REFUSE_PLAN, Act.AGREE_LEVEL, Act.DECLINE_LEVEL, Act.CHANGE_CONTACT),
    }
)
_OF_PARTNER = frozenset({Act.PASS_ON, Act.DRAFT_PASS_ON, Act.RELAY})

# About acts of organisations: said to another party, and to the right party without the right.
_ELSEWHERE = {
    Act.KEEP_CANNED: "not_lead",
    Act.KEEP_RULES: "not_lead",
    Act.MANAGE_CONTACTS: "not_administrator",
    Act.ISSUE_LINK: "not_administrator",
    Act.NAME_ORGANISATIONAL: "not_administrator",
    Act.SEND_CONTACT_FORM: "form_sender",
    Act.HAND_IN_CLIENT_FORM: "only_servicing_partner",
    Act.CONFIRM_CONTACT: "only_confirmer",
    Act.CONCLUDE_AGREEMENT: "agreement_sides",
    Act.ANSWER_AGREEMENT: "only_agreeing",
    Act.ENTER_PAPER: "only_papers",
    Act.CONFIRM_PAPER: "only_paper_confirmer",
    Act.ENTER_CERTIFICATE: "only_certificates",
    Act.END_CERTIFICATE: "only_certificates",
    Act.KEEP_SYSTEM: "only_systems",
    Act.KEEP_GROUP: "only_groups",
    Act.GRANT_STATUS: "only_granter",
    Act.ASK_HANDOVER: "handover_asker",
    Act.GIVE_HANDOVER: "handover_partner",
    Act.DECLINE_HANDOVER: "handover_partner",
    Act.TAKE_HANDOVER: "handover_partner",
    Act.SWITCH_OFF_CABINET: "cabinet_stays",
    Act.REPORT_REFUSAL: "only_client_reports",
    Act.ANSWER_REPORT: "partner_answers",
    Act.KEEP_PROBLEM: "only_keeper",
    Act.AUDIT: "only_auditor",
    Act.SEE_COMPLIANCE: "only_overseer",
    Act.RECORD_VIOLATION: "only_auditor",
    Act.WITHDRAW_VIOLATION: "only_auditor",
    Act.ANSWER_VIOLATION: "partner_answers",
    Act.WITHDRAW_STATUS: "only_status",
    Act.DECLARE_OUTAGE: "only_outage",
    Act.PUBLISH_REGULATION: "only_publisher",
    Act.PUBLISH_CALENDAR: "only_calendar",
    Act.APPLY_CALENDAR: "only_calendar",
    Act.ADOPT_REGULATION: "only_adopter",
}


def identity(actor: Actor, act: Act, case: Circumstances, leg: Leg) -> Iterator[Verdict]:
    """The one thing that is wrong with the person, if any."""
    if actor.system is not None:
        if act not in SYSTEM:
            yield deny(leg, "system")
    elif not actor.confirmed:
        yield deny(leg, "unconfirmed")
    elif not _granted(actor, act, case):
        yield deny(leg, _denial(actor, act, case))


def is_ticket_act(act: Act) -> bool:
    """Whether the act is about a ticket, not about an organisation."""
    return act in CHANGING or act in OF_READER


def _granted(actor: Actor, act: Act, case: Circumstances) -> bool:
    rows = grants(act, case.leg if is_ticket_act(act) else None)
    invited = actor.kind is not OrgKind.CLIENT or case.leg != "vendor" or case.ticket in actor.participates
    return invited and any(row.kind is actor.kind and row.roles & actor.roles for row in rows)


def _denial(actor: Actor, act: Act, case: Circumstances) -> str:
    if act in _ELSEWHERE:
        return _ELSEWHERE[act]
    if Role.AUDITOR in actor.roles:
        return "auditor"
    if actor.kind is OrgKind.CLIENT and case.leg == "vendor":
        return "client_on_vendor_leg"
    return _of_own_party(actor, act) if _party_has_it(actor, act, case) else _of_other_party(act)


def _party_has_it(actor: Actor, act: Act, case: Circumstances) -> bool:
    return any(row.kind is actor.kind and row.leg == case.leg for row in GRANTS.get(act, ()))


def _of_own_party(actor: Actor, act: Act) -> str:
    if actor.kind is OrgKind.CLIENT:
        return "not_authorised" if act in _SENDING else "not_contact"
    return "not_sender" if act in (Act.REGISTER, Act.PASS_ON) else "not_staff"


def _of_other_party(act: Act) -> str:
    if act in _OF_PARTNER:
        return "only_partner"
    return "only_applicant" if act in _OF_APPLICANT else "only_support"
