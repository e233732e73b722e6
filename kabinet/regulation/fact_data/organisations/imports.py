"""What was brought in from elsewhere, or taken back (docs/import.md)."""

from dataclasses import dataclass

from kabinet.regulation.fact_data.organisations.all_kinds import OrganisationData


@dataclass(frozen=True, kw_only=True)
class ImportTakenBack(OrganisationData):
    """How many (`count`) tickets of which `desk` are gone, and of which `run`."""

    desk: str
    count: int
    run: str


@dataclass(frozen=True, kw_only=True)
class TicketsImported(ImportTakenBack):
    """How many came; `source` is the desk's code, `digest` the sum over theirs in the order in which they were read."""

    source: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class RecordsImported(OrganisationData):
    """How many lines about its `people` and `papers` came in the `run`; `digest` is the sum over them in their order."""

    people: int
    papers: int
    run: str
    digest: str
