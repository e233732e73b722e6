"""How many drafts of versions there may be: each keeps all texts of a regulation, or all days of a calendar's year."""

from typing import Final

from kabinet.actions.unit.errors import Invalid
from kabinet.records.models import VersionDraft
from kabinet.regulation.text import Text

MOST: Final = 20
TOO_MANY = Text(f"Черновиков уже {MOST}", f"There are {MOST} drafts already")
DISCARD = Text("Сначала удалите ненужные", "Discard those that are not needed first")


def require_room(kind: str, field: str) -> None:
    """Invalid beside `field` when there are as many drafts of this kind as may be."""
    if VersionDraft.objects.filter(kind=kind).count() >= MOST:
        raise Invalid(field, TOO_MANY, DISCARD)
