"""Organisations, their systems, papers. Whose are open to the actor is found when they enter (actors.py), and
held by the database: an unknown organisation is not there."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import (
    Agreement,
    GroupMember,
    Licence,
    Organisation,
    OrganisationEntry,
    PartnerStatus,
    SupportContract,
    System,
    Webhook,
    WebhookDelivery,
)
from kabinet.records.reached import told_to
from kabinet.regulation.access import Actor, OrgKind


def organisation(actor: Actor, key: int) -> Organisation:
    """An organisation whose name the actor knows, or Closed."""
    found = Organisation.objects.filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def own_organisation(actor: Actor) -> Organisation:
    """The one for which the actor works."""
    return organisation(actor, actor.organisation)


def organisation_inside(actor: Actor, key: int) -> Organisation:
    """One into which the reader may look: a client into its own alone, nobody else into the vendor's own; or Closed."""
    found = organisation(actor, key)
    own = found.pk == actor.organisation
    if not own and (actor.kind is OrgKind.CLIENT or found.kind == OrgKind.VENDOR):
        raise Closed
    return found


def organisations(actor: Actor, kind: str) -> QuerySet[Organisation]:
    """Every organisation of a kind that the actor knows, by name."""
    return Organisation.objects.filter(kind=kind).order_by("short_name", "id")


def systems(actor: Actor, client: int) -> QuerySet[System]:
    """The client's installations, those in production first; the retired are left out."""
    return System.objects.filter(client=client, retired=False).order_by("-production", "name")


def systems_of(actor: Actor, clients: Iterable[int]) -> QuerySet[System]:
    """The installations of several clients, by client and name; the retired are left out."""
    return System.objects.filter(client__in=list(clients), retired=False).order_by(
        "client__short_name", "name"
    )


def system(actor: Actor, key: int) -> System:
    """One installation with its client, or Closed."""
    found = System.objects.select_related("client").filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def licences(actor: Actor, client: int) -> QuerySet[Licence]:
    """The client's licences with their sellers, the latest first."""
    return Licence.objects.select_related("seller").filter(client=client).order_by("-last_day", "-id")


def contracts(actor: Actor, client: int) -> QuerySet[SupportContract]:
    """The client's support contracts, the latest first."""
    return SupportContract.objects.filter(client=client).order_by("-last_day", "-id")


def agreements(actor: Actor, organisation: int) -> QuerySet[Agreement]:
    """The agreements of a client or of a partner, the latest first."""
    parties = Q(client=organisation) | Q(partner=organisation)
    return Agreement.objects.select_related("client", "partner").filter(parties).order_by("-first_day", "-id")


def statuses(actor: Actor, partner: int) -> QuerySet[PartnerStatus]:
    """The partner's statuses, the latest first."""
    return PartnerStatus.objects.filter(partner=partner).order_by("-first_day")


def group(actor: Actor, partner: int, day: date) -> QuerySet[GroupMember]:
    """The members of the partner's company group on `day`, itself included; none outside a group."""
    on_day = Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
    own = GroupMember.objects.filter(on_day, partner=partner).values("group")
    members = GroupMember.objects.select_related("partner", "group").filter(on_day, group__in=own)
    return members.order_by("partner__short_name")


def entries(actor: Actor, organisation: int) -> QuerySet[OrganisationEntry]:
    """The organisation's own journal, the latest first, but for what is not this reader's. Keyset by (occurred_at, id)."""
    rows = OrganisationEntry.objects.filter(told_to(actor), organisation=organisation)
    return rows.order_by("-occurred_at", "-id")


def webhooks(actor: Actor) -> QuerySet[Webhook]:
    """Where programs of the actor's organisation are told of its tickets, in the order in which they were added."""
    mine = Webhook.objects.filter(organisation=actor.organisation)
    return mine.select_related("kept_by").order_by("made_at", "id")


def webhook(actor: Actor, key: UUID) -> Webhook:
    """One of them, else Closed."""
    found = webhooks(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def webhook_deliveries(actor: Actor, webhook: Webhook) -> QuerySet[WebhookDelivery]:
    """What was and is to be told there, the latest first; without its ticket where the actor does not reach that. Keyset by
    id."""
    return WebhookDelivery.objects.filter(webhook=webhook).select_related("ticket").order_by("-id")


def webhook_states(actor: Actor, webhook: Webhook) -> dict[str, int]:
    """How many of them are in each state."""
    counted = WebhookDelivery.objects.filter(webhook=webhook).values_list("state").order_by()
    return dict(counted.annotate(count=Count("pk")))
