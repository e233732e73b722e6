"""What stands in the tables of second factors and cannot be so."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef

from kabinet.records.models import AuthenticatorApp, Passkey, RecoveryCode
from kabinet.records.security.reach import as_system


def without_factor() -> Iterator[str]:
    """Recovery codes of people who have no second factor: they open nothing, and were to end with the last one."""
    with transaction.atomic(), as_system("recovery codes are verified"):
        rows = RecoveryCode.objects.filter(
            ~Exists(AuthenticatorApp.objects.filter(person=OuterRef("person"))),
            ~Exists(Passkey.objects.filter(person=OuterRef("person"))),
        )
        people = list(rows.order_by("person").values_list("person", flat=True).distinct())
    for person in people:
        yield f"person {person}: recovery codes without a second factor"
