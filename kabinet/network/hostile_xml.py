"""XML that somebody else wrote: no declarations of its own, no entities, and comments are seen."""

from typing import Any
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

Element = Any


def read(body: bytes, most: int) -> Element | None:
    """The root, comments and instructions as elements in it; None for what is no such document, or longer than `most`."""
    parser = DefusedXMLParser(
        target=TreeBuilder(insert_comments=True, insert_pis=True),
        forbid_dtd=True,
        forbid_entities=True,
        forbid_external=True,
    )
    try:
        parser.feed(body[: most + 1])
        return parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
