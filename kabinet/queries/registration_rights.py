"""Whether this client may register at all today, before anybody types: every condition that fails (U1, U3.5a, L9b)."""

from dataclasses import dataclass
from datetime import datetime

from kabinet.actions.tickets.registration.on_behalf import Called, contact_of, judged_for
from kabinet.records import doors, versions
from kabinet.records.versions import agreement_by, law_of, regulation_for
from kabinet.regulation.access import Actor, Case, Verdict, may_register
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Pack

# Denials that another level, or another answer, would mend: they belong to the form and not before it.
OF_LEVEL = frozenset({"symptoms_open", "not_production", "level_higher", "terms_unconfirmed"})


@dataclass(frozen=True, slots=True)
class Rights:
    """`case` is how the client stands today, or stood at the instant of the call under `law`; `failed` is all
    that stands against any registration."""

    law: Pack
    case: Case
    failed: tuple[Verdict, ...]

    @property
    def leg(self) -> Leg:
        """The leg on which a client registers."""
        return self.law.leg(LegCode.CLIENT)


def rights(actor: Actor, at: datetime, client: int | None = None, called: Called | None = None) -> Rights:
    """For the least that can be registered, a ticket of the lowest level; of a call for the `client` who called, as they
    stood then."""
    case = doors.case_of(actor, at=at, since=called.since(at) if called else None, client=client)
    if called is not None:
        contact = contact_of(actor, client or 0, called, at)
        case = judged_for(at, called, case, agreement_by(case.ticket.agreement), contact)
    partner = case.ticket.partner
    law = versions.law(regulation_for(partner, case.day()).code) if partner else law_of(actor)
    lowest = law.leg(LegCode.CLIENT).levels[-1].number
    return Rights(law, case, tuple(may_register(actor, case, lowest, law)))


def beyond_level(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Those that no change of the form would mend."""
    return tuple(verdict for verdict in verdicts if verdict.code not in OF_LEVEL)
