"""The versions of the regulation as one reader stands to them: what holds, what held, what comes and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.regulation.reader.applies import Reading
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.citations import titled
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.organisation.versions import Version, applies_from


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: `words` say when it holds or held, `compare_url` leads to what it changed against the one before."""

    number: str
    title: str
    url: str
    published: str
    binding: str
    words: str
    tone: str
    here: bool
    compare_url: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A version that will take the place of the present one: `words` say from when, `adopt_url` is for who may choose."""

    number: str
    title: str
    url: str
    words: str
    left: str
    compare_url: str
    adopt_url: str
    adopt_words: str


def version_lines(reading: Reading, today: date) -> list[VersionLine]:
    """Every version, the latest first."""
    ordered = sorted(reading.known, key=lambda version: version.published)
    found = [
        _line(reading, version, ordered[place - 1] if place else None, _next(ordered, place), today)
        for place, version in enumerate(ordered)
    ]
    return found[::-1]


def coming(reading: Reading, actor: Actor, today: date) -> Iterator[Coming]:
    """What will follow the version in force, the earliest first."""
    later = [
        version
        for version in reading.known
        if version.superseded is None
        and version.published >= reading.in_force.published
        and applies_from(version, reading.adopted) > today
    ]
    for version in sorted(later, key=lambda each: applies_from(each, reading.adopted)):
        yield _coming(reading, version, actor, today)


def compare_url(old: str, new: str) -> str:
    """The page that compares two versions."""
    return reverse("compare") + f"?old={old}&new={new}"


def day_in_words(day: date) -> str:
    """With its year always: "10 января 2024"."""
    return moments.day(day, date.min)


def _line(
    reading: Reading, version: Version, before: Version | None, after: Version | None, today: date
) -> VersionLine:
    words, tone = _words(reading, version, after, today)
    return VersionLine(
        number=version.number,
        title=titled(version),
        url=reverse("regulation", args=[version.number]),
        published=day_in_words(version.published),
        binding=day_in_words(version.binding),
        words=words,
        tone=tone,
        here=version == reading.version,
        compare_url=compare_url(before.number, version.number) if before else "",
    )


def _words(reading: Reading, version: Version, after: Version | None, today: date) -> tuple[str, str]:
    since = applies_from(version, reading.adopted)
    if version.superseded is not None:
        return _superseded(since, version.superseded), "bad"
    if version == reading.in_force:
        return _("действует с %(day)s") % {"day": day_in_words(since)}, "ok"
    if since > today:
        return _("начнёт действовать %(day)s") % {"day": day_in_words(since)}, "warn"
    until = applies_from(after, reading.adopted) - timedelta(days=1) if after else since
    if until < since:
        return _("не действовала: следующую приняли раньше"), ""
    return _("действовала с %(first)s по %(last)s") % {
        "first": day_in_words(since),
        "last": day_in_words(until),
    }, ""


def _superseded(since: date, day: date) -> str:
    """When it was superseded, and whether it was in force for the reader before."""
    if since > day:
        return _("отозвана %(day)s, не действовала") % {"day": day_in_words(day)}
    return _("отозвана %(day)s; действовала с %(first)s") % {
        "day": day_in_words(day),
        "first": day_in_words(since),
    }


def _next(ordered: list[Version], place: int) -> Version | None:
    """What took the version's place: never one that was superseded."""
    return next((version for version in ordered[place + 1 :] if version.superseded is None), None)


def _coming(reading: Reading, version: Version, actor: Actor, today: date) -> Coming:
    since, chosen = applies_from(version, reading.adopted), reading.adopted.get(version.code)
    words = (
        _("Выходит %(day)s. Для вас начнёт действовать %(since)s.")
        if version.published > today
        else _("Опубликована %(day)s. Для вас начнёт действовать %(since)s.")
    )
    may = actor.kind is OrgKind.PARTNER and Role.ORGANISATIONAL_CONTACT in actor.roles
    open_ = version.published <= today <= version.last_day_to_adopt
    return Coming(
        number=version.number,
        title=titled(version),
        url=reverse("regulation", args=[version.number]),
        words=words % {"day": day_in_words(version.published), "since": day_in_words(since)},
        left=_left(version, actor, today) if open_ and chosen is None else "",
        compare_url=compare_url(reading.in_force.number, version.number),
        adopt_url=reverse("adopt", args=[version.number]) if may and open_ else "",
        adopt_words=_("Изменить день") if chosen else _("Выбрать день перехода"),
    )


def _left(version: Version, actor: Actor, today: date) -> str:
    if actor.kind is not OrgKind.PARTNER:
        return ""
    left = amounts.counted((version.last_day_to_adopt - today).days + 1, "день", "дня", "дней")
    return _("Перейти раньше можно по %(day)s: осталось %(left)s.") % {
        "day": day_in_words(version.last_day_to_adopt),
        "left": left,
    }
