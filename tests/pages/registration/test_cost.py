"""What the pages ask the database: a handful of questions, however much there is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.queries import MARKS, asked, baseline
from tests.pages.registration.walk import WRITTEN, Walk

MOST = 12


def cost(ask: Callable[[], object]) -> int:
    """Questions of one request of whatever method."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(not query["sql"].startswith(MARKS) for query in captured.captured_queries)


@pytest.mark.parametrize("page", ["new_ticket", "new_ticket_again", "new_ticket_draft"])
def test_a_page_costs_what_is_on_record(walk: Walk, page: str):
    url = walk.begin()
    address = {"new_ticket": "/new/", "new_ticket_again": f"{url}level/", "new_ticket_draft": url}[page]
    assert len(asked(walk.client, address)) == baseline(page) <= MOST


def test_a_fragment_costs_no_more(walk: Walk):
    url = walk.begin()
    assert cost(lambda: walk.client.post("/new/level/", walk.step(1))) <= MOST
    assert cost(lambda: walk.client.post(f"{url}promise/", WRITTEN)) <= MOST
    assert cost(lambda: walk.client.post(f"{url}save/", WRITTEN)) <= MOST


def test_many_systems_drafts_and_files_cost_the_same(walk: Walk):
    from kabinet.records import models
    from kabinet.records.security.reach import as_system
    from tests.pages.registration.test_files import file

    url = walk.begin()
    before = [cost(lambda: walk.client.get("/new/")), cost(lambda: walk.client.get(url))]
    with as_system("a large client"):
        row = models.System.objects.get(pk=walk.cast.system["erp"])
        models.System.objects.bulk_create(
            models.System(
                **{field.attname: getattr(row, field.attname) for field in row._meta.fields}
                | {"id": None, "name": name}
            )
            for name in map(str, range(50))
        )
    walk.fragment(f"{url}files/", {"files": [file(f"{number}.xml") for number in range(9)]})
    for _ in range(5):
        walk.begin()
    assert [cost(lambda: walk.client.get("/new/")), cost(lambda: walk.client.get(url))] == before
