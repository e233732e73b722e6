"""A ticket ends without an accepted solution, or begins again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.close import close as closing
from kabinet.actions.close import reopen as reopening
from kabinet.actions.close import withdraw as withdrawing
from kabinet.pages.tickets import levels
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, act_page
from kabinet.pages.tickets.opened import Opened
from kabinet.regulation import lifecycle
from kabinet.regulation.access import Act
from kabinet.regulation.facts import Kind


class Why(ActForm):
    """The reason: both sides read it."""

    reason = forms.CharField(
        label=lazily("Причина"),
        help_text=lazily("Её увидят обе стороны"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


class WhyIfYouLike(Why):
    """A reason that may be left out."""

    def prepare(self) -> None:
        self.fields["reason"].help_text = _("Можно не указывать; её увидят обе стороны")


def closes(opened: Opened) -> str:
    """L3: the more so while the vendor ticket is open."""
    said = _("Вы закроете обращение за заявителя. Он увидит причину и сможет открыть его снова.")
    if opened.case.child_open:
        number = opened.other.number if opened.other is not None else _("в 1С")
        return f"{_('Обращение %(number)s ещё открыто и останется открытым.') % {'number': number}} {said}"
    return said


def takes_back(opened: Opened) -> str:
    passed = bool(opened.ticket.passed_on_at) and not opened.vendor_leg
    said = _("Работа прекратится, часы остановятся.")
    return f"{said} {_('Обращение в 1С будет отозвано вместе с ним.')}" if passed else said


def begins_again(opened: Opened) -> str:
    said: dict[str, Any] = {"days": lifecycle.limits(opened.leg).reopen_days}
    goes_on = _("Обращение вернётся в работу. Это возможно в течение %(days)s дней после закрытия.") % said
    return f"{goes_on} {levels.back(opened, Kind.REOPENED)}".strip()


close = act_page(
    ActPage(
        act=Act.CLOSE,
        title=lazily("Закрыть обращение"),
        verb=lazily("Закрыть"),
        icon="circle-check-big",
        form=Why,
        does=closing,
        done=lazily("Обращение закрыто."),
        consequence=closes,
        danger=True,
    )
)
withdraw = act_page(
    ActPage(
        act=Act.WITHDRAW,
        title=lazily("Отозвать обращение"),
        verb=lazily("Отозвать"),
        icon="circle-pause",
        form=WhyIfYouLike,
        does=withdrawing,
        done=lazily("Обращение отозвано."),
        consequence=takes_back,
        danger=True,
    )
)
reopen = act_page(
    ActPage(
        act=Act.REOPEN,
        title=lazily("Открыть обращение снова"),
        verb=lazily("Открыть снова"),
        icon="rotate-ccw",
        form=Why,
        does=reopening,
        done=lazily("Обращение снова в работе."),
        consequence=begins_again,
    )
)
