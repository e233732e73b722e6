"""The way from missed deadlines to a violation that rests on them (L17b)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.duties import is_of_partner
from kabinet.pages.oversight.lists.asked import Asked
from kabinet.records.lists.oversight.deadlines import Deadline, Duty
from kabinet.records.versions.vendor_names import clauses_of_partner, vendor_day
from kabinet.regulation.access import Act, Actor


def begun_of(
    actor: Actor, asked: Asked, found: Sequence[Deadline], clause_of: Mapping[Duty, str]
) -> tuple[str, Mapping[int, str]]:
    """Where a violation is registered that rests on these lines, for whoever may: on all of them where the list is of one
    partner, and on each, by its run. What the vendor missed, and what fell due without a status, is none (L12b)."""
    if not parameters.can(actor, Act.RECORD_VIOLATION) or asked.chosen("barred") == "yes":
        return "", {}
    missed = [each for each in found if each.breached and is_of_partner(each.leg, each.clock)]
    whole = _address(missed, clause_of) if missed and asked.narrowed.partner is not None else ""
    return whole, {each.run: _address([each], clause_of) for each in missed}


def _address(missed: Sequence[Deadline], clause_of: Mapping[Duty, str]) -> str:
    """Of one partner; clause and day are filled in where they are the same of all."""
    numbers = dict.fromkeys(each.row.number for each in missed)
    cited = {clause_of.get((each.leg, each.clock, each.level), "") for each in missed}
    query = {
        "partner": str(missed[0].row.partner_id),
        "clause": _only(clause for clause in cited if clause in clauses_of_partner())
        if len(cited) == 1
        else "",
        "day": _only(vendor_day(each.due) for each in missed),
        "tickets": ",".join(numbers),
    }
    return f"{reverse('violation_new')}?{urlencode({name: value for name, value in query.items() if value})}"


def _only(values: Iterator[str] | Iterator[date]) -> str:
    """The value that all have; empty where they differ."""
    found = set(values)
    return str(found.pop()) if len(found) == 1 else ""
