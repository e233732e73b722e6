"""Who reads a row of an organisation's journal: a row is never more readable than what it tells of."""

from enum import StrEnum

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.granted import VENDOR_STAFF
from kabinet.regulation.access.reaching import administers


class EntryReaders(StrEnum):
    """Of those who read the journal: everybody; the two parties of what is told, and the vendor; the desk alone;
    those who belong to the organisation itself."""

    EVERYBODY = ""
    PARTIES = "parties"
    DESK = "desk"
    OWN = "own"


def reads_entry(actor: Actor, readers: EntryReaders, organisation: int, partner: int | None) -> bool:
    """Whether a row of a journal that the actor reads is for them.

    `organisation` is the one whose journal it is, `partner` the other party of what the row tells.
    """
    if readers is EntryReaders.OWN:
        return organisation == actor.organisation
    own = actor.group | {actor.organisation}
    if readers is EntryReaders.DESK:
        return keeps_desk(actor) and organisation in own
    if readers is EntryReaders.PARTIES and actor.kind is OrgKind.PARTNER:
        return organisation in own or partner in own
    return True


def keeps_desk(actor: Actor) -> bool:
    """Whether the actor works at a desk, whose own things others do not read; an auditor does not."""
    if actor.kind is OrgKind.VENDOR:
        return bool(actor.roles & VENDOR_STAFF) or administers(actor)
    return actor.kind is OrgKind.PARTNER and actor.confirmed
