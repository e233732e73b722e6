"""logcfg.xml: what the server was told to write."""

from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from kabinet.techlog.summary import Collected

LARGEST = 2**20
MOST = 100


def read_logcfg(body: bytes) -> Collected | None:
    """None for what is no such file, or hostile: a document with declarations of its own, or too long a one."""
    if len(body) > LARGEST:
        return None
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    if _tag(root) != "config":
        return None
    found = Collected()
    for part in list(root)[:MOST]:
        if _tag(part) == "log":
            _read_log(part, found)
        elif _tag(part) == "dump":
            found.dumps = part.get("create", "1").lower() in ("1", "true")
        elif _tag(part) == "plansql":
            found.plans = True
    return found


def _read_log(log: Any, found: Collected) -> None:
    history = log.get("history", "")
    if history.isascii() and history.isdigit():
        found.hours = max(found.hours, int(history[:6]))
    for event in [part for part in log if _tag(part) == "event"][:MOST]:
        conditions = [
            (_tag(part), part.get("property", "").lower(), part.get("value", "")) for part in event
        ][:MOST]
        names = [
            value.upper()[:40] for kind, of, value in conditions if of == "name" and kind in ("eq", "like")
        ]
        if any(of == "name" and kind == "ne" and not value for kind, of, value in conditions) or "%" in names:
            found.everything = True
        for name in names:
            limits = [of for kind, of, value in conditions if of != "name"]
            _add(found.filtered if limits else found.events, name)


def _add(to: list[str], name: str) -> None:
    if name not in to and len(to) < MOST:
        to.append(name)


def _tag(part: Any) -> str:
    """Without its namespace."""
    return str(part.tag).rpartition("}")[2].lower() if isinstance(part.tag, str) else ""
