"""Tells the database who is asking, for the rest of the transaction: the door to the third ring.

`enter` sets what the policies (policies.py) read; `as_system` lends the whole reach to a named piece of work and gives
the former reach back afterwards. Both need an open transaction: the settings end with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from psycopg.pq import TransactionStatus

from kabinet.regulation.access import VENDOR_STAFF, Actor, Reach, administers, reach

NAMES = ("side", "person", "home", "orgs", "known", "served", "audiences", "participates", "login", "zone")
Settings = dict[str, str]
SET = "SELECT " + ", ".join(f"set_config('kabinet.{name}', %s, true)" for name in NAMES)
FORMER = "SELECT coalesce(current_setting('kabinet.side', true), ''); SELECT set_config('kabinet.side', 'system', true)"


@dataclass(frozen=True, slots=True)
class Known:
    """Organisations whose names the actor may see, and those whose people and papers are open to them."""

    names: frozenset[int] = frozenset()
    served: frozenset[int] = frozenset()


NOBODY = Known()


def enter(actor: Actor, known: Known = NOBODY) -> None:
    """Let `actor` reach what the law gives them, and of the organisations what they know."""
    _set(_settings(actor, reach(actor), known))


def enter_person(person: int, organisations: frozenset[int] = frozenset()) -> None:
    """Without reach: one person's own record, memberships and notices, and the names of their organisations."""
    _set({"person": str(person), "known": _listed(organisations)})


def enter_login(login: str) -> None:
    """While signing in: the one record with this login."""
    _set({"login": login.lower()})


def leave() -> None:
    """Reach nothing."""
    _set({})


@contextmanager
def as_system(reason: str) -> Iterator[None]:
    """The whole reach for one named piece of work; the former reach comes back after it."""
    if not reason:
        raise ValueError("work as the system has a reason")
    former = _side_exchanged()
    try:
        yield
    finally:
        # What failed is rolled back to before this point, by the database or by Django, and the settings with it.
        if _goes_on():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('kabinet.side', %s, true)", [former])


def _settings(actor: Actor, reached: Reach, known: Known) -> Settings:
    if reached.everything:
        return {"side": "system"}
    return {
        "side": _side(actor, reached),
        "person": str(actor.person),
        "home": str(actor.organisation),
        "orgs": _listed(reached.client_legs_of | reached.partner_of),
        "known": _listed(known.names),
        "served": _listed(known.served),
        "audiences": ",".join(sorted(reached.audiences)),
        "participates": _listed(reached.participates),
        "zone": actor.law.zone.key if actor.law else "",
    }


def _side(actor: Actor, reached: Reach) -> str:
    if reached.client_legs_of:
        return "client"
    if reached.partner_of:
        return "partner"
    if reached.client_legs:
        return "overseer" if actor.roles & VENDOR_STAFF else "auditor"
    if reached.vendor_legs:
        return "vendor"
    return "administrator" if administers(actor) else ""


def _listed(numbers: frozenset[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


def _set(settings: Settings) -> None:
    _in_transaction()
    with connection.cursor() as cursor:
        cursor.execute(SET, [settings.get(name, "") for name in NAMES])


def _side_exchanged() -> str:
    """Becomes the system and tells who one was, in one exchange with the database."""
    _in_transaction()
    with connection.cursor() as cursor:
        cursor.execute(FORMER)
        return str(cursor.fetchone()[0])


def _goes_on() -> bool:
    """Whether the transaction may still be kept: not after an error of its own, and not when something failed inside a block
    that has no savepoint to go back to."""
    status = connection.connection.info.transaction_status
    return status is TransactionStatus.INTRANS and not connection.needs_rollback


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("reach is set inside a transaction")
