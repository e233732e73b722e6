"""One contact is entered on a page."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.organisations.contacts.contact import add_contact
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people.forms import NewContact
from kabinet.pages.organisations.people.page_context import Place, place
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.regulation.access import Act, Actor, OrgKind


@page(MEMBER, "GET", "POST")
def add(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """By an administrator of the organisation, or by the partner for its client (P4.6)."""
    where = place(actor, at, key)
    where.demand(where.entering)
    form = NewContact(where.kind, request.POST if request.method == "POST" else None)

    def act() -> int:
        if (twice := _the_same(where, form)) is not None:
            return twice
        person = add_contact(
            actor=actor,
            at=at,
            organisation=key,
            typed=form.typed(),
            roles=form.held(),
            paper=form.paper(),
            right=where.entering,
        )
        flash_message(request, _added(where))
        return person

    return answer_form(
        request,
        form,
        show=partial(_page, request, where, form),
        act=act,
        done=lambda person: SeeOther(reverse("contact_link", args=[key, person])),
    )


def _the_same(where: Place, form: NewContact) -> int | None:
    """The contact that this very form has entered already: it was sent twice."""
    typed, roles = form.typed(), set(form.held())
    for contact in doors.people(where.actor, where.key):
        person = contact.person
        same = (person.login.lower(), person.name) == (typed["login"].strip().lower(), typed["name"].strip())
        if same and roles == {*contact.roles, *contact.pending}:
            return int(person.pk)
    return None


def _added(where: Place) -> str:
    if where.kind is OrgKind.VENDOR:
        return _("Сотрудник внесён, доступ открыт.")
    return _("Контакт внесён и ждёт подтверждения %(vendor_firm_gen)s.")


def _page(request: HttpRequest, where: Place, form: NewContact, status: int = 200) -> HttpResponse:
    context = {
        "where": where,
        "form": form,
        "handed": where.entering is Act.HAND_IN_CLIENT_FORM,
        "vendor": where.kind is OrgKind.VENDOR,
        "clause": "L15" if where.kind is OrgKind.CLIENT else "L14",
    }
    return show(
        request,
        where.actor,
        where.at,
        "organisations/people/add.html",
        context,
        here=where.here,
        status=status,
    )
