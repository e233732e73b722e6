"""GET: what will be done with the chosen tickets, and what is to be typed for it. POST: the acts, and their report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.desk.bulk.acts import ACTS, BulkAct, Nothing, counted_title
from kabinet.pages.desk.bulk.picks import MOST, Pick, picked
from kabinet.pages.desk.bulk.running import Outcome, run
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Elsewhere, Report
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.lists.queue.parameters import asked
from kabinet.pages.lists.queue.showing import QUEUE, leg_of
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.tickets import idempotency
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(SUPPORT, "GET", "POST")
def bulk(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One act on many tickets."""
    sent = request.POST if request.method == "POST" else request.GET
    act, picks = ACTS.get(sent.get("act", "")), picked(sent.getlist("pick"))
    if act is None:
        raise doors.Closed
    back = _back(sent.get("back", ""), actor)
    if not picks or len(picks) > MOST:
        words = (
            _("Отметьте обращения в списке.")
            if not picks
            else _("За один раз — не больше %(most)s обращений.")
        )
        flash_message(request, words % {"most": MOST} if picks else words, bad=True)
        return Elsewhere(back)
    form = act.form(actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcomes = run(actor, at, act, picks, form.cleaned_data, request.POST.get("once", ""))
        return Report(_report(request, actor, at, act, outcomes, back).content)
    return _asked(request, actor, at, act, picks, form, back)


def _asked(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    act: BulkAct,
    picks: Sequence[Pick],
    form: Nothing,
    back: str,
) -> HttpResponse:
    known = _known(actor, picks)
    context = {
        "act": act,
        "key": next(key for key, each in ACTS.items() if each is act),
        "title": counted_title(act, len(picks)),
        "form": form,
        "lines": [(pick, known.get(pick.number)) for pick in picks],
        "once": request.POST.get("once") or idempotency.mark(at),
        "list_url": back,
        "back": back.partition("?")[2],
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return show(request, actor, at, "desk/bulk/bulk.html", context, here="queue", status=status)


def _report(
    request: HttpRequest, actor: Actor, at: datetime, act: BulkAct, outcomes: Sequence[Outcome], back: str
) -> HttpResponse:
    known = _known(actor, outcomes)
    done = [each for each in outcomes if each.done]
    context = {
        "act": act,
        "done": [(each, known.get(each.number)) for each in done],
        "failed": [(each, known.get(each.number)) for each in outcomes if not each.done],
        "count": len(outcomes),
        "list_url": back,
    }
    return show(request, actor, at, "desk/bulk/report.html", context, here="queue")


def _known(actor: Actor, picks: Sequence[Pick | Outcome]) -> dict[str, Any]:
    """The rows of those that the reader reaches, by number."""
    rows = doors.tickets(actor).filter(number__in=[pick.number for pick in picks])
    return {row["number"]: row for row in rows.values("number", "subject", "client_name", "assignee_name")}


def _back(query: str, actor: Actor) -> str:
    """The list as it was, and nothing that somebody else put into the address."""
    known = asked(QueryDict(query[:2000]), leg_of(QUEUE, actor)).query.urlencode()
    return reverse(QUEUE) + (f"?{known}" if known else "")
