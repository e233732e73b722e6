"""The pages of a handover. What is refused becomes the page that says why; a reason is asked beside its field."""

from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.handover import handover
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.organisations.handover import showing
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.forms import LongText
from kabinet.records import doors, lengths
from kabinet.regulation.access import Actor, OrgKind
from kabinet.web.rule import EVERY_KIND, Rule

HERE, SIZE = "handovers", 50
SIDES = Rule("client or partner", kinds=EVERY_KIND - {OrgKind.VENDOR})
CLIENT = Rule("client", kinds=frozenset({OrgKind.CLIENT}))


class Reason(RefusableForm):
    """Why the ticket stays where it is."""

    REMEDIES = False

    reason = LongText(
        label=lazily("Почему"),
        help_text=lazily("Причину увидят клиент и прежний партнёр"),
        rows=3,
        max_length=lengths.REASON,
    )


@page(SIDES)
def handovers(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Requests, the latest first; a client also sees which open tickets stayed with a former partner."""
    after = request.GET.get("after", "")
    found = doors.handovers(actor)
    found = found.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 18 else found
    rows = list(found[: SIZE + 1])
    lines = showing.handover_lines(actor, rows[:SIZE])
    open_ones = {line.number for line in lines if line.waits}
    context = {
        "lines": lines,
        "left": showing.left(list(doors.left_behind(actor, at)[:SIZE]), open_ones) if not after else [],
        "next": str(rows[SIZE - 1].pk) if len(rows) > SIZE else "",
        "is_client": actor.kind is OrgKind.CLIENT,
    }
    return show(request, actor, at, "organisations/handover/handovers.html", context, here=HERE)


@page(CLIENT, "POST")
def asking(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The client asks; a second press finds the request that is there."""
    row = doors.handovers(actor).filter(ticket__number=number, declined_at=None, successor=None).first()
    if row is None:
        row = handover.ask_handover(actor=actor, at=at, number=number)
        flash_message(request, _("Просьба отправлена обоим партнёрам."))
    return SeeOther(reverse("handover", args=[row.pk]))


@page(SIDES)
def one(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A request, with what each side can do about it."""
    return _one(request, actor, at, key, Reason())


@page(SIDES, "POST")
def consenting(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One of the partners consents; with the second consent the ticket goes over."""
    line = _line(actor, key)
    if line.side == "new":
        if line.state == showing.DONE:
            return SeeOther(reverse("ticket", args=[line.successor]))
        ticket = handover.take_handover(actor=actor, at=at, handover=key)
        flash_message(request, _("Обращение принято: %(number)s.") % {"number": ticket.number})
        return SeeOther(reverse("ticket", args=[ticket.number]))
    handover.give_handover(actor=actor, at=at, number=line.number)
    flash_message(request, _("Вы согласились передать обращение."))
    return SeeOther(reverse("handover", args=[key]))


@page(SIDES, "POST")
def declining(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The client takes the request back, or one of the partners says no; the ticket stays."""
    line, form = _line(actor, key), Reason(request.POST)

    def act() -> None:
        if line.side == "new":
            handover.refuse_handover(actor=actor, at=at, handover=key, **form.cleaned_data)
        else:
            handover.decline_handover(actor=actor, at=at, number=line.number, **form.cleaned_data)

    def done(_made: None) -> HttpResponse:
        flash_message(request, _("Обращение остаётся у прежнего партнёра."))
        return SeeOther(reverse("handover", args=[key]))

    return answer_form(request, form, show=partial(_one, request, actor, at, key, form), act=act, done=done)


def _line(actor: Actor, key: int) -> showing.HandoverLine:
    return showing.handover_lines(actor, [doors.handover(actor, key)])[0]


def _one(
    request: HttpRequest, actor: Actor, at: datetime, key: int, form: Reason, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "line": _line(actor, key),
        "form": form,
        "zone": ZoneInfo(doors.person(actor).zone),
        "crumbs": [{"url": reverse("handovers"), "label": _("Передача обращений")}],
    }
    return show(request, actor, at, "organisations/handover/handover.html", context, here=HERE, status=status)
