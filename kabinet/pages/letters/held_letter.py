"""One letter that came: as text, with its files, and what a person of the desk can do with it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.inbox import handling
from kabinet.actions.inbox.sorting import State, Why
from kabinet.actions.tickets.drafts.attach import safe
from kabinet.actions.unit.organisation_act import asked
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.letters import held_words
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import moments
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.forms import LongText
from kabinet.queries.desk_lead import only_leads
from kabinet.records import doors, lengths
from kabinet.records.doors.record_types import IncomingLetterRecord
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.web.saved_file import saved_file


class Note(RefusableForm):
    """Into which ticket it is put, and in which words."""

    number = forms.CharField(
        label=lazily("Номер обращения"), help_text=lazily("Например, U-48217"), max_length=lengths.NUMBER
    )
    text = LongText(label=lazily("Текст заметки"), max_length=lengths.MESSAGE, rows=10)
    enclosed = forms.BooleanField(label=lazily("Приложить файлы письма"), required=False)


class Reason(RefusableForm):
    """What was done, or why it is thrown away."""

    reason = LongText(label=lazily("Что сделано"), max_length=lengths.REASON, rows=3)


class Discard(Reason):
    """The same, of a letter that is thrown away."""

    reason = LongText(label=lazily("Почему удаляете"), max_length=lengths.REASON, rows=3)


@page(SUPPORT)
def held_letter(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Text is shown as text: nothing of it runs, nothing is loaded."""
    letter = _found(actor, key)
    context = {
        "letter": letter,
        "open": letter.state in handling.OPEN,
        "first": letter.why == Why.OUTAGE,
        "enters": letter.why == Why.OUTAGE and bool(letter.ticket_number),
        "registers": letter.why == Why.OUTAGE and not letter.ticket_number and actor.kind is OrgKind.PARTNER,
        "hands_in": letter.state == State.FORM and _hands_in(actor, at, letter),
        "form": letter.state == State.FORM,
        "state": held_words.state(letter.state),
        "why": held_words.reasons().get(letter.why, "") if letter.state in handling.OPEN else "",
        "quoted": letter.whole_text if letter.whole_text != letter.own_words else "",
    }
    return show(request, actor, at, "letters/held_letter.html", context, here="held_letters")


@page(SUPPORT)
def held_file(request: HttpRequest, actor: Actor, at: datetime, key: UUID, place: int) -> FileResponse:
    """Always saved, never opened in place: it is what a stranger sent."""
    _found(actor, key)
    files = handling.files_of(actor, key)
    if place >= len(files):
        raise doors.Closed
    return saved_file(BytesIO(files[place].content), safe(files[place].name))


@page(SUPPORT, "GET", "POST")
def held_note(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Into a ticket, for the own side alone."""
    letter = _found(actor, key)
    form = Note(request.POST or None, initial=_initial(letter, at))
    if not letter.files:
        del form.fields["enclosed"]

    def act() -> str:
        typed = form.cleaned_data
        ticket = handling.note_letter(
            actor=actor,
            at=at,
            key=key,
            number=typed["number"],
            text=typed["text"],
            files=typed.get("enclosed", False),
        )
        return ticket.number

    return _answered(request, actor, at, letter, form, "note", act)


@page(SUPPORT, "GET", "POST")
def held_enter(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """As its author's answer in the ticket, from the instant at which it came."""
    letter = _found(actor, key)
    form = RefusableForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        return handling.enter_letter(actor=actor, at=at, key=key).number

    return _answered(request, actor, at, letter, form, "enter", act)


@page(SUPPORT, "GET", "POST")
def held_answered(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """It was dealt with elsewhere."""
    letter, form = _found(actor, key), Reason(request.POST or None)
    act = partial(_by_reason, handling.mark_answered, actor, at, key, form)
    return _answered(request, actor, at, letter, form, "answered", act)


@page(SUPPORT, "GET", "POST")
def held_discard(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Away with what it brought."""
    letter, form = _found(actor, key), Discard(request.POST or None)
    act = partial(_by_reason, handling.discard_letter, actor, at, key, form)
    return _answered(request, actor, at, letter, form, "discard", act)


def _hands_in(actor: Actor, at: datetime, letter: IncomingLetterRecord) -> bool:
    """Whether the reader may hand in the client's form that the letter has; a partner's own they may not."""
    if actor.kind is not OrgKind.PARTNER or letter.form_for_id is None:
        return False
    client = letter.form_for_id
    try:
        return asked(actor=actor, at=at, organisation=client, act=Act.HAND_IN_CLIENT_FORM).allowed
    except doors.Closed:
        return False


def _by_reason(done: Callable[..., None], actor: Actor, at: datetime, key: UUID, form: RefusableForm) -> str:
    done(actor=actor, at=at, key=key, reason=form.cleaned_data["reason"])
    return ""


def _found(actor: Actor, key: UUID) -> IncomingLetterRecord:
    only_leads(actor, Act.SORT_LETTERS)
    return doors.incoming_letter(actor, key)


def _initial(letter: IncomingLetterRecord, at: datetime) -> dict[str, object]:
    zone = ZoneInfo(letter.organisation.zone)
    head = _("Письмо от %(name)s <%(sender)s>, пришло %(at)s. Тема: %(subject)s") % {
        "name": letter.sender_name or "—",
        "sender": letter.sender or "—",
        "at": moments.full(letter.arrived_at, zone),
        "subject": letter.subject or "—",
    }
    text = f"{head}\n\n{letter.own_words}"[: lengths.MESSAGE]
    return {"number": letter.ticket_number, "text": text, "enclosed": bool(letter.files)}


def _answered(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    letter: IncomingLetterRecord,
    form: RefusableForm,
    what: str,
    act: Callable[[], str],
) -> HttpResponse:
    title, consequence, button, said = _words(what)
    context = {
        "letter": letter,
        "form": form,
        "title": title,
        "consequence": consequence,
        "button": button,
        "shown": letter.own_words or letter.subject if what == "enter" else "",
        "danger": what == "discard",
        "open": letter.state in handling.OPEN,
    }

    def done(number: str) -> HttpResponse:
        flash_message(request, said)
        return SeeOther(reverse("ticket", args=[number]) if number else reverse("held_letters"))

    shown = partial(show, request, actor, at, "letters/held_act.html", context, here="held_letters")
    return answer_form(request, form, show=shown, act=act, done=done)


def _words(what: str) -> tuple[str, str, str, str]:
    """Title, what follows, the button, and what is said afterwards."""
    return {
        "note": (
            _("Приложить к обращению"),
            _("Письмо станет внутренней заметкой: её увидит только ваша сторона, часы не изменятся."),
            _("Приложить"),
            _("Письмо приложено заметкой."),
        ),
        "enter": (
            _("Внести в обращение"),
            _(
                "Письмо станет сообщением его автора, с файлами, и засчитается с часа, когда пришло. Его увидят обе стороны."
            ),
            _("Внести"),
            _("Письмо внесено в обращение."),
        ),
        "answered": (
            _("Отметить обработанным"),
            _("Письмо останется в списке обработанных. Что сделано, войдёт в журнал организации."),
            _("Отметить"),
            _("Письмо отмечено обработанным."),
        ),
        "discard": (
            _("Удалить письмо"),
            _(
                "Текст и файлы будут удалены навсегда. Отправитель, тема и причина останутся в списке удалённых."
            ),
            _("Удалить"),
            _("Письмо удалено."),
        ),
    }[what]
