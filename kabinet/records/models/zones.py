"""The zone of an organisation, a person and an agreement: whoever makes one says it, no city is meant by itself."""

from django.db import models
from django.db.models import Q


def zone_said(table: str) -> models.CheckConstraint:
    """A zone is there: of the form, of the organisation or of the version in force."""
    return models.CheckConstraint(name=f"{table}_zone_said", condition=~Q(zone=""))
