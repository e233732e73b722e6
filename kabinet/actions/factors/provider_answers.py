"""What providers said that is good once: kept until it is over, so that no process of ours takes it a second time.

An answer that a browser was made to post lies here sealed, under a key of one use, until the same browser fetches it.
"""

import json
import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from kabinet.network.provider import Identity
from kabinet.records import sealing
from kabinet.records.models import ProviderAnswer
from kabinet.records.security.reach import as_system

SAYS = "an identity provider says something once"
PURPOSE = "an answer of a provider"


def use(*, issuer: str, name: str, until: int) -> bool:
    """Whether this was not said before; `until` in seconds of the epoch."""
    return _kept(issuer, name, until, "", "")


def put_aside(*, identity: Identity, request: str, name: str, until: int) -> str | None:
    """The key under which it lies; None for what was said before."""
    key = secrets.token_urlsafe(32)
    said = json.dumps({"request": request, "identity": asdict(identity)}, ensure_ascii=False)
    sealed = sealing.seal(said, PURPOSE, 0)
    return key if _kept(identity.issuer, name, until, _digest(key), sealed) else None


def take(*, issuer: str, key: str, request: str, at: datetime) -> Identity | None:
    """Who lies under this key, in answer to this request at this provider; whatever comes of it, it lies there no more."""
    with transaction.atomic(), as_system(SAYS):
        found = ProviderAnswer.objects.select_for_update().filter(key=_digest(key)).exclude(said="").first()
        if found is None:
            return None
        sealed, found.said = found.said, ""
        found.save(update_fields=["said"])
    try:
        said = json.loads(sealing.unseal(sealed, PURPOSE, 0))
    except sealing.Unreadable:
        return None
    identity = Identity(**said["identity"])
    if found.ends_at < at or said["request"] != request or identity.issuer != issuer:
        return None
    return identity


def forget(*, at: datetime) -> None:
    """What is over goes: it would not be believed any more."""
    with transaction.atomic(), as_system(SAYS):
        ProviderAnswer.objects.filter(ends_at__lt=at).delete()


def unreadable() -> int:
    """Answers that wait and that no browser gets. Needs the whole reach."""
    return sum(
        not _opens(said) for said in ProviderAnswer.objects.exclude(said="").values_list("said", flat=True)
    )


def _opens(said: str) -> bool:
    try:
        sealing.unseal(said, PURPOSE, 0)
    except sealing.Unreadable:
        return False
    return True


def _kept(issuer: str, name: str, until: int, key: str, said: str) -> bool:
    try:
        with transaction.atomic(), as_system(SAYS):
            ProviderAnswer.objects.create(
                name=_digest(f"{issuer} {name}"),
                key=key,
                said=said,
                ends_at=datetime.fromtimestamp(until, UTC),
            )
    except IntegrityError:
        return False
    return True


def _digest(said: str) -> str:
    return sha256(said.encode()).hexdigest()
