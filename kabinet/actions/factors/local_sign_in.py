"""Passwords of this installation are closed while everybody comes from an identity provider, and opened for an emergency.

Nobody is locked out silently: closing is refused before an administrator of the vendor has come from the provider, and
counts for nothing where none is configured for everybody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.mistakes import mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records.models import (
    EmergencyDoor,
    Membership,
    Organisation,
    Password,
    Person,
    ProviderAccount,
    SignInClosing,
    SignInRole,
)
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import DoorOpened, OrganisationData, SignInClosed
from kabinet.regulation.organisation.sign_in import MOST_HOURS, LocalSignIn, PartyRole, roles_said

SHORTEST_REASON, LONGEST_REASON = 10, 300
ON_THE_MACHINE = Actor(0, "", None, 0, system="kabinet emergency-door")


@dataclass(frozen=True, slots=True)
class WhoComes:
    """Who could still come in once passwords are closed: `administrators` of the vendor by name, and how many `people` in
    all, who came from the provider before; how many have a password and never did (`never`)."""

    administrators: list[str]
    people: int
    never: int


def local_sign_in(at: datetime) -> LocalSignIn:
    """How it stands at `at`; open where no provider is there for everybody."""
    if settings.SIGN_IN_PROVIDERS.portal is None:
        return LocalSignIn(closed=False)
    with transaction.atomic(), as_system("whether passwords let in"):
        return _standing(at)


def is_let_in(person: int, at: datetime) -> bool:
    """Whether the person's password, which was right, is enough at `at`."""
    standing = local_sign_in(at)
    if standing.open_to_all(at):
        return True
    with transaction.atomic(), as_system("whose password lets in"):
        held = Membership.objects.filter(person=person, ended_at=None, confirmed_at__isnull=False)
        rows = held.values_list("organisation__kind", "role")
        return standing.open_to([PartyRole(OrgKind(kind), Role(role)) for kind, role in rows], at)


def who_comes() -> WhoComes:
    """Before passwords are closed, and afterwards."""
    with transaction.atomic(), as_system("who comes from the provider"):
        people = Person.objects.filter(is_active=True)
        came = people.filter(_came("pk"))
        usable = Password.objects.filter(person=OuterRef("pk")).exclude(encoded__startswith="!")
        return WhoComes(
            administrators=sorted(came.filter(pk__in=_administrators()).values_list("name", flat=True)),
            people=came.count(),
            never=people.filter(~_came("pk"), Exists(usable)).count(),
        )


def close_local(*, actor: Actor, at: datetime, kept: Collection[PartyRole]) -> None:
    """From now on people come from the provider alone, but for those with roles that are `kept`; sessions go on.

    Raises Mistaken where there is no provider, and while no administrator of the vendor has come from it; Refused.
    """
    with _act(actor, at) as work:
        _require_a_way_in()
        if not SignInClosing.objects.filter(ended_at=None).exists():
            SignInClosing.objects.create(closed_at=work.at, closed_by_id=actor.person)
        SignInRole.objects.update(password=False)
        for each in kept:
            SignInRole.objects.update_or_create(kind=each.kind, role=each.role, defaults={"password": True})
        _recorded(work, "local_sign_in_closed", SignInClosed(kept=roles_said(kept)))


def open_local(*, actor: Actor, at: datetime) -> None:
    """Passwords let in again. Raises Mistaken where they do already; Refused."""
    with _act(actor, at) as work:
        if not SignInClosing.objects.filter(ended_at=None).update(ended_at=work.at):
            raise mistaken("kept", "Вход по паролю и так открыт", "Passwords let in already")
        SignInRole.objects.update(password=False)
        _recorded(work, "local_sign_in_opened", OrganisationData())


def open_door(*, actor: Actor, at: datetime, hours: int, reason: str) -> None:
    """Every password lets in for so many hours from `at`, whatever is closed. Raises Mistaken, Refused."""
    with _act(actor, at) as work:
        _opened(work.at, hours, reason, actor.person)
        _recorded(work, "emergency_door_opened", DoorOpened(hours=hours, reason=reason))


def close_door(*, actor: Actor, at: datetime) -> None:
    """Before its time. Raises Mistaken where none is open; Refused."""
    with _act(actor, at) as work:
        if not _open_doors(work.at).update(closed_at=work.at):
            raise mistaken("reason", "Аварийный вход и так закрыт", "The emergency door is closed already")
        _recorded(work, "emergency_door_closed", OrganisationData())


def open_door_here(*, at: datetime, hours: int, reason: str) -> None:
    """By whoever works on the machine itself, when nobody can get in. Raises Mistaken."""
    data = DoorOpened(hours=hours, reason=reason)
    with transaction.atomic(), as_system("the emergency door is opened on the machine"):
        vendor = Organisation.objects.filter(kind=OrgKind.VENDOR.value).first()
        if vendor is None:
            raise mistaken("reason", "В Кабинете ещё никого нет", "There is nobody here yet")
        _opened(whole(at), hours, reason, None)
        organisation_entries.write(
            vendor.pk, "emergency_door_opened", data, actor=ON_THE_MACHINE, at=whole(at)
        )
        marks: dict[str, Any] = {**lay_out(data), "actor": "", "subject": vendor.short_name}
        notify.to_people(
            _administrators(),
            "emergency_door_opened",
            marks,
            about=subjects.SIGN_IN,
            at=whole(at),
            organisation=vendor.pk,
        )


def _act(actor: Actor, at: datetime) -> Any:
    return organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_SIGN_IN)


def _standing(at: datetime) -> LocalSignIn:
    closed = SignInClosing.objects.filter(ended_at=None).exists()
    rows = SignInRole.objects.filter(password=True).values_list("kind", "role")
    kept = frozenset(PartyRole(OrgKind(kind), Role(role)) for kind, role in rows)
    until = _open_doors(at).order_by("-until").values_list("until", flat=True).first()
    return LocalSignIn(closed, kept, until)


def _open_doors(at: datetime) -> Any:
    return EmergencyDoor.objects.filter(opened_at__lte=at, until__gt=at, closed_at=None)


def _opened(at: datetime, hours: int, reason: str, by: int | None) -> None:
    if not 1 <= hours <= MOST_HOURS:
        raise mistaken("hours", f"От 1 до {MOST_HOURS} часов", f"From 1 to {MOST_HOURS} hours")
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise mistaken(
            "reason",
            f"Напишите причину: от {SHORTEST_REASON} до {LONGEST_REASON} знаков, её прочтут администраторы",
            f"Say why, in {SHORTEST_REASON} to {LONGEST_REASON} characters: administrators will read it",
        )
    EmergencyDoor.objects.create(
        opened_at=at, until=at + timedelta(hours=hours), reason=reason, opened_by_id=by
    )


def _require_a_way_in() -> None:
    if settings.SIGN_IN_PROVIDERS.portal is None:
        raise mistaken(
            "kept",
            "Общая внешняя система входа не настроена: закрыть вход по паролю значило бы закрыть его всем",
            "No identity provider for everybody is configured: to close passwords would be to close people out",
        )
    if not Person.objects.filter(_came("pk"), pk__in=_administrators(), is_active=True).exists():
        raise mistaken(
            "kept",
            "Ни один администратор ещё не входил через внешнюю систему. Войдите через неё сами и вернитесь сюда",
            "No administrator has come from the identity provider yet. Come from there yourself and return here",
        )


def _came(person: str) -> Exists:
    """From any provider that is configured now: an organisation's own lets in nobody but its people."""
    issuers = [each.issuer for each in settings.SIGN_IN_PROVIDERS.all]
    return Exists(ProviderAccount.objects.filter(person=OuterRef(person), issuer__in=issuers))


def _administrators() -> list[int]:
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR.value).values_list("pk", flat=True).first()
    return staff_of(vendor, Role.ADMINISTRATOR) if vendor else []


def _recorded(work: OrganisationWork, kind: str, data: OrganisationData) -> None:
    work.record(kind, data)
    work.tell(_administrators(), kind, data, about=subjects.SIGN_IN)
