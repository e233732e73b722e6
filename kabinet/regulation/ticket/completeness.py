"""What a ticket must tell before it can be sent, what it should, and how much of it is there (U4a, U4b, P5b)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kabinet.regulation.pack.choice import is_offered
from kabinet.regulation.pack.form import FormField, Item, Need
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.text import Text

Values = Mapping[str, object]


class State(StrEnum):
    """How an item stands."""

    READY = "ready"
    MISSING = "missing"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that is empty, or has a value that it does not offer: its code, its name on the form, what is said about it,
    and the clause."""

    field: str
    label: Text
    text: Text
    clause: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is there and what is not. Counts are for the meter: `ready` of `required`, `advised_ready` of `advised`."""

    missing: tuple[Gap, ...]
    recommended: tuple[Gap, ...]
    required: int
    advised: int

    @property
    def complete(self) -> bool:
        """Whether the ticket can be sent."""
        return not self.missing

    @property
    def ready(self) -> int:
        """How many of the required fields are filled in."""
        return self.required - len(self.missing)

    @property
    def advised_ready(self) -> int:
        """How many of the recommended fields are filled in."""
        return self.advised - len(self.recommended)


@dataclass(frozen=True, slots=True)
class ItemState:
    """One of the nine items: its state, the gaps, and where its values came from (the caller's words, by field)."""

    item: Item
    state: State
    gaps: tuple[Gap, ...]
    origins: tuple[Text, ...]


def check(leg: Leg, level: int, values: Values, slowdown: bool = False, defect: bool = False) -> Completeness:
    """Every gap at once. `slowdown`: the ticket is about slowness; `defect`: a defect must be reproduced.

    A choice takes one of its own values or none: another one is missing, whether the field must be there or not.
    """
    needs = _needs(leg, level, slowdown, defect)
    stray = {field.code for field in leg.form if _is_stray(field, values, leg)}
    required = [
        field for field in leg.form if field.code in stray or (field.need in needs and not field.recommended)
    ]
    advised = [
        field for field in leg.form if field.need in needs and field.recommended and field.code not in stray
    ]
    return Completeness(
        _gaps(required, values, leg), _gaps(advised, values, leg), len(required), len(advised)
    )


def items(
    leg: Leg,
    level: int,
    values: Values,
    slowdown: bool = False,
    defect: bool = False,
    origins: Mapping[str, Text] | None = None,
) -> tuple[ItemState, ...]:
    """The items that go with a ticket, each ready, missing or not required (P5b). `origins` by field code."""
    needs = _needs(leg, level, slowdown, defect)
    return tuple(_item(leg, item, item.need in needs, values, origins or {}) for item in leg.items)


def shown(leg: Leg, level: int, slowdown: bool = False, defect: bool = False) -> tuple[FormField, ...]:
    """The fields that the form shows for this kind of ticket, in order."""
    needs = _needs(leg, level, slowdown, defect) | {Need.ASKED}
    return tuple(field for field in leg.form if field.need in needs)


def contradiction(leg: Leg, impact: str, level: int) -> bool:
    """Whether the stated business impact does not fit the level (U6b): shown to both sides, refuses nothing."""
    return any(each.code == impact and level not in each.fits for each in leg.impacts)


def _needs(leg: Leg, level: int, slowdown: bool, defect: bool) -> set[Need]:
    needs = {Need.REQUIRED, Need.RECOMMENDED}
    if leg.level(level).needs_critical_terms:
        needs.add(Need.CRITICAL)
    if slowdown:
        needs |= {Need.SLOWDOWN, Need.RECOMMENDED_SLOWDOWN}
    return needs | {Need.DEFECT} if defect else needs


def _gaps(fields: Iterable[FormField], values: Values, leg: Leg) -> tuple[Gap, ...]:
    return tuple(
        gap_of(field)
        for field in fields
        if not _given(values.get(field.code)) or _is_stray(field, values, leg)
    )


def _is_stray(field: FormField, values: Values, leg: Leg) -> bool:
    value = values.get(field.code)
    return _given(value) and not is_offered(field, value, leg)


def gap_of(field: FormField) -> Gap:
    """What is said of a field that is empty and should not be."""
    return Gap(field.code, field.label, field.missing, field.clause)


def _given(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _item(leg: Leg, item: Item, needed: bool, values: Values, origins: Mapping[str, Text]) -> ItemState:
    gaps = _gaps((leg.field(code) for code in item.fields), values, leg)
    state = State.READY if not gaps else State.MISSING if needed else State.NOT_REQUIRED
    seen = dict.fromkeys(origins[code] for code in item.fields if code in origins)
    return ItemState(item, state, gaps if state is State.MISSING else (), tuple(seen))
