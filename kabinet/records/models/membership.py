from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.organisation import Organisation
from kabinet.regulation.access import Role

ROLES = [role.value for role in Role]
HEAD = Role.ORGANISATIONAL_CONTACT.value


class Membership(models.Model):
    """One role of one person in one organisation. Without `confirmed_at` it opens nothing (L14, L15).

    An organisational contact takes one of two seats: the database itself refuses a third (U5a, P6.1). One that the vendor
    refused has ended and says why.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24)
    seat = models.SmallIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    refusal = models.CharField(max_length=lengths.REASON, blank=True)

    class Meta:
        db_table = "membership"
        constraints = [
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=ROLES)),
            models.UniqueConstraint(
                name="membership_role_once",
                fields=["person", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="membership_two_seats",
                fields=["organisation", "seat"],
                condition=Q(ended_at__isnull=True, seat__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_contact_has_seat",
                condition=Q(role=HEAD, seat__isnull=False, seat__in=[1, 2])
                | (~Q(role=HEAD) & Q(seat__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                name="membership_of_org",
                fields=["organisation", "person"],
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                name="membership_awaiting",
                fields=["added_at", "id"],
                condition=Q(ended_at__isnull=True, confirmed_at__isnull=True),
            ),
        ]
