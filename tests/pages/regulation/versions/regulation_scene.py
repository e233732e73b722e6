"""What the addresses of drafts point to: one draft of version 4.1, made as the vendor's administrator makes it."""

from tests import clock
from tests.cast import Cast

DRAFT = "regulation draft"


def draft_of(cast: Cast) -> str:
    """The key of a draft, which is made when there is none."""
    from django.db import transaction

    from kabinet.actions.regulation import drafts
    from kabinet.records.models import VersionDraft
    from kabinet.records.security.reach import as_system, leave

    at = clock.now()
    with transaction.atomic(), as_system("a look"):
        found = VersionDraft.objects.filter(kind="regulation").first()
    if found is None:
        with transaction.atomic():
            actor = cast.actor("shulgin", at)
            found = drafts.begin(actor=actor, at=at, number="4.0")
            leave()
    return str(found.pk)
