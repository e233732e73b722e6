"""A telephone call, written down: reached or not, now or a little earlier; or what the other side answered while the cabinet
was down (U3.4a, P4.4)."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.call import log_answer, log_call
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.composer import effects
from kabinet.pages.ui import moments
from kabinet.pages.ui.amounts import unbroken
from kabinet.pages.ui.forms import Described, LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.legs import Channel
from kabinet.regulation.ticket import lifecycle

YES, NO, CAME = "yes", "no", "came"


class Call(ActForm):
    """`occurred_at` is typed in the reader's own zone; left empty it is now."""

    reached = forms.ChoiceField(label=lazily("Что записываете"), widget=forms.RadioSelect)
    came = forms.ChoiceField(label=lazily("Как пришёл ответ"), required=False)
    text = LongText(
        label=lazily("О чём говорили, что пробовали или что ответили"),
        help_text=lazily("Запись увидят обе стороны"),
        max_length=lengths.MESSAGE,
        rows=4,
        required=False,
    )
    asks = forms.BooleanField(label=lazily("Я задал вопрос и жду ответа"), required=False)
    occurred_at = forms.CharField(
        label=lazily("Когда"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), required=False
    )
    reason = forms.CharField(
        label=lazily("Почему записываете позже"),
        help_text=lazily("Нужно, если это было раньше и не в период недоступности кабинета"),
        required=False,
        max_length=lengths.REASON,
    )

    def prepare(self) -> None:
        self.fields["reached"].choices = [  # type: ignore[attr-defined]
            (YES, Described(_("Да, поговорили"), _effect(self.opened))),
            (NO, Described(_("Не дозвонились"), _lowers(self.opened))),
            (CAME, Described(_("Нам ответили, пока кабинет был недоступен"), _came(self.opened))),
        ]
        self.fields["came"].choices = [  # type: ignore[attr-defined]
            (Channel.EMAIL, _("письмом")),
            (Channel.TELEPHONE, _("по телефону")),
        ]
        limit = {
            "hours": lifecycle.limits(self.opened.leg).backdate_hours,
            "zone": moments.zone_name(self.opened.at, self.opened.zone),
        }
        self.fields["occurred_at"].help_text = unbroken(
            _("Пусто — сейчас. Раньше — не больше чем на %(hours)s ч, время %(zone)s") % limit
        )
        self.late = _late(self.opened)

    def clean_occurred_at(self) -> datetime | None:
        said = self.cleaned_data["occurred_at"]
        if not said:
            return None
        try:
            return datetime.fromisoformat(said).replace(tzinfo=self.opened.zone)
        except ValueError:
            raise forms.ValidationError(_("Укажите день и время")) from None

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        came = Channel(said["came"] or Channel.EMAIL) if said["reached"] == CAME else None
        return {**said, "reached": said["reached"] == YES, "came": came}


def write_down(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    reached: bool,
    came: Channel | None,
    text: str,
    asks: bool,
    occurred_at: datetime | None,
    reason: str,
    version: int | None,
) -> TicketRecord:
    """A call of the support, or an answer that `came` while the cabinet was down."""
    if came is None:
        act = partial(log_call, reached=reached, asks=asks)
    else:
        act = partial(log_answer, channel=came)
    return act(
        actor=actor,
        at=at,
        number=number,
        text=text,
        occurred_at=occurred_at,
        reason=reason,
        version=version,
    )


def _late(opened: TicketView) -> str:
    """What an entry is worth that is made after the term."""
    days = lifecycle.limits(opened.leg).late_entry_working_days
    whom = _("партнёру") if opened.vendor_leg else _("клиенту")
    return _(
        "Если срок уже прошёл или от звонка снизится уровень, запись покажут %(whom)s: она засчитается, когда звонок"
        " подтвердят. Срок засчитается и без ответа, рабочих дней: %(days)s; уровень — нет. Вопрос задним числом не задают."
    ) % {"whom": whom, "days": days}


def _effect(opened: TicketView) -> str:
    return effects.effect_of_fact(opened, Fact(Kind.CALLED, opened.now, Side.SUPPORT, reached=True))


def _came(opened: TicketView) -> str:
    who = _("Ответ партнёра") if opened.vendor_leg else _("Ответ клиента")
    return _("%(who)s засчитают с часа, когда он пришёл; только за время объявленной недоступности") % {
        "who": who
    }


def _lowers(opened: TicketView) -> str:
    """U4d, P5d: a call that finds nobody lowers a critical ticket at once."""
    terms = opened.terms
    if terms.level(opened.ticket.level).answer is None or terms.answer_missed_level is None:
        return _("Часы не изменятся")
    return _("Уровень сразу станет %(level)s: условия критических обращений нарушены") % {
        "level": terms.answer_missed_level
    }


PAGES = (
    ActPage(
        act=Act.CALL,
        address="call",
        key="KeyL",
        title=lazily("Записать звонок или ответ"),
        verb=lazily("Записать"),
        icon="phone-call",
        form=Call,
        does=write_down,
        done=lazily("Записано."),
        chosen=("reached",),
        template="tickets/acts/call.html",
    ),
)
