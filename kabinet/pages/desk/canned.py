"""Canned answers: read by everybody at the desk, kept by its leads, previewed with a real ticket."""

from datetime import datetime
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.desk.canned import TITLE, keep_canned, remove_canned
from kabinet.actions.desk.marks import MARKS
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.tickets.sidebar.canned_marks import filled_in
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Files, Initial, LongText, Readers, Sent
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.desk_lead import leads, only_leads
from kabinet.queries.ticket_view import view_ticket
from kabinet.records import doors, lengths
from kabinet.records.doors.record_types import CannedAnswerRecord
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode

LEGS = {
    OrgKind.PARTNER: ((LegCode.CLIENT, lazily("Клиенту")), (LegCode.VENDOR, lazily("В %(vendor_name_acc)s"))),
    OrgKind.VENDOR: ((LegCode.VENDOR, lazily("Партнёру")),),
}


class Answer(RefusableForm):
    """What an answer is kept as."""

    FAULT_ENDS = "."

    title = forms.CharField(
        label=lazily("Название"), help_text=lazily("По нему ответ находят"), required=False, max_length=TITLE
    )
    leg = Readers(label=lazily("Кому пишут"), widget=forms.Select)
    text = LongText(label=lazily("Текст"), max_length=lengths.CANNED, rows=10, required=False)

    def __init__(
        self, actor: Actor, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["leg"].choices = LEGS[actor.kind or OrgKind.PARTNER]  # type: ignore[attr-defined]


@page(SUPPORT)
def canned(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """All of them, by whom they are written to."""
    names: dict[str, object] = dict(LEGS[actor.kind or OrgKind.PARTNER])
    answers = [(each, names.get(each.leg, "")) for each in doors.canned_answers(actor)]
    context = {"answers": answers, "keeps": leads(actor, Act.KEEP_CANNED), "tab": "canned"}
    return show(request, actor, at, "desk/canned.html", context, here="desk")


@page(SUPPORT, "GET", "POST")
def canned_new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One more."""
    only_leads(actor, Act.KEEP_CANNED)
    if request.method == "POST":
        return _kept(request, actor, at, None)
    return _form(request, actor, at, Answer(actor), None)


@page(SUPPORT, "GET", "POST")
def canned_one(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One is changed, or looked at as a ticket would fill it in."""
    found = doors.canned_answer(actor, key)
    only_leads(actor, Act.KEEP_CANNED)
    if request.method == "POST":
        return _kept(request, actor, at, key)
    initial = {"title": found.title, "leg": found.leg, "text": found.text}
    return _form(request, actor, at, Answer(actor, initial=initial), key)


@page(SUPPORT, "GET", "POST")
def canned_remove(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One is taken away; sure is asked before."""
    found = doors.canned_answer(actor, key)
    only_leads(actor, Act.KEEP_CANNED)
    if request.method == "POST":
        remove_canned(actor=actor, at=at, key=key)
        flash_message(request, _("Готовый ответ «%(title)s» убран.") % {"title": found.title})
        return SeeOther(reverse("canned"))
    context = {
        "title": _("Убрать готовый ответ"),
        "what": found.title,
        "consequence": _("Им больше нельзя будет ответить; то, что уже отправлено, останется как есть."),
        "back_url": reverse("canned"),
    }
    return show(request, actor, at, "desk/remove.html", context, here="desk")


def _kept(request: HttpRequest, actor: Actor, at: datetime, key: int | None) -> HttpResponse:
    form = Answer(actor, request.POST)
    if "preview" in request.POST:
        return _form(request, actor, at, form, key)

    def done(made: CannedAnswerRecord) -> HttpResponse:
        flash_message(request, _("Готовый ответ «%(title)s» сохранён.") % {"title": made.title})
        return SeeOther(reverse("canned"))

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form, key),
        act=lambda: keep_canned(actor=actor, at=at, key=key, **form.cleaned_data),
        done=done,
    )


def _form(
    request: HttpRequest, actor: Actor, at: datetime, form: Answer, key: int | None, status: int = 200
) -> HttpResponse:
    facts = surroundings.facts(actor, at)
    number = request.POST.get("ticket", "").strip()
    context = {
        "form": form,
        "key": key,
        "marks": [(f"{{{{{mark}}}}}", spoken(words)) for mark, words in MARKS.items()],
        "ticket_number": number,
        **(_preview(actor, at, facts, number, str(form["text"].value() or "")) if number else {}),
    }
    return show(request, actor, at, "desk/canned_form.html", context, here="desk", status=status, facts=facts)


def _preview(actor: Actor, at: datetime, facts: surroundings.Facts, number: str, text: str) -> dict[str, str]:
    """As the ticket with this number fills it in, for whoever reads that ticket."""
    try:
        found = view_ticket(actor, at, facts.zone, number[:20])
    except doors.Closed:
        return {"unknown": number[:20]}
    return {"preview": filled_in(found, text.replace("\0", "")[:8000]), "of_ticket": found.number}
