"""«Вебхуки»: addresses of the reader's organisation, what was told at each, and what can be done about what was not."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.notices import kinds, wording
from kabinet.actions.webhooks.keeping import MOST, host_of, pause_webhook, remove_webhook, resume_webhook
from kabinet.actions.webhooks.message import TRIAL
from kabinet.actions.webhooks.posting import OF_TICKETS
from kabinet.actions.webhooks.repeating import repeat_dead, send_trial
from kabinet.actions.webhooks.sending import State
from kabinet.actions.webhooks.stopping import REASONS
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import called, spoken
from kabinet.queries.desk_lead import only_leads
from kabinet.records import doors
from kabinet.records.doors.record_types import WebhookDeliveryRecord, WebhookRecord
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.organisation.event_groups import GROUP_WORDS, EventGroup
from kabinet.web import security_log

SIZE = 50
EVENTS = amounts.forms("сообщение", "сообщения", "сообщений")
LONGEST_KEY = 18  # digits of a row's number


class Address(NamedTuple):
    """One webhook: `words` are how it gets on, `tone` of a tag."""

    row: WebhookRecord
    host: str
    words: str
    tone: str
    reason: str
    groups: str
    keeper: str


class Told(NamedTuple):
    """One fact: what happened in words, `ticket` where the reader reaches it."""

    row: WebhookDeliveryRecord
    what: str
    ticket: str
    answer: str


@page(MEMBER)
def webhooks(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """In the order in which they were added."""
    only_leads(actor, Act.KEEP_WEBHOOKS)
    found = [_address(row) for row in doors.webhooks(actor)]
    context = {"addresses": found, "full": len(found) >= MOST}
    return show(request, actor, at, "webhooks/webhooks.html", context, here="webhooks")


@page(MEMBER)
def webhook(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """One: the latest facts first, those that are dead where some are and no other state is asked for."""
    only_leads(actor, Act.KEEP_WEBHOOKS)
    row, names = doors.webhook(actor, key), _names()
    counts = doors.webhook_states(actor, row)
    state = request.GET.get("state", "")
    state = state if state in names else State.DEAD if counts.get(State.DEAD) else State.SENT
    rows = doors.webhook_deliveries(actor, row).filter(state=state)
    if (after := _number(request.GET.get("after", ""))) is not None:
        rows = rows.filter(id__lt=after)
    shown = list(rows[: SIZE + 1])
    context = {
        "address": _address(row),
        "states": [
            (words, f"?state={code}", code == state, counts.get(code, 0)) for code, words in names.items()
        ],
        "state": state,
        "rows": list(_lines(shown[:SIZE])),
        "dead": state == State.DEAD and row.state != row.State.OFF,
        "next": shown[SIZE - 1].pk if len(shown) > SIZE else None,
    }
    return show(request, actor, at, "webhooks/webhook.html", context, here="webhooks")


@page(MEMBER, "POST")
def webhook_trial(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """What became of it stands in the list a moment later."""
    if send_trial(actor=actor, at=at, key=key):
        flash_message(request, _("Пробное сообщение отправляется. Обновите страницу через несколько секунд."))
    else:
        flash_message(request, _("Пробное сообщение уже ждёт отправки, или вебхук выключен."), bad=True)
    return SeeOther(f"{reverse('webhook', args=[key])}?state={State.WAITING}")


@page(MEMBER, "POST")
def webhook_pause(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """What happens meanwhile waits."""
    pause_webhook(actor=actor, at=at, key=key)
    flash_message(request, _("Вебхук приостановлен: новые события ждут, пока вы его не включите."))
    return SeeOther(reverse("webhook", args=[key]))


@page(MEMBER, "POST")
def webhook_resume(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """The reader stands behind it from now on."""
    resume_webhook(actor=actor, at=at, key=key)
    flash_message(request, _("Вебхук включён, теперь за него отвечаете вы."))
    return SeeOther(reverse("webhook", args=[key]))


@page(MEMBER, "POST")
def webhook_repeat(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """One of them, or all that nobody tries any more."""
    said = request.POST.get("delivery", "")
    delivery = _number(said)
    if said and delivery is None:
        raise doors.Closed
    done = repeat_dead(actor=actor, at=at, key=key, delivery=delivery)
    counted = _("Снова в очереди: %(count)s.") % {"count": amounts.counted(done, *EVENTS)}
    flash_message(request, counted if done else _("Повторять нечего, или вебхук выключен."))
    return SeeOther(reverse("webhook", args=[key]))


@page(MEMBER, "GET", "POST")
def webhook_remove(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Asked before: what was on its way goes with it."""
    only_leads(actor, Act.KEEP_WEBHOOKS)
    row = doors.webhook(actor, key)
    if request.method == "POST":
        remove_webhook(actor=actor, at=at, key=key)
        security_log.tell(request, "webhook removed")
        flash_message(request, _("Вебхук удалён."))
        return SeeOther(reverse("webhooks"))
    context = {
        "title": _("Удалить вебхук"),
        "what": row.url,
        "consequence": _(
            "По этому адресу больше ничего не придёт. Что ждало отправки, пропадёт вместе с ним."
        ),
        "back_url": reverse("webhook", args=[key]),
    }
    return show(request, actor, at, "desk/remove.html", context, here="webhooks")


def _address(row: WebhookRecord) -> Address:
    words, tone = {
        row.State.ON: (_("работает"), "ok"),
        row.State.PAUSED: (_("приостановлен"), "warn"),
        row.State.OFF: (_("выключен"), "bad"),
    }[row.State(row.state)]
    if row.state == row.State.ON and row.failing_since is not None:
        words, tone = _("получатель не принимает"), "warn"
    chosen = [spoken(words) for group, words in GROUP_WORDS.items() if group in row.groups.split(",")]
    groups = (
        _("обо всём, что происходит в обращениях") if len(chosen) == len(EventGroup) else "; ".join(chosen)
    )
    reason = spoken(REASONS[row.why]) if row.why else ""
    return Address(row, host_of(row.url), words, tone, reason, groups, called(row.kept_by.name))


def _lines(rows: list[WebhookDeliveryRecord]) -> Iterator[Told]:
    for row in rows:
        if row.kind == TRIAL:
            what = _("Пробное сообщение")
        else:
            what = spoken(wording.title(kinds.of_ticket(row.kind.removeprefix(OF_TICKETS))))
        answer = row.error or (f"HTTP {row.status}" if row.status else "")
        yield Told(row, what, row.ticket.number if row.ticket else "", answer)


def _names() -> dict[str, str]:
    return {
        State.DEAD: _("Не доставлены"),
        State.FAILED: _("Будут повторены"),
        State.WAITING: _("Ждут отправки"),
        State.SENT: _("Доставлены"),
        State.DROPPED: _("Отменены"),
    }


def _number(said: str) -> int | None:
    fits = said.isascii() and said.isdecimal() and len(said) <= LONGEST_KEY
    return int(said) if fits else None
