"""What every list of oversight shows around its lines: days, filters, how many there are, where the next page begins."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from kabinet.pages.lists.filters.form import unasked
from kabinet.pages.oversight.lists.asked import Asked
from kabinet.pages.oversight.lists.narrow_form import NAMES, Coded, choices_of, chosen_of, form_of
from kabinet.pages.oversight.periods import LENGTHS, Span
from kabinet.records.lists import Row
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.web.keyset import written

BOTH = 2


def frame_of(
    actor: Actor,
    asked: Asked,
    after: tuple[datetime, int] | None,
    more: Mapping[str, list[Coded]],
    names: Mapping[str, Any],
    seen: Mapping[str, str],
) -> Mapping[str, Any]:
    """`more` are the choices of the list's own filters, `names` their words."""
    choices = {**choices_of(actor, asked), **more}
    titles = {**NAMES, **names}
    form = form_of(asked, choices, titles)
    return {
        "asked": asked,
        "time": asked.time,
        "ahead": asked.ahead,
        "form": form,
        "chosen": list(chosen_of(asked, choices, titles, seen)),
        "kept": unasked(form, asked.query),
        "next": f"{asked.address()}&after={written(*after)}".replace("+", "%2B") if after else "",
        "back": f"{reverse('compliance')}{asked.address()}",
        "half": len(asked.legs) < BOTH and not asked.narrowed.leg,
        "closed": asked.narrowed.leg is None and LegCode.CLIENT not in asked.legs,
        **picker_of(asked),
    }


def picker_of(asked: Asked) -> Mapping[str, Any]:
    """Ways to other times; a span that lies ahead is not offered."""
    base = asked.time if isinstance(asked.time, Span) else Span(asked.time.first.replace(day=1), 1)
    later = base.moved(1)
    return {
        "span": asked.time,
        "earlier": asked.address(period=base.moved(-1).code),
        "later": asked.address(period=later.code) if later.first <= asked.today else "",
        "lengths": [
            (
                str(label),
                asked.address(period=base.of(months).code),
                isinstance(asked.time, Span) and months == asked.time.months,
            )
            for months, label in LENGTHS.items()
        ],
    }


def seen_of(row: Row | None, asked: Asked) -> Mapping[str, str]:
    """What the first line calls by name: of a filter that is set every line has the same."""
    if row is None:
        return {}
    return {
        "partner": row.partner_name,
        "client": row.client_name,
        "assignee": row.assignee_name,
        "system": row.system_name,
    }
