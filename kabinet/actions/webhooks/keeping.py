"""Where programs of an organisation are told of its tickets: added, changed, given a new secret, stopped, removed.

The secret is said once, when it is made. Each act is one row of the organisation's journal, which names the host alone: a
path may be a secret of its receiver's.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from kabinet.actions.unit.mistakes import mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.actions.webhooks import signing
from kabinet.network.askable import could_be_asked, is_named
from kabinet.records import doors
from kabinet.records.lengths import LINE
from kabinet.records.models import Webhook, WebhookDelivery
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import WebhookTold
from kabinet.regulation.organisation.event_groups import EventGroup
from kabinet.regulation.visible import clean

MOST: Final = 10  # of one organisation
SIGNS_BESIDE: Final = timedelta(days=1)  # the former secret, while its receiver takes up the new one
State = Webhook.State


def add_webhook(*, actor: Actor, at: datetime, url: str, groups: Collection[EventGroup]) -> str:
    """Its secret: it is said this once. Raises Mistaken."""
    said = _fit(url, groups)
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_WEBHOOKS) as work:
        if Webhook.objects.filter(organisation=work.organisation).count() >= MOST:
            raise mistaken(
                "url", f"Вебхуков уже {MOST}: удалите лишний", f"There are {MOST} webhooks: remove one"
            )
        secret = signing.new_secret()
        row = Webhook.objects.create(
            organisation=work.organisation,
            url=said,
            groups=",".join(sorted(groups)),
            sealed=signing.sealed(secret, work.organisation.pk),
            kept_by_id=actor.person,
            made_at=work.at,
        )
        _record(work, "webhook_added", row)
    return secret


def change_webhook(
    *, actor: Actor, at: datetime, key: UUID, url: str, groups: Collection[EventGroup]
) -> None:
    """Another address, another choice of what it is told of. Raises Closed, Mistaken."""
    said = _fit(url, groups)
    with _one(actor, at, key, "webhook_changed") as (_work, row):
        row.url, row.groups = said, ",".join(sorted(groups))
        row.save(update_fields=["url", "groups"])


def rotate_secret(*, actor: Actor, at: datetime, key: UUID) -> str:
    """The new secret, said this once; the former one signs beside it for a day."""
    secret = signing.new_secret()
    with _one(actor, at, key, "webhook_rotated") as (work, row):
        row.former, row.former_until = row.sealed, work.at + SIGNS_BESIDE
        row.sealed = signing.sealed(secret, row.organisation_id)
        row.save(update_fields=["sealed", "former", "former_until"])
    return secret


def pause_webhook(*, actor: Actor, at: datetime, key: UUID) -> None:
    """Nothing is sent there; what happens meanwhile waits."""
    with _one(actor, at, key, "webhook_paused") as (_work, row):
        row.state, row.why = State.PAUSED, ""
        row.save(update_fields=["state", "why"])


def resume_webhook(*, actor: Actor, at: datetime, key: UUID) -> None:
    """It is told again, and the actor stands behind it from now on."""
    with _one(actor, at, key, "webhook_resumed") as (_work, row):
        row.state, row.why, row.failing_since, row.kept_by_id = State.ON, "", None, actor.person
        row.save(update_fields=["state", "why", "failing_since", "kept_by"])


def remove_webhook(*, actor: Actor, at: datetime, key: UUID) -> None:
    """It is told nothing any more, and what was on its way is gone."""
    with _one(actor, at, key, "webhook_removed") as (_work, row):
        WebhookDelivery.objects.filter(webhook=row).delete()
        row.delete()


def host_of(url: str) -> str:
    """What of an address is said where others read."""
    return urlsplit(url).netloc


def is_inside(url: str) -> bool:
    """Whether the operator wrote that this origin may be of the own network."""
    return is_named(url, settings.WEBHOOK_ORIGINS)


@contextmanager
def _one(actor: Actor, at: datetime, key: UUID, kind: str) -> Iterator[tuple[OrganisationWork, Webhook]]:
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_WEBHOOKS) as work:
        row = Webhook.objects.select_for_update().filter(organisation=work.organisation, pk=key).first()
        if row is None:
            raise doors.Closed
        yield work, row
        _record(work, kind, row)


def _record(work: OrganisationWork, kind: str, row: Webhook) -> None:
    work.record(kind, WebhookTold(name=work.actor.name, address=host_of(row.url)))


def _fit(url: str, groups: Collection[EventGroup]) -> str:
    said = clean(url)
    if not groups:
        raise mistaken("groups", "Отметьте, о чём сообщать", "Tick what to tell of")
    plain = said.isascii() and said.isprintable() and " " not in said and "#" not in said
    if not plain or not 0 < len(said) <= LINE or not could_be_asked(said, inside=is_inside(said)):
        raise mistaken(
            "url",
            "Нужен адрес https с портом 443 или 8443, доступный из интернета: без имени, пароля и знака #",
            "An https address is needed, on port 443 or 8443, that the internet reaches: no user, password or #",
        )
    return said
