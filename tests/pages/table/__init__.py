"""URL x person: what each kind of person of the cast gets at each address. A missing address fails test_urls.py.

A line: the route as the resolver writes it (methods other than GET before it), where its parameters point, and the
statuses in the order of PEOPLE. Add the lines of your pages to your own block; `same` and `only` write the usual rows.
The pages of acts on a ticket follow tests/acts_on_ticket.py.
"""

from tests.pages.table.entrance import ENTRANCE, NOTICES
from tests.pages.table.law import CALENDARS, REGULATIONS, RULES
from tests.pages.table.lines import PEOPLE, Line
from tests.pages.table.organisations import (
    BRIDGES,
    EVIDENCE,
    EXPORTS,
    LETTERS,
    ORGANISATION,
    PAPERS,
    PASS_ON,
    QUEUE,
    SEARCH,
    WEBHOOKS,
)
from tests.pages.table.oversight import HANDOVERS, IMPORTED, OUTAGES, OVERSIGHT, PROBLEMS
from tests.pages.table.people import CONTACTS
from tests.pages.table.programs import API, HELP
from tests.pages.table.tickets import BESIDE, DESK, FOREIGN, JOINT, REGISTRATION, TICKETS

__all__ = ["API", "PEOPLE", "TABLE", "Line"]
TABLE = [
    *API,
    *BESIDE,
    *DESK,
    *PROBLEMS,
    *OUTAGES,
    *IMPORTED,
    *OVERSIGHT,
    *HANDOVERS,
    *HELP,
    *CALENDARS,
    *REGULATIONS,
    *CONTACTS,
    *ENTRANCE,
    *FOREIGN,
    *JOINT,
    *NOTICES,
    *LETTERS,
    *ORGANISATION,
    *PAPERS,
    *PASS_ON,
    *QUEUE,
    *SEARCH,
    *EVIDENCE,
    *EXPORTS,
    *WEBHOOKS,
    *BRIDGES,
    *REGISTRATION,
    *RULES,
    *TICKETS,
]
