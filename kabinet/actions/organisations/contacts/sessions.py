"""Ends what a person has open at once: sessions, and the links with which a password is set."""

from datetime import datetime, timedelta

from kabinet.records.models import Person

TICK = timedelta(seconds=1)


def end_sessions(person: Person, at: datetime) -> datetime:
    """Everything that began up to `at` ends; the answer is when a session that may go on begins. Saves nothing.

    The mark grows with every ending and every session begins after it, so nothing of the same second slips through.
    """
    person.sessions_since = beginning(person, at)
    return beginning(person, at)


def beginning(person: Person, at: datetime) -> datetime:
    """When a session that is opened at `at` begins."""
    return max(at, person.sessions_since + TICK) if person.sessions_since else at
