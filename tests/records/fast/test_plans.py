"""The way PostgreSQL takes under row-level security: the index finds the rows, the policy only looks at those.

A function that might tell what it saw is not asked before the policy, and its index is lost; these tests are what notices.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kabinet.records import lists
from kabinet.records.lists import Filters
from tests.records.security.sql import run
from tests.records.world import AT, World


@pytest.fixture
def careful(world: World) -> World:
    """A planner that takes an index wherever it may, however few rows there are."""
    run(
        "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL plan_cache_mode = force_custom_plan"
    )
    return world


def _plan(question: str, *values: object) -> str:
    return "\n".join(line for (line,) in run(f"EXPLAIN (COSTS OFF) {question}", *values))


PLACE = "CASE WHEN queue_at IS NULL THEN 'infinity'::timestamptz ELSE queue_at END"
OPEN = "leg = 'client' AND closed_at IS NULL"


@pytest.mark.parametrize(
    ("condition", "order", "followed"),
    [
        (f"partner_id = 1 AND {OPEN} AND {PLACE} < now()", f"{PLACE}, id", "queue_at END < now()"),
        (
            f"partner_id = 1 AND {OPEN} AND ({PLACE}, id) > (now(), 1)",
            f"{PLACE}, id",
            "queue_at END, id) > ROW",
        ),
        (
            f"client_id = 1 AND turn = 'client' AND {OPEN} AND {PLACE} > now()",
            f"{PLACE}, id",
            "queue_at END > now()",
        ),
        (
            "leg = 'client' AND (registered_at, id) < (now(), 1)",
            "registered_at DESC, id DESC",
            "ROW(registered_at, id)",
        ),
        ("next_due_at < now()", "next_due_at", "next_due_at < now()"),
    ],
)
def test_a_list_follows_its_index(careful: World, condition: str, order: str, followed: str) -> None:
    careful.cast.actor("gordeeva", AT)
    plan = _plan(f"SELECT id FROM ticket WHERE {condition} ORDER BY {order} LIMIT 51")
    (walk,) = (line for line in plan.splitlines() if "Index Cond" in line)
    assert followed in walk
    assert "Sort" not in plan


@pytest.mark.parametrize("table", ["ticket", "message"])
def test_search_finds_words_in_their_index(careful: World, table: str) -> None:
    careful.cast.actor("gordeeva", AT)
    plan = _plan(
        f"SELECT id FROM {table} WHERE search @@ to_tsquery('russian', 'сервер') AND search @@ '''@p1'''::tsquery"
    )
    assert f"Bitmap Index Scan on {table}_search" in plan
    (followed,) = (line for line in plan.splitlines() if "Index Cond" in line)
    assert followed.count("@@") == 2


def test_a_coalesce_would_lose_the_index(careful: World) -> None:
    """Why QueuePlace is a CASE: should PostgreSQL learn that coalesce() tells nothing, this test says so."""
    careful.cast.actor("gordeeva", AT)
    plan = _plan("SELECT id FROM ticket WHERE leg = 'client' AND coalesce(registered_at, 'infinity') < now()")
    assert "coalesce" not in "".join(line.lower() for line in plan.splitlines() if "Index Cond" in line)


def test_the_planner_judges_a_policy_once_a_question(careful: World) -> None:
    """What a policy reads of the settings stands beside the plan, not in the walk over the rows."""
    careful.cast.actor("gordeeva", AT)
    plan = _plan("SELECT id FROM ticket WHERE partner_id = 1")
    assert "InitPlan" in plan
    assert "SubPlan" not in plan
    assert "current_setting" not in plan


def test_the_questions_of_a_page_are_planned_ahead(careful: World) -> None:
    actor = careful.cast.actor("gordeeva", AT)
    with CaptureQueriesContext(connection) as queries:
        lists.queue(actor, Filters())
    planned = [statement for (statement,) in run("SELECT statement FROM pg_prepared_statements")]
    assert len(queries) > 1
    assert sum("FROM ticket t WHERE" in statement for statement in planned) == 1
