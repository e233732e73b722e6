"""Tickets as lines of a list: the queue's and the client's.

Fifty of them are on a page and most of its cost, so the markup is put together by hand as a clock's is: every word goes
through `escape`, the rest is drawn or a constant. A template took five times as long (docs/figures.md).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import amounts
from kabinet.pages.ui.clockview import ClockView
from kabinet.pages.ui.drawing.badges import KEPT, avatar, level_in, status
from kabinet.pages.ui.drawing.beads import turn_in
from kabinet.pages.ui.drawing.clocks import clock
from kabinet.pages.ui.vendor_words import Spoken, spoken


class ListLine(Protocol):
    """What every line shows."""

    @property
    def number(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def system(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def clock(self) -> ClockView: ...
    @property
    def status_role(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def status_icon(self) -> str: ...
    @property
    def status_tone(self) -> str: ...
    @property
    def unread(self) -> bool: ...


class ClientLine(ListLine, Protocol):
    """`wanted`: the reader's organisation has to move."""

    @property
    def author(self) -> str: ...
    @property
    def people(self) -> str: ...
    @property
    def wanted(self) -> bool: ...


class TicketLine(ListLine, Protocol):
    """`take_url` is there while nobody has the ticket and this reader may work on it; `version` is the one to act on.

    `pick` is what choosing the line among others sends, `assign_url` where it is given to a colleague; both are empty for
    those who only read.
    """

    @property
    def client(self) -> str: ...
    @property
    def holder(self) -> str: ...
    @property
    def reader(self) -> str: ...
    @property
    def passed_on(self) -> bool: ...
    @property
    def assignee(self) -> str: ...
    @property
    def assignee_side(self) -> str: ...
    @property
    def take_url(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def pick(self) -> str: ...
    @property
    def assign_url(self) -> str: ...


MOST_TAGS = 3
# What stands above the cells of a queue's line, in their order.
HEADS = (
    lazily("Ближайший срок"),
    "",
    lazily("Обращение"),
    lazily("Статус"),
    lazily("Чей ход"),
    lazily("Исполнитель"),
)


def ticket_columns() -> SafeString:
    """The words above a queue; each line says the same to whoever hears it."""
    words = "".join(f"<span>{escape(str(head))}</span>" for head in HEADS)
    return _safe(f'<div class="ticket-columns" aria-hidden="true">{words}</div>')


def ticket_rows(rows: Iterable[TicketLine], back: str, token: str, *, picked: bool = False) -> SafeString:
    """Lines of a queue. `back` is where taking leads back to, `token` the page's against forged forms; `picked`: each is
    chosen beforehand."""
    words = spoken()
    return _safe("".join(_ticket_row(row, back, token, words, picked) for row in rows))


def client_rows(rows: Iterable[ClientLine]) -> SafeString:
    """Lines of a client's list."""
    words = spoken()
    return _safe("".join(_client_row(row, words) for row in rows))


def _ticket_row(row: TicketLine, back: str, token: str, words: Spoken, picked: bool) -> str:
    critical, fresh = " critical-row" if row.level == 1 else "", " fresh" if row.unread else ""
    client = escape(row.client)
    under = f'<span class="line ellipsis" title="{client}"><span class="nowrap">{escape(row.number)}</span> · {client}'
    who = _take(row, back, token) if row.take_url else _given(row)
    pick = _pick(row, picked) if row.pick else ""
    square = level_in(words, row.level, False, "")
    beads = turn_in(words, row.holder, row.reader, row.passed_on, "", "")
    return (
        f'<li class="ticket-row{critical}{fresh}" data-row>{pick}{clock(row.clock)}{square}'
        f"{_subject(row, f'row-{row.number}')}{under}{_system(row)}{_tags(row.tags)}</span></div>"
        f"{status(row.status_role, row.status, row.status_icon, row.status_tone)}{beads}{who}</li>"
    )


def _client_row(row: ClientLine, words: Spoken) -> str:
    wanted, fresh = " wanted" if row.wanted else "", " fresh" if row.unread else ""
    under = f'<span class="line ellipsis"><span class="nowrap">{escape(row.number)}</span>{_system(row)}</span></div>'
    square = level_in(words, row.level, False, "")
    return (
        f'<li class="client-row{wanted}{fresh}" data-row>{square}{_subject(row)}{under}'
        f"{status(row.status_role, row.status, row.status_icon, row.status_tone)}{clock(row.clock)}"
        f"{_asker(row)}</li>"
    )


def _subject(row: ListLine, key: str = "") -> str:
    """The link, left open for the line below it."""
    subject, key = escape(row.subject), f' id="{escape(key)}"' if key else ""
    unread = f'<span class="unread" title="{_("Есть непрочитанное")}"></span>' if row.unread else ""
    return f'<div class="subject"><a class="ellipsis"{key} href="{escape(row.url)}" title="{subject}">{unread}{subject}</a>'


def _system(row: ListLine) -> str:
    return f" · {escape(row.system)}" if row.system else ""


def _pick(row: TicketLine, picked: bool) -> str:
    """A box of the form «bulk», which stands outside the list: rows have forms of their own."""
    word, checked = _("Выбрать"), " checked" if picked else ""
    return (
        f'<label class="pick"><input type="checkbox" form="bulk" name="pick" value="{escape(row.pick)}" data-key="KeyX"'
        f' aria-label="{word} {escape(row.number)}"{checked}></label>'
    )


def _tags(tags: Sequence[str]) -> str:
    """The first few; the ticket has them all."""
    shown = "".join(f' <span class="tag">{escape(name)}</span>' for name in tags[:MOST_TAGS])
    return shown + (f' <span class="tag">+{len(tags) - MOST_TAGS}</span>' if len(tags) > MOST_TAGS else "")


def _given(row: TicketLine) -> str:
    """Whom it is given to: whoever may changes that here."""
    who = _assignee(row.assignee, row.assignee_side)
    if not row.assign_url:
        return who
    return (
        who.replace('<span class="assignee">', _assigns(row, "assignee"), 1).removesuffix("</span>") + "</a>"
    )


def _assigns(row: TicketLine, kind: str) -> str:
    word = _("Назначить исполнителя")
    return f'<a class="{kind}" href="{escape(row.assign_url)}" data-key="KeyA" title="{word}">'


def _asker(row: ClientLine) -> str:
    """Who wrote it; who is the contact named is said with it."""
    short = escape(amounts.short_name(row.author))
    words = f'<span class="ellipsis">{short}</span><span class="visually-hidden">{escape(row.people)}</span>'
    return f'<span class="assignee" title="{escape(row.people)}">{avatar(row.author, "client")}{words}</span>'


def _assignee(name: str, side: str) -> str:
    return _named(name, side) if name else f'<span class="assignee">{avatar("", side)}{_nobody()}</span>'


@lru_cache(maxsize=KEPT)
def _named(name: str, side: str) -> str:
    short = escape(amounts.short_name(name))
    return f'<span class="assignee">{avatar(name, side)}<span class="ellipsis">{short}</span></span>'


def _nobody() -> str:
    return f'<span class="dim">{_("Не назначен")}</span>'


def _take(row: TicketLine, back: str, token: str) -> str:
    hidden = (("csrfmiddlewaretoken", token), ("version", str(row.version)), ("back", back))
    inputs = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden)
    word = _("Взять")
    return (
        f'<form class="assignee" method="post" action="{escape(row.take_url)}">{inputs}'
        f'<button class="take" aria-label="{word} {escape(row.number)}">{avatar("", "")}'
        f"<span>{word}</span></button>{_elsewhere(row)}</form>"
    )


def _elsewhere(row: TicketLine) -> str:
    """For the key: a free ticket can be given to a colleague as well."""
    if not row.assign_url:
        return ""
    return f"{_assigns(row, 'visually-hidden')}{_('Назначить')} {escape(row.number)}</a>"


def _safe(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 - put together above out of escaped words
