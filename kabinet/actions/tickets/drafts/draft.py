"""What somebody typed and did not send yet. It uses no number and starts no clock."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction

from kabinet.actions.tickets.drafts.stored import release_afterwards
from kabinet.actions.tickets.speak import require_whole
from kabinet.actions.tickets.uploads import keeping
from kabinet.actions.unit import permission
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.lengths import DRAFT
from kabinet.records.models import Draft, File, Ticket, Upload
from kabinet.records.security.reach import as_system
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, may
from kabinet.regulation.text import Text

KINDS = Draft.Kind
# Tickets that one person has begun and not sent; beside a ticket there is one draft a person anyway.
MOST_BEGUN: Final = 50
TOO_MANY = Text(
    f"У вас уже {MOST_BEGUN} начатых обращений, которые не отправлены",
    f"You have begun {MOST_BEGUN} tickets already that were not sent",
)
SEND_FIRST = Text(
    "Отправьте их или удалите ненужные: они перечислены на странице «Новое обращение»",
    "Send them or remove those you do not need: the page “New ticket” lists them",
)
# Under which act a draft is prepared: who could never send or hand over such a thing keeps no draft of it.
PREPARES = {KINDS.REPLY: (Act.REPLY, Act.ANSWER, Act.NOTE), KINDS.PASS_ON: (Act.DRAFT_PASS_ON,)}


def save_draft(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    content: Mapping[str, Any],
    ticket: str | None = None,
    draft: int | None = None,
) -> Draft:
    """Keeps `content` (JSON) as a draft: a new one, or the one with this key. Of a reply everybody has one a ticket, of
    passing on a ticket has one that the organisation shares (P2.5)."""
    require_whole(content, DRAFT, "content")
    with transaction.atomic():
        row = doors.draft(actor, draft) if draft is not None else _kept(actor, at, Draft.Kind(kind), ticket)
        row.content, row.saved_at = dict(content), whole(at)
        row.save()
    return row


def discard_draft(*, actor: Actor, at: datetime, draft: int) -> None:
    """Throws the draft away with the files that wait with it."""
    with transaction.atomic():
        row = doors.draft(actor, draft)
        with as_system("files of a discarded draft"):
            files = File.objects.filter(draft=row, ticket=None)
            names = [each.content_key or each.pk for each in files]
            files.delete()
            uploads = Upload.objects.filter(draft=row, ticket=None)
            coming = list(uploads.values_list("pk", flat=True))
            uploads.delete()
        row.delete()
        release_afterwards(names)
        transaction.on_commit(partial(keeping.remove_all, coming))


def _kept(actor: Actor, at: datetime, kind: Draft.Kind, number: str | None) -> Draft:
    if kind == KINDS.NEW_TICKET or number is None:
        return _new_ticket(actor, at)
    ticket = doors.ticket(actor, number)
    _prepares(actor, at, kind, ticket)
    known = doors.draft_of(actor, ticket, kind)
    # The partner of the ticket: so the whole group shares the draft of its passing on.
    organisation = ticket.partner_id if kind == KINDS.PASS_ON else actor.organisation
    return known or Draft(kind=kind, person_id=actor.person, organisation_id=organisation, ticket=ticket)


def _new_ticket(actor: Actor, at: datetime) -> Draft:
    case = doors.case_of(actor, at=at)
    permission.require(actor, Act.DRAFT, case, law_of(actor))
    if Draft.objects.filter(kind=KINDS.NEW_TICKET, person=actor.person).count() >= MOST_BEGUN:
        raise Invalid("content", TOO_MANY, SEND_FIRST)
    return Draft(kind=KINDS.NEW_TICKET, person_id=actor.person, organisation_id=actor.organisation)


def _prepares(actor: Actor, at: datetime, kind: Draft.Kind, ticket: Ticket) -> None:
    case = doors.case_of(actor, ticket=ticket, at=at)
    verdicts = [may(actor, act, case, doors.pack_of(ticket)) for act in PREPARES[kind]]
    if not any(verdict.allowed for verdict in verdicts):
        raise Refused(verdicts[0])
