"""SAML 2.0, the side of a desk: web sign-on by redirect and POST, single logout by redirect or POST.

    sign_in_url (the browser goes there and comes back with an answer) -> answer: what it says of somebody, looked at
    sign_out_url, ending, signed_out_url: a session ends, here or there;  description: what a provider must know of us

Nothing is read but what one of the provider's certificates signed, and that from the very bytes that were signed;
what stands round it is only looked at to be refused. Encrypted assertions and answers that nobody asked for are not taken.
"""

from kabinet.network.saml.answers import Answer, answer
from kabinet.network.saml.endings import Ending, ending
from kabinet.network.saml.own_key import Unfit, signing
from kabinet.network.saml.requests import (
    description,
    greet,
    request_name,
    sign_in_url,
    sign_out_url,
    signed_out_url,
)
from kabinet.network.saml.signatures import MODULE, expiry

__all__ = [
    "MODULE",
    "Answer",
    "Ending",
    "Unfit",
    "answer",
    "description",
    "ending",
    "expiry",
    "greet",
    "request_name",
    "sign_in_url",
    "sign_out_url",
    "signed_out_url",
    "signing",
]
