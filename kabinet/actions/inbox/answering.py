"""The one polite letter: whoever wrote is told where the cabinet is, in the cabinet always, by letter at most once a day."""

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any, Final

from kabinet.actions.inbox.matching import Match
from kabinet.actions.inbox.reading.letter import Read
from kabinet.actions.letters import deliveries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.notices.subjects import About
from kabinet.actions.unit.instants import whole
from kabinet.records.models import Delivery, Membership
from kabinet.records.security.reach import as_system

KEPT, BEGUN, UNKEPT = "letter_kept", "letter_begun", "letter_unkept"
FORM_WAITS, FORM_REFUSED = "form_waits", "form_refused"
KINDS: Final = (KEPT, BEGUN, UNKEPT, FORM_WAITS, FORM_REFUSED)
ONCE_IN: Final = timedelta(days=1)
ANSWERING: Final = "whoever wrote a letter is told what became of it"


def tell(*, at: datetime, person: int, kind: str, about: About, data: Mapping[str, Any]) -> None:
    """A notice, and its letter unless one went to this person within a day; nothing for whoever is in no organisation."""
    with as_system(ANSWERING):
        held = Membership.objects.filter(person=person, ended_at=None).order_by("added_at", "id")
        organisation = held.values_list("organisation", flat=True).first()
        if organisation is None:
            return
        answered = Delivery.objects.filter(
            person=person, notice__kind__in=KINDS, created_at__gt=at - ONCE_IN
        ).exists()
        with deliveries.withheld() if answered else nullcontext():
            notify.to_people([person], kind, data, about=about, at=whole(at), organisation=organisation)


def tell_unkept(*, at: datetime, found: Match, read: Read, arrived: datetime) -> None:
    """Their letter became no draft: a person of the desk reads it, and tickets are in the cabinet."""
    data = {"subject": read.subject, "since": arrived}
    tell(at=at, person=found.person, kind=UNKEPT, about=subjects.HOME, data=data)
