"""What was found while the subject was typed goes onto the list of what was consulted, by one click (P2.3)."""

import re
from dataclasses import replace

from kabinet.pages.pass_on.sources import LONGEST, Source
from kabinet.pages.pass_on.typed import Typed
from kabinet.records import doors
from kabinet.regulation.access import Actor

PROBLEM, TICKET = re.compile(r"K-\d{1,9}"), re.compile(r"[UV]-\d{1,10}")


def with_added(actor: Actor, typed: Typed, number: str) -> Typed:
    """`typed` with the problem or ticket of this number among its sources, once; Closed for what the reader may not see."""
    if not number or any(number in source.title.split() for source in typed.sources):
        return typed
    return replace(typed, sources=(*typed.sources, _source(actor, number)))


def _source(actor: Actor, number: str) -> Source:
    if PROBLEM.fullmatch(number):
        known = doors.problem(actor, number)
        return Source("known", f"{known.number} {known.title}"[:LONGEST], "")
    if TICKET.fullmatch(number):
        # Its subject is another client's word: the number alone goes to the vendor.
        return Source("similar", doors.ticket(actor, number).number, "")
    raise doors.Closed
