"""What an empty list says: the fact, and one useful way on (guide 9)."""

from typing import NamedTuple

from django.urls import reverse

from kabinet.pages.lists.queue.parameters import Asked
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import kept_in
from kabinet.queries.lists.queue import OVERDUE, QueuePage
from kabinet.queries.lists.reader import Reader
from kabinet.records.lists import Page
from kabinet.regulation.access import OrgKind
from kabinet.regulation.legs import LegCode


class Empty(NamedTuple):
    """What ui/empty.html takes."""

    title: str
    words: str
    link: str = ""
    link_words: str = ""


def words(asked: Asked, shown: QueuePage) -> Empty:
    """Of the overdue, what the list was cut from is the queue's beginning."""
    reader = shown.reader
    if asked.wanted.narrowed or asked.after:
        back = f"?show={asked.show}" if asked.show else "?"
        return Empty(_("По этим условиям ничего нет"), _("Уберите одно из условий."), back, _("Показать всё"))
    if asked.show == "mine" and not reader.serves(asked.leg):
        return Empty(
            _("Ваших обращений в %(vendor_name_acc)s нет"),
            _("Вы ничего не передавали и нигде не названы контактным лицом."),
            "?",
            _("Все обращения в %(vendor_name_acc)s"),
        )
    return {
        OVERDUE: _nothing_late(shown.found, reader),
        "mine": Empty(
            _("На вас ничего не назначено"),
            _("Возьмите первое из тех, у которых нет исполнителя."),
            "?show=unassigned",
            _("Без исполнителя"),
        ),
        "critical": Empty(
            _("Критических обращений нет"), _("Как только появится, оно встанет первым по сроку.")
        ),
        "ours": Empty(
            _("Ход не за нами"), _("Все открытые обращения ждут другую сторону."), "?", _("Вся очередь")
        ),
        "watching": Empty(
            _("Вы ни за чем не наблюдаете"),
            _("Откройте обращение и нажмите «Наблюдать»."),
            "?",
            _("Вся очередь"),
        ),
        "unassigned": Empty(
            _("Исполнитель есть у каждого"), _("Новое появится здесь само."), "?", _("Вся очередь")
        ),
    }.get(asked.show) or _nothing(asked, reader)


def _nothing_late(found: Page, reader: Reader) -> Empty:
    nearest = next((row for row in found.rows if row.queue_at is not None), None)
    if nearest is None or nearest.queue_at is None:
        return Empty(_("Просроченных нет"), _("Ни одни часы сейчас не идут."), "?", _("Вся очередь"))
    zones = deadlines.Zones(kept_in(nearest), reader.zone)
    due = deadlines.instant(nearest.queue_at, reader.at, zones)
    on_today = nearest.queue_at.astimezone(zones.kept).date() == reader.at.astimezone(zones.kept).date()
    said = _("Ближайший срок — сегодня в %(due)s,") if on_today else _("Ближайший срок — %(due)s,")
    return Empty(
        _("Просроченных нет"), said % {"due": due}, reverse("ticket", args=[nearest.number]), nearest.number
    )


def _nothing(asked: Asked, reader: Reader) -> Empty:
    if asked.leg == LegCode.VENDOR and reader.actor.kind == OrgKind.PARTNER:
        return Empty(
            _("В %(vendor_name_acc)s ничего не передано"),
            _("Передать обращение можно из обращения клиента."),
            reverse("queue"),
            _("Очередь"),
        )
    return Empty(
        _("Открытых обращений нет"), _("Новое появится здесь само."), "?state=closed", _("Завершённые")
    )
