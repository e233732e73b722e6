"""Why somebody is told of what happens to a ticket."""

from enum import StrEnum


class ToldAs(StrEnum):
    """The reasons, in the order of WHO (ticket_notices.py); the last three beside it."""

    CONTACT = "contact"
    AUTHOR = "author"
    ASSIGNEE = "assignee"
    WATCHER = "watcher"
    WROTE = "wrote"
    PASSED_ON = "passed_on"  # who answers for the client's ticket behind it
    DESK = "desk"  # nobody has taken it
    CONTACT_LEFT = "contact_left"  # in the place of a contact who left
    RELIEVED = "relieved"  # the contact until now
    NIGHT = "night"
    JOINT = "joint"
    ON_CALL = "on_call"
