"""JSON that people fill is bounded as it is written out: its column has no length of its own."""

from django.db import models
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual


def json_at_most(table: str, column: str, most: int) -> models.CheckConstraint:
    """At most `most` characters, as PostgreSQL writes it."""
    return models.CheckConstraint(
        name=f"{table}_{column}_length",
        condition=LessThanOrEqual(Length(Cast(column, models.TextField())), most),
    )
