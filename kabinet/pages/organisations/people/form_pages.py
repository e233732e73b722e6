"""The filled form of an organisation in the cabinet: downloaded, uploaded, shown, handed in (U5d, P4.6, L14, L15)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.actions.inbox.sorting import State
from kabinet.actions.organisations.contact_sheet.reading import Filled
from kabinet.actions.organisations.contacts.filled_form import Form, hand_in, preview, senders
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people import template_sheet
from kabinet.pages.organisations.people.page_context import Place, place
from kabinet.pages.organisations.people.template_sheet import answer
from kabinet.pages.organisations.people.uploading import Upload, came, faults_by_cell, tried
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.ui import amounts
from kabinet.records import doors
from kabinet.regulation.access import Act, Actor, OrgKind


@page(MEMBER)
def template(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The form with the present contacts filled in."""
    where = _where(actor, at, key)
    content = template_sheet.template(where.kind, where.organisation.name, doors.people(actor, key))
    return answer(f"contacts-{key}.xlsx", content)


@page(MEMBER, "GET", "POST", files=True)
def form(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """First the file, then what it would do, then the doing."""
    where = _where(actor, at, key)
    if request.method != "POST":
        return _page(request, where, Upload())
    upload = came(request, where.kind, key)

    if where.sending is Act.HAND_IN_CLIENT_FORM and "sender" not in request.POST and senders(key):
        upload.whole = upload.whole or _("Укажите, кто прислал форму.")

    def sent(read: Filled) -> Form:
        return Form(read.lines, _sender(request))

    tried(
        upload,
        where.kind,
        lambda read: preview(actor=actor, at=at, organisation=key, form=sent(read)),
    )
    if not upload.ready or "sure" not in request.POST or upload.read is None:
        return _page(request, where, upload, 200 if upload.ready else UNPROCESSABLE)
    try:
        done = hand_in(actor=actor, at=at, organisation=key, form=sent(upload.read))
    except Mistaken:  # by hand: somebody was first since the preview, which is shown again
        return _page(request, where, upload, CONFLICT)
    flash_message(
        request, summed(done.counts()) if not done.empty else _("Всё это уже записано: ничего не изменилось.")
    )
    return SeeOther(where.people_url)


def summed(counts: dict[str, int]) -> str:
    """ "Форма принята: внесено 3, изменено 1, удалено 0"."""
    return _("Форма принята: внесено %(added)s, изменено %(changed)s, удалено %(removed)s.") % counts


def _where(actor: Actor, at: datetime, key: int) -> Place:
    where = place(actor, at, key)
    if where.kind is OrgKind.VENDOR:
        raise doors.Closed
    where.demand(where.sending)
    return where


def _sender(request: HttpRequest) -> int | None:
    said = request.POST.get("sender", "")
    return int(said) if said.isdecimal() and len(said) < 18 else None


def _page(request: HttpRequest, where: Place, upload: Upload, status: int = 200) -> HttpResponse:
    asks_sender = where.sending is Act.HAND_IN_CLIENT_FORM
    context = {
        "where": where,
        "upload": upload,
        "faults": faults_by_cell(upload.faults),
        "counted": amounts.counted(len(upload.lines), "человек", "человека", "человек"),
        "senders": senders(where.key) if asks_sender else [],
        "sender": _sender(request),
        "waiting": doors.contact_letters(where.actor).filter(form_for=where.key, state=State.FORM)[:5],
        "clause": "P4.6" if asks_sender else "U5d" if where.kind is OrgKind.CLIENT else "P6.2b",
    }
    return show(
        request,
        where.actor,
        where.at,
        "organisations/people/form.html",
        context,
        here=where.here,
        status=status,
    )
