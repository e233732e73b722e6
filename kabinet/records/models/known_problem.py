from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records import lengths
from kabinet.records.models.json_length import json_at_most
from kabinet.records.models.organisation import Organisation
from kabinet.regulation.access import AUDIENCES, OrgKind, ProblemAudience

KEPT_FOR = {kind: [audience.value for audience in audiences] for kind, audiences in AUDIENCES.items()}


class KnownProblem(models.Model):
    """A problem that the vendor or a partner knows of: what it is, whom it touches, the way round it (P2.3).

    `audience`: own (the keeper's people), partners (the vendor's own partners), clients (a partner's clients, the
    vendor), everyone (all signed in; the vendor's alone). Versions are text as makers write them; `fixed_in` is empty while
    it is not mended. `number` is K-17, for people to name it by.
    """

    class Audience(models.TextChoices):
        OWN = ProblemAudience.OWN.value
        PARTNERS = ProblemAudience.PARTNERS.value
        CLIENTS = ProblemAudience.CLIENTS.value
        EVERYONE = ProblemAudience.EVERYONE.value

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kept_by_vendor = models.BooleanField(default=False)
    number = models.CharField(max_length=12, unique=True)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    title = models.CharField(max_length=200)
    text = models.CharField(max_length=lengths.MESSAGE)
    workaround = models.CharField(max_length=lengths.MESSAGE, blank=True)
    product = models.CharField(max_length=200, blank=True)
    affected = models.CharField(max_length=200, blank=True)
    fixed_in = models.CharField(max_length=100, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kept_at = models.DateTimeField()
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "known_problem"
        constraints = [
            models.CheckConstraint(
                name="known_problem_audience_of_keeper",
                condition=Q(kept_by_vendor=True, audience__in=KEPT_FOR[OrgKind.VENDOR])
                | Q(kept_by_vendor=False, audience__in=KEPT_FOR[OrgKind.PARTNER]),
            )
        ]
        indexes = [
            models.Index(name="problem_of_organisation", fields=["organisation", "-kept_at", "-id"]),
            models.Index(name="problem_by_time", fields=["-kept_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.number


class ProblemVersion(models.Model):
    """A known problem as it was kept at one instant, whole: every change stays (the database refuses to change one).

    `kind`: added, changed, retired, revived. `contents` are the problem's texts and its audience; `source` is the
    ticket that gave the occasion. For the keeper's own people: an earlier text may have been meant for fewer readers.
    """

    problem = models.ForeignKey(KnownProblem, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)
    contents = models.JSONField(default=dict)
    reason = models.CharField(max_length=lengths.REASON, blank=True)
    source = models.CharField(max_length=12, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = "known_problem_version"
        constraints = [json_at_most("known_problem_version", "contents", lengths.PROBLEM)]
        indexes = [models.Index(name="version_of_problem", fields=["problem", "-at", "-id"])]
