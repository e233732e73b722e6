"""«Отправка писем»: what became of each letter, for the vendor's administrator; nothing of what the letters say."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.letters import deliveries
from kabinet.actions.letters.letter import State, Why
from kabinet.actions.letters.repeating import repeat_letters
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.records import doors
from kabinet.records.doors.record_types import DeliveryRecord
from kabinet.records.versions.regulations import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case
from kabinet.web import keyset

SIZE = 50
NOTICES = amounts.forms("уведомление", "уведомления", "уведомлений")


@page(VENDOR)
def outbox(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Newest first; those that were given up unless another state is asked for."""
    _may(actor, at)
    names = _names()
    state = request.GET.get("state", "")
    state = state if state in names else State.GIVEN_UP
    rows = doors.deliveries(actor).filter(state=state)
    after = keyset.read_place(request.GET.get("after", ""), UUID)
    if after is not None:
        created, last = after
        rows = rows.filter(Q(created_at__lt=created) | Q(created_at=created, id__gt=last))
    shown, following = keyset.ended(rows, "created_at", SIZE)
    context = {
        "sent": deliveries.are_sent(),
        "states": [(words, f"?state={code}", code == state) for code, words in names.items()],
        "state": state,
        "rows": list(_lines(shown)),
        "given_up": state == State.GIVEN_UP,
        "next": following,
    }
    return show(request, actor, at, "letters/outbox.html", context, here="letters")


@page(VENDOR, "POST")
def repeat(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One of them, by its key, or all that were given up."""
    try:
        key = UUID(request.POST["delivery"]) if request.POST.get("delivery") else None
    except ValueError:
        raise doors.Closed from None
    done = repeat_letters(actor=actor, at=at, key=key)
    counted = amounts.counted(done, "письмо", "письма", "писем")
    said = _("Снова в очереди: %(count)s.") % {"count": counted}
    flash_message(request, said if done else _("Повторять нечего: такого неотправленного письма уже нет."))
    return SeeOther(reverse("letters"))


def _may(actor: Actor, at: datetime) -> None:
    verdict = access.may(actor, Act.KEEP_LETTERS, Case(today=vendor_day(at)), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)


def _names() -> Mapping[str, str]:
    return {
        State.GIVEN_UP: _("Не отправлены"),
        State.FAILED: _("Будут повторены"),
        State.WAITING: _("Ждут отправки"),
        State.JOINED: _("В сводках"),
        State.SENT: _("Отправлены"),
        State.DROPPED: _("Отменены"),
    }


def _lines(rows: list[DeliveryRecord]) -> Iterator[dict[str, Any]]:
    whys = {
        Why.REMOVED: _("получатель больше не подтверждён"),
        Why.NO_ADDRESS: _("у получателя нет почты"),
        Why.OUT_OF_REACH: _("получателю это больше не видно"),
        Why.BOUNCES: _("почтовый сервер получателя не принимает письма на этот адрес"),
        Why.READ: _("прочитано в Кабинете раньше сводки"),
        Why.UNWANTED: _("получатель отказался от таких писем"),
    }
    sizes = doors.digest_sizes(row.pk for row in rows if row.slot is not None)
    for row in rows:
        yield {
            "row": row,
            "why": whys.get(Why(row.why)) if row.why else row.error,
            "digest": "" if row.slot is None else amounts.counted(sizes.get(row.pk, 0) + 1, *NOTICES),
        }
