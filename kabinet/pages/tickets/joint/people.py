"""Inviting a client's contact to joint work, and ending their part."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.participants import end_participation, invite_participant
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage, act_page, acted, form_page
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.invited import Invited
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.regulation.access import Act, Actor, Leaving, may

WITH_A_ROOM_OF_THEIR_OWN = 303


class Invite(ActForm):
    """One of the client's contacts who may write and does not take part yet."""

    person = forms.TypedChoiceField(label=lazily("Кого пригласить"), coerce=int)

    def prepare(self) -> None:
        there = {each.person_id for each in self.opened.invited}
        contacts = doors.invitable(self.opened.actor, self.opened.ticket)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (each.person.pk, _named(each)) for each in contacts if each.person.pk not in there
        ]


def _named(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.person.name, contact.person.position)))


def will_read(opened: TicketView) -> str:
    """What an invitation opens, and what it does not."""
    return _(
        "Увидит всю совместную переписку, в том числе прежнюю, и сможет в неё писать. Переписку партнёра с "
        "%(vendor_name_ins)s, форму и сроки не увидит. На низшем уровне критичности доступ приостановится сам."
    )


invite = act_page(
    ActPage(
        act=Act.INVITE,
        title=lazily("Пригласить представителя клиента"),
        verb=lazily("Пригласить"),
        icon="user-plus",
        form=Invite,
        does=invite_participant,
        done=lazily("Приглашение отправлено."),
        consequence=will_read,
    )
)


@page(TICKET, "GET", "POST")
def leave(request: HttpRequest, actor: Actor, at: datetime, number: str, person: int) -> HttpResponse:
    """By the partner, or by the participant."""
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number, guest=True)
    row = next((each for each in found.invited if each.person_id == person), None)
    if row is None:
        raise doors.Closed
    verdict = may(actor, Act.LEAVE, replace(found.case, typed=Leaving(participant=person)), found.pack)
    if not verdict.allowed:
        raise Refused(verdict)
    spec = _leaving(found, row)
    if request.method != "POST":
        return form_page(request, spec, found, facts, Sure(found))
    back = _afterwards(found)
    answer = acted(request, spec, found, facts)
    return SeeOther(back) if answer.status_code == WITH_A_ROOM_OF_THEIR_OWN else answer


def _leaving(found: TicketView, row: Invited) -> ActPage:
    return ActPage(
        act=Act.LEAVE,
        title=_("Покинуть совместную работу") if found.guest else _("Завершить участие"),
        verb=_("Покинуть") if found.guest else _("Завершить участие"),
        icon="log-out",
        form=Sure,
        does=partial(end_participation, person=row.person_id),
        done=_("Участие завершено."),
        consequence=lambda opened: (
            _("%(who)s больше не увидит совместную переписку; написанное останется.")
            % {"who": called(row.person_name)}
        ),
        danger=True,
    )


def _afterwards(found: TicketView) -> str:
    """Whoever left sees the vendor's ticket no more: back to the own one."""
    if not found.guest:
        return reverse("ticket", args=[found.number])
    return reverse("ticket", args=[found.other.number]) if found.other is not None else reverse("tickets")
