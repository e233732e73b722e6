"""The moment is an argument (rule 1): the law, the records and the acts ask no clock, and leave nothing to chance."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import ROOT, Module, attributes, imported, modules, paths

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
        "kabinet/pages/gate/__init__.py"
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


# Files of the tests that ask the time, and why they may. Whatever else needs an instant states one (docs/tests.md).
ASKING = {
    "tests/clock.py": "the one place: the stated instant, or the true time under a live server",
    "tests/pages/gate/test_gate.py": "proves of the gate's own clock what it gives",
    "tests/pages/gate/test_clock.py": "proves that it gives way to the database's",
}
# Of those that go by `clock.now` outside of tests/pages, where it is the true time.
LIVE = {
    "tests/jobs/test_deadlines.py": "a running worker, which goes by the true time",
    "tests/jobs/test_on_call.py": "a running worker, which goes by the true time",
    "tests/jobs/letters/test_sending.py": "a running worker, which goes by the true time",
    "tests/jobs/alerts/test_chats.py": "a running worker, which goes by the true time",
    "tests/jobs/alerts/test_sending.py": "a running worker, which goes by the true time",
    "tests/jobs/webhooks/test_sending.py": "a running worker, which goes by the true time",
    "tests/jobs/mail/test_fetching.py": "a running process and a real server, which go by the true time",
    "tests/jobs/mail/test_listening.py": "a running process, which goes by the true time",
    "tests/actions/contents/test_bucket.py": "a real bucket, which dates what it keeps by the true time",
    "tests/config/test_place.py": "a running server, which goes by the true time",
    "tests/api/test_counterpart.py": "a running server, which goes by the true time",
    "tests/api/test_walk.py": "a running server, which goes by the true time",
    "tests/walks": "a running server, which goes by the true time",
    "tests/demonstration/test_calendar.py": "pages of the demonstration, read at the true time",
}
ASKED_IN_TESTS = {("gate", "now"), ("sessions", "now"), ("jobs.clock", "now")}


def in_tests() -> list[Module]:
    """The files of the tests."""
    read = [(path, path.read_text(encoding="utf-8")) for path in paths("*.py", under=ROOT / "tests")]
    return [Module(str(path.relative_to(ROOT)), text, ast.parse(text)) for path, text in read]


def taken(module: Module) -> list[str]:
    """Where a test asks the time, by itself or by way of the gate or the jobs."""
    spoken = [line for line, before, name in attributes(module) if (before, name) in ASKED_IN_TESTS]
    ways = ("kabinet.pages.gate.now", "kabinet.jobs.clock", "kabinet.jobs.clock.now")
    brought = [line for line, name in imported(module) if name in ways]
    return asked(module) + [f"{module.name}:{line}" for line in spoken + brought]


def test_tests_state_their_instants() -> None:
    places = [place for module in in_tests() for place in taken(module)]
    assert {place.partition(":")[0] for place in places} - set(ASKING) == set()


def test_the_true_time_is_for_what_runs_beside_the_tests() -> None:
    using = {
        module.name
        for module in in_tests()
        if any((before, name) == ("clock", "now") for _, before, name in attributes(module))
        or any(name == "tests.clock.now" for _, name in imported(module))
    }
    assert {
        name for name in using if not name.startswith(("tests/pages/", "tests/fixtures_pages", *LIVE))
    } == set()


def test_every_file_that_may_ask_the_time_does() -> None:
    asking = {place.partition(":")[0] for module in in_tests() for place in taken(module)}
    assert set(ASKING) <= asking


def _at_import(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls made when the module is imported: not those inside functions."""
    for each in ast.iter_child_nodes(tree):
        if not isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            if isinstance(each, ast.Call):
                yield each
            yield from _at_import(each)


def test_no_test_takes_its_instant_at_import() -> None:
    """At import it is not known whether its pages are read at the stated or at the true time."""
    names = {"now", "today"}
    places = [
        f"{module.name}:{call.lineno}"
        for module in in_tests()
        for call in _at_import(module.tree)
        if (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) in names
    ]
    assert places == []


# A column's default, the words that tell a zone by its distance from Moscow, Django's own setting.
MAY_NAME = (
    "kabinet/records/models/",
    "kabinet/regulation/working_time/explanation/amounts.py",
    "kabinet/pages/ui/moments.py",
    "kabinet/actions/notices/wording.py",
    "kabinet/config/settings.py",
    "kabinet/demonstration/",
    "kabinet/pages/ui/term_words.py",
    # What may be chosen or is an example, the instant of a rehearsal.
    "kabinet/pages/entrance/profile.py",
    "kabinet/pages/organisations/papers/zones.py",
    "kabinet/actions/organisations/contact_sheet/columns.py",
    "kabinet/pages/regulation/versions/rehearsal_client.py",
    "kabinet/regulation/organisation/agreement.py",
)


def test_no_day_is_reckoned_in_a_zone_that_the_program_names() -> None:
    named = [module.name for module in modules() if re.search(r"['\"][A-Z][a-z]+/[A-Z]\w+['\"]", module.text)]
    assert [name for name in named if not name.startswith(MAY_NAME)] == []


def test_whoever_imports_moscow_draws_with_it() -> None:
    """The pages' own MOSCOW is for telling a zone and for samples; a day is the vendor's (vendor_day)."""
    found = [
        module.name
        for module in modules("pages")
        if re.search(r"astimezone\((?:moments\.)?MOSCOW\)|tzinfo=MOSCOW", module.text)
    ]
    assert [name for name in found if "component_sheet" not in name] == []
