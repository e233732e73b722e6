"""«Выгрузки»: lists that the reader ordered as files, what became of each, and the file while it is kept."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.exports.keeping import path_of
from kabinet.actions.exports.making import PACK, State
from kabinet.actions.exports.ordering import TooManyWait, Wish, order_export
from kabinet.pages.evidence.subjects import subject_of
from kabinet.pages.exports.asking import form_of, given_of, named_listing
from kabinet.pages.exports.sending import answer_with
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.ui.vendor_words import language
from kabinet.queries.sheets.columns import Asking
from kabinet.records import doors
from kabinet.records.doors.record_types import ExportRecord
from kabinet.regulation.access import Actor
from kabinet.web import security_log

SHOWN = 50


@page(MEMBER)
def exports(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The latest first."""
    facts = surroundings.facts(actor, at)
    context = {"rows": list(_lines(actor, at)), "now": at}
    return show(request, actor, at, "exports/exports.html", context, here="exports", facts=facts)


@page(MEMBER, "POST")
def order(request: HttpRequest, actor: Actor, at: datetime, name: str) -> HttpResponse:
    """The same order twice waits once."""
    facts, given = surroundings.facts(actor, at), given_of(request.GET)
    found = named_listing(name)(Asking(actor, at, facts.zone, given))
    form = form_of(request.POST)
    try:
        wish = Wish(name, urlencode(given), found.title, form)
        order_export(actor=actor, at=at, wish=wish, language=language())
    except TooManyWait:
        flash_message(
            request, _("Столько выгрузок сразу не готовится: дождитесь одной из прежних."), bad=True
        )
        return SeeOther(reverse("exports"))
    security_log.tell(request, "list ordered", list=name, form=form)
    flash_message(request, _("Выгрузка готовится. Когда она будет готова, придёт уведомление."))
    return SeeOther(reverse("exports"))


@page(MEMBER)
def made(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> FileResponse:
    """The file, for whoever may still read the list."""
    row = doors.export(actor, key, at)
    given = QueryDict(row.given).dict()
    if row.form == PACK:
        subject_of(actor, at, given.get("kind", ""), given.get("of", ""))
    else:
        named_listing(row.listing)(Asking(actor, at, surroundings.facts(actor, at).zone, given))
    try:
        content = path_of(row.pk).open("rb")
    except FileNotFoundError:
        raise doors.Closed from None
    if row.form == PACK:
        security_log.tell(request, "evidence fetched", kind=given["kind"], of=given["of"], rows=row.rows)
    else:
        security_log.tell(request, "list exported", list=row.listing, form=row.form, rows=row.rows)
    return answer_with(content, row.title, row.asked_at, row.form)


def _lines(actor: Actor, at: datetime) -> Iterator[Mapping[str, Any]]:
    for row in doors.exports(actor)[:SHOWN]:
        there = row.state == State.READY and row.until is not None and row.until > at
        yield {
            "title": row.title,
            "form": row.form.upper(),
            "rows": row.rows,
            "asked_at": row.asked_at,
            "until": row.until,
            "ready": there,
            "url": reverse("export_made", args=[row.pk]) if there else "",
            "words": _said(row, there=there),
        }


def _said(row: ExportRecord, *, there: bool) -> str:
    if there:
        return _("Готова")
    return {
        State.WAITING: _("Готовится") if row.tries else _("Ждёт очереди"),
        State.READY: _("Срок хранения вышел"),
        State.DENIED: _("Не сделана: прав на этот список больше нет"),
        State.TOO_LONG: _("Не сделана: строк больше, чем выгружается в один файл. Сузьте список"),
        State.FAILED: _("Не сделана из-за ошибки программы. Закажите ещё раз"),
    }[State(row.state)]
