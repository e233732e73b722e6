"""The vendor sends a ticket back for what is missing (P5e); the partner gives it or says why it cannot be had, and the
vendor can do without."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.registration.judgement import known_words
from kabinet.actions.tickets.registration.sheet import require_short
from kabinet.actions.tickets.speak import clean, clean_reason, speak
from kabinet.actions.unit.errors import Incomplete, Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.actions.vendor.missing_items import TELLS, Missing, still_missing
from kabinet.records import doors
from kabinet.records.models import JournalEntry, Sheet, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, Return
from kabinet.regulation.fact_data.tickets import Completed, Explained, Returned, ReturnEnded, Supplied
from kabinet.regulation.facts import Kind
from kabinet.regulation.pack import FormField, Leg, Widget, is_offered
from kabinet.regulation.text import Text
from kabinet.regulation.ticket.completeness import gap_of

DIAGNOSTICS = "diagnostics"  # files that come with it give it
NOT_ASKED = Text("Об этом не спрашивали", "Nobody asked for this")
GIVEN = Text("Этот пункт уже дополнили", "This item has been given already")
WHY_NOT = Text("Не сказано, почему этого нельзя получить", "It is not said why this cannot be had")
SAY_WHY = Text(
    "{Vendor_name} решит по этим словам, можно ли обойтись",
    "{vendor_name} judges by these words whether it can do without",
)
NO_ITEM = Text("Такого пункта нет", "There is no such item")
CHOOSE = Text("Отметьте поля из списка", "Tick fields of the list")
OTHERS = Text("Посмотрите, что ещё осталось", "See what is still left")


def can_be_asked(leg: Leg) -> list[str]:
    """Codes of the fields that a return can ask for: those of the nine items (P5b), in their order, and what the five cases
    name besides (P5e). A contact is always a confirmed person and is changed by an act of its own."""
    named = [code for item in leg.items for code in item.fields]
    besides = [code for case in leg.return_cases for code in case.missing]
    return [code for code in dict.fromkeys(named + besides) if leg.field(code).widget is not Widget.PERSON]


def return_ticket(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    cases: Collection[str],
    text: str = "",
    missing: Collection[str] = (),
    version: int | None = None,
) -> Ticket:
    """Returns the ticket in one or more of the regulation's five cases. `missing` are the form fields to complete; without
    them those that the cases name."""
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.RETURN,
        version=version,
        typed=Return(cases=frozenset(cases)),
    ) as work:
        ticked = [case for case in work.leg.return_cases if case.code in cases]
        if not set(missing) <= set(can_be_asked(work.leg)):
            raise Invalid("missing", NO_ITEM, CHOOSE)
        fields = [*(missing or dict.fromkeys(field for case in ticked for field in case.missing))]
        data = Returned(
            cases=tuple(case.code for case in ticked),
            missing=tuple(fields),
            name=Text(*("; ".join(said) for said in zip(*(case.name for case in ticked), strict=True))),
            reason=clean(text),
        )
        record(work, Kind.RETURNED, data, clause=ticked[0].clause)
    return work.ticket


def supply_item(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    item: str,
    value: str = "",
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Ticks off one missing item. With the last one the ticket is back in its place: its clocks never stopped.

    Invalid for an item that nobody asked for or somebody gave already, and for one that is still empty.
    """
    with act(actor=actor, at=at, number=number, act=Act.SUPPLY, version=version) as work:
        asked = _asked_for(work, item)
        given = {item: clean(value, "value")} if clean(value, "value") else {}
        _nothing_left(work, [item], given, bool(files))
        field = work.leg.field(item)
        message = speak(work, "reply", field.label.ru, work.wide, files=files) if files else None
        data = Supplied(item=item, name=field.label, final=asked.left == [item])
        record(work, Kind.SUPPLIED, data, message=message, clause=asked.returned.clause)
        _filled_in(work, given)
    return work.ticket


def explain_item(
    *, actor: Actor, at: datetime, number: str, item: str, reason: str, version: int | None = None
) -> Ticket:
    """Says of one missing item why it cannot be had. With the last one the ticket is back in its place; the vendor goes on,
    asks again or refuses by the regulation.

    Invalid as for `supply_item`, and without a reason.
    """
    with act(actor=actor, at=at, number=number, act=Act.EXPLAIN, version=version) as work:
        asked, why = _asked_for(work, item), clean_reason(reason)
        if not why:
            raise Invalid("reason", WHY_NOT, SAY_WHY, asked.returned.clause)
        name, final = work.leg.field(item).label, asked.left == [item]
        data = Explained(item=item, name=name, reason=why, final=final)
        record(work, Kind.EXPLAINED, data, clause=asked.returned.clause)
    return work.ticket


def end_return(
    *, actor: Actor, at: datetime, number: str, reason: str = "", version: int | None = None
) -> Ticket:
    """The vendor awaits nothing more: the ticket is back in its place. No word to the partner in the sense of the clocks."""
    with act(actor=actor, at=at, number=number, act=Act.END_RETURN, version=version) as work:
        asked = _asked(work.ticket)
        data = ReturnEnded(left=tuple(asked.left), reason=clean_reason(reason))
        record(work, Kind.RETURN_ENDED, data, clause=asked.returned.clause)
    return work.ticket


def complete_ticket(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    values: Mapping[str, str],
    text: str = "",
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Gives at once all that is still missing; the ticket goes back to its place in the queue.

    Incomplete names every item that is still empty.
    """
    with act(actor=actor, at=at, number=number, act=Act.COMPLETE, version=version) as work:
        given = {code: clean(value) for code, value in values.items() if clean(value)}
        _nothing_left(work, _asked(work.ticket).left, given, bool(files))
        said = clean(text) or (work.leg.field(DIAGNOSTICS).label.ru if files else "")
        message = speak(work, "reply", said, work.wide, files=files) if said else None
        record(work, Kind.COMPLETED, Completed(fields=tuple(sorted(given))), message=message)
        _filled_in(work, given)
    return work.ticket


def _nothing_left(work: Work, asked: Sequence[str], given: Mapping[str, str], files: bool) -> None:
    fields = [work.leg.field(code) for code in asked]
    left = [field for field in fields if not _is_given(work, field, given.get(field.code), files)]
    if left:
        raise Incomplete(list(map(gap_of, left)))


def _is_given(work: Work, field: FormField, value: str | None, files: bool) -> bool:
    """A choice takes its own values alone."""
    if field.code == DIAGNOSTICS and files:
        return True
    return bool(value) and is_offered(field, value, work.leg)


def _filled_in(work: Work, given: Mapping[str, str]) -> None:
    """The form's values; the impact stands on the ticket as well, beside the level that it may contradict (U6b)."""
    if impact := given.get("impact"):
        known_words(work.leg, work.ticket.service, impact)
        work.ticket.impact = impact
    sheet = doors.sheet(work.actor, work.ticket)
    filled = {**sheet.values, **given}
    require_short(work.leg, filled)
    with as_system("what was missing is given"):
        Sheet.objects.filter(pk=sheet.pk).update(values=filled)


def _asked_for(work: Work, item: str) -> Missing:
    asked = _asked(work.ticket)
    if item not in asked.left:
        against = GIVEN if item in asked.given else NOT_ASKED
        raise Invalid("item", against, OTHERS, work.leg.return_cases[0].clause)
    return asked


def _asked(ticket: Ticket) -> Missing:
    rows = JournalEntry.objects.filter(ticket=ticket, kind__in=TELLS)
    found = still_missing(rows.order_by("occurred_at", "id"))
    if found is None:
        raise Invalid("item", NOT_ASKED, OTHERS)
    return found
