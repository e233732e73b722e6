"""What an operator says is read with its type, and a mistake stops the start with a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kabinet.config import environment as said
from kabinet.config.environment import Misconfigured

GOOD = {
    "KABINET_SECRET_KEY": "a-long-text-that-nobody-else-knows-at-all",
    "DATABASE_URL": "postgresql://kabinet_app:hidden-word@db1,db2/kabinet?target_session_attrs=read-write",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KABINET_SECRET_KEY", None),
        ("KABINET_SECRET_KEY", "short"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "mysql://kabinet@localhost/kabinet"),
        ("DATABASE_URL", "postgresql://kabinet_app@localhost"),
        ("DATABASE_OWNER_URL", "no address"),
        ("KABINET_PORT", "eighty"),
        ("KABINET_PORT", "70000"),
        ("KABINET_WEB_WORKERS", "0"),
        ("KABINET_DEBUG", "perhaps"),
        ("KABINET_LOG_LEVEL", "LOUD"),
        ("KABINET_PUBLIC_URL", "desk.example"),
        ("KABINET_PUBLIC_URL", "https://desk.example/kabinet"),
        ("KABINET_FILES", "/dev/null"),
    ],
)
def test_a_mistake_is_named_in_one_sentence(name: str, value: str | None) -> None:
    answer = settings(**{name: value})
    assert answer.returncode == 1
    sentence = answer.stderr.strip().splitlines()[-1]
    assert sentence.startswith(f"kabinet.config.environment.Misconfigured: {name} ")
    assert sentence.endswith(".")
    assert "hidden-word" not in answer.stderr


def test_the_command_says_the_sentence_without_a_traceback() -> None:
    answer = run(["-m", "kabinet.config.command", "serve"], KABINET_PORT="eighty")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "kabinet: KABINET_PORT must be a whole number from 1 to 65535, not 'eighty'.\n"


def test_https_makes_cookies_secure() -> None:
    code = "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.ALLOWED_HOSTS)"
    answer = settings(code, KABINET_PUBLIC_URL="https://desk.example", KABINET_HOSTS="10.0.0.7")
    assert answer.stdout == "__Host-kabinet True True ['10.0.0.7', 'desk.example']\n"


def test_an_operator_who_says_little_gets_safe_values() -> None:
    answer = settings("print(s.DEBUG, s.ADDRESS, s.SESSION_COOKIE_HTTPONLY, sorted(s.DATABASES))")
    assert answer.stdout == "False 127.0.0.1 True ['default']\n"


def test_a_database_of_several_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", GOOD["DATABASE_URL"])
    read = said.postgres("DATABASE_URL", application_name="kabinet")
    assert (read["HOST"], read["NAME"]) == ("db1,db2", "kabinet")
    assert read["OPTIONS"] == {"application_name": "kabinet", "target_session_attrs": "read-write"}


def test_a_folder_may_be_still_to_make(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KABINET_FILES", str(tmp_path / "new"))
    assert said.folder("KABINET_FILES", Path("unused")) == tmp_path / "new"


def test_an_empty_value_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABINET_ADDRESS", "  ")
    assert said.text("KABINET_ADDRESS", "here") == "here"
    with pytest.raises(Misconfigured):
        said.text("KABINET_ADDRESS")


def settings(code: str = "", **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own."""
    return run(["-c", f"from kabinet.config import settings as s\n{code}"], **changes)


def run(words: list[str], **changes: str | None) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("KABINET_", "DATABASE_"))
    }
    environment = {name: value for name, value in (plain | GOOD | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
