"""What is like a text that somebody types: known problems and tickets, only those that the reader may see (P2.3).

Tickets are looked for by subject. The newest that have every word, and the newest that have at least two of them, are
ranked; a word that everybody uses costs no more than that many rows. The description helps to rank, not to find.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from kabinet.records.doors.problems import problems
from kabinet.records.fast.prepared import ask_anew
from kabinet.records.lists.rows import COLUMNS, UNREAD, Row, rows
from kabinet.records.lists.words import Wanted, wanted
from kabinet.records.models import KnownProblem
from kabinet.records.reached import Branch, branches
from kabinet.regulation.access import Actor, reach

MOST, RANKED = 5, 120
MARKS = {"leg": "@l", "client_id": "@c", "partner_id": "@p"}
# Its own applicant took it back, and nobody opened it again.
WITHDRAWN = """
t.closed_at IS NOT NULL AND EXISTS (
  SELECT FROM journal_entry j WHERE j.ticket_id = t.id AND j.kind = 'withdrawn'
    AND date_trunc('second', j.occurred_at) = date_trunc('second', t.closed_at))
"""
FOUND = """
SELECT {columns}, {unread} FROM ({walks}) f JOIN ticket t ON t.id = f.id
WHERE t.number <> ALL(%(but)s::text[]) AND NOT ({withdrawn})
ORDER BY ts_rank(t.search, %(any)s::tsquery) * 4 + ts_rank(t.search, %(more)s::tsquery) DESC, t.id DESC
LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Similar:
    """The best of each sort first."""

    problems: tuple[KnownProblem, ...] = ()
    tickets: tuple[Row, ...] = ()


def similar(actor: Actor, subject: str, description: str = "", but: Sequence[str] = ()) -> Similar:
    """What is like the subject (like the description while there is none) for this reader; never the tickets `but`."""
    asked = wanted(subject) or wanted(description, typing=False)
    if asked is None:
        return Similar()
    more = wanted(description, typing=False) if description else None
    return Similar(_problems(actor, asked, more or asked), _tickets(actor, asked, more or asked, but))


def _problems(actor: Actor, asked: Wanted, more: Wanted) -> tuple[KnownProblem, ...]:
    has = RawSQL("known_problem.search @@ %s::tsquery", [asked.most], BooleanField())
    rank = RawSQL(
        "ts_rank(known_problem.search, %s::tsquery) * 4 + ts_rank(known_problem.search, %s::tsquery)",
        [asked.any, more.any],
        FloatField(),
    )
    known = problems(actor).filter(retired_at__isnull=True).annotate(has=has, rank=rank).filter(has=True)
    return tuple(known.order_by("-rank", "-id")[:MOST])


def _tickets(actor: Actor, asked: Wanted, more: Wanted, but: Sequence[str]) -> tuple[Row, ...]:
    reached = list(branches(reach(actor)))
    if not reached:
        return ()
    walks = " UNION ".join(
        _walk(branch, place, query) for place, branch in enumerate(reached) for query in ("every", "most")
    )
    question = FOUND.format(withdrawn=WITHDRAWN, columns=COLUMNS, unread=UNREAD, walks=walks)
    values: dict[str, Any] = {
        "every": asked.every,
        "most": asked.most,
        "any": asked.any,
        "more": more.any,
        "but": list(but),
        "me": actor.person,
        "ranked": RANKED,
        "limit": MOST,
    }
    return rows(ask_anew(question, {**values, **_tenants(reached)}))


def _walk(branch: Branch, place: int, query: str) -> str:
    """The newest that have the words within one tenant, whose mark stands in the index beside them."""
    # By the index, and then by the subject alone: nobody's name makes a ticket like a question.
    where = [f"t.search @@ %({query})s::tsquery", f"ts_filter(t.search, '{{d}}') @@ %({query})s::tsquery"]
    for name in branch:
        where += [f"t.{name} = %(b_{name}_{place})s", f"t.search @@ %(m_{name}_{place})s::tsquery"]
    return f"(SELECT t.id FROM ticket t WHERE {' AND '.join(where)} ORDER BY t.id DESC LIMIT %(ranked)s)"  # noqa: S608


def _tenants(reached: Sequence[Branch]) -> dict[str, int | str]:
    values: dict[str, int | str] = {}
    for place, branch in enumerate(reached):
        for name, value in branch.items():
            values |= {f"b_{name}_{place}": value, f"m_{name}_{place}": f"'{MARKS[name]}{value}'"}
    return values
