"""A client changed its servicing partner: one open ticket went over, one was kept, then asked for again and given."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kabinet.actions.handover import handover
from kabinet.actions.organisations.papers.agreements import (
    Offer,
    accept_agreement,
    propose_agreement,
)
from kabinet.actions.organisations.papers.licences import enter_licence
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.demonstration.world import World
from kabinet.records import doors
from kabinet.records.models import Licence
from kabinet.records.security.reach import as_system, leave

CLIENT, NEW, ZONE = "farm", "kontur", "Europe/Moscow"
HEAD, FORMER, LEAD, CONFIRMER = "rybakov", "gavrilov", "arkhipova", "vlasov"
KEPT = "Осталась последняя проверка, закончим сегодня сами."


def handovers(cast: Cast) -> None:
    """The new licence and agreement, then the three requests."""
    world = cast.world
    _papers(world)
    at = world.at - timedelta(minutes=4)
    waiting = doors.left_behind(actor_of(world, HEAD, int(at.timestamp())), at).filter(passed_on_at=None)
    over, other = [ticket.number for ticket in waiting[:2]]
    first = _done(world, at, HEAD, handover.ask_handover, number=over)
    _done(world, at, FORMER, handover.give_handover, number=over)
    _done(world, at, LEAD, handover.take_handover, handover=first.pk)
    _done(world, at, HEAD, handover.ask_handover, number=other)
    _done(world, at, FORMER, handover.decline_handover, number=other, reason=KEPT)
    again = at + timedelta(minutes=2)
    _done(world, again, HEAD, handover.ask_handover, number=other)
    _done(world, again, FORMER, handover.give_handover, number=other)
    leave()


def _papers(world: World) -> None:
    client, at = world.organisation[CLIENT], world.at - timedelta(days=4)
    with as_system("the delivery of the last licence"):
        last = Licence.objects.filter(client=client).latest("last_day")
    _done(
        world,
        at,
        CONFIRMER,
        enter_licence,
        client=client,
        seller=world.organisation[NEW],
        number="РКЛ-243310",
        main_delivery=last.main_delivery,
        first_day=_day(world, -5),
        last_day=_day(world, 360),
    )
    offer = Offer(number="СК-9", zone=ZONE, first_day=_day(world, -3))
    proposal = _done(world, at, LEAD, propose_agreement, client=client, offer=offer)
    _done(world, at, HEAD, accept_agreement, proposal=proposal.pk)


def _day(world: World, days: int) -> date:
    return world.day(days)


def _done(world: World, at: Any, login: str, act: Callable[..., Any], **given: Any) -> Any:
    return act(actor=actor_of(world, login, int(at.timestamp())), at=at, **given)
