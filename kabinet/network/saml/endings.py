"""A provider says that sessions ended there: by an address that is signed, or by a document that is."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kabinet.network.provider import Ended, Here, Provider, Unproven
from kabinet.network.saml import signatures
from kabinet.network.saml.answers import subject_of
from kabinet.network.saml.elements import (
    ASSERTION,
    LEEWAY,
    LONGEST,
    MOST,
    PROTOCOL,
    SIGNATURE,
    document,
    end_of,
    instant,
    named,
    one,
    require_destination,
    require_issuer,
    text,
    unpacked,
)

GOOD_SECONDS: Final = 300  # from when it was said
MOST_SESSIONS: Final = 50


@dataclass(frozen=True, slots=True)
class Ending:
    """What ended; the request called `name` is good once, `until` so many seconds of the epoch, and `state` goes back with
    the answer to it."""

    ended: Ended
    name: str
    until: int
    state: str


def ending(provider: Provider, *, query: str, posted: Mapping[str, str], here: Here, now: int) -> Ending:
    """Of an address's `query`, or of what was `posted` where there is anything. Raises Unproven."""
    if posted:
        body = unpacked(posted.get("SAMLRequest", ""))
        request = document(body, "LogoutRequest")
        if len(request.findall(SIGNATURE)) != 1:
            raise Unproven("not signed")
        signed = signatures.signed(provider, body, place="./", now=now)
        if signed.tag != request.tag or named(signed) != named(request):
            raise Unproven("another part is signed")
        request, state = signed, posted.get("RelayState", "")
    else:
        said = signatures.signed_query(provider, query, now=now)
        request = document(_inflated(unpacked(said.get("SAMLRequest", ""))), "LogoutRequest")
        state = said.get("RelayState", "")
    require_destination(request, here.ended)
    require_issuer(request, provider)
    said_at = instant(request.get("IssueInstant", ""))
    if not now - GOOD_SECONDS - LEEWAY < said_at <= now + LEEWAY:
        raise Unproven("an old logout request")
    if request.get("NotOnOrAfter"):
        end_of(request, now)
    sessions = request.findall(PROTOCOL + "SessionIndex")
    if len(sessions) > MOST_SESSIONS:
        raise Unproven("too many sessions")
    subject = subject_of(provider, one(request, ASSERTION + "NameID"))
    ended = Ended(subject, tuple(text(each) for each in sessions))
    until = said_at + GOOD_SECONDS + LEEWAY
    return Ending(ended, named(request), until, state if len(state) <= LONGEST else "")


def _inflated(said: bytes) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(said, MOST + 1)
    except zlib.error:
        raise Unproven("not deflated") from None
