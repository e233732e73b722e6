"""Another version of the regulation is in force than the one by which a form was shown: what the writer has to know."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kabinet.pages.registration.form.details_form import asked
from kabinet.pages.registration.law_words import say
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.ui.citations import numbered
from kabinet.records.versions import law
from kabinet.records.versions.regulations import is_known, on_record, superseded
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Pack, Widget, name_of_value, offered


@dataclass(frozen=True, slots=True)
class Gone:
    """What was typed in a field, or chosen, that the form has no more."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class VersionChange:
    """`words` are empty for a form of the version in force, whose draft still has what was typed under another one. `done`
    is said of a ticket that went by the version in force all the same."""

    words: str
    done: str
    gone: tuple[Gone, ...]
    asked: tuple[str, ...]
    level_moved: bool = False

    @property
    def holds(self) -> bool:
        """Whether the writer has to read it before the form can go."""
        return bool(self.words and (self.gone or self.asked or self.level_moved))


def version_change(shown: str, found: Judged, level: int | None = None) -> VersionChange | None:
    """`shown` is the code of the version by which the form was drawn, "" when nobody knows; `found` is the form by the
    version in force, `level` what it was shown for."""
    now = found.typed.regulation
    moved = bool(shown) and shown != now and is_known(shown)
    gone = tuple(_gone(law(shown) if moved else None, found))
    if not moved:
        return VersionChange("", "", gone, ()) if gone else None
    old, new = law(shown), law(now)
    words, done = _words(old, new)
    before = {field.code for field in asked(found.typed, old.leg(LegCode.CLIENT))}
    fresh = tuple(say(field.label) for field in asked(found.typed, found.leg) if field.code not in before)
    reached = found.level.number if found.level else None
    return VersionChange(words, done, gone, fresh, level is not None and level != reached)


def _words(old: Pack, new: Pack) -> tuple[str, str]:
    named = {"old": numbered(old), "new": numbered(new)}
    row = next((row for row in on_record() if row.code == old.code), None)
    if row is not None and superseded(row):
        return (
            _("Версия %(old)s отозвана, пока вы писали: обращение пойдёт по версии %(new)s.") % named,
            _("Версия %(old)s отозвана, пока вы писали: обращение зарегистрировано по версии %(new)s.")
            % named,
        )
    return (
        _("Пока вы писали, вступила в силу версия %(new)s: обращение пойдёт по ней.") % named,
        _("Пока вы писали, вступила в силу версия %(new)s: обращение зарегистрировано по ней.") % named,
    )


def _gone(old: Pack | None, found: Judged) -> Iterator[Gone]:
    known = {field.code: field for field in found.leg.form}
    for code, text in found.typed.values.items():
        if not text:
            continue
        if code not in known:
            if (leg := _leg_with(code)) is not None:
                yield _as_shown(leg, code, text)
        elif old is not None and known[code].widget is Widget.CHOICE:
            values = {each.code for each in offered(known[code], found.leg)}
            if text not in values and code in {field.code for field in old.leg(LegCode.CLIENT).form}:
                yield _as_shown(old.leg(LegCode.CLIENT), code, text)


def _as_shown(leg: Leg, code: str, text: str) -> Gone:
    field = leg.field(code)
    name = name_of_value(field, text, leg)
    return Gone(say(field.label), say(name) if name else text)


def _leg_with(code: str) -> Leg | None:
    """The client leg of the latest version that has such a field."""
    legs = [law(row.code).leg(LegCode.CLIENT) for row in on_record()]
    return next((leg for leg in reversed(legs) if code in {field.code for field in leg.form}), None)
