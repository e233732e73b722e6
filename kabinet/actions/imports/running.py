"""A run of an import: the whole source is judged first, then written in one transaction. A dry run ends before that."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction

from kabinet.actions.imports.desks import READERS
from kabinet.actions.imports.judging import Judged, judge
from kabinet.actions.imports.mapping import SKIP, ImportMapping
from kabinet.actions.imports.numbers_met import NumbersMet
from kabinet.actions.imports.old_ticket import Faulty, Found
from kabinet.actions.imports.parties import Directory
from kabinet.actions.imports.report import Report
from kabinet.actions.imports.writing import Writing
from kabinet.records.models import ImportedTicket
from kabinet.records.security.reach import as_system

JUDGING, IMPORTING = "an import is judged", "an import"


@dataclass(frozen=True, slots=True)
class Run:
    """What became of it; `key` None where nothing was written, for there were faults, or nothing new, or it was dry."""

    report: Report
    key: UUID | None = None


def judge_source(path: Path, mapping: ImportMapping, at: datetime) -> Report:
    """What would come and what stands in its way. Writes nothing."""
    report = Report()
    with transaction.atomic(), as_system(JUDGING):
        for _judged in _new(path, mapping, uuid4(), at, report):
            pass
    return report


def run_import(path: Path, mapping: ImportMapping, at: datetime) -> Run:
    """All of it or nothing: with a single fault nothing is written. What is here already stays as it is."""
    report = judge_source(path, mapping, at)
    if report.faults or not report.tickets:
        return Run(report)
    key, written = uuid4(), Report()
    with Writing(key, mapping, at) as writing, transaction.atomic(), as_system(IMPORTING):
        for judged in _new(path, mapping, key, at, written):
            if written.faults:
                break
            writing.add(judged)
        if written.faults:
            # The source changed between the two readings.
            transaction.set_rollback(True)
        else:
            writing.finish()
    return Run(written, None if written.faults else key)


def _new(path: Path, mapping: ImportMapping, run: UUID, at: datetime, report: Report) -> Iterator[Judged]:
    """The tickets that are not here yet, counted in the report with everything else."""
    directory = Directory(mapping)
    here = ImportedTicket.objects.filter(source=mapping.source).values_list("old_number", "digest")
    with closing(NumbersMet(here.iterator())) as numbers:
        for found in READERS[mapping.desk](path, mapping):
            try:
                judged = _judged(found, mapping, directory, run, at, report)
            except Faulty as fault:
                report.add_fault(found.where, str(fault))
                continue
            if judged is not None and _is_new(judged, numbers, report, found.where):
                _count(judged, report)
                yield judged


def _judged(
    found: Found, mapping: ImportMapping, directory: Directory, run: UUID, at: datetime, report: Report
) -> Judged | None:
    if found.ticket is None:
        raise Faulty(found.fault)
    if found.ticket.closed is None and mapping.open == SKIP:
        report.left += 1
        return None
    return judge(found.ticket, mapping, directory, run, at)


def _is_new(judged: Judged, numbers: NumbersMet, report: Report, where: str) -> bool:
    number = judged.ticket.old_number
    if not numbers.meet(number):
        report.add_fault(where, f"the number {number!r} stands in the source twice")
        return False
    digest = numbers.digest(number)
    if digest is None:
        return True
    report.here += 1
    report.changed += digest != judged.ticket.digest
    return False


def _count(judged: Judged, report: Report) -> None:
    ticket = judged.ticket
    opened, closed = f"{ticket.opened_at:%Y-%m-%d}", f"{ticket.closed_at:%Y-%m-%d}"
    report.tickets += 1
    report.messages += len(judged.messages)
    report.files += len(judged.files)
    report.bytes += sum(file.size for _place, file, _old in judged.files)
    report.opened = min(report.opened or opened, opened)
    report.closed = max(report.closed, closed)
    report.count(report.clients, f"{ticket.client_name}, read by it and {ticket.partner_name}")
    report.count(report.states, ticket.state)
    for name in judged.known:
        report.count(report.people, name)
    for name in judged.unknown:
        report.count(report.unknown, name)
