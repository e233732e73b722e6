"""A returned ticket with what it lacks, ticked off item by item, for both sides (P5e)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.vendor.missing_items import Missing, still_missing
from kabinet.pages.tickets.open_questions.question import Link, Matter, Step, link, when
from kabinet.pages.ui.citations import called, cited, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import Returned
from kabinet.regulation.facts import Side

RETURNED = "returned"


def find_returns(opened: TicketView) -> Iterator[Matter]:
    """While the partner has to give what is missing."""
    found = still_missing(opened.entries) if opened.ticket.status == RETURNED else None
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
        links=_at_once(opened, found) if gives else (),
        asks=asked,
    )


def _why(found: Missing) -> Iterator[str]:
    told = found.returned.told_as(Returned)
    yield f"{spoken(told.name)}."
    if told.reason:
        yield f"{told.reason.rstrip('.')}."
    yield _("С последним пунктом обращение вернётся на своё место в очереди 1С: его часы не останавливались.")


def _steps(opened: TicketView, found: Missing, gives: bool) -> Iterator[Step]:
    for code in found.items:
        label = spoken(opened.leg.field(code).label)
        if row := found.given.get(code):
            yield Step(label, done=f"{called(row.actor_name)}, {when(opened, row.occurred_at)}")
        else:
            url = reverse("ticket_supply", args=[opened.number, code]) if gives else ""
            yield Step(label, url=url)


def _at_once(opened: TicketView, found: Missing) -> tuple[Link, ...]:
    if len(found.left) < 2:
        return ()
    return (link(opened, "ticket_complete", _("Дополнить всё сразу"), "square-pen"),)
