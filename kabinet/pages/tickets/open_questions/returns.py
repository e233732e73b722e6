"""A returned ticket with what it lacks, ticked off item by item, for both sides, and the ways out of it (P5e)."""

from collections.abc import Iterator

from django.urls import reverse

from kabinet.actions.vendor.missing_items import Missing, still_missing
from kabinet.pages.tickets.open_questions.question import Link, Matter, Step, link, when
from kabinet.pages.ui.citations import called, cited, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import Explained, Returned
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.pack import StatusRole


def find_returns(opened: TicketView) -> Iterator[Matter]:
    """While the partner has to give what is missing."""
    found = still_missing(opened.entries) if opened.role is StatusRole.RETURNED else None
    if found is None:
        return
    gives = opened.may(Act.SUPPLY).allowed
    asked = opened.side is Side.APPLICANT
    theirs = _("Партнёр дополняет сведения: осталось %(left)s из %(all)s")
    title = _("Дополните сведения: осталось %(left)s из %(all)s") if asked else theirs
    yield Matter(
        tone="warn" if asked else "info",
        icon="undo-2",
        title=title % {"left": len(found.left), "all": len(found.items)},
        words=tuple(_why(found)),
        clauses=(cited(found.returned.clause),),
        steps=tuple(_steps(opened, found, gives)),
        links=tuple(_links(opened, found)),
        asks=asked,
    )


def _why(found: Missing) -> Iterator[str]:
    told = found.returned.told_as(Returned)
    yield f"{spoken(told.name)}."
    if told.reason:
        yield f"{told.reason.rstrip('.')}."
    yield _(
        "С последним пунктом обращение вернётся на своё место в очереди %(vendor_name_gen)s: его часы не останавливались."
    )


def _steps(opened: TicketView, found: Missing, gives: bool) -> Iterator[Step]:
    for code in found.items:
        label = spoken(opened.leg.field(code).label)
        if row := found.given.get(code):
            yield _answered(opened, label, row)
        elif gives:
            way_out = f"{reverse('ticket_explain', args=[opened.number])}?item={code}"
            yield Step(label, url=reverse("ticket_supply", args=[opened.number, code]), way_out=way_out)
        else:
            yield Step(label)


def _answered(opened: TicketView, label: str, row: FactRecord) -> Step:
    """By whom and when; of what cannot be had also why."""
    done = f"{called(row.actor_name)}, {when(opened, row.occurred_at)}"
    if row.kind != Kind.EXPLAINED:
        return Step(label, done=done)
    why = _("получить нельзя: %(why)s") % {"why": row.told_as(Explained).reason}
    return Step(label, done=f"{why.rstrip('.')}. {done}", lacking=True)


def _links(opened: TicketView, found: Missing) -> Iterator[Link]:
    if opened.may(Act.COMPLETE).allowed and len(found.left) > 1:
        yield link(opened, "ticket_complete", _("Дополнить всё сразу"), "square-pen")
    if opened.may(Act.END_RETURN).allowed:
        yield link(opened, "ticket_end_return", _("Сведений достаточно"), "undo-2")


def words_leave_it(opened: TicketView) -> str:
    """What a message does not do to a return, told before it is written; nothing where nothing is awaited."""
    if not opened.vendor_leg or opened.role is not StatusRole.RETURNED:
        return ""
    if opened.side is Side.SUPPORT:
        return _("Сообщение не закончит возврат: его закончит решение или «Сведений достаточно».")
    return _("Сообщение не закончит возврат: дополните пункты или напишите, почему их получить нельзя.")
