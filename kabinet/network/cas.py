"""CAS 3.0, the side of a desk: a ticket is worth what its server says of it, once, for the address it was given for.

    login_url (the browser goes there and comes back with a ticket) -> identity: ticket -> the server's answer in XML

The server's address is its name; a ticket is the name of the session there, and ends it. Capitals make no other person, as
in a login here: a server repeats what somebody typed.
"""

from typing import Final
from urllib.parse import urlencode

from kabinet.network.client import NotAnswered, NotAsked, ask
from kabinet.network.hostile_xml import Element, read
from kabinet.network.provider import USER, Away, Ended, Identity, Provider, Unproven

LONGEST: Final = 255
MOST: Final = 64 * 1024
CAS: Final = "{http://www.yale.edu/tp/cas}"
PROTOCOL: Final = "{urn:oasis:names:tc:SAML:2.0:protocol}"
# Of what a server says why it refuses, these words may stand in a log.
CODES: Final = frozenset(
    {
        "INVALID_REQUEST",
        "INVALID_TICKET_SPEC",
        "UNAUTHORIZED_SERVICE",
        "UNAUTHORIZED_SERVICE_PROXY",
        "INVALID_PROXY_CALLBACK",
        "INVALID_TICKET",
        "INVALID_SERVICE",
    }
)


def login_url(provider: Provider, *, service: str) -> str:
    """Where the browser goes; it comes to `service` with a ticket."""
    return f"{_at(provider, 'login')}?{urlencode({'service': service})}"


def logout_url(provider: Provider, *, back: str) -> str:
    """Where the browser goes to end the session there as well."""
    return f"{_at(provider, 'logout')}?{urlencode({'service': back})}"


def identity(provider: Provider, *, ticket: str, service: str) -> Identity:
    """Whose ticket it is. Raises Away, Unproven."""
    if len(ticket) > LONGEST or not ticket.isascii() or not ticket.isprintable():
        raise Unproven("no ticket")
    success = _success(_validated(provider, ticket, service))
    user = _text(_one(success, "user"))
    login = user if provider.login_claim == USER else _text(_attribute(success, provider.login_claim))
    return Identity(
        issuer=provider.issuer, subject=user.lower(), login=login.strip(), session=ticket, token=""
    )


def ended(said: str) -> Ended:
    """The session that a request of the back channel names: whoever knows its ticket may end it. Raises Unproven."""
    request = read(said.encode(errors="replace"), MOST)
    if request is None or request.tag != f"{PROTOCOL}LogoutRequest":
        raise Unproven("no logout request")
    named = [each for each in request if each.tag == f"{PROTOCOL}SessionIndex"]
    if len(named) != 1:
        raise Unproven("not one session")
    return Ended(subject="", sessions=(_text(named[0]),))


def greet(provider: Provider) -> None:
    """Whether it says of a ticket that nobody has what a server of CAS says. Raises Away."""
    try:
        _success(_validated(provider, "ST-kabinet-doctor", "https://kabinet.invalid/"))
    except Unproven as refused:
        if refused.reason not in CODES:
            raise Away("it does not answer as CAS") from None


def _validated(provider: Provider, ticket: str, service: str) -> bytes:
    asked = urlencode({"service": service, "ticket": ticket})
    try:
        answer = ask(
            "GET",
            f"{_at(provider, 'p3/serviceValidate')}?{asked}",
            inside=True,
            headers={"Accept": "text/xml"},
            most=MOST,
        )
    except (NotAnswered, NotAsked) as failed:
        raise Away(failed.reason) from None
    if answer.status != 200:
        raise Away(f"it answers {answer.status}")
    return answer.body


def _success(body: bytes) -> Element:
    """What it says of somebody; exactly one verdict, and that of a ticket that no other program passed on."""
    answer = read(body, MOST)
    if answer is None:
        raise Away("it does not answer in XML")
    verdicts = [each for each in answer if isinstance(each.tag, str)]
    if answer.tag != f"{CAS}serviceResponse" or len(verdicts) != 1:
        raise Unproven("not one verdict")
    [verdict] = verdicts
    if verdict.tag == f"{CAS}authenticationFailure":
        code = verdict.get("code", "")
        if code == "INTERNAL_ERROR":
            raise Away("it has an error of its own")
        raise Unproven(code if code in CODES else "refused")
    if verdict.tag != f"{CAS}authenticationSuccess":
        raise Unproven("another verdict")
    if any(each.tag == f"{CAS}proxies" for each in verdict):
        raise Unproven("passed on by another program")
    return verdict


def _attribute(success: Element, name: str) -> Element:
    return _one(_one(success, "attributes"), name)


def _one(parent: Element, name: str) -> Element:
    """The one child of this name; two are as good as none."""
    found = [each for each in parent if each.tag == CAS + name]
    if len(found) != 1:
        raise Unproven(f"not one {name}")
    return found[0]


def _text(element: Element) -> str:
    """Words of a sensible length and nothing between them: a comment in a name is no name."""
    said = element.text or ""
    if len(element) or not said.strip() or len(said) > LONGEST or not said.strip().isprintable():
        raise Unproven("no name")
    return said.strip()


def _at(provider: Provider, page: str) -> str:
    return f"{provider.issuer.rstrip('/')}/{page}"
