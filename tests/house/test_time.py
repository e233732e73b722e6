"""The moment is an argument (rule 1): the law, the records and the acts ask no clock, and leave nothing to chance."""

import ast

from tests.house.source import Module, attributes, imported, modules

CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
CLOCKS |= {("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time_ns")}
IMPORTED = {
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
    "django.db.models.functions.Now",
    "time.time",
}


def asked(module: Module) -> list[str]:
    """Where the module asks the time."""
    spoken = [line for line, before, name in attributes(module) if (before, name) in CLOCKS]
    brought = [line for line, name in imported(module) if name in IMPORTED]
    return [f"{module.name}:{line}" for line in spoken + brought]


def test_law_records_and_acts_never_ask_the_time() -> None:
    assert [place for module in modules("regulation", "records", "actions") for place in asked(module)] == []


def test_the_law_has_no_chance_in_it() -> None:
    chance = ("random", "secrets", "uuid", "time", "os")
    found = [
        f"{module.name}:{line} {name}"
        for module in modules("regulation")
        for line, name in imported(module)
        if name.split(".")[0] in chance
    ]
    assert found == []


def test_acts_have_no_random_in_them() -> None:
    brought = [(module.name, name) for module in modules("actions") for _, name in imported(module)]
    assert [place for place, name in brought if name.split(".")[0] == "random"] == []


def test_pages_ask_the_time_in_the_gate_alone() -> None:
    assert {place.partition(":")[0] for module in modules("pages") for place in asked(module)} <= {
        "kabinet/pages/gate.py"
    }


def test_jobs_ask_the_time_in_one_place() -> None:
    assert len([place for module in modules("jobs") for place in asked(module)]) <= 1


def test_a_planted_clock_is_found() -> None:
    for text in (
        "from datetime import datetime\nnow = datetime.now()",
        "import datetime as d, datetime\nday = datetime.date.today()",
        "from django.utils import timezone\nmade = Field(default=timezone.now)",
        "from time import time",
    ):
        assert asked(Module("planted.py", text, ast.parse(text))), text
