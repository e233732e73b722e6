"""Everything that waits for the vendor, and the deciding of it, singly and many at once."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contacts.confirmation import Outcome, decide_many
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.organisations.confirmations.rows import LONGEST_KEY, awaited, houses
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.ui import amounts
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.records import doors
from kabinet.records.versions.regulations import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case

SIZE = 50
Place = tuple[str, int, int]


@page(VENDOR)
def confirmations(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """By organisation; for those who confirm."""
    _may(actor, at)
    return _page(request, actor, at)


@page(VENDOR, "POST")
def decide(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One (the button of its row) or all that are ticked; what could not be decided is told and hinders nothing."""
    _may(actor, at)
    keys = [request.POST["only"]] if "only" in request.POST else request.POST.getlist("who")
    chosen = [each for key in keys[:SIZE] if (each := awaited(key)) is not None]
    refusal = request.POST.get("reason", "") if request.POST.get("decision") == "refuse" else None
    button = RefusableForm(request.POST)
    if not chosen:
        button.add_error(None, _("Отметьте, о ком решение."))
    return answer_form(
        request,
        button,
        show=partial(_page, request, actor, at, button=button, chosen=keys if chosen else ()),
        act=lambda: decide_many(actor=actor, at=at, awaited=chosen, refusal=refusal),
        done=partial(_told, request, actor, at, refused=refusal is not None),
    )


def _told(
    request: HttpRequest, actor: Actor, at: datetime, outcomes: Sequence[Outcome], *, refused: bool
) -> HttpResponse:
    """Back to the list; with a report where something was not done."""
    done = sum(outcome.done for outcome in outcomes)
    if done:
        counted = amounts.counted(done, "контакт", "контакта", "контактов")
        words = _("Отказано: %(count)s.") if refused else _("Подтверждено: %(count)s.")
        flash_message(request, words % {"count": counted})
    left = [outcome for outcome in outcomes if not outcome.done]
    if not left:
        return SeeOther(reverse("confirmations"))
    report = [{"name": outcome.name, "words": spoken(outcome.words)} for outcome in left]
    return _page(request, actor, at, report=report)


def _may(actor: Actor, at: datetime) -> None:
    today = vendor_day(at)
    verdict = access.may(actor, Act.CONFIRM_CONTACT, Case(today=today), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)


def _place(text: str) -> Place | None:
    """The place that `text` names; None is the first page."""
    parts = text.replace("\0", "").rsplit("~", 2)
    if len(parts) == 3 and all(part.isdecimal() and len(part) < LONGEST_KEY for part in parts[1:]):
        return parts[0], int(parts[1]), int(parts[2])
    return None


def _page(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    *,
    button: RefusableForm | None = None,
    chosen: Sequence[str] = (),
    report: Sequence[dict[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    facts = surroundings.facts(actor, at)
    found = doors.awaiting(actor, _place(request.GET.get("after", "")), SIZE + 1)
    shown = found[:SIZE]
    context: dict[str, Any] = {
        "houses": list(houses(shown, at, facts.zone)),
        "next": "~".join(map(str, shown[-1].place)) if len(found) > SIZE else "",
        "fault": button.said_over() if button else "",
        "chosen": chosen,
        "report": report,
        "reason": request.POST.get("reason", ""),
        "refusing": request.POST.get("decision") == "refuse",
    }
    return show(
        request,
        actor,
        at,
        "organisations/confirmations/list.html",
        context,
        here="confirmations",
        status=status,
        facts=facts,
    )
