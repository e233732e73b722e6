"""What every page of figures is asked for: a partner whose record the reader may see, and a span of time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kabinet.actions.unit.errors import Refused
from kabinet.pages.oversight.periods import LENGTHS, Span, is_ahead, span
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, Verdict, may, reach
from kabinet.regulation.legs import LegCode

SIZE = 30  # rows of a page of reports or violations


def partner(actor: Actor, key: int) -> OrganisationRecord:
    """A partner that the reader knows; Closed for anybody else, Refused for whoever may not see its record."""
    found = doors.organisation(actor, key)
    if found.kind != OrgKind.PARTNER:
        raise doors.Closed
    allowed(actor, Act.SEE_COMPLIANCE, found.pk)
    return found


def allowed(actor: Actor, act: Act, subject: int | None = None) -> None:
    """Refused when the law is against it."""
    if not (verdict := _verdict(actor, act, subject)).allowed:
        raise Refused(verdict)


def can(actor: Actor, act: Act, subject: int | None = None) -> bool:
    """Whether the act is offered."""
    return _verdict(actor, act, subject).allowed


def _verdict(actor: Actor, act: Act, subject: int | None) -> Verdict:
    """Of a partner; what the act needs is still to be typed."""
    case = Case(organisation=OrganisationCase(key=subject, kind=OrgKind.PARTNER))
    return may(actor, act, case, law_of(actor))


def opens(actor: Actor, leg: str) -> bool:
    """Whether the tickets behind the figures of a leg can be opened: of the client leg a coordinator sees figures alone."""
    seen = reach(actor)
    return bool(seen.partner_of) or (seen.client_legs if leg == LegCode.CLIENT else seen.vendor_legs)


def desks_url(actor: Actor, found: Span, partner: int | None = None) -> str:
    """The tickets that carry the number of a third-party desk (L8); empty for whoever does not open them."""
    if not opens(actor, LegCode.CLIENT):
        return ""
    query = {**found.query, "state": "with", **({"partner": partner} if partner else {})}
    return f"{reverse('oversight_list', args=['foreign-desks'])}?{urlencode(query)}"


def asked_span(given: Mapping[str, str], at: datetime) -> Span:
    """The span that the address names."""
    return span(given.get("period", ""), vendor_day(at))


def picker(found: Span, at: datetime, query: str = "") -> Mapping[str, Any]:
    """Ways to other spans, not to one that lies ahead; `query` is kept beside."""
    today, later = vendor_day(at), found.moved(1)
    also = f"&{query}" if query else ""
    return {
        "span": found,
        "earlier": f"?period={found.moved(-1).code}{also}",
        "later": "" if is_ahead(later, today) else f"?period={later.code}{also}",
        "ahead": is_ahead(found, today),
        "lengths": [
            (str(label), f"?period={found.of(months).code}{also}", months == found.months)
            for months, label in LENGTHS.items()
        ],
    }
