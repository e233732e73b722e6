"""The vendor takes a published version back at once: no new ticket lives under it, registered ones go on (L16, P2.8).

What a version promised to a ticket stays; a partner who lived under it falls back to the version that was in force before
it, and a version that was still to come never does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from kabinet.actions.notices import subjects
from kabinet.actions.regulation.adoption import EVERYBODY, clients_of, of_clients
from kabinet.actions.regulation.drafts import permitted
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors, lengths
from kabinet.records.models import Adoption, Agreement, Organisation, RegulationVersion, Supersession, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import regulations
from kabinet.regulation.access import HEADS, Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import RegulationSuperseded
from kabinet.regulation.organisation import versions
from kabinet.regulation.organisation.versions import Version
from kabinet.regulation.text import Text, Unlawful

LONGEST = lengths.REASON
LOOK = "what superseding a version comes to"
NO_REASON = Text("Причина не указана", "No reason is given")
WRITE = Text("Напишите, почему версию отзывают", "Write why the version is superseded")
LONG = Text(f"Причина длиннее {LONGEST} знаков", f"The reason is longer than {LONGEST} characters")
SHORTEN = Text("Сократите её", "Make it shorter")
ALREADY = Text("Эту версию уже отозвали", "This version has been superseded already")
NOTHING = Text("Больше делать ничего не нужно", "Nothing is left to be done")
LAST = Text("Другой действующей версии нет", "There is no other version in force")
FIRST = Text("Сначала опубликуйте ту, что займёт её место", "Publish the one that takes its place first")


@dataclass(frozen=True, slots=True)
class Fallback:
    """One partner: `now` when the version is in force for it, else it was to come into force later; `day` is the day that
    the partner chose, if it did; `to` the number of the version under which it and its clients are then."""

    partner: int
    name: str
    now: bool
    day: date | None
    to: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What superseding now comes to, in figures of this moment. `fallbacks` are the partners whom it concerns, by name: a
    later version has taken its place for the others. `clients` are those of partners for whom it is in force, `tickets`
    everything registered under it, `told` the persons who get a notice; `remains` is for whoever has no partner."""

    fallbacks: tuple[Fallback, ...]
    binding: bool
    remains: str
    clients: int
    tickets: int
    open: int
    told: int

    @property
    def falling(self) -> tuple[Fallback, ...]:
        """Partners for whom the version is in force."""
        return tuple(each for each in self.fallbacks if each.now)

    @property
    def chosen(self) -> tuple[Fallback, ...]:
        """Partners who chose a day that is still to come."""
        return tuple(each for each in self.fallbacks if not each.now and each.day is not None)


def outcome(*, actor: Actor, at: datetime, number: str) -> Outcome:
    """Reads only. Closed for no such version; Refused for whoever does not publish regulations; Invalid "version" when there
    is nothing to supersede or nothing to fall back to."""
    permitted(actor, at)
    row = doors.regulation(actor, number)
    with transaction.atomic(), as_system(LOOK):
        return _outcome(row, regulations.day_of(actor, at))


def supersede(*, actor: Actor, at: datetime, number: str, reason: str) -> Supersession:
    """From this instant on no new ticket is registered under the version. Invalid "reason" for none; Invalid "version" when
    it was superseded already, or when nothing would be in force without it."""
    row = doors.regulation(actor, number)
    said = _reason(reason)
    with organisation_act(
        actor=actor, at=at, organisation=actor.organisation, act=Act.PUBLISH_REGULATION
    ) as work:
        regulations.hold_versions_alone()
        found = _outcome(row, regulations.day_of(actor, at))
        made = Supersession.objects.create(
            version=row, reason=said, person_id=actor.person, at=_after_its_tickets(row, work.at)
        )
        _tell(work, row, found, said)
        return made


def _after_its_tickets(row: RegulationVersion, at: datetime) -> datetime:
    """Not before the last ticket that was being registered under it while this waited."""
    last: datetime | None = Ticket.objects.filter(regulation=row).aggregate(last=Max("registered_at"))["last"]
    return max(at, last) if last else at


def _reason(said: str) -> str:
    plain = clean(said)
    if not plain:
        raise Invalid("reason", NO_REASON, WRITE)
    if len(plain) > LONGEST:
        raise Invalid("reason", LONG, SHORTEN)
    return plain


def _outcome(row: RegulationVersion, today: date) -> Outcome:
    """Of two administrators the second comes here when the first is done."""
    if Supersession.objects.filter(version=row).exists():
        raise Invalid("version", ALREADY, NOTHING)
    before = [regulations.on_its_day(each) for each in regulations.on_record()]
    mine = next(each for each in before if each.code == row.code)
    after = [replace(each, superseded=today) if each is mine else each for each in before]
    remains = _in_force(after, today, {})
    if remains is None:
        raise Invalid("version", LAST, FIRST)
    fallbacks = tuple(_fallbacks(mine, before, after, today))
    binding = _in_force(before, today, {}) == mine
    falling = [each.partner for each in fallbacks if each.now]
    tickets = Ticket.objects.filter(regulation=row)
    return Outcome(
        fallbacks=fallbacks,
        binding=binding,
        remains=remains.number,
        clients=len({client for partner in falling for client in clients_of(partner, today)}),
        tickets=tickets.count(),
        open=tickets.filter(closed_at=None).count(),
        told=sum(map(len, _audience(fallbacks, today, mine, remains.number).values())),
    )


def _fallbacks(mine: Version, before: list[Version], after: list[Version], today: date) -> Iterator[Fallback]:
    """Partners for whom the version is in force, or would have come to be."""
    chosen: dict[int, dict[str, date]] = defaultdict(dict)
    for partner, code, day in Adoption.objects.values_list("partner", "version__code", "day"):
        chosen[partner][code] = day
    partners = Organisation.objects.filter(kind=OrgKind.PARTNER).order_by("short_name")
    for key, name in partners.values_list("pk", "short_name"):
        adopted = chosen[key]
        present, then = (_in_force(known, today, adopted) for known in (before, after))
        later = versions.applies_from(mine, adopted) > today
        if present == mine or (later and (present is None or present.published <= mine.published)):
            number = then.number if then else ""
            yield Fallback(key, name, present == mine, adopted.get(mine.code), number)


def _in_force(known: list[Version], today: date, adopted: Mapping[str, date]) -> Version | None:
    try:
        return versions.in_force(today, known, adopted)
    except Unlawful:
        return None


Told = tuple[str, str]  # kind of notice, number of the version that is in force then


def _audience(
    fallbacks: Iterable[Fallback], today: date, mine: Version, remains: str
) -> dict[Told, set[int]]:
    """Who gets which notice, each person one: whoever lives under the version or chose it, with their clients, and those who
    administer the others and had been told that it would come."""
    found: dict[Told, set[int]] = defaultdict(set)
    known: set[int] = set()
    for each in fallbacks:
        people = {
            *staff_of(each.partner, *(EVERYBODY if each.day else HEADS)),
            *of_clients(each.partner, today),
        }
        found["regulation_superseded" if each.now else "regulation_cancelled", each.to] |= people - known
        known |= people
    kind = "regulation_superseded" if mine.binding <= today else "regulation_cancelled"
    found[kind, remains] |= _without_partner(today) - known
    return {told: people for told, people in found.items() if people}


def _without_partner(today: date) -> set[int]:
    """Whoever administers a client that nobody serves today: it goes by the version that binds everybody."""
    served = Agreement.objects.filter(first_day__lte=today).exclude(last_day__lt=today).values("client")
    alone = (
        Organisation.objects.filter(kind=OrgKind.CLIENT).exclude(pk__in=served).values_list("pk", flat=True)
    )
    return {person for client in alone for person in staff_of(client, *HEADS)}


def _tell(work: OrganisationWork, row: RegulationVersion, found: Outcome, reason: str) -> None:
    names = {each.number: regulations.law(each.code).name for each in regulations.on_record()}
    data = {"number": row.number, "title": names[row.number], "code": row.code, "reason": reason}
    superseded = RegulationSuperseded(
        number=row.number,
        title=names[row.number],
        code=row.code,
        reason=reason,
        partners=len(found.falling),
        clients=found.clients,
        tickets=found.tickets,
        remains=found.remains,
        remains_title=names[found.remains],
    )
    work.record("regulation_superseded", superseded, clause="P2.8")
    mine = regulations.on_its_day(row)
    audience = _audience(found.fallbacks, regulations.day_of(work.actor, work.at), mine, found.remains)
    for (kind, remains), people in audience.items():
        told = {**data, "remains": remains, "remains_title": names.get(remains)}
        work.tell(people, kind, told, about=subjects.regulation(row.number))
