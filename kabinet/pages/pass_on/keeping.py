"""The draft that the organisation shares: whoever opens the page goes on where the other stopped (P2.5)."""

from datetime import datetime

from django.http import HttpRequest

from kabinet.actions.tickets.drafts.attach import attach, keep_with
from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.actions.vendor.third_party_desk import save_foreign
from kabinet.pages.pass_on.prepared import KIND, Prepared
from kabinet.pages.tickets.acts.attached import in_pieces
from kabinet.pages.ui.forms import Uploaded
from kabinet.records.doors.record_types import DraftRecord
from kabinet.regulation.access import Actor


def overtaken(request: HttpRequest, shown: Prepared) -> bool:
    """Whether somebody else kept the draft since this page was drawn."""
    if shown.draft is None or shown.draft.saved_at.isoformat() == request.POST.get("draft_saved"):
        return False
    return bool(shown.draft.content.get("by", {}).get("person") != shown.actor.person)


def keep(request: HttpRequest, actor: Actor, at: datetime, shown: Prepared) -> DraftRecord:
    """Saves what was typed, and the files that came with it."""
    content = {**shown.typed.content(), "by": {"person": actor.person, "name": actor.name}}
    if shown.foreign is not None and shown.draft is not None:
        draft = save_foreign(actor=actor, at=at, foreign=shown.foreign, content=content, draft=shown.draft.pk)
    else:
        draft = save_draft(actor=actor, at=at, kind=KIND, content=content, ticket=shown.number)
    keep_with(actor=actor, keys=in_pieces(request.POST), draft=draft)
    for file in uploads(request):
        attach(actor=actor, at=at, name=file.name or "", content=file, draft=draft.pk)
    return draft


def uploads(request: HttpRequest) -> list[Uploaded]:
    """What was chosen on this computer, from its beginning."""
    files = list(request.FILES.getlist("attach"))
    for file in files:
        file.seek(0)
    return files
