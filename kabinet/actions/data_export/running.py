"""The whole export into a folder: step by step, each step one moment of the database; files are copied between the steps."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from django.db import connection, transaction
from django.db.models import Q

from kabinet.actions.contents.door import brought
from kabinet.actions.data_export import organisations, tickets
from kabinet.actions.data_export.organisations import FORMAT, Line
from kabinet.actions.data_export.tickets import Step, every_step
from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.records.models import Agreement, Organisation
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import OrgKind

EXPORTING: Final = "an export of everything"


class NotExported(Exception):
    """It cannot be made; one sentence for the operator."""


@dataclass
class Exported:
    """How much of what there is in the folder; `lost` are files whose content is not there."""

    lines: dict[str, int] = field(default_factory=dict)
    files: int = 0
    lost: list[str] = field(default_factory=list)


def export_data(folder: Path, at: datetime, partner: str = "", since: datetime | None = None) -> Exported:
    """Into a new or empty folder that its owner alone reads. `partner` is an INN: its tickets and clients and no others';
    `since`: tickets of which something was written since. NotExported when the folder is in use or nobody has the INN."""
    _begin(folder)
    done = Exported()
    with _moment():
        key = _partner(partner)
        names = tickets.logins()
    of_ticket = Q(partner=key) if key else Q()
    lively = of_ticket & Q(last_fact_at__gte=since) if since else of_ticket
    with _moment():
        houses = Organisation.objects.filter(_houses(key))
        _write(folder, "organisations.jsonl", organisations.organisations(_houses(key)), done)
        _write(folder, "people.jsonl", organisations.people(houses), done)
        _write(folder, "papers.jsonl", organisations.papers(houses), done)
    imported = of_ticket & Q(imported_at__gte=since) if since else of_ticket
    with _opened(folder / "tickets.jsonl") as file:
        for step in every_step(_at_a_moment(lambda after: tickets.tickets(lively, names, after))):
            _add(folder, file, step, done)
        for step in every_step(_at_a_moment(lambda after: tickets.imported(imported, after))):
            _add(folder, file, step, done)
    head: Line = {"format": FORMAT, "taken_at": at.isoformat(), "lines": done.lines, "files": done.files}
    # Last: a folder without it is no whole export.
    with _opened(folder / "export.json") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=2) + "\n")
    return done


def _at_a_moment(step: Callable[[int], Step]) -> Callable[[int], Step]:
    def asked(after: int) -> Step:
        with _moment():
            return step(after)

    return asked


@contextmanager
def _moment() -> Iterator[None]:
    """What is read stands together: one state of the database, of which nothing is changed."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with as_system(EXPORTING):
            yield


def _partner(inn: str) -> int | None:
    if not inn:
        return None
    found = Organisation.objects.filter(kind=OrgKind.PARTNER, inn=inn).values_list("pk", flat=True).first()
    if found is None:
        raise NotExported(f"no partner here has the INN {inn[:40]!r}")
    return found


def _houses(partner: int | None) -> Q:
    """The partner itself and whom it serves or served."""
    if partner is None:
        return Q()
    return Q(pk=partner) | Q(pk__in=Agreement.objects.filter(partner=partner).values("client"))


def _begin(folder: Path) -> None:
    os.umask(0o077)
    try:
        (folder / "files").mkdir(parents=True)
    except FileExistsError:
        raise NotExported(f"{folder} is in use: an export is made into a folder of its own") from None
    except OSError as failed:
        raise NotExported(f"{failed.strerror}: {folder}") from None
    if {each.name for each in folder.iterdir()} != {"files"}:
        (folder / "files").rmdir()
        raise NotExported(f"{folder} is not empty: an export is made into a folder of its own")


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        yield file


def _write(folder: Path, name: str, lines: Iterable[Line], done: Exported) -> None:
    with _opened(folder / name) as file:
        for line in lines:
            _put(file, name, line, done)


def _put(file: TextIO, name: str, line: Line, done: Exported) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    done.lines[name] = done.lines.get(name, 0) + 1


def _add(folder: Path, file: TextIO, step: Step, done: Exported) -> None:
    for line in step.lines:
        _put(file, "tickets.jsonl", line, done)
    for digest, key in step.contents.items():
        target = folder / "files" / digest
        if target.exists():
            continue
        try:
            shutil.copyfile(brought(path_of(key)), target)
        except FileNotFoundError:
            done.lost.append(str(key))
        else:
            done.files += 1
