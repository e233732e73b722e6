"""How long each part of Kabinet lets the database take before it lets go, says so, and is free for somebody else.

The names are PostgreSQL's own, and so are the units; it holds them for every connection of that part.

lock_timeout                            one row or table that another transaction holds
statement_timeout                       one question, waiting for locks included
idle_in_transaction_session_timeout     a part that is frozen in the middle of a transaction: its locks fall

DATABASE_URL may say `options` of its own, which stand behind these. A PgBouncer in between refuses them unless it is told
`ignore_startup_parameters = options`; they are then said to the role: ALTER ROLE kabinet_app SET lock_timeout = '2s'.
"""

from collections.abc import Mapping

PARTS: Mapping[str, Mapping[str, str]] = {
    # Somebody waits at a screen, and four threads answer everybody: a page looks briefly whether a lock comes free. If it
    # does not, the gate waits longer, with a few at a time (web/held_back.py). No page needs
    # seconds for a question; a list over everything is what the rest is for.
    "serve": {
        "lock_timeout": "300ms",
        "statement_timeout": "20s",
        "idle_in_transaction_session_timeout": "30s",
    },
    # Nobody waits, and what is held is tried again: a ticket that somebody keeps must not keep the other deadlines. A job
    # may look through every open ticket.
    "work": {
        "lock_timeout": "2s",
        "statement_timeout": "5min",
        "idle_in_transaction_session_timeout": "2min",
    },
    # `kabinet demo` and `verify` go through everything in one transaction, and work between two questions.
    "command": {
        "lock_timeout": "10s",
        "statement_timeout": "30min",
        "idle_in_transaction_session_timeout": "30min",
    },
    # A migration gives up rather than hold the desk behind a lock; what it does may take its time.
    "migrate": {"lock_timeout": "10s"},
}


def options(part: str) -> str:
    """What libpq says to the server when it connects."""
    return " ".join(f"-c {name}={value}" for name, value in PARTS[part].items())
