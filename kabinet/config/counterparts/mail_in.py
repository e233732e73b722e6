"""Reads what the environment says of letters that come in (docs/letters.md). No sentence repeats a user or a password."""

import os
from urllib.parse import SplitResult, unquote, urlsplit

from kabinet.config.environment import LOOPBACK, Misconfigured, text
from kabinet.network.mailboxes import VENDOR, Box, Imap, Listener, MailIn

BOXES, FETCHED, LISTENER, TRUSTED = (
    "KABINET_MAIL_IN",
    "KABINET_MAIL_IN_IMAP",
    "KABINET_MAIL_IN_LISTEN",
    "KABINET_MAIL_IN_TRUSTED",
)
BOX_SHAPE = "address=vendor or address=INN of a partner, separated by commas"
IMAP_SHAPE = "address imaps://user:password@host[:port][/folder], separated by commas"
LISTENER_SHAPE = "lmtp:///path/of/a/socket, lmtp://127.0.0.1:port or smtp://127.0.0.1:port"
IMAP_PORTS = {"tls": 993, "starttls": 143, "": 143}


def mail_in() -> MailIn:
    """Nothing where no box is named; Misconfigured for what cannot work."""
    boxes = _boxes()
    if not boxes:
        for name in (FETCHED, LISTENER, TRUSTED):
            if os.environ.get(name, "").strip():
                raise Misconfigured(f"{name} is set, and {BOXES} names no box.")
        return MailIn()
    fetched, listener = _fetched(), _listener()
    if unknown := fetched.keys() - boxes.keys():
        raise Misconfigured(f"{FETCHED} fetches for {min(unknown)}, which is no box of {BOXES}.")
    if listener is None and boxes.keys() - fetched.keys():
        raise Misconfigured(
            f"Nothing brings letters to {min(boxes.keys() - fetched.keys())}: set {FETCHED} or {LISTENER}."
        )
    found = tuple(Box(address, desk, fetched.get(address)) for address, desk in boxes.items())
    return MailIn(found, listener, text(TRUSTED).lower())


def _boxes() -> dict[str, str]:
    found: dict[str, str] = {}
    for each in filter(None, map(str.strip, os.environ.get(BOXES, "").split(","))):
        address, _mark, desk = (part.strip().lower() for part in each.partition("="))
        name, _at, domain = address.rpartition("@")
        if not (name and domain and address.isascii() and (desk == VENDOR or desk.isdecimal())):
            raise Misconfigured(f"{BOXES} must be {BOX_SHAPE}.")
        if address in found or desk in found.values():
            raise Misconfigured(f"{BOXES} must name each address and each desk once.")
        found[address] = desk
    return found


def _fetched() -> dict[str, Imap]:
    found = {}
    for each in filter(None, map(str.strip, os.environ.get(FETCHED, "").split(","))):
        address, _space, url = each.partition(" ")
        try:
            parts = urlsplit(url.strip())
            port = parts.port
        except ValueError:
            raise Misconfigured(f"{FETCHED} must be {IMAP_SHAPE}.") from None
        good = parts.scheme in ("imap", "imaps") and parts.hostname and parts.username and parts.password
        if not good or parts.query not in ("", "tls=no") or parts.fragment:
            raise Misconfigured(f"{FETCHED} must be {IMAP_SHAPE}.")
        found[address.strip().lower()] = _imap(parts, port)
    return found


def _imap(parts: SplitResult, port: int | None) -> Imap:
    host = parts.hostname or ""
    near = host in LOOPBACK
    if parts.query and not near:
        raise Misconfigured(
            f"{FETCHED} must not say tls=no of another machine: the password would travel in the open."
        )
    tls = "tls" if parts.scheme == "imaps" else "" if near else "starttls"
    folder = unquote(parts.path.strip("/")) or "INBOX"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Imap(host, port or IMAP_PORTS[tls], tls, user, password, folder)


def _listener() -> Listener | None:
    said = os.environ.get(LISTENER, "").strip()
    if not said:
        return None
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        raise Misconfigured(f"{LISTENER} must be {LISTENER_SHAPE}.") from None
    if parts.scheme == "lmtp" and not parts.netloc and parts.path.startswith("/") and len(parts.path) > 1:
        return Listener("lmtp", path=parts.path)
    if parts.scheme not in ("lmtp", "smtp") or not port or parts.path or parts.username or parts.query:
        raise Misconfigured(f"{LISTENER} must be {LISTENER_SHAPE}.")
    if parts.hostname not in LOOPBACK:
        raise Misconfigured(
            f"{LISTENER} must be on this machine: whoever reaches it is believed to be a mail server."
        )
    return Listener(parts.scheme, parts.hostname or "", port)
