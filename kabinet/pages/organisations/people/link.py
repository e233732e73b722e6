"""The link with which a contact sets the first password, or a new one: shown to whoever hands it over, kept nowhere."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts import access_link
from kabinet.actions.organisations.contacts.access_link import Key, issue_link
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people.confirmation_state import standing
from kabinet.pages.organisations.people.page_context import contact_of, place
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT
from kabinet.pages.ui.citations import spoken
from kabinet.regulation.access import Actor
from kabinet.web import security_log


@page(MEMBER, "GET", "POST")
def link(request: HttpRequest, actor: Actor, at: datetime, key: int, person: int) -> HttpResponse:
    """Shows the link of somebody without a password; sent, it ends password and sessions of somebody who has one."""
    where = place(actor, at, key)
    contact = contact_of(where, person)
    try:
        if request.method == "POST":
            issue_link(actor=actor, at=at, organisation=key, person=person)
            security_log.tell(request, "link issued", of=person)
            flash_message(request, _("Прежний пароль и сеансы больше не действуют."))
            return SeeOther(reverse("contact_link", args=[key, person]))
        found = access_link.link(actor=actor, at=at, organisation=key, person=person)
    except Mistaken as shared:  # by hand: the look is refused as well as the act
        context = {"where": where, "person": contact.person, "shared": spoken(shared.verdict.reason)}
        return show(
            request, actor, at, "organisations/people/link.html", context, here=where.here, status=CONFLICT
        )
    context = {
        "where": where,
        "person": contact.person,
        "standing": standing(actor, contact, where),
        "address": _address(found) if found else "",
    }
    response = show(request, actor, at, "organisations/people/link.html", context, here=where.here)
    response.headers["Cache-Control"] = "no-store"
    return response


def _address(key: Key) -> str:
    """At the address that the operator named, whatever host was asked. The key is in the query: a log of refused requests
    has paths alone."""
    return f"{settings.PUBLIC_URL}{reverse('welcome')}?{urlencode({'who': key.person, 'key': key.secret})}"
