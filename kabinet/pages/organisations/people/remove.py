"""A contact is removed, or withdrawn while the vendor has not confirmed it."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.removal import remove_contact
from kabinet.actions.organisations.contacts.removal_preview import consequences
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people.forms import Leaving
from kabinet.pages.organisations.people.page_context import Place, contact_of, place
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.regulation.access import Act, Actor, OrgKind


@page(MEMBER, "GET", "POST")
def remove(request: HttpRequest, actor: Actor, at: datetime, key: int, person: int) -> HttpResponse:
    """Says what follows, then does it (U5d, P6.3)."""
    where = place(actor, at, key)
    contact = contact_of(where, person)
    where.demand(Act.MANAGE_CONTACTS)
    contacts = doors.people(actor, key)
    form = Leaving(contacts, person, request.POST if request.method == "POST" else None)

    def done(_made: object) -> HttpResponse:
        flash_message(request, _("%(name)s больше не в списке.") % {"name": contact.person.name})
        return SeeOther(where.people_url)

    return answer_form(
        request,
        form,
        show=partial(_page, request, where, contact, form),
        act=lambda: remove_contact(actor=actor, at=at, organisation=key, person=person, **form.cleaned_data),
        done=done,
    )


def _page(
    request: HttpRequest, where: Place, contact: Contact, form: Leaving, status: int = 200
) -> HttpResponse:
    follows = consequences(actor=where.actor, at=where.at, organisation=where.key, person=contact.person.pk)
    if not follows.tickets:
        del form.fields["heir"]
    if not follows.last_head:
        del form.fields["aware"]
    context = {
        "where": where,
        "person": contact.person,
        "follows": follows,
        "form": form,
        "withdraws": not contact.roles,
        "own": contact.person.pk == where.actor.person,
        "clause": "U5d" if where.kind is OrgKind.CLIENT else "P6.2b",
    }
    return show(
        request,
        where.actor,
        where.at,
        "organisations/people/remove.html",
        context,
        here=where.here,
        status=status,
    )
