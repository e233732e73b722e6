"""Reads where the antivirus is (docs/antivirus.md)."""

import os
import re

from kabinet.config.environment import Misconfigured

WHERE = "KABINET_CLAMD"
HOST_AND_PORT = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):(?P<port>[0-9]{1,5})")


def clamd() -> str:
    """host:port, or the path of a socket; empty where files are not looked through."""
    said = os.environ.get(WHERE, "").strip()
    found = HOST_AND_PORT.fullmatch(said)
    if said and not said.startswith("/") and not (found and 0 < int(found["port"]) < 65536):
        raise Misconfigured(f"{WHERE} must be host:port or the path of clamd's socket, not {said!r}.")
    return said
