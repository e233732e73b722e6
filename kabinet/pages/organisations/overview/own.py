"""The sections of the reader's own organisation."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT, MEMBER
from kabinet.pages.organisations.overview.sections import section
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(MEMBER)
def people(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Colleagues, their rights and certificates, and who is waited for."""
    return section(request, actor, at, doors.own_organisation(actor), "people")


@page(CLIENT)
def systems(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The client's installations, as the form of a new ticket knows them."""
    return section(request, actor, at, doors.own_organisation(actor), "systems")


@page(MEMBER)
def papers(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Licences and contracts of a client, status and group of a partner."""
    return section(request, actor, at, doors.own_organisation(actor), "papers")
