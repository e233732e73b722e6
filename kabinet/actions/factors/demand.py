"""Of whom a second factor is demanded who sign in by a password of this installation; the vendor's administrator says so.

Whoever comes from an identity provider is asked nothing here: the provider answers for them.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.mistakes import mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records.models import AuthenticatorApp, Membership, Organisation, Passkey, SignInRole
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import RolesChanged
from kabinet.regulation.organisation.sign_in import PartyRole, roles_said

WITHOUT_FACTOR = ~Exists(AuthenticatorApp.objects.filter(person=OuterRef("person"))) & ~Exists(
    Passkey.objects.filter(person=OuterRef("person"))
)


def demanded() -> frozenset[PartyRole]:
    """Of which roles. Needs the whole reach."""
    rows = SignInRole.objects.filter(factor=True).values_list("kind", "role")
    return frozenset(PartyRole(OrgKind(kind), Role(role)) for kind, role in rows)


def is_demanded(person: int) -> bool:
    """Whether the person holds such a role, confirmed, in any organisation."""
    with transaction.atomic(), as_system("is a second factor demanded of somebody"):
        return bool(_holding(demanded()).filter(person=person).exists())


def require_left(person: int) -> None:
    """Raises Mistaken when a second factor is demanded and none is left. Needs the whole reach, in the act's transaction."""
    rows = _holding(demanded()).filter(person=person)
    if rows.filter(WITHOUT_FACTOR).exists():
        raise mistaken(
            "password",
            "С вашими правами второй фактор обязателен: сначала добавьте другой",
            "With your rights a second factor is demanded: add another one before",
        )


def demand_factors(*, actor: Actor, at: datetime, of: Collection[PartyRole]) -> bool:
    """From now on it is demanded of exactly these roles, at the next sign-in of each; False when it was before.

    Whoever has none yet and is asked for one the first time is told, and so are the vendor's other administrators. Raises
    Refused.
    """
    try:
        with organisation_act(
            actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_SIGN_IN
        ) as work:
            was, now = demanded(), frozenset(of)
            if was == now:
                raise _Nothing
            for each in was ^ now:
                SignInRole.objects.update_or_create(
                    kind=each.kind, role=each.role, defaults={"factor": each in now}
                )
            data = RolesChanged(was=roles_said(was), now=roles_said(now))
            work.record("factor_demanded", data)
            administrators = staff_of(work.organisation.pk, Role.ADMINISTRATOR)
            work.tell(administrators, "factor_demanded", data, about=subjects.SIGN_IN)
            _tell_asked(work, now - was)
    except _Nothing:
        return False
    return True


def counts() -> Mapping[PartyRole, tuple[int, int]]:
    """How many people hold each role, and how many of them have no second factor."""
    with transaction.atomic(), as_system("who has no second factor"):
        rows = (
            _confirmed()
            .values("organisation__kind", "role")
            .annotate(
                people=Count("person", distinct=True),
                without=Count("person", distinct=True, filter=WITHOUT_FACTOR),
            )
        )
        return {
            PartyRole(OrgKind(row["organisation__kind"]), Role(row["role"])): (row["people"], row["without"])
            for row in rows
        }


def demanded_now() -> frozenset[PartyRole]:
    """The same as demanded, for a page."""
    with transaction.atomic(), as_system("of whom a second factor is demanded"):
        return demanded()


def without() -> tuple[int, int]:
    """How many people of whom it is demanded have none, and how many of them are administrators of the vendor."""
    with transaction.atomic(), as_system("who has no second factor that is demanded"):
        rows = _holding(demanded()).filter(WITHOUT_FACTOR)
        administrators = Q(organisation__kind=OrgKind.VENDOR.value, role=Role.ADMINISTRATOR.value)
        return (
            rows.values("person").distinct().count(),
            rows.filter(administrators).values("person").distinct().count(),
        )


class _Nothing(Exception):
    """Nothing is different, so nothing happened."""


def _tell_asked(work: OrganisationWork, of: Collection[PartyRole]) -> None:
    rows = _holding(of).filter(WITHOUT_FACTOR).exclude(person=work.actor.person)
    firsts: dict[int, int] = {}
    for person, house in rows.order_by("added_at", "id").values_list("person", "organisation"):
        firsts.setdefault(person, house)
    houses = Organisation.objects.in_bulk(set(firsts.values()))
    for key, house in houses.items():
        people = [person for person, first in firsts.items() if first == key]
        marks: dict[str, Any] = {"actor": work.actor.name, "subject": house.short_name}
        notify.to_people(
            people, "factor_wanted", marks, about=subjects.OWN_FACTORS, at=work.at, organisation=key
        )


def _holding(of: Collection[PartyRole]) -> Any:
    wanted = Q(pk__in=())
    for each in of:
        wanted |= Q(organisation__kind=each.kind.value, role=each.role.value)
    return _confirmed().filter(wanted)


def _confirmed() -> Any:
    return Membership.objects.filter(ended_at=None, confirmed_at__isnull=False, person__is_active=True)
