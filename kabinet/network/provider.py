"""An identity provider as the operator names it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it is, as whom this desk comes there, which claim holds a person's login, and what the button calls it."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    login_claim: str
    name: str
