"""«Письма» of a demonstration: the reader's letters as they would have arrived; nothing is sent there."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from kabinet.actions.letters import deliveries
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import show
from kabinet.records import doors
from kabinet.records.doors.record_types import CaughtLetterRecord
from kabinet.regulation.access import Actor
from kabinet.web import keyset

SIZE = 30
# What a mailer acts by, and people do not see.
TECHNICAL = (
    *("Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"),
)


@page(MEMBER)
def inbox(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Newest first, each whole."""
    if settings.LETTERS != deliveries.CAUGHT:
        raise doors.Closed
    rows = doors.caught_letters(actor)
    after = keyset.read_place(request.GET.get("after", ""), UUID)
    if after is not None:
        came, last = after
        rows = rows.filter(Q(at__lt=came) | Q(at=came, delivery__gt=last))
    shown, following = keyset.ended(rows, "at", SIZE)
    context = {"letters": [_read(each) for each in shown], "next": following}
    return show(request, actor, at, "letters/inbox.html", context, here="notices")


def _read(caught: CaughtLetterRecord) -> dict[str, Any]:
    message = message_from_bytes(caught.raw.encode(), _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    return {
        "at": caught.at,
        "sender": message["From"],
        "to": message["To"],
        "subject": message["Subject"],
        "text": body.get_content() if body is not None else "",
        "headers": [(name, message[name]) for name in TECHNICAL if message[name]],
    }
