"""Which notices come over which channel, and when: as their reader chose, else as their role is told (docs/letters.md)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction

from kabinet.actions.notices import kinds
from kabinet.actions.notices.kinds import Declared, Journal, Urgency
from kabinet.records.models import LetterChoice
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.facts import Side

# Who answers for nothing by a deadline: written to of what is urgent alone, unless they choose more.
READING = frozenset({Role.VIEWER, Role.AUDITOR})
# On which sides of a leg their people can stand.
SIDES = {
    OrgKind.CLIENT: frozenset({str(Side.APPLICANT)}),
    OrgKind.PARTNER: frozenset({str(Side.APPLICANT), str(Side.SUPPORT)}),
    OrgKind.VENDOR: frozenset({str(Side.SUPPORT)}),
}
DAY = 24 * 60


class Mode(StrEnum):
    """How a kind of notices comes by letter."""

    AT_ONCE = "at_once"
    TICKET = "ticket"
    HOURLY = "hourly"
    MORNING = "morning"
    NEVER = "never"


DIGESTS = frozenset({Mode.TICKET, Mode.HOURLY, Mode.MORNING})


class Channel(StrEnum):
    """Over what a notice comes outside of Kabinet; `chat` is every messenger."""

    MAIL = "mail"
    BROWSER = "browser"
    CHAT = "chat"


class Part(StrEnum):
    """What a person has to do with the ticket: it is theirs in some way, they watch it, or their desk answers for it."""

    OWN = "own"
    WATCHED = "watched"
    DESK = "desk"


# Channels beside letters.
BESIDE = (Channel.BROWSER, Channel.CHAT)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person says on the page of settings: of kinds how they come by letter, of channels beside letters which kinds
    come there; of parts the channels over which nothing comes; minutes of the day between which only what is urgent does.
    What is not named stays as it was."""

    modes: Mapping[str, Mode] = field(default_factory=dict)
    beside: Mapping[Channel, Mapping[str, bool]] = field(default_factory=dict)
    parts: Mapping[Part, Mapping[Channel, bool]] = field(default_factory=dict)
    quiet: tuple[int, int] | None = None


def key_of(declared: Declared) -> str:
    """The name of a kind among a person's choices, "tickets.answered"."""
    return f"{declared.journal}.{declared.kind}"


def by_key(key: str) -> Declared | None:
    """The kind of this name, if somebody is told of it."""
    journal, _mark, kind = key.partition(".")
    found = kinds.declared().get((Journal(journal), kind)) if journal in set(Journal) else None
    return found if found is not None and found.audience else None


def by_default(declared: Declared, roles: Collection[Role]) -> bool:
    """Whether people of these roles are written to of such a notice who chose nothing: of all that is theirs to do, and of
    what is urgent whoever they are. What is merely good to know stands in Kabinet."""
    loudest = {each.urgency for each in declared.words.values()}
    if declared.now_at_level:
        loudest.add(Urgency.NOW)
    acts = not READING.issuperset(roles)
    return Urgency.NOW in loudest or (acts and Urgency.SOON in loudest)


def mode_of(declared: Declared, roles: Collection[Role], chosen: Mapping[str, str]) -> Mode:
    """How letters of this kind come to this person."""
    default = Mode.AT_ONCE if by_default(declared, roles) else Mode.NEVER
    return Mode(chosen.get(key_of(declared), default))


def modes_for(declared: Declared) -> tuple[Mode, ...]:
    """How such a kind can come by letter: what is about no ticket makes no digest of one."""
    return tuple(mode for mode in Mode if mode is not Mode.TICKET or declared.journal is Journal.TICKET)


def comes_beside(declared: Declared, roles: Collection[Role], chosen: Mapping[str, bool]) -> bool:
    """Whether such notices come to devices or messengers at all; who chose nothing is told of what they must act on."""
    return chosen.get(key_of(declared), by_default(declared, roles))


def quiet_until(choice: LetterChoice | None, zone: ZoneInfo, at: datetime) -> datetime | None:
    """When the quiet hours end in which `at` lies; None when it lies in none."""
    if choice is None or choice.quiet_from is None or choice.quiet_until is None:
        return None
    local = at.astimezone(zone)
    now = local.hour * 60 + local.minute
    into, length = (now - choice.quiet_from) % DAY, (choice.quiet_until - choice.quiet_from) % DAY
    if into >= length:
        return None
    over_midnight = now >= choice.quiet_until
    day = local.date() + timedelta(days=over_midnight)
    ends = time(choice.quiet_until // 60, choice.quiet_until % 60)
    return datetime.combine(day, ends, zone)


def of_reader(actor: Actor) -> Iterator[Declared]:
    """Kinds of which the actor can be told where they are now, in the order of their declaration."""
    if actor.kind is None:
        return
    stands = {Journal.TICKET: SIDES[actor.kind], Journal.ORGANISATION: frozenset({str(actor.kind)})}
    for declared in kinds.declared().values():
        if declared.audience & stands[declared.journal]:
            yield declared


def chosen_by(actor: Actor) -> LetterChoice:
    """The actor's own row; an unsaved one of whoever chose nothing."""
    return LetterChoice.objects.filter(person=actor.person).first() or LetterChoice(person_id=actor.person)


def choose_notices(*, actor: Actor, at: datetime, chosen: Chosen) -> None:
    """From now on notices come as `chosen` says. Kept is only what differs from the defaults."""
    with transaction.atomic():
        row, _made = LetterChoice.objects.select_for_update().get_or_create(person_id=actor.person)
        for declared in of_reader(actor):
            _choose_kind(row, actor, declared, chosen)
        for part, channels in chosen.parts.items():
            known = {*row.parts.pop(part, ())} - {*channels}
            off = known | {str(channel) for channel, comes in channels.items() if not comes}
            row.parts |= {str(part): sorted(off)} if off else {}
        row.quiet_from, row.quiet_until = chosen.quiet if chosen.quiet is not None else (None, None)
        row.save()


def _choose_kind(row: LetterChoice, actor: Actor, declared: Declared, chosen: Chosen) -> None:
    key = key_of(declared)
    mode = chosen.modes.get(key, mode_of(declared, actor.roles, row.kinds))
    row.kinds.pop(key, None)
    if mode is not mode_of(declared, actor.roles, {}):
        row.kinds[key] = mode
    for channel, kinds_of_it in chosen.beside.items():
        kept = row.beside.setdefault(channel, {})
        comes = kinds_of_it.get(key, comes_beside(declared, actor.roles, kept))
        kept.pop(key, None)
        if comes is not comes_beside(declared, actor.roles, {}):
            kept[key] = comes


def switch_off(*, at: datetime, person: int, declared: Declared) -> None:
    """No letters of this kind for this person, who need not be signed in: the link in a letter said who it is."""
    with transaction.atomic(), as_system("letters of one kind are switched off by their link"):
        row, _made = LetterChoice.objects.select_for_update().get_or_create(person_id=person)
        row.kinds[key_of(declared)] = Mode.NEVER
        row.save(update_fields=["kinds"])


def switch_off_digests(*, at: datetime, person: int) -> None:
    """No letters of any kind that this person wanted in a digest: the link in one said who it is."""
    with transaction.atomic(), as_system("digests are switched off by their link"):
        row, _made = LetterChoice.objects.select_for_update().get_or_create(person_id=person)
        row.kinds = {key: Mode.NEVER if mode in DIGESTS else mode for key, mode in row.kinds.items()}
        row.save(update_fields=["kinds"])
