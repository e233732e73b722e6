"""The second step's rail: by when the first answer comes and why, and how much of the form is there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.actions.tickets.registration.preview import Promise
from kabinet.pages.registration import law_words
from kabinet.pages.registration.form.details_form import control
from kabinet.pages.registration.law_words import Said, say
from kabinet.pages.registration.level import result
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.ui import term_words
from kabinet.regulation.pack import FormField, Need, must_be_chosen
from kabinet.regulation.terms import Unit
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import completeness
from kabinet.regulation.ticket.completeness import Gap
from kabinet.regulation.working_time import Deadline
from kabinet.regulation.working_time.explanation import amount


@dataclass(frozen=True, slots=True)
class Meter:
    """Filled fields of all, and what is said of those that are not: id of the control and words."""

    done: int
    total: int
    gaps: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Promised:
    """`due` is the deadline of the first answer, `kept_in` the zone it is reckoned in, `why` the law's own steps to it."""

    level: int
    level_name: str
    hours: str
    due: datetime
    kept_in: ZoneInfo
    reasons: list[str]
    why: list[str]
    official: bool
    clause: str
    partner: str
    required: Meter
    advised: Meter
    notice: Said | None
    instead: str
    contradiction: str


def promised(found: Judged, promise: Promise) -> Promised:
    """Of a ticket whose level is settled."""
    level, deadline = promise.level or 0, promise.reaction
    if deadline is None or found.terms is None or promise.completeness is None:
        raise ValueError("the level is not settled")
    return Promised(
        level=level,
        level_name=say(found.leg.level(level).name),
        hours=law_words.hours(found.terms, level),
        due=deadline.at,
        kept_in=ZoneInfo(found.terms.hours.zone),
        reasons=reasons(level, deadline),
        why=[say(step) for step in deadline.why()],
        official=deadline.official,
        clause=found.terms.level(level).clause,
        partner=promise.agreement.partner.short_name if promise.agreement else "",
        required=required(found, promise),
        advised=_advised(found, promise),
        notice=law_words.verdict(promise.notice) if promise.notice else None,
        instead=result.instead(found),
        contradiction=contradiction(found, level),
    )


def reasons(level: int, deadline: Deadline) -> list[str]:
    """Three lines that say why; the whole reckoning is in `why`."""
    term = say(amount(deadline.term))
    counted = (
        _("круглосуточно: ночи и выходные считаются")
        if deadline.term.unit is Unit.HOURS
        else _("считается рабочее время: %(hours)s")
        % {"hours": say(term_words.hours(deadline.calendar.hours))}
    )
    return [
        _("уровень %(level)s: ответ за %(amount)s") % {"level": level, "amount": term},
        counted,
        _("отсчёт с момента регистрации"),
    ]


def gaps(found: Judged, promise: Promise) -> list[Gap]:
    """Every required field that is empty, in the form's order, with the choices that registering cannot do without."""
    empty = {gap.field: gap for gap in promise.missing}
    for field in _chosen(found):
        if not found.typed.values.get(field.code):
            empty[field.code] = completeness.gap_of(field)
    return [empty[field.code] for field in found.leg.form if field.code in empty]


def required(found: Judged, promise: Promise) -> Meter:
    """The meter of required fields."""
    counted = promise.completeness.required if promise.completeness else 0
    empty, total = gaps(found, promise), counted + len(_chosen(found))
    return Meter(total - len(empty), total, _links(found, empty, lambda gap: gap.label))


def contradiction(found: Judged, level: int) -> str:
    """That the impact stated does not fit the level (U6b): said to both sides, refuses nothing."""
    impact = found.typed.values.get("impact", "")
    if not completeness.contradiction(found.leg, impact, level):
        return ""
    name = next(say(each.name) for each in found.leg.impacts if each.code == impact)
    words = {"impact": name, "level": level, "name": say(found.leg.level(level).name).lower()}
    return (
        _(
            "Влияние «%(impact)s» не вяжется с уровнем %(level)s (%(name)s). Отправить можно, партнёр увидит это тоже."
        )
        % words
    )


def _advised(found: Judged, promise: Promise) -> Meter:
    counted = promise.completeness
    if counted is None:
        return Meter(0, 0, [])
    links = _links(found, counted.recommended, lambda gap: gap.text)
    return Meter(counted.advised_ready, counted.advised, links)


def _links(found: Judged, empty: Iterable[Gap], words: Callable[[Gap], Text]) -> list[tuple[str, str]]:
    return [(control(found.leg.field(gap.field), found.leg), say(words(gap))) for gap in empty]


def _chosen(found: Judged) -> list[FormField]:
    """Those of them that the law does not count as required itself."""
    return [field for field in found.leg.form if must_be_chosen(field) and field.need is not Need.REQUIRED]
