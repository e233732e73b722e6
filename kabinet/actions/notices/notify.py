"""The one way to tell somebody something. Every notice is made here, and whatever else will carry one hangs here.

Who is told is decided before: ticket_notices.py for what happened to tickets, the acts themselves for organisations. A kind
that nobody declared, people outside its audience and things that it cannot be about are refused, and the act with them: it
is a fault of the program, not of the person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from kabinet.actions.alerts import posting
from kabinet.actions.letters import deliveries
from kabinet.actions.notices import kinds, wording
from kabinet.actions.notices.kinds import Declared, Journal, Urgency
from kabinet.actions.notices.subjects import KEYED, About
from kabinet.records.lengths import EXCERPT
from kabinet.records.models import Membership, Notice
from kabinet.regulation import fact_data

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """One person is told of one fact; exactly one of `ticket` and `organisation` is set, the key of the one it is a fact of.

    `side` is where the person stands on the ticket's leg. `key` makes a telling that is repeated the same notice.
    """

    person: int
    kind: str
    about: About
    at: datetime
    data: Data
    ticket: int | None = None
    organisation: int | None = None
    side: str = ""
    key: UUID | None = None

    @property
    def declared(self) -> Declared:
        """Its kind; KeyError for one that nobody declared."""
        journal = Journal.ORGANISATION if self.ticket is None else Journal.TICKET
        return kinds.declared()[journal, self.kind]

    @property
    def urgency(self) -> Urgency:
        """How soon the person should know."""
        return wording.urgency(self.declared, self.data)


def notify(tellings: Iterable[Telling]) -> None:
    """Makes a notice of each, in one insert, and beside it its delivery (letters/deliveries.py) and the alerts of its
    person's devices (alerts/posting.py); one with a key that was made before is not made again.

    Needs the whole reach. KeyError for a kind that nobody declared, LookupError for what its declaration does not allow.
    """
    told = list(tellings)
    if told:
        _refuse_undeclared(told)
        repeated, notices = any(each.key for each in told), [_notice(each) for each in told]
        Notice.objects.bulk_create(notices, ignore_conflicts=repeated)
        deliveries.post(notices, repeated=repeated)
        posting.post(notices, repeated=repeated)


def to_people(
    people: Iterable[int],
    kind: str,
    data: Data,
    *,
    about: About,
    at: datetime,
    organisation: int,
) -> None:
    """The same notice of an organisation's fact for each of `people`, once."""
    notify(
        Telling(person, kind, about, at, data, organisation=organisation) for person in sorted(set(people))
    )


def _notice(told: Telling) -> Notice:
    return Notice(
        id=told.key or uuid4(),
        person_id=told.person,
        ticket_id=told.ticket,
        organisation_id=told.organisation,
        subject=told.about.subject,
        subject_key=told.about.key,
        kind=told.kind,
        data=_shortened(fact_data.plain(told.data)),
        created_at=told.at,
    )


def _shortened(data: Any) -> Any:
    """The beginning of whatever somebody wrote: the whole of it stands where the notice leads."""
    if isinstance(data, dict):
        return {name: _shortened(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_shortened(value) for value in data]
    if isinstance(data, str) and len(data) > EXCERPT:
        return data[: EXCERPT - 1].rstrip() + "…"
    return data


def _refuse_undeclared(told: Sequence[Telling]) -> None:
    for each in told:
        subject = each.about.subject
        if subject not in each.declared.about or bool(each.about.key) is not (subject in KEYED):
            raise LookupError(f"{each.kind} is declared as a notice about something else than {each.about}")
    stands = _stands(each.person for each in told if each.ticket is None)
    for each in told:
        sides = {each.side} if each.ticket is not None else stands.get(each.person, set())
        if (sides and not sides & each.declared.audience) or not each.declared.audience:
            raise LookupError(f"{each.kind} is declared as a notice for others than {sorted(sides)}")


def _stands(people: Iterable[int]) -> dict[int, set[str]]:
    """Person -> kinds of organisations that they belong to; whoever has just left the last one stands nowhere."""
    found: dict[int, set[str]] = {}
    asked = set(people)
    held = (
        Membership.objects.filter(person__in=asked, ended_at__isnull=True)
        if asked
        else Membership.objects.none()
    )
    for person, kind in held.values_list("person", "organisation__kind").distinct():
        found.setdefault(person, set()).add(kind)
    return found
