from django.conf import settings
from django.db import models
from django.db.models import Q

from kabinet.records.models.tenant import AUDIENCE_OF_LEG, AUDIENCES, TicketRow


class UploadPlace(TicketRow):
    """A place of a ticket to which files are sent without signing in (U6c), by a code that is reckoned from the row's key.

    What comes stands with `message`, in which the support said what it needs, and has its audience. It lives `until` its day
    is over, the support has ended it or the ticket has ended; `organisation` is that of whoever gave it.
    """

    message = models.ForeignKey("records.Message", on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    organisation = models.ForeignKey(
        "records.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "upload_place"
        constraints = [
            models.CheckConstraint(name="upload_place_audience_of_leg", condition=AUDIENCE_OF_LEG),
            models.UniqueConstraint(
                name="upload_place_once", fields=["ticket"], condition=Q(ended_at__isnull=True)
            ),
        ]
