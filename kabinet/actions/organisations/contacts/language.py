"""The language in which a person reads."""

from datetime import datetime

from django.db import transaction

from kabinet.records.models import Person
from kabinet.regulation.access import Actor


def choose_language(*, actor: Actor, at: datetime, language: str) -> None:
    """Pages and notices speak `language` to the actor from now on, wherever they sign in. Nobody else's
    business: no journal."""
    with transaction.atomic():
        Person.objects.filter(pk=actor.person).update(language=language)
