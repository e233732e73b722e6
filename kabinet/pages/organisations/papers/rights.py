"""Whether the reader may do something with an organisation's papers, asked of the law before a page offers it."""

from dataclasses import replace
from datetime import date

from kabinet.actions.unit.errors import Refused
from kabinet.pages.organisations.overview.days import in_force
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, Verdict


class Rights:
    """The reader before one organisation; what the law must know of it is asked once."""

    def __init__(self, actor: Actor, today: date, organisation: OrganisationRecord) -> None:
        self.actor, self.today, self.organisation = actor, today, organisation
        self.case = _case(actor, today, organisation)

    def verdict(self, act: Act) -> Verdict:
        return access.may(self.actor, act, self.case, law_of(self.actor))

    def may(self, act: Act) -> bool:
        return self.verdict(act).allowed

    def demand(self, act: Act) -> None:
        """Refused, which becomes the page that says why and who can."""
        if not (verdict := self.verdict(act)).allowed:
            raise Refused(verdict)


def _case(actor: Actor, today: date, organisation: OrganisationRecord) -> Case:
    return Case(today=today, organisation=_subject(actor, today, organisation))


def _subject(actor: Actor, today: date, organisation: OrganisationRecord) -> OrganisationCase:
    subject = OrganisationCase(key=organisation.pk, kind=organisation.kind)
    if organisation.kind != OrgKind.CLIENT or actor.kind is not OrgKind.PARTNER:
        return subject
    agreed = [
        row.partner_id
        for row in doors.agreements(actor, organisation.pk)
        if in_force(row.first_day, row.last_day, today)
    ]
    sold = [
        row.seller_id
        for row in doors.licences(actor, organisation.pk)
        if not row.pending and row.last_day >= today
    ]
    return replace(subject, partner=agreed[0] if agreed else None, sellers=frozenset(sold))
