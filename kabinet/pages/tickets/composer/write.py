"""Writing in a ticket: to the other side, a note for one's own, or across to the vendor. On a phone a page of its own."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.draft import discard_draft, save_draft
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Conflict, Invalid, Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.tickets import available_acts, conflict, idempotency
from kabinet.pages.tickets.acts.attached import in_pieces, keys
from kabinet.pages.tickets.acts.frame import version_of
from kabinet.pages.tickets.composer import readers, writing_now
from kabinet.pages.tickets.composer.form import composer, known_kinds, parsed, silence, words_leave_return
from kabinet.pages.tickets.page import head
from kabinet.pages.tickets.sidebar import canned_marks
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Uploaded
from kabinet.pages.ui.talk import Composer
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import NARROW, Act, Actor, Audience
from kabinet.regulation.facts import Side


class Typed(NamedTuple):
    """What the form had."""

    text: str
    audience: str
    kind: str

    def content(self) -> dict[str, str]:
        return self._asdict()


@page(TICKET, "GET", "POST", files=True)
def say(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """GET: the form alone. POST: one message by one act."""
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number, guest=True)
    if request.method == "POST":
        return _sent(request, found, facts)
    form = composer(found, kind=available_acts.asked_kind(found, request.GET.get("kind", "")))
    return _form(request, found, facts, _with_canned(found, form, request.GET.get("canned", "")))


def _with_canned(found: TicketView, form: Composer | None, key: str) -> Composer | None:
    """The chosen answer stands after what was written before; nothing of it is sent yet."""
    words = canned_marks.one(found, key) if form and key else ""
    return replace(form, text="\n\n".join(filter(None, (form.text, words)))) if form and words else form


def _sent(request: HttpRequest, found: TicketView, facts: surroundings.Facts) -> HttpResponse:
    post, files = request.POST, request.FILES.getlist("files")
    to = readers.chosen(found, post)
    said = Typed(post.get("text", ""), to.audience, post.get("kind", ""))
    if fault := to.fault or _kind_fault(found, said, post.getlist("kind")):
        _kept(found, said, files)
        form = composer(found, typed=said.content(), errors=(fault,))
        return _form(request, found, facts, form, status=UNPROCESSABLE)
    try:
        across = said.audience == Audience.VENDOR_LEG and found.beside is not None
        seen = version_of(request, "across" if across else "version")
        _spoken(found, said, files, in_pieces(request.POST), request.POST.get("once", ""), seen)
    except idempotency.Twice:
        pass
    except Invalid as invalid:  # by hand: what was written is kept in the draft, with its files
        _kept(found, said, files)
        words = f"{spoken(invalid.verdict.reason)}. {spoken(invalid.verdict.remedy)}."
        form = composer(found, typed=said.content(), errors=(words,))
        return _form(request, found, facts, form, status=UNPROCESSABLE)
    except Conflict as clash:
        _kept(found, said, files)
        met = (
            found.beside if found.beside is not None and clash.number == found.beside.number else found.ticket
        )
        met.version = clash.version
        return _form(
            request, found, facts, composer(found, typed=said.content()), status=CONFLICT, clash=clash
        )
    flash_message(request, _after(found, said))
    return SeeOther(f"{reverse('ticket', args=[found.number])}#last")


def _spoken(
    found: TicketView,
    said: Typed,
    files: list[Uploaded],
    large: list[UUID],
    drawn: str,
    version: int | None,
) -> None:
    """The act with everything that waits for it, and the draft is done with."""
    draft = doors.draft_of(found.actor, found.ticket, "reply")
    with transaction.atomic():
        waiting = [file.pk for file in doors.draft_files(found.actor, draft)] if draft else []
        sent = [*waiting, *large, *keys(found, files, draft.pk if draft else None)]
        ticket = _act(found, said, sent, version)
        idempotency.only(found.actor, ticket, drawn)
        if draft is not None:
            discard_draft(actor=found.actor, at=found.at, draft=draft.pk)


def _act(found: TicketView, said: Typed, files: list[UUID], version: int | None) -> TicketRecord:
    whole: dict[str, Any] = {"actor": found.actor, "at": found.at, "text": said.text, "files": files}
    if said.audience == NARROW[found.leg.code]:
        return write_note(number=found.number, version=version, **whole)
    if said.audience == Audience.VENDOR_LEG and found.beside is not None:
        return write_reply(number=found.beside.number, version=version, **whole)
    whole["joint"] = said.audience == Audience.JOINT
    if found.side is Side.APPLICANT:
        return write_reply(number=found.number, version=version, **whole)
    kind, final = parsed(said.kind)
    return answer_ticket(number=found.number, version=version, kind=kind, final=final, **whole)


def _kind_fault(found: TicketView, said: Typed, kinds: list[str]) -> str:
    """What an answer is decides about clocks: it is said once and in known words, or nothing is sent. Whoever may not
    answer is told that instead: they were offered no choice."""
    across = said.audience == Audience.VENDOR_LEG and found.beside is not None
    if found.side is Side.APPLICANT or across or said.audience == NARROW[found.leg.code]:
        return ""
    if len(kinds) == 1 and said.kind in known_kinds():
        return ""
    if not (verdict := found.may(Act.ANSWER)).allowed:
        raise Refused(verdict)
    return _("Выберите, что это за ответ. Ничего не отправлено.")


def _kept(found: TicketView, said: Typed, files: list[Uploaded]) -> None:
    """Nothing typed or chosen is lost: the text and the files that can be taken wait in the draft."""
    draft = save_draft(
        actor=found.actor, at=found.at, kind="reply", content=said.content(), ticket=found.number
    )
    for each in files:
        each.seek(0)
        try:
            with transaction.atomic():
                list(keys(found, [each], draft=draft.pk))
        except Invalid:  # by hand: of many files each for itself
            continue


def _after(found: TicketView, said: Typed) -> str:
    if said.audience == NARROW[found.leg.code]:
        return _("Заметка сохранена. Часы не изменились.")
    if said.audience == Audience.JOINT or found.guest:
        return _("Отправлено всем, кто участвует в совместной работе.")
    if found.side is Side.SUPPORT and not (said.audience == Audience.VENDOR_LEG and found.beside is not None):
        return _("Отправлено партнёру.") if found.vendor_leg else _("Отправлено клиенту.")
    across = found.vendor_leg or said.audience == Audience.VENDOR_LEG
    if not across and not found.partner_works:
        return _("Сохранено. Партнёр прочтёт, но ответить сейчас не может: у него нет статуса.")
    if across and words_leave_return(found, said.audience):
        return _(
            "Отправлено в %(vendor_name_acc)s. Возврат не закончен: %(vendor_name)s по-прежнему ждёт сведений."
        )
    return _("Отправлено в %(vendor_name_acc)s.") if across else _("Отправлено партнёру.")


def _where(found: TicketView, clash: Conflict | None) -> TicketView:
    """The ticket in which it happened: this one, or the one beside it."""
    across = clash is not None and found.beside is not None and clash.number == found.beside.number
    return found.neighbour if across else found


def _form(
    request: HttpRequest,
    found: TicketView,
    facts: surroundings.Facts,
    form: Composer | None,
    status: int = 200,
    clash: Conflict | None = None,
) -> HttpResponse:
    draft = found.reply_begun if form else None
    context = {
        "ticket": found.ticket,
        "number": found.number,
        "composer": form,
        "silence": None if form else silence(found),
        "waiting": list(doors.draft_files(found.actor, draft)) if draft else [],
        "writing": writing_now.named(found),
        **conflict.asked(clash, _where(found, clash)),
        **head.way_back(found),
    }
    return show(
        request, found.actor, found.at, "tickets/composer/write.html", context, status=status, facts=facts
    )
