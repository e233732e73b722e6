"""One contact: the five particulars and the rights, each with its own form."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.contact import change_contact
from kabinet.actions.organisations.contacts.rights import change_rights
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people.confirmation_state import standing
from kabinet.pages.organisations.people.forms import Particulars, Rights, initial_of, roles_of
from kabinet.pages.organisations.people.page_context import Place, contact_of, place
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.records.doors import Contact
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.organisation.contact_roles import HEAD_OF


@page(MEMBER)
def people(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Notices lead here; whose people they are decides the page."""
    return SeeOther(place(actor, at, key).people_url)


@page(MEMBER, "GET", "POST")
def card(request: HttpRequest, actor: Actor, at: datetime, key: int, person: int) -> HttpResponse:
    """The contact's page; sent, it changes the particulars."""
    where = place(actor, at, key)
    contact = contact_of(where, person)
    where.demand(Act.MANAGE_CONTACTS)
    form = Particulars(request.POST) if request.method == "POST" else Particulars(initial=initial_of(contact))

    def done(changed: bool) -> HttpResponse:
        flash_message(request, _("Данные изменены.") if changed else _("Ничего не изменилось."))
        return SeeOther(reverse("contact", args=[key, person]))

    return answer_form(
        request,
        form,
        show=partial(_page, request, where, contact, form=form),
        act=lambda: change_contact(actor=actor, at=at, organisation=key, person=person, typed=form.typed()),
        done=done,
    )


@page(MEMBER, "POST")
def rights(request: HttpRequest, actor: Actor, at: datetime, key: int, person: int) -> HttpResponse:
    """Other rights; giving up the last administrator's own asks first."""
    where = place(actor, at, key)
    contact = contact_of(where, person)
    where.demand(Act.MANAGE_CONTACTS)
    form = Rights(where.kind, request.POST)

    def act() -> bool:
        return change_rights(
            actor=actor,
            at=at,
            organisation=key,
            person=person,
            roles=form.held(),
            paper=form.paper(),
            aware=bool(request.POST.get("aware")),
        )

    def done(changed: bool) -> HttpResponse:
        flash_message(request, _("Права изменены.") if changed else _("Ничего не изменилось."))
        return SeeOther(_after(where, person, form))

    return answer_form(
        request,
        form,
        show=partial(_page, request, where, contact, rights_form=form),
        act=act,
        done=done,
    )


def _after(where: Place, person: int, form: Rights) -> str:
    """Whoever gave the own administration up has no more to do here."""
    gave_up = person == where.actor.person and HEAD_OF[where.kind] not in form.held()
    return where.people_url if gave_up else reverse("contact", args=[where.key, person])


def _page(
    request: HttpRequest,
    where: Place,
    contact: Contact,
    *,
    form: Particulars | None = None,
    rights_form: Rights | None = None,
    status: int = 200,
) -> HttpResponse:
    refused = rights_form.refused if rights_form else None
    context: dict[str, Any] = {
        "where": where,
        "contact": contact,
        "person": contact.person,
        "standing": standing(where.actor, contact, where),
        "form": form or Particulars(initial=initial_of(contact)),
        "rights": rights_form or Rights(where.kind, initial={"roles": roles_of(contact)}),
        "asks": refused is not None and refused.verdict.code == "invalid_aware",
        "own_vendor": where.kind is OrgKind.VENDOR,
        "clause": "U5b" if where.kind is OrgKind.CLIENT else "P6.2",
    }
    return show(
        request,
        where.actor,
        where.at,
        "organisations/people/card.html",
        context,
        here=where.here,
        status=status,
    )
