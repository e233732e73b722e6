"""What the reader can do with the people of an organisation, and where; the law asks again when it is done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from kabinet.pages.organisations.people.history import latest
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.regulation.access import LEADS, Actor, OrgKind, Role
from kabinet.regulation.organisation.contact_roles import HEAD_OF


def people_acts(
    actor: Actor, organisation: OrganisationRecord, zone: ZoneInfo, at: datetime
) -> Mapping[str, Any]:
    """`manages` each contact, `enters` new ones, `sends` forms, `links` shows the way to links for signing in; `recent`
    is the head of the history for those who read it."""
    kind, own = OrgKind(organisation.kind), organisation.pk == actor.organisation
    manages = own and HEAD_OF[kind] in actor.roles
    hands_in = actor.kind is OrgKind.PARTNER and kind is OrgKind.CLIENT and bool(actor.roles & LEADS)
    reads = manages or not own
    return {
        "manages": manages,
        "enters": manages or hands_in,
        "sends": (manages or hands_in) and kind is not OrgKind.VENDOR,
        "links": actor.kind is OrgKind.VENDOR and Role.ADMINISTRATOR in actor.roles,
        "hands_in": hands_in,
        "recent": latest(actor, organisation.pk, zone) if reads else [],
        "history_url": reverse("organisation_history", args=[organisation.pk]) if reads else "",
        "at": at,
        "zone": zone,
    }
