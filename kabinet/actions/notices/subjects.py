"""What a notice is about: a kind of thing and, of most kinds, which one. Where a page shows it the pages alone know."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class Subject(StrEnum):
    """Kinds of things; beside each what its key is. Without a key it is the one thing of its kind that the reader has."""

    TICKET = "ticket"  # number
    PEOPLE = "people"  # organisation
    OWN_ACCESS = "own_access"
    CONTACTS_TO_CONFIRM = "contacts_to_confirm"
    PAPERS = "papers"  # organisation
    OWN_PAPERS = "own_papers"
    PAPERS_TO_CONFIRM = "papers_to_confirm"
    AGREEMENT = "agreement"  # proposal
    HANDOVER = "handover"  # handover
    HANDOVERS = "handovers"
    REFUSAL_REPORT = "refusal_report"  # report
    VIOLATION = "violation"  # violation
    REGULATION = "regulation"  # number of the version
    CALENDAR = "calendar"
    CALENDARS_TO_KEEP = "calendars_to_keep"
    NEW_TICKET_DRAFT = "new_ticket_draft"  # draft
    HOME = "home"
    SIGN_IN = "sign_in"
    OWN_FACTORS = "own_factors"
    OWN_TOKENS = "own_tokens"
    OUTAGE = "outage"  # outage
    CONTACT_LETTER = "contact_letter"  # incoming letter
    EXPORTS = "exports"
    WEBHOOKS = "webhooks"
    BRIDGES = "bridges"


# Kinds of things of which a notice names one.
KEYED = frozenset(
    {
        Subject.TICKET,
        Subject.PEOPLE,
        Subject.PAPERS,
        Subject.AGREEMENT,
        Subject.HANDOVER,
        Subject.REFUSAL_REPORT,
        Subject.VIOLATION,
        Subject.REGULATION,
        Subject.NEW_TICKET_DRAFT,
        Subject.OUTAGE,
        Subject.CONTACT_LETTER,
    }
)


class About(NamedTuple):
    """One thing; `key` is empty for kinds that have none."""

    subject: Subject
    key: str = ""


OWN_ACCESS = About(Subject.OWN_ACCESS)
CONTACTS_TO_CONFIRM = About(Subject.CONTACTS_TO_CONFIRM)
OWN_PAPERS = About(Subject.OWN_PAPERS)
PAPERS_TO_CONFIRM = About(Subject.PAPERS_TO_CONFIRM)
HANDOVERS = About(Subject.HANDOVERS)
CALENDAR = About(Subject.CALENDAR)
CALENDARS_TO_KEEP = About(Subject.CALENDARS_TO_KEEP)
HOME = About(Subject.HOME)
SIGN_IN = About(Subject.SIGN_IN)
OWN_FACTORS = About(Subject.OWN_FACTORS)
OWN_TOKENS = About(Subject.OWN_TOKENS)
EXPORTS = About(Subject.EXPORTS)
WEBHOOKS = About(Subject.WEBHOOKS)
BRIDGES = About(Subject.BRIDGES)


def ticket(number: str) -> About:
    """A ticket."""
    return About(Subject.TICKET, number)


def people(organisation: int) -> About:
    """The people of an organisation."""
    return About(Subject.PEOPLE, str(organisation))


def papers(organisation: int) -> About:
    """The papers of an organisation that is not the reader's."""
    return About(Subject.PAPERS, str(organisation))


def agreement(proposal: int) -> About:
    """A proposed agreement."""
    return About(Subject.AGREEMENT, str(proposal))


def handover(key: int) -> About:
    """A ticket that is offered to the reader's organisation."""
    return About(Subject.HANDOVER, str(key))


def refusal_report(key: int) -> About:
    """A report that a ticket was not taken through the cabinet."""
    return About(Subject.REFUSAL_REPORT, str(key))


def violation(key: int) -> About:
    """A registered violation of the regulation."""
    return About(Subject.VIOLATION, str(key))


def regulation(number: str) -> About:
    """A version of the regulation."""
    return About(Subject.REGULATION, number)


def new_ticket_draft(key: int) -> About:
    """What the reader began to write and did not send."""
    return About(Subject.NEW_TICKET_DRAFT, str(key))


def outage(key: int) -> About:
    """A declared outage of the cabinet."""
    return About(Subject.OUTAGE, str(key))


def contact_letter(key: UUID) -> About:
    """The form of contacts that the reader sent by letter."""
    return About(Subject.CONTACT_LETTER, str(key))
