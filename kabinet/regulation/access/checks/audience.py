"""Who reads what is said on a ticket: joint work with the client's participants (P5c), and showing it to more people."""

from collections.abc import Iterator, Mapping
from typing import Final

from kabinet.regulation.access.actor import Actor, Audience, OrgKind
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.typed import Addressed, Leaving, Widening
from kabinet.regulation.access.checks.level import participants
from kabinet.regulation.access.demand import of_typed
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import Verdict, deny

# Whom words of a leg reach: both sides of it, or the house of who writes them alone.
WIDE: Final[Mapping[str, Audience]] = {LegCode.CLIENT: Audience.PUBLIC, LegCode.VENDOR: Audience.VENDOR_LEG}
NARROW: Final[Mapping[str, Audience]] = {LegCode.CLIENT: Audience.PARTNER, LegCode.VENDOR: Audience.VENDOR}
# To whom a message can be shown later, one step at a time. There is no way back.
WIDER: Final[Mapping[str, str]] = {
    Audience.PARTNER: Audience.PUBLIC,
    Audience.VENDOR: Audience.VENDOR_LEG,
    Audience.VENDOR_LEG: Audience.JOINT,
}


def wider(audience: str) -> Audience | None:
    """The next wider audience; None for what everybody of the leg reads already."""
    return Audience(WIDER[audience]) if audience in WIDER else None


@of_typed
def joint_words(actor: Actor, case: Case, typed: Addressed | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """What is for the participants' eyes, or is said by one of them, needs a level with participants (P5c)."""
    joint = typed is not None and typed.joint
    if leg.code == LegCode.VENDOR and (joint or actor.kind is OrgKind.CLIENT):
        yield from participants(actor, case, pack, leg)


@of_typed
def widening(actor: Actor, case: Case, typed: Widening | None, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Only to more readers, and only one's own side's words; to participants where the level has any."""
    if typed is None:
        return
    if typed.own_words is False:
        yield deny(leg, "words_of_others")
    if WIDER.get(typed.before) != typed.after:
        yield deny(leg, "only_wider")
    elif typed.after == Audience.JOINT:
        yield from participants(actor, case, pack, leg)


@of_typed
def own_participation(
    actor: Actor, case: Case, typed: Leaving | None, pack: Pack, leg: Leg
) -> Iterator[Verdict]:
    """The partner ends anybody's part in joint work, a participant the own one."""
    if actor.kind is OrgKind.CLIENT and typed is not None and typed.participant != actor.person:
        yield deny(leg, "participation_of_others")
