"""A document of SAML: read to the letter, its parts, texts and times."""

import base64
import binascii
from datetime import datetime
from typing import Final

from kabinet.network.hostile_xml import Element, read
from kabinet.network.provider import Provider, Unproven

PROTOCOL: Final = "{urn:oasis:names:tc:SAML:2.0:protocol}"
ASSERTION: Final = "{urn:oasis:names:tc:SAML:2.0:assertion}"
SIGNATURE: Final = "{http://www.w3.org/2000/09/xmldsig#}Signature"
PASSING: Final = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
MOST: Final = 64 * 1024
LONGEST: Final = 255
LEEWAY: Final = 60  # seconds by which the provider's clock may differ


def unpacked(said: str) -> bytes:
    """What came in base64."""
    try:
        return base64.b64decode("".join(said.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Unproven("no base64") from None


def document(body: bytes, name: str) -> Element:
    """The root, which is called so: without comments and instructions, each name of a part said once."""
    root = read(body, MOST)
    if root is None:
        raise Unproven("no XML")
    if any(not isinstance(each.tag, str) for each in root.iter()):
        raise Unproven("a comment in it")
    names = [said for each in root.iter() for at, said in each.items() if local(at).lower() == "id"]
    if len(names) != len(set(names)):
        raise Unproven("one name twice")
    if root.tag != PROTOCOL + name:
        raise Unproven("another document")
    return root


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def one(parent: Element, tag: str) -> Element:
    """The one child of this name; two are as good as none."""
    found = parent.findall(tag)
    if len(found) != 1:
        raise Unproven(f"not one {local(tag)}")
    return found[0]


def text(element: Element) -> str:
    """Words of a sensible length and nothing between them."""
    said = (element.text or "").strip()
    if len(element) or not said or len(said) > LONGEST or not said.isprintable():
        raise Unproven(f"no {local(element.tag)}")
    return said


def named(element: Element) -> str:
    """Its own name, which it must have."""
    said: str = element.get("ID", "")
    if not said or len(said) > LONGEST or not said.isprintable():
        raise Unproven("no ID")
    return said


def require_issuer(element: Element, provider: Provider, *, where_said: bool = False) -> None:
    """It is the provider that says this."""
    if where_said and element.find(ASSERTION + "Issuer") is None:
        return
    if text(one(element, ASSERTION + "Issuer")) != provider.issuer:
        raise Unproven("another issuer")


def require_destination(element: Element, address: str) -> None:
    """It was sent here, where it says where to; of this version."""
    if element.get("Version") != "2.0":
        raise Unproven("another version")
    if element.get("Destination", address) != address:
        raise Unproven("another destination")


def require_begun(element: Element, now: int) -> None:
    """NotBefore, where it says one."""
    if "NotBefore" in element.keys() and instant(element.get("NotBefore")) > now + LEEWAY:  # noqa: SIM118
        raise Unproven("not yet")


def end_of(element: Element, now: int, name: str = "NotOnOrAfter") -> int:
    """When it ends, in seconds of the epoch, which is not over yet."""
    ends = instant(element.get(name, ""))
    if ends <= now - LEEWAY:
        raise Unproven("over")
    return ends


def instant(said: str) -> int:
    """A time of UTC in seconds of the epoch."""
    try:
        found = datetime.fromisoformat(said)
        if found.tzinfo is None:
            raise ValueError("no zone")
        return int(found.timestamp())
    except (ValueError, OverflowError):
        raise Unproven("no time") from None
