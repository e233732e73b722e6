"""Every check in its order. What needs a database is not asked where there is none, or another version's."""

from collections.abc import Callable, Iterator, Sequence

from django.db import DatabaseError, InterfaceError

from kabinet.config.doctor import database, machine
from kabinet.config.doctor.finding import Finding, Weight, fault

Check = Callable[[], Iterator[Finding]]
MACHINE: Sequence[Check] = (
    machine.python,
    machine.said_settings,
    machine.mail,
    machine.boxes,
    machine.messengers,
    machine.providers,
    machine.evidence,
    machine.antivirus,
    machine.retention,
    machine.storage,
    machine.room,
)
DATABASE: Sequence[Check] = (database.version, database.tables)
# They read tables, so they come only where these are as this version knows them.
TABLES: Sequence[Check] = (
    database.pooler,
    database.clock,
    database.roles,
    database.backup,
    machine.files,
    database.by_itself,
    database.letters,
    database.letters_in,
    database.alerts,
    database.webhooks,
    database.bridges,
    database.sign_in,
)


def findings() -> Iterator[Finding]:
    """One after the other, as they are found."""
    for check in MACHINE:
        yield from check()
    try:
        for check in DATABASE:
            for finding in check():
                yield finding
                if finding.weight == Weight.FAULT:
                    return
        for check in TABLES:
            yield from check()
    except (DatabaseError, InterfaceError) as failed:
        yield fault("database", f"a question was not answered: {' '.join(str(failed).split())}")
