"""Search: by number at once, else by words in subjects, names of authors and contacts, and in what the reader may hear; the
newest tickets first."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kabinet.records.doors.tickets import tickets
from kabinet.records.fast.prepared import ask_anew
from kabinet.records.lists.order import ID, Order
from kabinet.records.lists.question import Question
from kabinet.records.lists.rows import COLUMNS, UNREAD, Key, Page
from kabinet.records.lists.tickets import SIZE, cut
from kabinet.records.reached import Branch, branches
from kabinet.regulation.access import Actor, reach

NEWEST = Order((ID,), lambda row: (row.id,), newest_first=True)
# Whole, or its figures alone; typed in either alphabet, with any dash.
NUMBER = re.compile(r"(?:([uvуг])\s*[-‐‑–—]?\s*)?(\d{1,10})", re.IGNORECASE)
LEGS = {"u": "U", "у": "U", "г": "U", "v": "V"}
QUERY = "%(query)s::tsquery"
# Tenants stand in the index beside the words (migration 0002): one walk finds a client's few rows of a common word.
MARKS = {"leg": "@l", "client_id": "@c", "partner_id": "@p"}
# Where words are: the tables, and what names the ticket there.
SUBJECTS, SAID = ("ticket", "t.id", "true"), ("message", "t.ticket_id", "t.audience = ANY(%(audiences)s)")


def search(
    actor: Actor,
    asked: Question,
    after: Key | None = None,
    size: int = SIZE,
    named: Mapping[str, int] | None = None,
) -> Page:
    """The tickets with this number; if there are none, those that have the words, in any of their forms. `named` is what
    `with_number` gave for the same text, where it was asked already."""
    seen, begin = reach(actor), NEWEST.values(after)
    found = list((with_number(actor, asked.text) if named is None else named).values())
    reached = list(branches(seen))
    if not reached or not (found or asked.query):
        return Page(())
    source = (
        "(SELECT unnest(%(found)s::bigint[]) AS id)"
        if found
        else _by_words(reached, bool(begin), bool(seen.participates))
    )
    question = f"SELECT {COLUMNS}, {UNREAD} FROM {source} f JOIN ticket t ON t.id = f.id ORDER BY t.id DESC LIMIT %(limit)s"  # noqa: S608
    values: dict[str, Any] = {
        "query": asked.query,
        "found": found,
        "me": actor.person,
        "audiences": sorted(seen.audiences),
        "limit": size + 1,
        "joint": sorted(seen.participates),
    }
    return cut(ask_anew(question, {**values, **begin, **_values(reached)}), NEWEST, size)


def count_found(actor: Actor, asked: Question, most: int) -> int:
    """How many tickets `search` has for this text, counted no further than `most`."""
    seen = reach(actor)
    reached, found = list(branches(seen)), with_number(actor, asked.text)
    if not reached or not (found or asked.query):
        return 0
    if found:
        return len(found)
    words = _by_words(reached, False, bool(seen.participates))
    own = {"query": asked.query, "audiences": sorted(seen.audiences), "joint": sorted(seen.participates)}
    question = f"SELECT count(*) FROM {words} f"  # noqa: S608
    return min(most, int(ask_anew(question, {**own, "limit": most, **_values(reached)})[0][0]))


def with_number(actor: Actor, text: str) -> dict[str, int]:
    """Number -> key of the tickets whose number the text is; one question, and none for other texts."""
    typed = NUMBER.fullmatch(text)
    if not typed:
        return {}
    legs = (LEGS[typed[1].lower()],) if typed[1] else ("U", "V")
    numbers = [f"{leg}-{typed[2]}" for leg in legs]
    return dict(tickets(actor).filter(number__in=numbers).values_list("number", "pk"))


def _by_words(reached: Sequence[Branch], beyond: bool, joint: bool) -> str:
    """Keys of tickets by subjects with their people and by what was said; each walk stops when the page is full.

    A walk has its tenant in so many words, not through a join: how rare a word is among them decides the best way.
    """
    walks = [
        _walk(branch, place, *where, beyond)
        for place, branch in enumerate(reached)
        for where in (SUBJECTS, SAID)
    ]
    walks += [_joint(*where, beyond) for where in (SUBJECTS, SAID) if joint]
    return f"({' UNION '.join(walks)})"


def _joint(table: str, key: str, heard: str, beyond: bool) -> str:
    """The same among the few tickets in whose joint work the reader takes part."""
    before = f" AND {key} < %(after_0)s::bigint" if beyond else ""
    return (
        f"(SELECT DISTINCT {key} AS id FROM {table} t WHERE {key} = ANY(%(joint)s::bigint[])"  # noqa: S608
        f" AND t.search @@ {QUERY} AND {heard}{before} ORDER BY {key} DESC LIMIT %(limit)s)"
    )


def _walk(branch: Branch, place: int, table: str, key: str, heard: str, beyond: bool) -> str:
    where = [f"t.search @@ {QUERY}", heard]
    for name in branch:
        where += [f"t.{name} = %(b_{name}_{place})s", f"t.search @@ %(m_{name}_{place})s::tsquery"]
    if beyond:
        where.append(f"{key} < %(after_0)s::bigint")
    return (
        f"(SELECT DISTINCT {key} AS id FROM {table} t"  # noqa: S608
        f" WHERE {' AND '.join(where)} ORDER BY {key} DESC LIMIT %(limit)s)"
    )


def _values(reached: Sequence[Branch]) -> dict[str, int | str]:
    values: dict[str, int | str] = {}
    for place, branch in enumerate(reached):
        for name, value in branch.items():
            values |= {f"b_{name}_{place}": value, f"m_{name}_{place}": f"'{MARKS[name]}{value}'"}
    return values
