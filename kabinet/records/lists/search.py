"""Search: by number at once, else by words in subjects and in what the reader may hear, the newest tickets first."""

import re

from django.db import connection

from kabinet.records.doors.tickets import tickets
from kabinet.records.lists.asked import Within, within
from kabinet.records.lists.order import ID, Order
from kabinet.records.lists.rows import COLUMNS, UNREAD, Key, Page
from kabinet.records.lists.tickets import SIZE, cut
from kabinet.regulation.access import Actor, reach

NEWEST = Order((ID,), lambda row: (row.id,), newest_first=True)
# Whole, or its figures alone; typed in either alphabet, with any dash.
NUMBER = re.compile(r"(?:([uvуг])\s*[-‐‑–—]?\s*)?(\d{1,10})", re.IGNORECASE)
LEGS = {"u": "U", "у": "U", "г": "U", "v": "V"}
LONGEST = 200
QUERY = "websearch_to_tsquery('russian', %(text)s)"
# Tenants stand in the index beside the words (migration 0002): one walk finds a client's few rows of a common word.
MARKS = {"leg": "@l", "client_id": "@c", "partner_id": "@p"}


def search(actor: Actor, text: str, after: Key | None = None, size: int = SIZE) -> Page:
    """The tickets with this number; if there are none, those that have the words, in any of their forms. Quotation marks
    hold words together, a minus excludes one, «or» offers a choice."""
    asked = " ".join(text.replace("\0", " ").split())[:LONGEST]
    numbers = _numbers(asked)
    found = list(tickets(actor).filter(number__in=numbers).values_list("pk", flat=True)) if numbers else []
    reached = within(reach(actor), None)
    if reached is None or not asked:
        return Page(())
    begin = NEWEST.values(after)
    source = "(SELECT unnest(%(found)s::bigint[]) AS id)" if found else _by_words(reached, bool(begin))
    question = f"SELECT {COLUMNS}, {UNREAD} FROM {source} f JOIN ticket t ON t.id = f.id ORDER BY t.id DESC LIMIT %(limit)s"  # noqa: S608
    values = {
        **reached.values,
        **begin,
        "text": asked,
        "found": found,
        "me": actor.person,
        "audiences": sorted(reach(actor).audiences),
    }
    with connection.cursor() as cursor:
        cursor.execute(question, {**values, "limit": size + 1})
        return cut(cursor.fetchall(), NEWEST, size)


def _numbers(text: str) -> list[str]:
    typed = NUMBER.fullmatch(text)
    if not typed:
        return []
    legs = (LEGS[typed[1].lower()],) if typed[1] else ("U", "V")
    return [f"{leg}-{typed[2]}" for leg in legs]


def _by_words(reached: Within, beyond: bool) -> str:
    """Keys of tickets by subjects and by what was said; each walk stops when the page is full."""
    subjects = _walk(reached, "ticket", "t.id", "true", beyond)
    said = _walk(reached, "message", "t.ticket_id", "t.audience = ANY(%(audiences)s)", beyond)
    return f"(SELECT id FROM {subjects} UNION SELECT id FROM {said})"  # noqa: S608


def _walk(reached: Within, table: str, key: str, heard: str, beyond: bool) -> str:
    marks = [f"t.search @@ {_mark(condition)}" for condition in reached.conditions]
    where = [*reached.conditions, f"t.search @@ {QUERY}", *marks, heard]
    if beyond:
        where.append(f"{key} < %(after_0)s::bigint")
    return (
        f"{reached.source} LATERAL (SELECT DISTINCT {key} AS id FROM {table} t"  # noqa: S608
        f" WHERE {' AND '.join(where)} ORDER BY {key} DESC LIMIT %(limit)s) {table}_found"
    )


def _mark(condition: str) -> str:
    """`t.client_id = b.client_id` as the client's mark."""
    column, value = condition.removeprefix("t.").split(" = ")
    return f"quote_literal('{MARKS[column]}' || {value})::tsquery"
