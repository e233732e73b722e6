"""What every test stands on. The database is in tests/database.py, the browser in tests/browser.py.

The environment is set here, before Django reads its settings; the addresses are put right when the first test asks for
a database.
"""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
# A run within a test names a folder of its own.
HOME = Path(os.environ.get("KABINET_TESTS", ROOT / ".cache" / "tests"))
FILES = HOME / f"files-{os.getpid()}"
NOWHERE = "dbname=a_test_without_the_db_fixture host=/nonexistent user="

pytest_plugins = [
    "tests.database",
    "tests.browser",
    "tests.fixtures_bridges",
    "tests.fixtures_cast",
    "tests.fixtures_clamd",
    "tests.fixtures_clock",
    "tests.fixtures_inbox",
    "tests.fixtures_letters",
    "tests.fixtures_pages",
    "tests.fixtures_push",
    "tests.fixtures_seaweedfs",
    "tests.fixtures_telegram",
    "tests.fixtures_webhooks",
]

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "kabinet.config.settings",
    "DATABASE_URL": NOWHERE + "kabinet_app",
    "DATABASE_OWNER_URL": NOWHERE + "kabinet_owner",
    "KABINET_SECRET_KEY": "known-to-everybody-good-for-tests-only",
    "KABINET_HOME": str(HOME),
    "KABINET_FILES": str(FILES),
    "KABINET_LOG_LEVEL": "WARNING",
    # Playwright keeps an event loop in the thread of the tests; Django would take their queries for a mistake.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

# The same examples in every run: a failure is found by the person who caused it, not by the next one.
hypothesis_settings.register_profile(
    "kabinet",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("kabinet")


def pytest_configure() -> None:
    """Pages rendered in the process of the tests name assets plainly; the live server hashes them as it always does."""
    subprocess.run([sys.executable, ROOT / "bin" / "words", "--compile"], check=False)
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # Else each new Client looks through all of it before its first answer.
    settings.WHITENOISE_AUTOREFRESH = True
    # A process of xdist may have read the settings before this file named its own folder.
    settings.FILES = FILES
    from tests import raw_marks

    raw_marks.read_every_page()


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: looking through it again and again took a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Stops the PostgreSQL of a run that is killed (tests/keeper.py)."""
    words = [
        sys.executable,
        "-m",
        "tests.keeper",
        str(HOME / "postgres"),
        str(tmp_path_factory.getbasetemp()),
    ]
    # A session of its own: Ctrl-C and whatever ends the run's group leave it.
    with subprocess.Popen(words, stdin=subprocess.PIPE, cwd=ROOT, start_new_session=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def files() -> Iterator[Path]:
    """The folder of people's files, this process's own."""
    FILES.mkdir(parents=True, exist_ok=True)
    yield FILES
    shutil.rmtree(FILES, ignore_errors=True)


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> Path:
    """A folder of people's files in which no other test left anything: for whoever counts what lies there."""
    settings.FILES = tmp_path / "files"
    settings.FILES.mkdir()
    found: Path = settings.FILES
    return found
