"""What the page says before the form is sent: the level and why, the first answer's deadline and why, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kabinet.actions.tickets.registration.judgement import (
    Considered,
    CriticalTerms,
    Form,
    Symptoms,
    consider,
)
from kabinet.actions.tickets.registration.named_contact import NamedContact
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.unit.instants import whole
from kabinet.records.doors import Contact
from kabinet.records.models import Agreement
from kabinet.records.versions.calendars import calendar_for
from kabinet.regulation.access import Actor, Verdict
from kabinet.regulation.pack import Pack
from kabinet.regulation.terms import Term, Terms
from kabinet.regulation.ticket.completeness import Completeness, Gap
from kabinet.regulation.ticket.criticality import Judgement
from kabinet.regulation.working_time import Deadline, deadline


@dataclass(frozen=True, slots=True)
class Promise:
    """`level` and `reaction` are None while the symptoms are open; `update` also where a level has no such clock.
    `notice` says that the level became another one for want of confirmation (U4e). `contacts` can be named in the ticket,
    `named` is the one who is. `considered` is the judgement itself, None of a promise that
    nobody asked for: register_ticket takes it, so that one form that was sent is judged once."""

    level: int | None
    judgement: Judgement
    reaction: Deadline | None
    update: Term | None
    notice: Verdict | None
    missing: tuple[Gap, ...]
    verdicts: tuple[Verdict, ...]
    completeness: Completeness | None
    agreement: Agreement | None
    pack: Pack
    contacts: Sequence[Contact]
    named: NamedContact
    considered: Considered | None = None

    @property
    def can_be_sent(self) -> bool:
        """Whether registering now would succeed."""
        return self.level is not None and not (self.missing or self.verdicts or self.named.fault)


def preview_registration(
    *,
    actor: Actor,
    at: datetime,
    system: int,
    values: Mapping[str, str],
    symptoms: Symptoms,
    chosen_level: int | None = None,
    critical: CriticalTerms | None = None,
    service: str = "",
    impact: str = "",
    subject: str = "",
    called: Called | None = None,
    contact: int | None = None,
) -> Promise:
    """What registering this at `at` would come to; reads only. `critical` None: nobody was asked for the terms yet."""
    form = Form(system, values, symptoms, chosen_level, critical, service, impact, subject, called, contact)
    found = consider(actor, whole(at), form, terms_asked=critical is not None)
    since = called.since(whole(at)) if called else whole(at)
    return Promise(
        level=found.level,
        judgement=found.judgement,
        reaction=first_answer(actor, found.terms, found.level, since) if found.level else None,
        update=found.terms.level(found.level).update if found.level else None,
        notice=_notice(found),
        missing=found.completeness.missing if found.completeness else (),
        verdicts=found.verdicts,
        completeness=found.completeness,
        agreement=found.agreement,
        pack=found.pack,
        contacts=found.contacts,
        named=found.named,
        considered=found,
    )


def first_answer(actor: Actor, terms: Terms, level: int, at: datetime) -> Deadline:
    """Until when the support has to make contact with a ticket registered at `at` (U3.6a, P4.8a)."""
    return deadline(at, terms.level(level).reaction, calendar_for(actor, terms.hours))


def _notice(found: Considered) -> Verdict | None:
    return found.judgement.notice if found.level == found.judgement.level else None
