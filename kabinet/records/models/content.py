import uuid

from django.db import models


class Content(models.Model):
    """What files hold, each once, however often it was sent, passed on or carried: files refer to it.

    `id` is the name under which it lies (actions/tickets/drafts/stored.py), no other content's ever. It goes when no file
    refers to it; a reference to one that is gone is refused by the database. Since `moved_at` it lies in the bucket, whether
    or not a copy is on this disk (actions/contents/moving.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    moved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "content"
