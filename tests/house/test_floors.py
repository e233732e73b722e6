"""A floor imports only the floors below it (.importlinter), and every room of the house is in that plan."""

import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, imported, modules

PLAN = ROOT / ".importlinter"


def test_the_contracts_hold() -> None:
    """In a process of its own: the linter switches off the loggers of whatever runs beside it."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--config", PLAN, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_in_the_plan() -> None:
    plan = ConfigParser()
    plan.read(PLAN)
    layers = plan["importlinter:contract:floors"]["layers"]
    planned = set(layers.replace("(", " ").replace(")", " ").replace("|", " ").split())
    rooms = {f"kabinet.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= planned


def test_nobody_above_the_records_knows_the_models() -> None:
    """`kabinet.records.models` is for records and actions; the others have doors, lists and acts (rule 2)."""
    above = modules("queries", "web", "pages", "api", "jobs")
    found = [
        f"{module.name}:{line} {name}"
        for module in above
        for line, name in imported(module)
        if name.startswith(("kabinet.records.models", "kabinet.records.security.row_level_security"))
    ]
    assert found == []


def test_nothing_below_the_pages_knows_of_them() -> None:
    """Not by an import, not by a dotted name in a string: what can be seen and done is there without any page."""
    below = modules("api", "web", "queries", "actions", "records", "regulation")
    assert below
    assert [module.name for module in below if "kabinet.pages" in module.text] == []


# An import contract knows packages of others as a whole only; the database's half of Django is for everybody.
OF_PAGES = (
    "django.contrib",
    "django.forms",
    "django.http",
    "django.shortcuts",
    "django.template",
    "django.urls",
)
OF_WORDS = ("django.utils.translation", "django.utils.html", "django.utils.safestring")


def test_what_can_be_seen_has_no_addresses_templates_or_words() -> None:
    """Queries give values to pages and to any other way in: no HTTP, no HTML, no catalogue of words."""
    found = [
        f"{module.name}:{line} {name}"
        for module in modules("queries")
        for line, name in imported(module)
        if name.startswith((*OF_PAGES, *OF_WORDS))
    ]
    assert found == []


def test_no_floor_listens_in_secret() -> None:
    """No signals: an act says itself what follows from it."""
    heard = (
        "django.dispatch",
        "django.db.models.signals",
        "django.core.signals",
        "django.db.backends.signals",
    )
    found = [
        f"{module.name}:{line}"
        for module in modules()
        for line, name in imported(module)
        if name.startswith(heard)
    ]
    assert found == []
