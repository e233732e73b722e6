"""A ticket ends without an accepted solution, or begins again."""

from typing import Any

from django import forms

from kabinet.actions.tickets.close import close_by_word, close_ticket, reopen_ticket, withdraw_ticket
from kabinet.pages.tickets import level_effects, named_word
from kabinet.pages.tickets.acts.form import ActForm, JudgedByTheAct
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui.forms import LongText
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket import lifecycle


class Why(ActForm):
    """The reason: both sides read it."""

    reason = LongText(
        label=lazily("Причина"),
        help_text=lazily("Её увидят обе стороны"),
        max_length=lengths.REASON,
        rows=4,
        required=False,
    )


class ByWord(Why):
    """Which of the applicant's words it is: what they wrote last, or a call since."""

    word = JudgedByTheAct(label=lazily("Какие слова заявителя"), widget=forms.RadioSelect)
    field_order = ("word", "reason")

    def prepare(self) -> None:
        found = list(named_word.of_applicant(self.opened))
        self.fields["word"].choices = [(each.key, each.said) for each in found]  # type: ignore[attr-defined]
        if found:
            self.initial.setdefault("word", found[-1].key)

    def given(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "word": self.cleaned_data["word"]}


class WhyIfYouLike(Why):
    """A reason that may be left out."""

    def prepare(self) -> None:
        self.fields["reason"].help_text = _("Можно не указывать; её увидят обе стороны")


def closes(opened: TicketView) -> str:
    """Only offered once the days of silence are over."""
    said = _(
        "Дни молчания вышли: обращение закроется без слова заявителя. Он узнает причину и сможет открыть его снова."
    )
    return _beside_child(opened, said)


def closes_by_word(opened: TicketView) -> str:
    """What the applicant is told, and who else reads it."""
    said = _(
        "Обращение закроется со слов заявителя. Он узнает, какие слова вы указали, и сможет открыть его снова."
    )
    counted = _("Такие закрытия отдельно видны в сведениях о соблюдении регламента.")
    return _beside_child(opened, f"{said} {counted}")


def _beside_child(opened: TicketView, said: str) -> str:
    """L3: a vendor ticket that is still open stays so."""
    if opened.case.ticket.child_open:
        number = opened.other.number if opened.other is not None else _("в %(vendor_name_acc)s")
        return f"{_('Обращение %(number)s ещё открыто и останется открытым.') % {'number': number}} {said}"
    return said


def takes_back(opened: TicketView) -> str:
    said = _("Работа прекратится, часы остановятся.")
    return f"{said} {ends_with_it(opened)}".strip()


def ends_with_it(opened: TicketView) -> str:
    """What becomes of the ticket at the vendor; nothing where that has ended. Whoever does not reach it is told the rule."""
    if opened.vendor_leg or opened.ticket.passed_on_at is None:
        return ""
    known = opened.pack.leg(LegCode.VENDOR)
    kept = opened.ticket.vendor_status
    if not any(status.open for status in known.statuses if status.code == kept):
        return ""
    return _(
        "Обращение в %(vendor_name_acc)s закончится вместе с ним, если его не ждёт другое ваше обращение."
    )


def begins_again(opened: TicketView) -> str:
    said: dict[str, Any] = {"days": lifecycle.limits(opened.leg).reopen_days}
    goes_on = _("Обращение вернётся в работу. Это возможно в течение %(days)s дней после закрытия.") % said
    return f"{goes_on} {level_effects.back(opened, Kind.REOPENED)}".strip()


PAGES = (
    ActPage(
        act=Act.CLOSE,
        address="close",
        label=lazily("Закрыть без ответа заявителя"),
        title=lazily("Закрыть обращение"),
        verb=lazily("Закрыть"),
        icon="circle-check-big",
        form=Why,
        does=close_ticket,
        done=lazily("Обращение закрыто."),
        consequence=closes,
        danger=True,
    ),
    ActPage(
        act=Act.CLOSE_BY_WORD,
        address="close-by-word",
        title=lazily("Закрыть со слов заявителя"),
        verb=lazily("Закрыть"),
        icon="circle-check-big",
        form=ByWord,
        does=close_by_word,
        done=lazily("Обращение закрыто со слов заявителя."),
        consequence=closes_by_word,
        danger=True,
        template="tickets/acts/close_by_word.html",
    ),
    ActPage(
        act=Act.WITHDRAW,
        address="withdraw",
        title=lazily("Отозвать обращение"),
        verb=lazily("Отозвать"),
        icon="circle-pause",
        form=WhyIfYouLike,
        does=withdraw_ticket,
        done=lazily("Обращение отозвано."),
        consequence=takes_back,
        danger=True,
    ),
    ActPage(
        act=Act.REOPEN,
        address="reopen",
        label=lazily("Открыть снова"),
        title=lazily("Открыть обращение снова"),
        verb=lazily("Открыть снова"),
        icon="rotate-ccw",
        form=Why,
        does=reopen_ticket,
        done=lazily("Обращение снова в работе."),
        consequence=begins_again,
    ),
)
