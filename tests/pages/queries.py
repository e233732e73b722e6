"""How many questions a page puts to the database; query_counts.json has the figures on record, by the page's name."""

import json
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BASELINE = Path(__file__).with_name("query_counts.json")
# A transaction's own marks: inside the tests' one transaction the gate's becomes a savepoint.
MARKS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def baseline(name: str) -> int:
    """The figure on record for the page with this name."""
    return int(json.loads(BASELINE.read_text())[name])


def asked(client: Client, address: str) -> list[str]:
    """The questions of one page that answers 200."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(MARKS)]
