"""What readers of JSON have in common: every ticket of every answer, each with its place, and closed by whose word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kabinet.actions.imports import json_files
from kabinet.actions.imports.json_files import TICKET
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Faulty, Found, OldTicket

Parts = Mapping[str, Any]
Build = Callable[[dict[str, Any], Parts, ImportMapping], OldTicket]


def tell_tickets(
    path: Path, mapping: ImportMapping, of_answer: Callable[[object], list[dict[str, Any]]], build: Build
) -> Iterator[Found]:
    """`of_answer` are the tickets in what a desk answered, `build` makes an old ticket of one and what lies beside it."""
    for answers in json_files.answers_in(path):
        if answers.fault:
            yield Found(answers.where, fault=answers.fault)
            continue
        try:
            told = of_answer(answers.parts[TICKET])
        except Faulty as fault:
            yield Found(answers.where, fault=str(fault))
            continue
        for place, each in enumerate(told, 1):
            where = answers.where if len(told) == 1 else f"{answers.where}, ticket {place}"
            try:
                yield Found(where, build(each, answers.parts, mapping))
            except Faulty as fault:
                yield Found(where, fault=str(fault))


def when_closed(
    mapping: ImportMapping, states: Sequence[str], usual: frozenset[str], closed: datetime | None
) -> datetime | None:
    """When it was closed, where any of its `states` says so: by the mapping, else as is `usual` at that desk. Faulty for a
    closed one that does not say when."""
    known = mapping.closed or usual
    if not any(state.casefold() in known for state in states):
        return None
    if closed is None:
        raise Faulty("the ticket is closed and does not say when")
    return closed
