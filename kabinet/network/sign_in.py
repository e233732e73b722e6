"""What a sign-in asks of a provider, whichever protocol it speaks.

way_there -> the browser goes and comes back -> proof_in -> identity;  ended: it says that a session ended there
"""

import secrets
from collections.abc import Mapping
from typing import Final

from kabinet.network import oidc
from kabinet.network.provider import Ended, Identity, Provider, Unproven

Said = Mapping[str, str]
# Secrets of one attempt that the browser keeps while it is there.
ATTEMPT: Final = ("state", "nonce", "verifier")


def attempt() -> dict[str, str]:
    """Nobody guesses them."""
    return {name: secrets.token_urlsafe(32) for name in ATTEMPT}


def way_there(provider: Provider, *, back: str, attempt: Said) -> str:
    """Where the browser goes; it comes to `back` and says the attempt's state there. Raises Away."""
    return oidc.authorization_url(provider, back=back, **{name: attempt[name] for name in ATTEMPT})


def proof_in(provider: Provider, came: Said, longest: int) -> str:
    """What the browser came back with that the provider is asked about, `longest` signs at most. Raises Unproven."""
    if came.get("iss", provider.issuer) != provider.issuer:
        raise Unproven("another issuer")
    proof = came.get("code", "")
    if not proof or len(proof) > longest:
        raise Unproven("no code")
    return proof


def identity(provider: Provider, *, proof: str, back: str, attempt: Said, now: int) -> Identity:
    """Who came back with this proof; `now` in seconds of the epoch. Raises Away, Unproven."""
    secret = {"verifier": attempt["verifier"], "nonce": attempt["nonce"]}
    return oidc.identity(provider, code=proof, back=back, now=now, **secret)


def ended(provider: Provider, *, said: Said, now: int) -> Ended:
    """What it says over its back channel. Raises Away, Unproven."""
    return oidc.ended(provider, said.get("logout_token", ""), now)


def end_url(provider: Provider, *, token: str, back: str) -> str | None:
    """Where the browser goes to end the session there as well; None where that cannot be asked."""
    return oidc.end_url(provider, token=token, back=back) if token else None


def greet(provider: Provider) -> None:
    """Whether it answers, and as what it was named. Raises Away."""
    oidc.discovered(provider)
