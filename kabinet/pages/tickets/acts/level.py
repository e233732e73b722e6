"""Another criticality: what becomes of every running deadline is shown before it is made (U3.5b, P5f)."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.level import change_level
from kabinet.pages.look import moments
from kabinet.pages.look.forms import Described
from kabinet.pages.look.readings import instant
from kabinet.pages.tickets import clocks
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, act_page
from kabinet.pages.tickets.cite import spoken
from kabinet.pages.tickets.opened import Opened
from kabinet.regulation import clock as law
from kabinet.regulation.access import Act
from kabinet.regulation.clock import Clock
from kabinet.regulation.facts import Fact, Kind


class Level(ActForm):
    """The reason is read by both sides."""

    level = forms.TypedChoiceField(label=lazily("Новый уровень"), widget=forms.RadioSelect, coerce=int)
    reason = forms.CharField(
        label=lazily("Почему"),
        help_text=lazily("Причину увидят обе стороны"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def prepare(self) -> None:
        others = [level for level in self.opened.leg.levels if level.number != self.opened.ticket.level]
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (
                level.number,
                Described(f"{level.number}. {spoken(level.name)}", moves(self.opened, level.number)),
            )
            for level in others
        ]

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def moves(opened: Opened, level: int) -> str:
    """«Первый ответ: было до 15:30, станет до 11:30» for every running clock."""
    said = "; ".join(_moved(opened, level))
    return f"{said}." if said else _("Сроки не изменятся.")


def _moved(opened: Opened, level: int) -> Iterator[str]:
    before = law.settle(opened.clocks, opened.now, opened.terms, opened.calendar).clocks
    fact = Fact(Kind.LEVEL_CHANGED, opened.now, opened.side, level=level)
    after = law.step(before, fact, opened.terms, opened.calendar).clocks
    for clock in before.live:
        now = after.running(clock.name)
        what = clocks.head(opened, clock.name)
        if now is None:
            yield _("%(what)s: этих часов не будет") % {"what": what}
        elif now.due == clock.due:
            yield _("%(what)s: срок прежний, %(due)s") % {"what": what, "due": _by(opened, clock)}
        else:
            said = {"what": what, "was": _by(opened, clock), "now": _by(opened, now)}
            yield _("%(what)s: было %(was)s, станет %(now)s") % said
    for clock in after.live:
        if before.running(clock.name) is None:
            yield _("%(what)s: начнётся, %(due)s") % {
                "what": clocks.head(opened, clock.name),
                "due": _by(opened, clock),
            }


def _by(opened: Opened, clock: Clock) -> str:
    return (
        moments.by(instant(clock.due), opened.at, opened.zone) if clock.due is not None else _("часы стоят")
    )


def now_on(opened: Opened) -> str:
    """The level as it is, and what stays whatever is chosen."""
    known = opened.leg.level(opened.ticket.level)
    said = _("Сейчас уровень %(number)s, %(name)s.") % {
        "number": known.number,
        "name": spoken(known.name).lower(),
    }
    return f"{said} {_('Нарушения, которые уже записаны, останутся.')}" if opened.ticket.breaches else said


level = act_page(
    ActPage(
        act=Act.CHANGE_LEVEL,
        title=lazily("Изменить уровень"),
        verb=lazily("Изменить уровень"),
        icon="signal",
        form=Level,
        does=change_level,
        done=lazily("Уровень изменён, сроки пересчитаны."),
        consequence=now_on,
    )
)
