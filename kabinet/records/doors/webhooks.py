"""Where programs of the actor's organisation are told of its tickets, for those who keep that."""

from uuid import UUID

from django.db.models import Count, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Webhook, WebhookDelivery
from kabinet.regulation.access import Actor


def webhooks(actor: Actor) -> QuerySet[Webhook]:
    """In the order in which they were added."""
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
