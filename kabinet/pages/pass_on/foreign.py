"""A client's ticket that is in another desk, passed on all the same: the draft stands for it, as D-15 (L11a)."""

from django.http import HttpResponse
from django.urls import reverse

from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.third_party_desk import draft_of, made_of
from kabinet.pages.gate.answers import Elsewhere
from kabinet.pages.pass_on.prepared import Prepared, desk_draft
from kabinet.records import doors
from kabinet.regulation.access import Act, Actor, may


def made(actor: Actor, number: str, *, alone: bool = False) -> HttpResponse | None:
    """To the vendor ticket that came of the draft already; Closed when there never was one. `alone` waits for others."""
    key = desk_draft(number)
    if key is None or draft_of(actor, key, for_update=alone) is not None:
        return None
    ticket = made_of(actor, key)
    if ticket is None:
        raise doors.Closed
    return Elsewhere(reverse("ticket", args=[ticket.number]))


def may_prepare(shown: Prepared) -> None:
    """Refused when this person could not even prepare it."""
    verdict = may(shown.actor, Act.DRAFT, shown.found.case, shown.found.pack)
    if not verdict.allowed:
        raise Refused(verdict)
