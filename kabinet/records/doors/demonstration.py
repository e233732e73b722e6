"""Who can sign in to a demonstration: said to the whole world, so only where the settings say that this is one."""

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Membership, Password
from kabinet.records.security.reach import as_system


def demonstration_people() -> list[Membership]:
    """Every role of everybody who has a password, with person and organisation, in the order of the world's building."""
    if not settings.DEMO:
        raise Closed
    rows = Membership.objects.filter(ended_at__isnull=True, person__is_active=True)
    known = Password.objects.exclude(encoded__startswith=UNUSABLE_PASSWORD_PREFIX).values("person")
    rows = rows.filter(person__in=known)
    with as_system("the sign-in page of a demonstration"):
        return list(rows.select_related("person", "organisation").order_by("organisation", "person", "role"))
