"""Who is told of an outage, and what each can do meanwhile (U3.4a, P4.4). Needs the whole reach."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kabinet.actions.notices import notify, subjects
from kabinet.actions.regulation.adoption import clients_of
from kabinet.records.models import Agreement, GroupMember, Membership, Organisation, Outage
from kabinet.records.versions.regulations import law_binding
from kabinet.regulation.access import OrgKind
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import OutageTold
from kabinet.regulation.text import Text

BOTH = Text("Пишите на {email} или звоните {phone}", "Write to {email} or call {phone}")
BY_LETTER = Text("Пишите на {email}", "Write to {email}")
BY_TELEPHONE = Text("Звоните {phone}", "Call {phone}")


@dataclass(frozen=True, slots=True)
class Concerned:
    """The people of organisations who turn to `to` while the cabinet is away; None: nobody to turn to is known."""

    organisations: frozenset[int]
    to: Organisation | None


def tell(outage: Outage, kind: str, data: OutageTold, *, at: datetime, but: int | None = None) -> None:
    """A notice for everybody concerned, each once, but the person who did it."""
    told = set() if but is None else {but}
    for group in concerned(outage, at):
        people = _people(group.organisations) - told
        told |= people
        notify.to_people(
            people,
            kind,
            {
                **lay_out(replace(data, meanwhile=meanwhile(group.to))),
                "subject": outage.organisation.short_name,
            },
            about=subjects.outage(outage.pk),
            at=at,
            organisation=outage.organisation_id,
        )


def concerned(outage: Outage, at: datetime) -> Iterator[Concerned]:
    """Whom it concerns now: of a partner's its group and the clients that it serves, of the vendor's everybody."""
    day = at.astimezone(law_binding(at).zone).date()
    if not outage.of_vendor:
        yield Concerned(_group(outage.organisation_id, day), None)
        yield Concerned(frozenset(clients_of(outage.organisation_id, day)), outage.organisation)
        return
    houses = dict(Organisation.objects.filter(pending=False).values_list("pk", "kind"))
    partners = {key for key, kind in houses.items() if kind == OrgKind.PARTNER}
    yield Concerned(frozenset(partners), outage.organisation)
    served = _by_partner(day)
    for partner in Organisation.objects.filter(pk__in=served).order_by("pk"):
        yield Concerned(frozenset(served[partner.pk]), partner)
    yield Concerned(frozenset(houses.keys() - partners), None)


def meanwhile(to: Organisation | None) -> Text | None:
    """How to reach whoever is turned to; None where neither address nor telephone is known."""
    if to is None or not (to.email or to.phone):
        return None
    said = BOTH if to.email and to.phone else BY_LETTER if to.email else BY_TELEPHONE
    return Text(*(each.format(email=to.email, phone=to.phone) for each in (said.ru, said.en)))


def _by_partner(day: date) -> Mapping[int, Sequence[int]]:
    served: dict[int, list[int]] = defaultdict(list)
    in_force = Agreement.objects.filter(first_day__lte=day).exclude(last_day__lt=day)
    for partner, client in in_force.values_list("partner", "client").distinct():
        served[partner].append(client)
    return served


def _group(partner: int, day: date) -> frozenset[int]:
    """The partner and whoever is in one group with it (L13)."""
    on_day = GroupMember.objects.filter(first_day__lte=day).exclude(last_day__lt=day)
    groups = on_day.filter(partner=partner).values("group")
    return frozenset({partner, *on_day.filter(group__in=groups).values_list("partner", flat=True)})


def _people(organisations: frozenset[int]) -> set[int]:
    held = Membership.objects.filter(
        organisation__in=organisations,
        confirmed_at__isnull=False,
        ended_at__isnull=True,
        person__is_active=True,
    )
    return set(held.values_list("person", flat=True).distinct())
