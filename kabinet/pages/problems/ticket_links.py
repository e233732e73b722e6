"""Ways from a ticket's page to the known problems, for whoever may keep one."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from kabinet.pages.problems.views import may_keep
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import Actor


def ways(actor: Actor, ticket: TicketRecord) -> Mapping[str, str] | None:
    """Where to look for what is known, and where to write down what is not; None for those who only ask."""
    if not may_keep(actor, actor.organisation):
        return None
    return {
        "look": f"{reverse('problems')}?{urlencode({'q': ticket.subject[:120]})}",
        "write": f"{reverse('problem_new')}?{urlencode({'from': ticket.number})}",
    }
