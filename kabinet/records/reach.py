"""Tells the database who is asking, for the rest of the transaction: the door to the third ring.

`enter` sets what the policies of walls.py read; `as_system` lends the whole reach to a named piece of work and gives
the former reach back afterwards. Both need an open transaction: the settings end with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from kabinet.regulation.access import Actor, Reach, reach

NAMES = ("side", "person", "orgs", "known", "audiences", "login")
Settings = dict[str, str]
SET = "SELECT " + ", ".join(f"set_config('kabinet.{name}', %s, true)" for name in NAMES)
GET = "SELECT " + ", ".join(f"coalesce(current_setting('kabinet.{name}', true), '')" for name in NAMES)


def enter(actor: Actor, known: frozenset[int]) -> None:
    """Let `actor` reach what the law gives; `known` are the organisations whose names and people they may see."""
    _set(_settings(actor, reach(actor), known))


def enter_person(person: int) -> None:
    """Before the actor is known: one person sees their own record and memberships, nothing else."""
    _set({"person": str(person)})


def enter_login(login: str) -> None:
    """While signing in: the one record with this login."""
    _set({"login": login.lower()})


def leave() -> None:
    """Reach nothing."""
    _set({})


@contextmanager
def as_system(reason: str) -> Iterator[None]:
    """The whole reach for one named piece of work inside an act; the former reach comes back after it."""
    if not reason:
        raise ValueError("work as the system has a reason")
    former = _get()
    _set({"side": "system"})
    try:
        yield
    finally:
        _set(former)


def _settings(actor: Actor, reached: Reach, known: frozenset[int]) -> Settings:
    if reached.everything:
        return {"side": "system"}
    return {
        "side": _side(reached),
        "person": str(actor.person),
        "orgs": _listed(reached.client_legs_of | reached.partner_of),
        "known": _listed(known),
        "audiences": ",".join(sorted(reached.audiences)),
    }


def _side(reached: Reach) -> str:
    if reached.client_legs_of:
        return "client"
    if reached.partner_of:
        return "partner"
    if reached.client_legs:
        return "auditor"
    return "vendor" if reached.vendor_legs else ""


def _listed(numbers: frozenset[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


def _set(settings: Settings) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("reach is set inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(SET, [settings.get(name, "") for name in NAMES])


def _get() -> Settings:
    with connection.cursor() as cursor:
        cursor.execute(GET)
        return dict(zip(NAMES, cursor.fetchone(), strict=True))
