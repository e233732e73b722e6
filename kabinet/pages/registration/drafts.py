"""The reader's drafts of new tickets: one of them, and as lines for a list (registration/drafts.html)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.tickets.drafts.draft import discard_draft, save_draft
from kabinet.actions.tickets.registration.register import made_of
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate.answers import Elsewhere
from kabinet.pages.registration.typed import Typed
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord, DraftRecords
from kabinet.regulation.access import Actor

KIND = "new_ticket"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in a list; `level` is 0 while it is open."""

    url: str
    subject: str
    system: str
    level: int
    saved_at: datetime


def drafts(actor: Actor) -> Mapping[str, list[DraftLine]]:
    """What registration/drafts.html shows, the latest first; one query."""
    return {"drafts": [_line(row) for row in _own(actor)]}


def draft_of(actor: Actor, key: int, *, for_update: bool = False) -> DraftRecord | None:
    """The reader's own draft of a new ticket of this organisation, locked when it is to be changed; None when it is gone."""
    rows = _own(actor).filter(pk=key)
    return (rows.select_for_update(of=("self",)) if for_update else rows).first()


def marked(actor: Actor, mark: str) -> DraftRecord | None:
    """The draft that a form with this mark made before, or None."""
    return _own(actor).filter(content__mark=mark).first()


def become(actor: Actor, key: int) -> Elsewhere:
    """The way to the ticket that a draft became; Closed when there never was one."""
    made = made_of(actor, key)
    if made is None:
        raise doors.Closed
    return Elsewhere(reverse("ticket", args=[made.number]))


def keep(actor: Actor, at: datetime, typed: Typed, draft: DraftRecord | None = None) -> DraftRecord:
    """Saves what was typed, in this draft or a new one."""
    kept = typed if draft is None else replace(typed, mark=typed.mark or Typed.of(draft.content).mark)
    return save_draft(
        actor=actor, at=at, kind=KIND, content=kept.content(), draft=draft.pk if draft is not None else None
    )


def drop_twins(actor: Actor, at: datetime, mark: str, but: int | None = None) -> None:
    """A form that saved itself at the very moment in which it was sent may have made a second draft with its mark."""
    twins = _own(actor).filter(content__mark=mark)
    for key in (twins.exclude(pk=but) if but else twins).values_list("pk", flat=True):
        discard_draft(actor=actor, at=at, draft=key)


def kept_if_may(actor: Actor, at: datetime, typed: Typed, draft: DraftRecord | None) -> bool:
    """Saves it for whoever may have drafts at all; whether they may."""
    try:
        keep(actor, at, typed, draft)
    except Refused:  # by hand: another page is shown either way
        return False
    return True


def _own(actor: Actor) -> DraftRecords:
    return doors.drafts(actor, KIND).filter(organisation=actor.organisation)


def _line(row: DraftRecord) -> DraftLine:
    typed = Typed.of(row.content)
    url = reverse("new_ticket_draft", args=[row.pk])
    return DraftLine(url, typed.subject or _("Без темы"), typed.system_name, typed.level or 0, row.saved_at)
