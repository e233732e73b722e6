"""The longest that anything typed may be, in characters: the same figure for the field of a form, the act and the database.

A column of text has it as its own length, JSON has a constraint over how it is written out (`json_at_most`).
"""

from collections.abc import Mapping
from typing import Final

# What people write.
MESSAGE: Final = 20_000  # whatever is said in a ticket, a field of its sheet, a known problem
STATEMENT: Final = 10_000  # a report of a refusal, a violation, and what is answered to them
CANNED: Final = 8_000
REASON: Final = 4_000
NOTE: Final = 1_000  # what a version of the regulation or of a calendar says of itself
LINE: Final = 300
SUBJECT: Final = 200
NAME: Final = 200
NUMBER: Final = 40  # of a paper
DELIVERY: Final = 20
PHONE: Final = 80
SEARCH: Final = 200
QUERY: Final = 4_000  # the query of an address, whole
# Particulars of a client's system.
SYSTEM: Final[Mapping[str, int]] = {
    "name": 120,
    "product": 200,
    "configuration_version": 40,
    "platform_version": 40,
    "main_delivery": DELIVERY,
    "client_environment": LINE,
    "server_os": LINE,
    "server_hardware": LINE,
    "dbms": 200,
}

# What is kept together, as JSON.
SHEET: Final = 100_000  # everything that a ticket's form says
DRAFT: Final = 200_000
FACT: Final = 60_000  # what one row of a journal, or a notice, keeps
LOG_SUMMARY: Final = 1_000_000  # what was found in a technological log
PROBLEM: Final = 120_000  # a known problem as it was at some time
RIGHTS: Final = 20_000  # terms of an agreement, rights and promises of a ticket, answers to its questions
LETTER: Final = 1_000_000  # a whole letter as it travels: what a notice keeps, twice and encoded
LETTER_TEXT: Final = 100_000  # what is read of a letter that came, with what it quotes
LETTER_LINES: Final = 60_000  # its headers, and the names of its files
VERSION: Final = 2_000_000  # all texts of a regulation, or the tables of a calendar

# What a notice repeats of a reason; the whole is where the notice leads.
EXCERPT: Final = 300
