"""A bridge to an own desk: set up, changed, paused, switched on again. Each act is one row of the organisation's journal.

Nothing of what happened there before it is switched on for the first time crosses.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from kabinet.actions.bridges import placing
from kabinet.actions.unit.mistakes import Faults, mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, asked, organisation_act
from kabinet.actions.unit.permission import require_allowed
from kabinet.network.askable import could_be_asked
from kabinet.network.desks import Place
from kabinet.network.desks.known import KNOWN
from kabinet.records import doors
from kabinet.records.doors import programs
from kabinet.records.lengths import LINE, NAME
from kabinet.records.models import Bridge, Organisation, System
from kabinet.records.versions import agreement_in_force, day_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import BridgeTold
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg
from kabinet.regulation.visible import clean

CLAUSE: Final = "L8"
WORD: Final = 40  # of that desk's own words
SECRET: Final = 400
State = Bridge.State


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a bridge is to be. An empty `secret` leaves the one that is kept. `statuses` are that desk's words by our code,
    `levels` by our number; `system`, `level` and `impact` are for tickets that are registered from there."""

    name: str
    program: str
    url: str
    account: str
    queue: str
    secret: str = field(default="", repr=False)
    statuses: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    creates: bool = True
    registers: bool = False
    system: int | None = None
    level: int | None = None
    impact: str = ""


def add_bridge(*, actor: Actor, at: datetime, client: int, wanted: Wanted) -> UUID:
    """One for the tickets of this client, set up by the client itself or its partner; paused until somebody switches it on.
    Raises Closed, Refused, Mistaken."""
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_BRIDGES) as work:
        of = _party(work, client)
        if Bridge.objects.filter(organisation=work.organisation, client=of).exists():
            raise mistaken("client", "Связь для этого клиента уже есть", "There is a bridge for this client")
        columns = _fit(work, of, wanted, None)
        row = Bridge.objects.create(
            organisation=work.organisation,
            client=of,
            state=State.PAUSED,
            kept_by_id=actor.person,
            made_at=work.at,
            next_look=work.at,
            **columns,
        )
        _record(work, "bridge_added", row)
    return row.pk


def change_bridge(*, actor: Actor, at: datetime, key: UUID, wanted: Wanted) -> None:
    """Another address is another desk: what was read of the former one says nothing of it. Raises Closed, Mistaken."""
    with _one(actor, at, key, "bridge_changed") as (work, row):
        columns = _fit(work, row.client, wanted, row)
        moved = (row.url, row.program) != (columns["url"], columns["program"])
        for name, value in columns.items():
            setattr(row, name, value)
        if moved:
            row.seen = ""
        row.next_look, row.failures = work.at, 0
        row.save()


def pause_bridge(*, actor: Actor, at: datetime, key: UUID) -> None:
    """Nothing crosses; what happens here meanwhile waits, what happens there is read afterwards."""
    with _one(actor, at, key, "bridge_paused") as (_work, row):
        row.state, row.why = State.PAUSED, ""
        row.save(update_fields=["state", "why"])


def resume_bridge(*, actor: Actor, at: datetime, key: UUID) -> None:
    """It goes on where it stood, and the actor stands behind it from now on."""
    with _one(actor, at, key, "bridge_resumed") as (work, row):
        row.state, row.why, row.kept_by_id = State.ON, "", actor.person
        row.next_look, row.failures, row.silent_since, row.told_silent = work.at, 0, None, False
        row.save()


def place_kept(*, actor: Actor, at: datetime, key: UUID) -> tuple[str, Place]:
    """Which program is asked where, for a dry check. Raises Closed, Refused, sealing.Unreadable."""
    require_allowed(asked(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_BRIDGES))
    row = programs.bridge(actor, key)
    return row.program, placing.place_of(row)


def host_of(url: str) -> str:
    """What of an address is said where others read."""
    return urlsplit(url).netloc


def agreed(client: int, partner: int | None, actor: Actor, at: datetime) -> bool:
    """Whether the agreement of the day names a desk beside the cabinet (L8); with this partner, if one is said."""
    found = agreement_in_force(client, day_of(actor, at))
    return found is not None and bool(found.third_party_desk) and partner in (None, found.partner_id)


def _party(work: OrganisationWork, client: int) -> Organisation:
    actor = work.actor
    mine = actor.kind is OrgKind.CLIENT
    if mine and client != actor.organisation:
        raise doors.Closed
    found = Organisation.objects.filter(pk=client, kind=OrgKind.CLIENT).first()
    if found is None:
        raise doors.Closed
    if not agreed(found.pk, None if mine else actor.organisation, actor, work.at):
        raise mistaken(
            "client",
            "Соглашение клиента с партнёром не называет другой системы: сначала договоритесь о ней в соглашении",
            "The agreement of client and partner names no other desk: agree on it there first",
            CLAUSE,
        )
    return found


def _fit(work: OrganisationWork, client: Organisation, wanted: Wanted, row: Bridge | None) -> dict[str, Any]:
    """The columns, or everything that is wrong at once."""
    leg, faults = work.pack.leg(LegCode.CLIENT), Faults()
    url = faults.of(lambda: _url(wanted.url))
    columns = {
        "name": faults.of(lambda: _line("name", wanted.name, 60)),
        "program": faults.of(lambda: _program(wanted.program)),
        "url": url,
        "account": faults.of(lambda: _line("account", wanted.account, NAME)),
        "queue": faults.of(lambda: _line("queue", wanted.queue, NAME)),
        "statuses": faults.of(
            lambda: _words("statuses", wanted.statuses, {each.code for each in leg.statuses})
        ),
        "levels": faults.of(
            lambda: _words("levels", wanted.levels, {str(each.number) for each in leg.levels})
        ),
        "creates": wanted.creates,
        **(faults.of(lambda: _registering(work, client, wanted, leg)) or {}),
    }
    # A secret is for the address at which it was given: another one is not told it.
    if wanted.secret or row is None or (url is not None and url != row.url):
        secret = faults.of(lambda: _secret(wanted.secret))
        columns["sealed"] = placing.sealed(secret, work.organisation.pk) if secret else ""
    if faults.found:
        raise faults.whole()
    return columns


def _registering(work: OrganisationWork, client: Organisation, wanted: Wanted, leg: Leg) -> dict[str, Any]:
    if not wanted.registers:
        return {"registers": False, "system": None, "level": None, "impact": ""}
    if work.actor.kind is not OrgKind.CLIENT:
        raise mistaken(
            "registers",
            "Обращения клиента регистрирует сам клиент; партнёр записывает их по звонку",
            "A client's tickets are registered by the client; a partner writes them down from a call",
            "U3.4a",
        )
    system = System.objects.filter(pk=wanted.system or 0, client=client, retired=False).first()
    if system is None:
        raise mistaken("system", "Выберите действующую систему", "Choose a system in use")
    level = next((each for each in leg.levels if each.number == wanted.level), None)
    if level is None or level.needs_critical_terms:
        raise mistaken(
            "level",
            "Выберите уровень. Критическое обращение регистрируют в Кабинете: его условия подтверждает человек",
            "Choose a level. A critical ticket is registered in the cabinet: a person confirms its terms",
            "U4c",
        )
    if wanted.impact not in {each.code for each in leg.impacts}:
        raise mistaken("impact", "Выберите влияние на бизнес", "Choose the business impact")
    return {"registers": True, "system": system, "level": level.number, "impact": wanted.impact}


def _url(said: str) -> str:
    url = clean(said).rstrip("/")
    plain = url.isascii() and url.isprintable() and not set(" #?") & set(url)
    if not plain or not 0 < len(url) <= LINE or not could_be_asked(url, inside=placing.is_inside(url)):
        raise mistaken(
            "url",
            "Нужен адрес https с портом 443 или 8443, доступный из интернета: без имени, пароля и знаков # и ?",
            "An https address is needed, on port 443 or 8443, that the internet reaches: no user, password, # or ?",
        )
    return url


def _line(field: str, said: str, most: int) -> str:
    line = clean(said)
    if not line or len(line) > most or not line.isprintable():
        raise mistaken(field, f"Заполните, не больше {most} знаков", f"Fill it in, at most {most} characters")
    return line


def _program(said: str) -> str:
    if said not in KNOWN:
        raise mistaken("program", "Выберите программу", "Choose a program")
    return said


def _secret(said: str) -> str:
    secret = clean(said)
    if not secret or len(secret) > SECRET or not secret.isprintable():
        raise mistaken("secret", "Введите пароль или токен", "Give the password or the token")
    return secret


def _words(field: str, said: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """Without those that are left empty."""
    words = {code: clean(word) for code, word in said.items() if clean(word)}
    if not words.keys() <= known or any(
        len(word) > WORD or not word.isprintable() for word in words.values()
    ):
        raise mistaken(
            field, f"Слова другой системы, не длиннее {WORD} знаков", f"Words of that desk, of at most {WORD}"
        )
    return words


@contextmanager
def _one(actor: Actor, at: datetime, key: UUID, kind: str) -> Iterator[tuple[OrganisationWork, Bridge]]:
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_BRIDGES) as work:
        rows = Bridge.objects.select_for_update(of=("self",)).select_related("client")
        row = rows.filter(organisation=work.organisation, pk=key).first()
        if row is None:
            raise doors.Closed
        yield work, row
        _record(work, kind, row)


def _record(work: OrganisationWork, kind: str, row: Bridge) -> None:
    work.record(
        kind, BridgeTold(name=work.actor.name, desk=row.name, address=host_of(row.url)), clause=CLAUSE
    )
