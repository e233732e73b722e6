"""A run: every line by what the database itself says of it, in one transaction; with a single fault nothing stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from kabinet.actions.imports.master_data.lines import ORGANISATIONS, PAPERS, PEOPLE, Line, files_in, lines_of
from kabinet.actions.imports.master_data.organisations import take_organisation
from kabinet.actions.imports.master_data.outcome import Outcome
from kabinet.actions.imports.master_data.papers import take_paper
from kabinet.actions.imports.master_data.people import take_person
from kabinet.actions.imports.master_data.values import Said
from kabinet.actions.imports.old_ticket import Faulty
from kabinet.actions.imports.writing import ON_THE_MACHINE
from kabinet.actions.journal import organisation_entries
from kabinet.records.security.reach import as_system
from kabinet.regulation.fact_data.organisations import RecordsImported

IMPORTING: Final = "an import of organisations, people and papers"
TAKERS: Final[Mapping[str, Callable[[Said, datetime, Outcome], None]]] = {
    ORGANISATIONS: take_organisation,
    PEOPLE: take_person,
    PAPERS: take_paper,
}
# What the database holds against a line, in words.
KEPT: Final = {
    "organisation_one_vendor": "there is a vendor already",
    "organisation_inn_once": "an organisation of another kind has this INN",
    "person_login_once": "another person has this login",
    "agreement_one_at_a_time": "the client has an agreement on these days already",
    "partner_status_one_at_a_time": "the partner has a status on these days already",
}


@dataclass(frozen=True, slots=True)
class Run:
    """`key` None where nothing was written: it was dry, there were faults, or nothing new."""

    outcome: Outcome
    key: UUID | None = None


def bring_in(folder: Path, at: datetime, *, dry: bool) -> Run:
    """All of it or nothing. What is here already stays as it is. Faulty for a folder that cannot be read at all."""
    files, outcome, key = files_in(folder), Outcome(), uuid4()
    with transaction.atomic(), as_system(IMPORTING):
        for part, path in files.items():
            for line in lines_of(path):
                _take(part, line, at, outcome)
        if dry or outcome.faults or not outcome.touched:
            transaction.set_rollback(True)
            return Run(outcome)
        _record(outcome, key, at)
    return Run(outcome, key)


def _take(part: str, line: Line, at: datetime, outcome: Outcome) -> None:
    if line.fault:
        outcome.add_fault(line.where, line.fault)
        return
    try:
        with transaction.atomic():
            TAKERS[part](line.said, at, outcome)
    except Faulty as fault:
        outcome.add_fault(line.where, str(fault))
    except IntegrityError as refused:
        outcome.add_fault(line.where, _said(refused))


def _said(refused: IntegrityError) -> str:
    diagnosis = getattr(refused.__cause__, "diag", None)
    name = str(getattr(diagnosis, "constraint_name", ""))
    return KEPT.get(name, f"the database refuses it ({name})")


def _record(outcome: Outcome, key: UUID, at: datetime) -> None:
    """One row in the journal of each organisation of which something came."""
    for organisation, touched in outcome.touched.items():
        data = RecordsImported(
            people=touched.people, papers=touched.papers, run=str(key), digest=touched.digest.hexdigest()
        )
        organisation_entries.write(organisation, "records_imported", data, actor=ON_THE_MACHINE, at=at)
