"""«Непринятые письма»: what came by letter for the reader's desk, by what became of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.inbox.sorting import State
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.letters import held_words
from kabinet.pages.shell import show
from kabinet.queries.desk_lead import only_leads
from kabinet.records import doors
from kabinet.records.doors.record_types import IncomingLetterRecord
from kabinet.records.lengths import SEARCH
from kabinet.regulation.access import Act, Actor
from kabinet.web import keyset

SIZE = 30
EXCERPT = 200


@page(SUPPORT)
def held_letters(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Newest first; those that wait for a person unless others are asked for. `q` looks into sender and subject."""
    only_leads(actor, Act.SORT_LETTERS)
    names = held_words.states()
    state = request.GET.get("state", "")
    state = state if state in names else State.HELD
    words = request.GET.get("q", "").replace("\0", "").strip()[:SEARCH]
    rows = doors.incoming_letters(actor).filter(state=state)
    if words:
        rows = rows.filter(
            Q(sender__icontains=words) | Q(sender_name__icontains=words) | Q(subject__icontains=words)
        )
    after = keyset.read_place(request.GET.get("after", ""), UUID)
    if after is not None:
        came, last = after
        rows = rows.filter(Q(arrived_at__lt=came) | Q(arrived_at=came, id__gt=last))
    shown, following = keyset.ended(rows, "arrived_at", SIZE)
    context = {
        "connected": bool(settings.MAIL_IN.boxes),
        "states": [(each, f"?state={code}", code == state) for code, each in names.items()],
        "state": state,
        "q": words,
        "rows": list(_lines(shown)),
        "next": following,
    }
    return show(request, actor, at, "letters/held.html", context, here="held_letters")


def _lines(rows: list[IncomingLetterRecord]) -> Iterator[dict[str, Any]]:
    reasons = held_words.reasons()
    for row in rows:
        yield {
            "row": row,
            "url": reverse("held_letter", args=[row.pk]),
            "excerpt": " ".join(row.own_words[:EXCERPT].split()),
            "files": len(row.files),
            "why": reasons.get(row.why, "") if row.state == State.HELD else row.reason,
        }
