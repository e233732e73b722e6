"""What an address says of those who may come to it; the rules of pages stand in pages/gate/rules.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kabinet.regulation.access import Actor, OrgKind

EVERY_KIND = frozenset(OrgKind)
View = TypeVar("View", bound=Callable[..., Any])


def mark(view: View, **said: object) -> View:
    """What the server, the gate and the tests ask of a view without calling it, as its attributes: its `rule` and `methods`,
    the `files` of its forms, what it is `slow` at, the methods whose body comes in `pieces`, `most` bytes of one."""
    vars(view).update(said)
    return view


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open a page.

    `signed_in` and `confirmed` say what is asked of the person; `before_factor` that they may come before they have the
    second factor which is demanded of them. Members of organisations of other `kinds` learn nothing
    of the page (404). A right that a colleague has and this person has not is the act's question: its Refused becomes
    the page that says why and who can (403).
    """

    name: str
    signed_in: bool = True
    before_factor: bool = False
    confirmed: bool = True
    kinds: frozenset[OrgKind] = field(default=EVERY_KIND)

    def knows(self, actor: Actor) -> bool:
        """Is the page there at all for this person's organisation?"""
        return not self.confirmed or actor.kind in self.kinds
