from django.db import models

from kabinet.records.models.days import one_at_a_time, ordered_days
from kabinet.records.models.organisation import Organisation


class CompanyGroup(models.Model):
    """A registered group of companies whose members share the reach of the one that holds the status (L13)."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        db_table = "company_group"

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A partner's membership of a group, from a day to a day."""

    group = models.ForeignKey(CompanyGroup, on_delete=models.PROTECT, related_name="members")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="group_memberships")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "group_member"
        constraints = [ordered_days("group_member"), one_at_a_time("group_member", "partner")]
