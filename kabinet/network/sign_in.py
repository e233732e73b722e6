"""What a sign-in asks of a provider, whichever protocol it speaks.

way_there -> the browser goes and comes back -> proof_in -> identity;  ended: it says that a session ended there
"""

import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from kabinet.network import cas, oidc, saml
from kabinet.network.provider import Ended, Here, Identity, Protocol, Provider, Unproven

Said = Mapping[str, str]
# Secrets of one attempt that the browser keeps while it is there.
ATTEMPT: Final = ("state", "nonce", "verifier")
# What SAML says is posted, and comes along as the key under which it lies meanwhile.
PROOFS: Final = {Protocol.OIDC: "code", Protocol.CAS: "ticket", Protocol.SAML: "answer"}


def attempt() -> dict[str, str]:
    """Nobody guesses them."""
    return {name: secrets.token_urlsafe(32) for name in ATTEMPT}


def way_there(provider: Provider, *, here: Here, attempt: Said, now: int) -> str:
    """Where the browser goes; it comes back and says the attempt's state. `now` in seconds of the epoch. Raises Away."""
    if provider.protocol is Protocol.CAS:
        return cas.login_url(provider, service=_service(here, attempt))
    if provider.protocol is Protocol.SAML:
        return saml.sign_in_url(provider, here=here, state=attempt["state"], now=now)
    return oidc.authorization_url(provider, back=here.back, **{name: attempt[name] for name in ATTEMPT})


def proof_in(provider: Provider, came: Said, longest: int) -> str:
    """What the browser came back with that says who it is, `longest` signs at most. Raises Unproven."""
    if came.get("iss", provider.issuer) != provider.issuer:
        raise Unproven("another issuer")
    name = PROOFS[provider.protocol]
    proof = came.get(name, "")
    if not proof or len(proof) > longest:
        raise Unproven(f"no {name}")
    return proof


def identity(provider: Provider, *, proof: str, here: Here, attempt: Said, now: int) -> Identity:
    """Who came back with this proof, of which the provider is asked; `now` in epoch seconds. Raises Away, Unproven."""
    if provider.protocol is Protocol.CAS:
        return cas.identity(provider, ticket=proof, service=_service(here, attempt))
    secret = {"verifier": attempt["verifier"], "nonce": attempt["nonce"]}
    return oidc.identity(provider, code=proof, back=here.back, now=now, **secret)


def tells_at_back(provider: Provider) -> bool:
    """Whether it says that a session ended to the address to which people come back, as CAS does."""
    return provider.protocol is Protocol.CAS


def ended(provider: Provider, *, said: Said, now: int) -> Ended:
    """What it says over its back channel. Raises Away, Unproven."""
    if provider.protocol is Protocol.CAS:
        return cas.ended(said.get("logoutRequest", ""))
    return oidc.ended(provider, said.get("logout_token", ""), now)


def end_url(provider: Provider, *, token: str, here: Here, now: int) -> str | None:
    """Where the browser goes to end the session there as well; None where that cannot be asked."""
    if provider.protocol is Protocol.CAS:
        return cas.logout_url(provider, back=here.left)
    if provider.protocol is Protocol.SAML:
        return saml.sign_out_url(provider, here=here, token=token, now=now)
    return oidc.end_url(provider, token=token, back=here.left) if token else None


def greet(provider: Provider) -> None:
    """Whether it answers, and as what it was named. Raises Away."""
    if provider.protocol is Protocol.CAS:
        cas.greet(provider)
    elif provider.protocol is Protocol.SAML:
        saml.greet(provider)
    else:
        oidc.discovered(provider)


def _service(here: Here, attempt: Said) -> str:
    """The attempt's state is part of the address that a ticket is for: one of another attempt is worth nothing."""
    return f"{here.back}?{urlencode({'state': attempt['state']})}"
