"""The nine items (P5b): how each stands, where it comes from, which fields belong to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField

from kabinet.pages.pass_on.document import fields_of, spoken
from kabinet.pages.pass_on.form import PassOnForm
from kabinet.pages.pass_on.prepared import Prepared
from kabinet.pages.pass_on.typed import values_of
from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.regulation.pack import FormField, Item, KnownFrom, Leg, Need, Widget
from kabinet.regulation.ticket.completeness import ItemState, State

LOOKS = {State.READY: "ready", State.MISSING: "missing", State.NOT_REQUIRED: "not-needed"}
# Fields of the item "environment" that the system's own record has under the same names.
OF_CARD = ("client_environment", "server_os", "server_hardware")


@dataclass(frozen=True, slots=True)
class ItemView:
    """`about` says where it is from, or why it is needed or not; `rows` are its fields, each a whole line when `wide`;
    `parts` are the controls of the program's own that stand here: "subject", "terms", "sources", "verified", "slow",
    "defect", "contact".
    """

    code: str
    number: int
    name: str
    look: str
    about: str
    opened: bool
    rows: tuple[BoundField, ...]
    wide: bool
    parts: frozenset[str]


def items(shown: Prepared, form: PassOnForm | None = None) -> list[ItemView]:
    """In their order; without a form only the heads."""
    return [_item(state, shown, form) for state in shown.found.items]


def counts(views: list[ItemView]) -> dict[str, int]:
    """How many are ready, missing, not needed."""
    return {look.replace("-", "_"): sum(view.look == look for view in views) for look in LOOKS.values()}


def _item(state: ItemState, shown: Prepared, form: PassOnForm | None) -> ItemView:
    item, leg = state.item, shown.found.leg
    fields = fields_of(item, leg)
    bound = tuple(form[each.code] for each in fields if each.code in form.fields) if form else ()
    # The sources are drawn as rows of their own, a part of the item.
    rows = tuple(row for row in bound if row.name != "sources")
    return ItemView(
        code=item.code,
        number=item.number,
        name=spoken(item.name),
        look=LOOKS[state.state],
        about=_about(state, shown),
        opened=state.state is State.MISSING or any(row.errors for row in bound) or _asked(item, shown),
        rows=rows,
        wide=len(rows) == 1 or any(each.widget is Widget.LINES for each in fields),
        parts=frozenset(part for part, here in _homes(leg) if here == item),
    )


def _homes(leg: Leg) -> Iterator[tuple[str, Item | None]]:
    """Where each control of the program's own stands: with the field that it is for, or that it makes necessary."""
    asked = {
        "subject": lambda each: each.code == "description",
        "contact": lambda each: each.code == "contact",
        "terms": lambda each: each.code in ("client_terms", "partner_terms"),
        "sources": lambda each: each.code == "sources",
        "verified": lambda each: each.code == "scenario_verified",
        "slow": lambda each: each.need in (Need.SLOWDOWN, Need.RECOMMENDED_SLOWDOWN),
        "defect": lambda each: each.need is Need.DEFECT,
    }
    for part, belongs in asked.items():
        yield part, next((item for item in leg.items if any(map(belongs, fields_of(item, leg)))), None)


def _asked(item: Item, shown: Prepared) -> bool:
    """The promises are asked for as long as the level that needs them is wanted."""
    return item.need is Need.CRITICAL and shown.found.leg.level(shown.level).needs_critical_terms


def _about(state: ItemState, shown: Prepared) -> str:
    if _asked(state.item, shown) and shown.found.notice is not None:
        return _("не подтверждены: %(vendor_name)s рассмотрит как уровень %(level)s") % {
            "level": shown.found.level
        }
    if state.state is State.MISSING:
        return _needed(state.item.need, shown)
    if state.state is State.NOT_REQUIRED:
        return _needless(state.item.need, shown)
    return ", ".join(_origins(state, shown))


def _needed(need: Need, shown: Prepared) -> str:
    return {
        Need.SLOWDOWN: _("обязательно: обращение о замедлении"),
        Need.DEFECT: _("обязательно: дефект нужно воспроизвести"),
        Need.CRITICAL: _("обязательно: уровень %(level)s") % {"level": shown.found.level},
    }.get(need) or _("обязательно")


def _needless(need: Need, shown: Prepared) -> str:
    return {
        Need.SLOWDOWN: _("не требуется: обращение не о замедлении"),
        Need.DEFECT: _("не требуется: воспроизводить дефект не нужно"),
        Need.CRITICAL: _("не требуется: уровень %(level)s") % {"level": shown.found.level},
    }.get(need) or _("не требуется")


def _origins(state: ItemState, shown: Prepared) -> Iterator[str]:
    fields = [shown.found.leg.field(code) for code in state.item.fields]
    typed = [each for each in fields if each.code in values_of(shown.typed)]
    if "sources" in state.item.fields:
        yield _("источников: %(count)s") % {"count": len(shown.typed.sources)}
        return
    if state.item.need is Need.CRITICAL:
        yield _("подтвердили и клиент, и вы")
        return
    if len(typed) < len(fields):
        yield from _known(fields, shown)
    if typed:
        yield (
            _("вы дополнили") if any(shown.known.values.get(each.code) for each in typed) else _("вы указали")
        )


def _known(fields: list[FormField], shown: Prepared) -> Iterator[str]:
    """From the system's record where nobody changed it on the way, else from the ticket."""
    card = shown.found.ticket.system
    if card is None or not _as_on_card(card, fields, shown):
        yield _("из обращения")
    elif card.checked_on:
        yield _("из карточки системы, проверена %(day)s") % {"day": moments.short_day(card.checked_on)}
    else:
        yield _("из карточки системы")


def _as_on_card(card: object, fields: list[FormField], shown: Prepared) -> bool:
    of_system = all(each.source is KnownFrom.SYSTEM for each in fields)
    return of_system and all(getattr(card, code) == shown.found.values.get(code) for code in OF_CARD)
