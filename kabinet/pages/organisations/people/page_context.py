"""Where one is: an organisation, what the reader may do with its contacts, the way back to them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.organisation_act import asked
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.regulation.access import Act, Actor, OrgKind


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation before one reader; `own` when they work for it."""

    actor: Actor
    at: datetime
    organisation: OrganisationRecord
    own: bool

    @property
    def key(self) -> int:
        return int(self.organisation.pk)

    @property
    def kind(self) -> OrgKind:
        return OrgKind(self.organisation.kind)

    @property
    def entering(self) -> Act:
        """The act under which the reader enters contacts here: the partner hands its client's in."""
        handed = self.actor.kind is OrgKind.PARTNER and self.kind is OrgKind.CLIENT
        return Act.HAND_IN_CLIENT_FORM if handed else Act.MANAGE_CONTACTS

    @property
    def sending(self) -> Act:
        """The act under which the reader hands a filled form in."""
        return Act.SEND_CONTACT_FORM if self.own else Act.HAND_IN_CLIENT_FORM

    def may(self, act: Act) -> bool:
        """Whether to show the way to the act."""
        return asked(actor=self.actor, at=self.at, organisation=self.key, act=act).allowed

    def demand(self, act: Act) -> None:
        """Refused, which the gate makes the page that says why."""
        verdict = asked(actor=self.actor, at=self.at, organisation=self.key, act=act)
        if not verdict.allowed:
            raise Refused(verdict)

    @property
    def people_url(self) -> str:
        return reverse("people") if self.own else reverse("organisation", args=[self.key])

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """The way to this organisation's people."""
        label = _("Сотрудники") if self.own else str(self.organisation.short_name)
        return [{"url": self.people_url, "label": label}]

    @property
    def here(self) -> str:
        """The marked line of the side."""
        if self.own:
            return "people"
        return "clients" if self.kind is OrgKind.CLIENT else "partners"


def place(actor: Actor, at: datetime, key: int) -> Place:
    """Closed for an organisation into whose rooms the reader does not look."""
    found = doors.organisation_inside(actor, key)
    return Place(actor, at, found, found.pk == actor.organisation)


def contact_of(where: Place, person: int) -> Contact:
    """One of its contacts, confirmed or waiting, or Closed."""
    for contact in doors.people(where.actor, where.key):
        if contact.person.pk == person:
            return contact
    raise doors.Closed
