"""The page of what a notice is about."""

from django.urls import NoReverseMatch, reverse

from kabinet.actions.notices.subjects import KEYED, Subject
from kabinet.records.doors.record_types import NoticeRecord

# Name of the page of each kind of thing. What has no page of its own is said in the list of notices.
PAGES = {
    Subject.TICKET: "ticket",
    Subject.PEOPLE: "contacts",
    Subject.OWN_ACCESS: "notices",
    Subject.CONTACTS_TO_CONFIRM: "confirmations",
    Subject.PAPERS: "organisation_papers",
    Subject.OWN_PAPERS: "papers",
    Subject.PAPERS_TO_CONFIRM: "waiting_papers",
    Subject.AGREEMENT: "proposal",
    Subject.HANDOVER: "handover",
    Subject.HANDOVERS: "handovers",
    Subject.REFUSAL_REPORT: "report",
    Subject.VIOLATION: "violation",
    Subject.REGULATION: "regulation",
    Subject.CALENDAR: "rules",
    Subject.CALENDARS_TO_KEEP: "calendars",
    Subject.NEW_TICKET_DRAFT: "new_ticket_draft",
    Subject.HOME: "home",
    Subject.SIGN_IN: "sign_in_rules",
    Subject.OWN_FACTORS: "second_factor",
    Subject.OWN_TOKENS: "api_tokens",
    Subject.OUTAGE: "outage",
    Subject.CONTACT_LETTER: "letter_form",
    Subject.EXPORTS: "exports",
    Subject.WEBHOOKS: "webhooks",
    Subject.BRIDGES: "bridges",
}
PLACES = {Subject.CALENDAR: "#calendar"}


def address_of(notice: NoticeRecord) -> str:
    """Path of the page that a record of a notice opens; the list of notices for a thing that no page shows."""
    try:
        subject = Subject(notice.subject)
        path = reverse(PAGES[subject], args=[notice.subject_key] if subject in KEYED else [])
    except (ValueError, NoReverseMatch):
        return reverse("notices")
    return path + PLACES.get(subject, "")
