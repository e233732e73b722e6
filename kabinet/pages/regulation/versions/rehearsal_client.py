"""What a client and the partner's staff fill in by a version: the level's step and the form of every level (U3.5, U6a)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from kabinet.actions.tickets.registration.named_contact import NamedContact
from kabinet.actions.tickets.registration.preview import Promise
from kabinet.pages.registration import sending
from kabinet.pages.registration.form import details, details_form
from kabinet.pages.registration.level import views
from kabinet.pages.registration.level.form import LevelForm
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.registration.typed import Known, Typed
from kabinet.regulation.pack import Answers, KnownFrom, Leg, Pack
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import completeness, criticality
from kabinet.regulation.working_time import calendar_of, deadline

AT: Final = datetime(
    2026, 3, 12, 10, 0, tzinfo=ZoneInfo("Europe/Moscow")
)  # a working day of an official year
DRAFT = SimpleNamespace(pk=1, saved_at=AT)
KNOWN = (KnownFrom.ORGANISATION, KnownFrom.LICENCE, KnownFrom.PERSON, KnownFrom.SYSTEM)


def symptoms(pack: Pack, leg: Leg) -> None:
    """The first step after every way of answering."""
    for answers in ways(leg):
        judgement = criticality.judge(answers, True, None, leg)
        found = Judged(
            Typed(answers=answers), leg, judgement, _promise(pack, leg, judgement.symptoms), leg.terms
        )
        form = LevelForm(found, (), bound=True)
        context = {**views.step_context(found, form, None), "draft": DRAFT}
        for template in ("registration/level/questions.html", "registration/level/result.html"):
            render_to_string(template, context)


def form(pack: Pack, leg: Leg) -> None:
    """The second step as it opens and as it comes back, for each set of fields that a level or slowness leads to; the
    promise of every level."""
    seen: set[tuple[str, ...]] = set()
    for row in leg.levels:
        for slow in (False, True):
            typed = _typed(leg, row.number, slow)
            asked = tuple(field.code for field in details_form.asked(typed, leg))
            if asked not in seen:
                _form(pack, leg, typed, row.number)
            seen.add(asked)
        render_to_string("registration/form/promised.html", _rail(pack, leg, typed, row.number))


def _typed(leg: Leg, views: int, slow: bool) -> Typed:
    """With everything that can be known before anybody types."""
    known = {
        field.code: Known("…", field.source, "2026-03-02") for field in leg.form if field.source in KNOWN
    }
    values = {code: each.value for code, each in known.items()}
    answers = {each.code: slow for each in leg.symptoms if each.slowness}
    return Typed(answers=answers, level=views, values=values, known=known)


def _form(pack: Pack, leg: Leg, typed: Typed, number: int) -> None:
    for bound in (False, True):
        made = details_form.DetailsForm(typed, leg, bound=bound)
        if bound:
            sending.name_gaps(made, _judged(pack, leg, typed, number), [])
        context = {**details.sections(made, AT), "form": made, "draft": DRAFT}
        for template in ("registration/form/sections.html", "registration/form/who.html"):
            render_to_string(template, context)


def _rail(pack: Pack, leg: Leg, typed: Typed, number: int) -> dict[str, Any]:
    return {**details.rail(_judged(pack, leg, typed, number), tried=True), "at": AT, "zone": AT.tzinfo}


def _judged(pack: Pack, leg: Leg, typed: Typed, number: int) -> Judged:
    judgement = criticality.judge(typed.answers, True, True, leg)
    return Judged(typed, leg, judgement, _promise(pack, leg, number), leg.terms)


def ways(leg: Leg) -> Iterator[Answers]:
    """No answer, then every answer to every question that is asked, each at least once."""
    waiting: list[Mapping[str, Any]] = [{}]
    seen: set[tuple[str, Any]] = set()
    while waiting:
        answers = waiting.pop(0)
        yield answers
        for question in criticality.asked(answers, leg):
            options: list[str | bool] = [choice.code for choice in question.choices] or [True, False]
            fresh = [answer for answer in options if (question.code, answer) not in seen]
            seen |= {(question.code, answer) for answer in fresh}
            waiting += [{**answers, question.code: answer} for answer in fresh]


def _promise(pack: Pack, leg: Leg, number: int | None) -> Promise | None:
    """What a registration now would promise; None while the level is open."""
    if number is None:
        return None
    term = leg.terms.level(number).reaction
    checked = completeness.check(leg, number, {})
    return Promise(
        level=number,
        judgement=criticality.judge({}, True, None, leg),
        reaction=deadline(AT, term, calendar_of(leg.terms.hours)),
        update=leg.terms.level(number).update,
        notice=None,
        missing=checked.missing,
        verdicts=(),
        completeness=checked,
        agreement=None,
        pack=pack,
        contacts=(),
        named=NamedContact(None),
    )


PARTS = {
    Text("Регистрация: ответы о симптомах", "Registration: answers about symptoms"): symptoms,
    Text("Регистрация: описание и окружение", "Registration: description and environment"): form,
}
