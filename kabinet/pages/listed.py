"""Rows of doors as a sheet, a page after another."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from kabinet.queries.sheets.columns import STEP, Batch, Column, Listed, whole
from kabinet.web import keyset


def listed_by_instant(title: str, columns: Sequence[Column], rows: QuerySet[Any], instant: str) -> Listed:
    """Rows in the order (-instant, -key)."""

    def read(after: str) -> Batch:
        return Batch(*keyset.cut(rows, instant, keyset.place(after), STEP))

    return Listed(title, columns, read, count_up_to(rows), lambda row: row.pk)


def listed_whole(
    title: str, columns: Sequence[Column], rows: Sequence[Any], key: Callable[[Any], Any] = id
) -> Listed:
    """A short list that is there as a whole."""
    return Listed(title, columns, *whole(rows), key)


def count_up_to(rows: QuerySet[Any]) -> Callable[[int], int]:
    """How many there are, counted no further than asked."""
    return lambda most: rows.order_by()[:most].count()
