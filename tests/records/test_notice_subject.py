"""Notices of before, which kept a path, say what they are about; and back again."""

from importlib import import_module

from django.db import connection

from tests.records.security.sql import run
from tests.records.world import World

STEP = import_module("kabinet.records.migrations.0012_notice_subject")
# Path that an act wrote -> what it was about.
BEFORE = {
    "": ("own_access", ""),
    "/no/page/of/ours/": ("own_access", ""),
    "/tickets/U-48001/": ("ticket", "U-48001"),
    "/organisations/7/people/": ("people", "7"),
    "/organisations/7/papers/": ("papers", "7"),
    "/agreements/12/": ("agreement", "12"),
    "/handovers/3/": ("handover", "3"),
    "/handovers/": ("handovers", ""),
    "/refusal-reports/5/": ("refusal_report", "5"),
    "/violations/6/": ("violation", "6"),
    "/rules/version/4.1/": ("regulation", "4.1"),
    "/rules/#calendar": ("calendar", ""),
    "/confirmations/": ("contacts_to_confirm", ""),
    "/papers/": ("own_papers", ""),
    "/papers/waiting/": ("papers_to_confirm", ""),
    "/calendars/": ("calendars_to_keep", ""),
}


def script(text: str) -> None:
    with connection.cursor() as cursor:
        for part in text.split(";"):
            cursor.execute(part)


def test_what_paths_were_about_and_the_way_back(world: World) -> None:
    """A table of the same name that only this transaction has, as it was between the steps."""
    run(
        "CREATE TEMPORARY TABLE notice (id serial, ticket_id bigint, address text, subject text, subject_key text)"
    )
    run("INSERT INTO notice (ticket_id, address, subject, subject_key) VALUES (1, '', '', 'U-48002')")
    for path in BEFORE:
        run("INSERT INTO notice (address, subject, subject_key) VALUES (%s, '', '')", path)
    script(STEP.SUBJECTS)
    kept = "SELECT subject, subject_key FROM notice ORDER BY id"
    assert run(kept) == [("ticket", "U-48002"), *BEFORE.values()]
    run("UPDATE notice SET address = '?'")
    script(STEP.ADDRESSES)
    back = [path for (path,) in run("SELECT address FROM notice ORDER BY id")]
    assert back == ["", *(path if path != "/no/page/of/ours/" else "" for path in BEFORE)]
    assert run("SELECT subject_key FROM notice WHERE subject_key <> ''") == [("U-48002",)]
