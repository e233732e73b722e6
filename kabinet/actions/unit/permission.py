"""The law's word before anything is written: an act that it does not allow is refused with the first thing against it."""

from kabinet.actions.unit.errors import Refused
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case
from kabinet.regulation.pack import Pack
from kabinet.regulation.verdict import Verdict


def require(actor: Actor, act: Act, case: Case, law: Pack) -> None:
    """Refused unless the actor may do it in this case."""
    require_allowed(access.may(actor, act, case, law))


def require_allowed(verdict: Verdict) -> None:
    """Refused with a verdict that does not allow."""
    if not verdict.allowed:
        raise Refused(verdict)
