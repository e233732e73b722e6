"""Intervals of days, inclusive at both ends."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value


def ordered_days(name: str) -> models.CheckConstraint:
    """The last day is not before the first; an open end is NULL."""
    return models.CheckConstraint(
        name=f"{name}_days_in_order",
        condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
    )


class _Span(Func):
    """daterange(first, last, '[]'); an open end reaches to infinity."""

    function = "daterange"


class _Point(Func):
    """A key as a one-element range: GiST knows ranges by itself, so no extension is needed for an equality."""

    function = "int8range"


def one_at_a_time(name: str, key: str) -> ExclusionConstraint:
    """No two rows of one `key` share a day, whoever writes them and however close together."""
    return ExclusionConstraint(
        name=f"{name}_one_at_a_time",
        expressions=[
            (_Point(F(key), F(key), Value("[]")), "&&"),
            (_Span(F("first_day"), F("last_day"), Value("[]")), "&&"),
        ],
    )
