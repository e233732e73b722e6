"""The only way to records. Every door begins with the actor; what they do not reach is not there (`Closed`)."""

from kabinet.records.circumstances import circumstances
from kabinet.records.doors.actors import actor_of
from kabinet.records.doors.closed import Closed
from kabinet.records.doors.organisations import (
    agreements,
    contracts,
    entries,
    group,
    licences,
    organisation,
    organisations,
    own_organisation,
    statuses,
    system,
    systems,
)
from kabinet.records.doors.papers import draft, draft_files, draft_of, drafts, notices
from kabinet.records.doors.people import Contact, colleagues, memberships, people, person
from kabinet.records.doors.regulations import adoptions, regulations
from kabinet.records.doors.surroundings import Surroundings, surroundings
from kabinet.records.doors.tickets import (
    clock_runs,
    file,
    files,
    journal,
    linked,
    message,
    messages,
    sheet,
    ticket,
    tickets,
)
from kabinet.records.doors.whole import enclosed, history, reply_begun, said, unread, whole
from kabinet.records.versions import calendar_of, leg_of, pack_of, terms_of

__all__ = [
    "Closed",
    "Contact",
    "Surroundings",
    "actor_of",
    "adoptions",
    "agreements",
    "calendar_of",
    "circumstances",
    "clock_runs",
    "colleagues",
    "contracts",
    "draft",
    "draft_files",
    "draft_of",
    "drafts",
    "enclosed",
    "entries",
    "file",
    "files",
    "group",
    "history",
    "journal",
    "leg_of",
    "licences",
    "linked",
    "memberships",
    "message",
    "messages",
    "notices",
    "organisation",
    "organisations",
    "own_organisation",
    "pack_of",
    "people",
    "person",
    "regulations",
    "reply_begun",
    "said",
    "sheet",
    "statuses",
    "surroundings",
    "system",
    "systems",
    "terms_of",
    "ticket",
    "tickets",
    "unread",
    "whole",
]
