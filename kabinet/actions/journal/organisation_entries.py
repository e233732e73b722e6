"""The journal of an organisation: one row an act, and a row for each thing that came by its day (docs/organisations.md)."""

from datetime import datetime

from kabinet.actions.notices import kinds
from kabinet.records.models import OrganisationEntry
from kabinet.regulation import fact_data
from kabinet.regulation.access import Actor, EntryReaders
from kabinet.regulation.fact_data import OrganisationData


def write(
    organisation: int,
    kind: str,
    data: OrganisationData,
    *,
    actor: Actor,
    at: datetime,
    actor_organisation: str = "",
    person: int | None = None,
    clause: str = "",
    partner: int | None = None,
) -> OrganisationEntry:
    """One row, for ever. `actor` is a person, or the program with its reason; `person` is whom the fact is about.

    `partner` is the other party of a kind that the parties alone read; ValueError for one of any other kind, or without it.
    Needs the whole reach. KeyError for a kind that nobody declared, TypeError for data that another one declares.
    """
    readers = kinds.of_organisation(kind).readers
    if (readers is EntryReaders.PARTIES) is (partner is None):
        raise ValueError(f"a row of {kind} is read by {readers or 'everybody'}, partner {partner}")
    return OrganisationEntry.objects.create(
        organisation_id=organisation,
        kind=kind,
        person_id=person,
        actor_id=None if actor.system else actor.person,
        actor_name=actor.name,
        actor_organisation=actor_organisation,
        system=actor.system or "",
        occurred_at=at,
        clause=clause,
        readers=readers,
        partner_id=partner,
        data=fact_data.row_of_organisation(kind, data),
    )
