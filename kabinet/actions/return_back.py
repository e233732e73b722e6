"""The vendor sends a ticket back for what is missing, and the partner completes it (P5e)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.act import act
from kabinet.actions.errors import Incomplete
from kabinet.actions.journal import record
from kabinet.actions.speak import clean, speak
from kabinet.actions.work import Work
from kabinet.records import doors
from kabinet.records.models import JournalEntry, Sheet, Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.completeness import Gap
from kabinet.regulation.facts import Kind


def return_back(
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
        actor=actor, at=at, number=number, act=Act.RETURN, version=version, cases=frozenset(cases)
    ) as work:
        ticked = [case for case in work.leg.return_cases if case.code in cases]
        fields = [*(missing or dict.fromkeys(field for case in ticked for field in case.missing))]
        name = {
            language: "; ".join(getattr(case.name, language) for case in ticked) for language in ("ru", "en")
        }
        data = {
            "cases": [case.code for case in ticked],
            "missing": fields,
            "name": name,
            "reason": clean(text),
        }
        record(work, Kind.RETURNED, data, clause=ticked[0].clause)
    return work.ticket


def complete(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    values: Mapping[str, str],
    text: str = "",
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Gives what was missing: the form's fields are filled in and the ticket goes back to its place in the queue.

    Incomplete names every ticked field that is still empty.
    """
    with act(actor=actor, at=at, number=number, act=Act.COMPLETE, version=version) as work:
        sheet = doors.sheet(actor, work.ticket)
        given = {code: clean(value) for code, value in values.items() if clean(value)}
        _nothing_left(work, sheet, given, bool(files))
        message = speak(work, "reply", text, work.wide, files=files) if clean(text) or files else None
        record(work, Kind.COMPLETED, {"fields": sorted(given)}, message=message)
        Sheet.objects.filter(pk=sheet.pk).update(values={**sheet.values, **given})
    return work.ticket


def _nothing_left(work: Work, sheet: Sheet, given: Mapping[str, str], files: bool) -> None:
    asked = _asked(work.ticket)
    left = [
        work.leg.field(code) for code in asked if not (given.get(code) or (code == "diagnostics" and files))
    ]
    if left:
        raise Incomplete([Gap(field.code, field.label, field.missing, field.clause) for field in left])


def _asked(ticket: Ticket) -> list[str]:
    returned = JournalEntry.objects.filter(ticket=ticket, kind=Kind.RETURNED).order_by("-id").first()
    return list(returned.data["missing"]) if returned else []
