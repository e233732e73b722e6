"""Records: reached through doors alone, without work in `save`, and described by migrations to the last field."""

import ast
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.house.source import attributes, modules

BACK_DOORS = {"objects", "_default_manager", "_base_manager", "_meta"}


def test_no_way_round_the_doors() -> None:
    """Not even through a record that a door has given (`ticket.__class__.objects`)."""
    found = [
        f"{module.name}:{line} .{name}"
        for module in modules("queries", "pages", "api", "jobs")
        for line, _, name in attributes(module)
        if name in BACK_DOORS
    ]
    assert found == []


def test_saving_a_record_does_nothing_else() -> None:
    found = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules("records")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete", "full_clean", "clean")
    ]
    assert found == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except (CommandError, SystemExit):
        pytest.fail(said.getvalue())
