"""A ticket that was made in the client's own desk is registered here (L8), by whoever of the client stands behind the
bridge: every demand of the regulation is asked as of their own hand, and what stands against it is told to them.

What the bridge says of the matter is what was set up once: the system, the level by that desk's word, the impact. It never
promises the terms of a critical ticket, so such a one is a standard ticket until a person raises it (U4e).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kabinet.actions.bridges.handling import words_of
from kabinet.actions.bridges.incoming import (
    HEARING,
    Arrived,
    mine,
    note_away,
    note_done,
    note_dropped,
    note_refused,
)
from kabinet.actions.bridges.keeping import CLAUSE, agreed
from kabinet.actions.bridges.outgoing import link
from kabinet.actions.tickets.registration.judgement import Symptoms
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.unit.errors import Incomplete, Refused
from kabinet.network.desks import ForeignTicket, Said
from kabinet.records import doors
from kabinet.records.models import Bridge, BridgeLink, System, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import KnownFrom, Leg, served
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import criticality
from kabinet.regulation.verdict import Verdict
from kabinet.regulation.visible import clean

# Of tickets that one bridge registers in an hour: a desk that runs wild fills nobody's queue, and loses nothing.
MOST: Final = 60
HOUR, REST = timedelta(hours=1), timedelta(minutes=10)
GONE: Final = Text(
    "система, для которой регистрируют, недоступна", "the system that tickets are for is not there"
)
NOT_AGREED: Final = Text(
    "соглашение с партнёром больше не называет этой системы",
    "the agreement with the partner names this desk no more",
)
AGREE: Final = Text("Договоритесь о ней в соглашении", "Agree on it there")
WHENCE: Final = Text(
    "Из системы «{desk}», обращение {foreign}: {author}", "From {desk}, ticket {foreign}: {author}"
)
# Fields whose name in the system's record is another one, or that take two of its columns.
OF_SYSTEM: Final[Mapping[str, Callable[[System], str]]] = {
    "product": lambda system: clean(f"{system.product} {system.configuration_version}"),
    "platform": lambda system: str(system.platform_version),
}


def register(*, at: datetime, arrived: Arrived, foreign: ForeignTicket, said: Said) -> None:
    """The ticket, the link and what becomes of the arrival in one transaction, or why not."""
    if _many(arrived, at):
        note_away(arrived=arrived, until=at + REST)
        return
    try:
        with transaction.atomic():
            bridge = _taken(arrived)
            if bridge is None:
                return
            if bridge.registers and foreign.queue.casefold() == bridge.queue.casefold():
                ticket = _registered(at, bridge, arrived.change.author, foreign, said)
                with as_system(HEARING):
                    link(bridge, ticket, foreign, at=at, born_there=True)
                    note_done(arrived, at, ticket.pk)
                return
    except Refused as refused:
        found = [verdict.reason for verdict in refused.verdicts]
        note_refused(at=at, arrived=arrived, why=_joined(found), last=True)
        return
    except Incomplete as missing:
        note_refused(at=at, arrived=arrived, why=_joined([gap.text for gap in missing.missing]), last=True)
        return
    except doors.Closed:
        note_refused(at=at, arrived=arrived, why=GONE, last=True)
        return
    note_dropped(at=at, arrived=arrived)


def _many(arrived: Arrived, at: datetime) -> bool:
    with transaction.atomic(), as_system(HEARING):
        born = BridgeLink.objects.filter(bridge=arrived.bridge, born_there=True, made_at__gt=at - HOUR)
        return born.count() >= MOST


def _taken(arrived: Arrived) -> Bridge | None:
    with as_system(HEARING):
        whole = ("bridge__organisation", "bridge__system")
        row = mine(arrived).select_for_update(of=("self",)).select_related(*whole).first()
        return row.bridge if row is not None else None


def _registered(at: datetime, bridge: Bridge, author: str, foreign: ForeignTicket, said: Said) -> Ticket:
    actor = doors.actor_of(bridge.kept_by_id, bridge.organisation_id, at)
    if actor is None or not actor.confirmed or bridge.system_id is None:
        raise doors.Closed
    if not agreed(bridge.client_id, None, actor, at):
        raise Refused(Verdict(False, CLAUSE, NOT_AGREED, AGREE, "no_desk_agreed"))
    leg = law_of(actor).leg(LegCode.CLIENT)
    system = doors.system(actor, bridge.system_id)
    level = level_of(bridge, foreign.level)
    whence = WHENCE.ru.format(desk=bridge.name, foreign=foreign.key, author=author)
    text = f"{words_of(said, bridge.name)}\n\n{whence}"
    typed = {"description": text, "foreign_number": foreign.key, "foreign_url": foreign.page}
    return register_ticket(
        actor=actor,
        at=at,
        system=system.pk,
        values=_known(actor, at, leg, system) | typed,
        symptoms=symptoms_of(level, leg, production=system.production),
        chosen_level=None,
        critical=None,
        service=leg.services[0].code,
        impact=impact_of(bridge, level, leg),
        subject=foreign.subject[:200],
    )


def level_of(bridge: Bridge, word: str) -> int:
    """The level that this word of that desk stands for, else the one that was set up."""
    named = {said: int(level) for level, said in bridge.levels.items()}
    return named.get(word, bridge.level or 0)


def impact_of(bridge: Bridge, level: int, leg: Leg) -> str:
    """The one that was set up where it fits the level, else the first that does (U6b)."""
    fitting = [each.code for each in leg.impacts if level in each.fits]
    return bridge.impact if bridge.impact in fitting or not fitting else fitting[0]


def symptoms_of(level: int, leg: Leg, *, production: bool) -> Symptoms:
    """The first answers of the regulation's own that lead to this level; none where it has none."""
    for criterion in leg.criteria:
        if criterion.level == level:
            found = criticality.judge(criterion.when, production, None, leg)
            if found.symptoms == level:
                return criterion.when
    return {}


def _known(actor: Actor, at: datetime, leg: Leg, system: System) -> dict[str, str]:
    """What the records say of client and system, as the form would have it (U6a)."""
    licence = doors.case_of(actor, client=system.client_id, system=system, at=at).client_rights.licence
    alone = {KnownFrom.LICENCE: licence.delivery or "", KnownFrom.ORGANISATION: system.client.name}
    found: dict[str, str] = {}
    for field in leg.form:
        if field.source is KnownFrom.SYSTEM:
            found[field.code] = _of_system(field.code, system)
        elif field.source in alone:
            found[field.code] = alone[field.source]
    return found


def _of_system(code: str, system: System) -> str:
    if code in OF_SYSTEM:
        return OF_SYSTEM[code](system)
    return str(getattr(system, code)) if code in served.OF_SYSTEM else ""


def _joined(said: list[Text]) -> Text:
    return Text("; ".join(each.ru for each in said), "; ".join(each.en for each in said))
