"""Another criticality: what becomes of every deadline is shown before it is made (U3.5b, P5f, P4.7a).

An applicant who raises answers the questions about the symptoms anew; level 1 asks for its promises here (U4c, P5d).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.pages.tickets import level_effects
from kabinet.pages.tickets.acts import symptoms
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.page.symptoms import symptoms_beside
from kabinet.pages.ui.act_page import reason_and_remedy
from kabinet.pages.ui.citations import Cited, cited, spoken
from kabinet.pages.ui.forms import Described, LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act, LevelChange, Typed, Verdict, may, right
from kabinet.regulation.facts import Side
from kabinet.regulation.pack import Consent, Ground, Level, LevelRight
from kabinet.regulation.ticket import completeness

TERM = "term-{}"
GROUNDS = {
    Ground.MISCLASSIFIED: (lazily("Уровень был выбран неверно"), lazily("По каким симптомам, отметьте ниже")),
    Ground.RECOVERED: (lazily("Работа восстановлена"), lazily("Решение или обходное решение уже дано")),
}


class Change(ActForm):
    """Only levels that this side may choose alone; `symptoms` and `terms` are there for an applicant who can raise, `ground`
    and symptoms for whoever lowers alone what was asked for."""

    level = forms.TypedChoiceField(label=lazily("Новый уровень"), widget=forms.RadioSelect, coerce=int)
    reason = LongText(
        label=lazily("Почему"),
        help_text=lazily("Причину увидят обе стороны"),
        max_length=lengths.REASON,
        rows=3,
        required=False,
    )

    def prepare(self) -> None:
        opened = self.opened
        alone = [level for level in opened.leg.levels if _alone(opened, level.number)]
        offered = [level for level in alone if not against(opened, _typed(opened, level))]
        self.offered = bool(offered)
        self.barred = tuple(dict.fromkeys(_barred(opened, alone)))
        self.fields["level"].choices = [level_choice(opened, level) for level in offered]  # type: ignore[attr-defined]
        self.raises = opened.side is Side.APPLICANT and any(_raises(opened, level) for level in offered)
        rows = [found for level in offered if (found := _right(opened, level.number)) and found.grounds]
        self.grounds = tuple(dict.fromkeys(ground for row in rows for ground in row.grounds))
        if self.grounds:
            self._add_grounds()
        self.critical = self.raises and any(_asks_terms(opened, level) for level in offered)
        if self.raises or self.grounds:
            self.fields |= symptoms.fields(opened.leg)
            self.initial = {**symptoms.initial(opened.leg, opened.ticket.sheet.symptoms), **self.initial}
        if self.critical:
            self._add_terms()

    def _add_grounds(self) -> None:
        self.fields["ground"] = forms.ChoiceField(
            label=_("На каком основании понижаете"),
            choices=[(ground.value, Described(*map(str, GROUNDS[ground]))) for ground in self.grounds],
            widget=forms.RadioSelect,
            required=False,
        )

    def _add_terms(self) -> None:
        for term in self.opened.leg.critical_terms:
            self.fields[TERM.format(term.code)] = forms.BooleanField(
                label=spoken(term.text), help_text=spoken(term.hint), required=False
            )
        self.fields["phone"] = forms.CharField(
            label=_("По какому телефону звонить"),
            required=False,
            max_length=80,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        )

    @property
    def symptom_fields(self) -> list[BoundField]:
        asked = self.raises or self.grounds
        return [self[name] for name in symptoms.fields(self.opened.leg)] if asked else []

    @property
    def term_fields(self) -> list[BoundField]:
        codes = [term.code for term in self.opened.leg.critical_terms]
        return [self[TERM.format(code)] for code in codes] + [self["phone"]] if self.critical else []

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = self.opened.leg.level(data["level"])
        found: dict[str, Any] = {"level": chosen.number, "reason": data["reason"]}
        if self.raises and _raises(self.opened, chosen):
            found["symptoms"] = symptoms.answers(self.opened.leg, data)
        if (row := _right(self.opened, chosen.number)) and row.grounds:
            found["ground"] = data["ground"]
            if data["ground"] == Ground.MISCLASSIFIED:
                found["symptoms"] = symptoms.answers(self.opened.leg, data)
        if self.critical and _asks_terms(self.opened, chosen):
            promised = [data[TERM.format(term.code)] for term in self.opened.leg.critical_terms]
            found["critical"] = CriticalTerms(data["phone"], all(promised), all(promised))
        return found


def level_choice(opened: TicketView, level: Level) -> tuple[int, Described]:
    """A level with both deadlines as they are and as they would be, and whether the stated impact would fit it (U6b)."""
    said = level_effects.moves(opened, level.number)
    if completeness.contradiction(opened.leg, opened.ticket.impact, level.number):
        said = f"{said} {_('Заявленное влияние этому уровню не соответствует.')}"
    return level.number, Described(f"{level.number}. {spoken(level.name)}", said)


def against(opened: TicketView, typed: Typed) -> Verdict | None:
    """What the law has against this choice whatever else is typed."""
    act = Act.CHANGE_LEVEL if isinstance(typed, LevelChange) else Act.PROPOSE_LEVEL
    verdict = may(opened.actor, act, replace(opened.case, typed=typed), opened.pack)
    return None if verdict.allowed else verdict


def _typed(opened: TicketView, level: Level) -> LevelChange:
    """The promises of a critical ticket are given here by an applicant who raises; else those on record count."""
    given = opened.side is Side.APPLICANT and _asks_terms(opened, level)
    return LevelChange(to_level=level.number, promised=True if given else None)


def _barred(opened: TicketView, levels: list[Level]) -> Iterator[str]:
    """Why a level that this side could else choose is not among the choices."""
    for level in levels:
        if level.number != opened.ticket.level and (verdict := against(opened, _typed(opened, level))):
            yield reason_and_remedy(verdict, cite=True)


def _alone(opened: TicketView, level: int) -> bool:
    found = _right(opened, level)
    return found is not None and found.consent is Consent.ALONE


def _right(opened: TicketView, level: int) -> LevelRight | None:
    return right(opened.actor, opened.case.ticket, level, opened.leg)


def _raises(opened: TicketView, level: Level) -> bool:
    return bool(level.number < opened.ticket.level)


def _asks_terms(opened: TicketView, level: Level) -> bool:
    return level.needs_critical_terms and _raises(opened, level)


def terms_now(opened: TicketView) -> Mapping[str, Any]:
    """Beside the form: the clause by which this side may, the way to what needs the other side's agreement, and what the
    level is judged by."""
    found = {"rules": list(_rules(opened)), "propose_url": _propose(opened)}
    return {**found, **symptoms_beside(opened)}


def _rules(opened: TicketView) -> Iterator[Cited]:
    ways = {row.clause for row in opened.leg.level_rights if row.side is opened.side}
    yield from (cited(clause) for clause in sorted(ways))


def _propose(opened: TicketView) -> str:
    by_agreement = opened.side is Side.SUPPORT and opened.may(Act.PROPOSE_LEVEL).allowed
    return reverse("ticket_propose_level", args=[opened.number]) if by_agreement else ""


def now_on(opened: TicketView) -> str:
    """The level as it is, and what stays whatever is chosen."""
    known = opened.leg.level(opened.ticket.level)
    said = _("Сейчас уровень %(number)s, %(name)s.") % {
        "number": known.number,
        "name": spoken(known.name).lower(),
    }
    return f"{said} {_('Нарушения, которые уже записаны, останутся.')}" if opened.ticket.breaches else said


PAGES = (
    ActPage(
        act=Act.CHANGE_LEVEL,
        address="level",
        name="ticket_level",
        title=lazily("Изменить уровень"),
        verb=lazily("Изменить уровень"),
        icon="signal",
        form=Change,
        does=change_level,
        done=lazily("Уровень изменён, сроки пересчитаны."),
        consequence=now_on,
        template="tickets/acts/level.html",
        more=terms_now,
    ),
)
