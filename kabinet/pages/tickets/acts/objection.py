"""A refusal is questioned, and the side that refused answers."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms

from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.pages.tickets.acts.attached import FilesField, keys
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.composer import effects
from kabinet.pages.tickets.feed import answered
from kabinet.pages.ui import amounts
from kabinet.pages.ui.forms import Described, LongText
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors, lengths
from kabinet.regulation.access import Act
from kabinet.regulation.clocks import fold
from kabinet.regulation.facts import Fact, Kind, Side

UPHELD, KEPT = "upheld", "kept"
QUOTED = 600  # of the objection's letters; the whole stands in the ticket


class Objection(ActForm):
    """Why the refusal is wrong, with what proves it."""

    text = LongText(
        label=lazily("Почему отказ неверен"),
        help_text=lazily("С этого начнут разбор; прочтут обе стороны"),
        max_length=lengths.MESSAGE,
        rows=7,
        required=False,
    )
    attached = FilesField()

    def given(self) -> dict[str, Any]:
        uploaded = self.cleaned_data["attached"]
        return {"text": self.cleaned_data["text"], "files": tuple(keys(self.opened, uploaded))}


class Answer(ActForm):
    """Either way with reasons."""

    verdict = forms.ChoiceField(label=lazily("Что с отказом"), widget=forms.RadioSelect)
    text = LongText(
        label=lazily("Почему"),
        help_text=lazily("Заявитель прочтёт это вместе с решением"),
        max_length=lengths.MESSAGE,
        rows=6,
        required=False,
    )
    attached = FilesField()

    def prepare(self) -> None:
        self.fields["verdict"].choices = list(_verdicts(self.opened))  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        uploaded = tuple(keys(self.opened, data["attached"]))
        return {"upheld": data["verdict"] == UPHELD, "text": data["text"], "files": uploaded}


def _verdicts(opened: TicketView) -> Iterator[tuple[str, Described]]:
    """Each with what it does, by the law's own step."""
    fact = Fact(Kind.OBJECTION_UPHELD, opened.now, Side.SUPPORT)
    # Back on a level where an answer is still owed, the turn is the applicant's.
    fact = replace(fact, asks=bool(fold.owed_anew(opened.clocks, fact, opened.terms, opened.calendar)))
    words = _("Отказ отменится, обращение вернётся в работу. %(effect)s") % {
        "effect": effects.effect_of_fact(opened, fact)
    }
    yield UPHELD, Described(_("Возражение верно"), words.strip())
    yield (
        KEPT,
        Described(
            _("Отказ остаётся в силе"), _("Обращение снова завершится отказом, возразить ещё раз нельзя.")
        ),
    )


def opens(opened: TicketView) -> str:
    turn = (
        _("Обращение снова станет открытым, ход перейдёт к %(vendor_name_dat)s.")
        if opened.vendor_leg
        else _("Обращение снова станет открытым, ход перейдёт к партнёру.")
    )
    return f"{turn} {_('Возразить на один отказ можно один раз.')}"


def objected(opened: TicketView) -> str:
    """What is answered: the applicant's own words."""
    row = next((row for row in reversed(opened.entries) if row.kind == Kind.OBJECTED), None)
    texts = doors.said(opened.actor, [row.message_id or 0], opened.ticket) if row else []
    text = texts[0].text if texts else ""
    short = text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…"
    return _("Возражают: %(text)s") % {"text": amounts.quoted(short)} if short else ""


PAGES = (
    ActPage(
        act=Act.OBJECT,
        address="object",
        title=lazily("Возразить на отказ"),
        verb=lazily("Отправить возражение"),
        icon="message-circle-warning",
        form=Objection,
        does=object_to,
        done=lazily("Возражение отправлено, на него должны ответить."),
        consequence=opens,
        answers=answered.refusal,
    ),
    ActPage(
        act=Act.ANSWER_OBJECTION,
        address="objection",
        title=lazily("Ответить на возражение"),
        verb=lazily("Ответить"),
        icon="message-square",
        form=Answer,
        does=answer_objection,
        done=lazily("Ответ на возражение отправлен."),
        consequence=objected,
        answers=answered.objection,
    ),
)
