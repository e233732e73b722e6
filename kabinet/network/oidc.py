"""OpenID Connect, the side of a desk: authorization code with PKCE, an ID token that is looked at to the last claim.

    discovered -> authorization_url (the browser goes there and comes back with a code) -> identity: code -> tokens -> claims

Nothing of what comes back is believed before its signature, issuer, audience, times and nonce are right.
"""

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any, Final
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption

from kabinet.network.client import NotAnswered, NotAsked, ask
from kabinet.network.provider import Away, Ended, Identity, Provider, Unproven

# Signatures by a key of the provider's own: never none, never one made with a secret that both have.
ALGORITHMS: Final = tuple(kind + size for kind in ("RS", "PS", "ES") for size in ("256", "384", "512"))
LEEWAY: Final = 60  # seconds by which the provider's clock may differ
KEPT: Final = 600.0  # seconds for which a provider's own words and keys are not asked again
KEYS_PAUSE: Final = 30.0  # seconds between two questions after keys that were not known
LONGEST: Final = 255
BACK_CHANNEL: Final = "http://schemas.openid.net/event/backchannel-logout"
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ESSENTIAL: Final[ClaimsOption] = {"essential": True}
Claims = Mapping[str, Any]


@dataclass(slots=True)
class _Kept:
    """A provider's words and keys, and when they were asked for (monotonic seconds)."""

    words: Mapping[str, Any] = field(default_factory=dict)
    words_at: float = float("-inf")
    keys: KeySet | None = None
    keys_at: float = float("-inf")


_kept: dict[str, _Kept] = {}
_lock = Lock()


def discovered(provider: Provider) -> Mapping[str, Any]:
    """The provider's own words about itself. Raises Away."""
    kept = _of(provider)
    if time.monotonic() - kept.words_at > KEPT:
        words = _json(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if words.get("issuer") != provider.issuer:
            raise Away("another issuer answers")
        if not all(isinstance(words.get(name), str) for name in ENDPOINTS):
            raise Away("it does not say where to go")
        kept.words, kept.words_at = words, time.monotonic()
    return kept.words


def authorization_url(provider: Provider, *, back: str, state: str, nonce: str, verifier: str) -> str:
    """Where the browser goes; it comes to `back` with a code. Raises Away."""
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return _with(discovered(provider)["authorization_endpoint"], asked)


def end_url(provider: Provider, *, token: str, back: str) -> str | None:
    """Where the browser goes to end the session there as well; None where that cannot be asked."""
    try:
        there = discovered(provider).get("end_session_endpoint")
    except Away:
        return None
    asked = {"client_id": provider.client, "id_token_hint": token, "post_logout_redirect_uri": back}
    return _with(there, asked) if isinstance(there, str) and there.startswith("http") else None


def identity(provider: Provider, *, code: str, back: str, verifier: str, nonce: str, now: int) -> Identity:
    """Who came back with this code; `now` in seconds of the epoch. Raises Away, Unproven."""
    token = _exchanged(provider, code, back, verifier)
    wanted: dict[str, ClaimsOption] = {
        "sub": ESSENTIAL,
        "exp": ESSENTIAL,
        "nonce": {**ESSENTIAL, "value": nonce},
    }
    claims = _claims(provider, token, now, wanted)
    if "azp" in claims and claims["azp"] != provider.client:
        raise Unproven("authorized for another party")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise Unproven("several audiences and no authorized party")
    return Identity(
        issuer=provider.issuer,
        subject=_text(claims, "sub"),
        login=_text(claims, provider.login_claim),
        session=_text(claims, "sid") if "sid" in claims else "",
        token=token,
    )


def ended(provider: Provider, token: str, now: int) -> Ended:
    """What a logout token of the back channel says. Raises Away, Unproven."""
    claims = _claims(provider, token, now, {"jti": ESSENTIAL})
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(BACK_CHANNEL), dict) or "nonce" in claims:
        raise Unproven("no logout token")
    if claims["iat"] < now - KEPT:
        raise Unproven("an old logout token")
    subject = _text(claims, "sub") if "sub" in claims else ""
    session = _text(claims, "sid") if "sid" in claims else ""
    if not subject and not session:
        raise Unproven("nobody's session")
    return Ended(subject, (session,) if session else ())


def _exchanged(provider: Provider, code: str, back: str, verifier: str) -> str:
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    names = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
    headers = {
        "Authorization": "Basic " + base64.b64encode(names.encode()).decode(),
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    there = discovered(provider)["token_endpoint"]
    answer = _asked(lambda: ask("POST", there, inside=True, body=urlencode(given).encode(), headers=headers))
    if 400 <= answer.status < 500:
        raise Unproven("the code is not taken")
    said = _read(answer.status, answer.body)
    token = said.get("id_token")
    if not isinstance(token, str):
        raise Unproven("no ID token")
    return token


def _claims(provider: Provider, token: str, now: int, wanted: Mapping[str, ClaimsOption]) -> Claims:
    """Of a token that this provider made for this desk, with what else is `wanted` of it."""
    made: dict[str, ClaimsOption] = {
        "iss": {**ESSENTIAL, "value": provider.issuer},
        "aud": {**ESSENTIAL, "value": provider.client},
    }
    registry = jwt.JWTClaimsRegistry(now=now, leeway=LEEWAY, **made, iat=ESSENTIAL, **wanted)
    try:
        try:
            decoded = jwt.decode(token, _keys(provider), algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            # Keys change: asked once more, and not for everybody who invents one.
            decoded = jwt.decode(token, _keys(provider, anew=True), algorithms=ALGORITHMS)
        registry.validate(decoded.claims)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as failed:
        raise Unproven(type(failed).__name__) from None
    claims: Claims = decoded.claims
    return claims


def _keys(provider: Provider, *, anew: bool = False) -> KeySet:
    kept = _of(provider)
    age = time.monotonic() - kept.keys_at
    if kept.keys is None or age > KEPT or (anew and age > KEYS_PAUSE):
        said = _json(discovered(provider)["jwks_uri"])
        try:
            # Whatever was sent: what is no set of keys raises one of these.
            kept.keys, kept.keys_at = KeySet.import_key_set(said), time.monotonic()  # type: ignore[arg-type]
        except (JoseError, ValueError, TypeError, KeyError):
            raise Away("its keys cannot be read") from None
    return kept.keys


def _json(url: str) -> Mapping[str, Any]:
    answer = _asked(lambda: ask("GET", url, inside=True, headers={"Accept": "application/json"}))
    return _read(answer.status, answer.body)


def _read(status: int, body: bytes) -> Mapping[str, Any]:
    if status != 200:
        raise Away(f"it answers {status}")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Away("it does not answer in JSON") from None
    if not isinstance(said, dict):
        raise Away("it does not answer with an object")
    return said


def _asked(question: Callable[[], Any]) -> Any:
    try:
        return question()
    except (NotAnswered, NotAsked) as failed:
        raise Away(failed.reason) from None


def _text(claims: Claims, name: str) -> str:
    """A claim that is words of a sensible length."""
    said = claims.get(name)
    if not isinstance(said, str) or not said.strip() or len(said) > LONGEST or "\0" in said:
        raise Unproven(f"no {name}")
    return said.strip() if name not in ("sub", "sid") else said


def _with(url: str, asked: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}"


def _of(provider: Provider) -> _Kept:
    with _lock:
        return _kept.setdefault(provider.issuer, _Kept())
