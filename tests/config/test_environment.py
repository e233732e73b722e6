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
        ("KABINET_S3", "s3://bucket"),
        ("KABINET_S3", "https://storage.example"),
        ("KABINET_S3", "https://desk:hidden-word@storage.example/bucket"),
        ("KABINET_KEEP_DIAGNOSTICS_DAYS", "30"),
        ("KABINET_KEEP_FILES_DAYS", "for good"),
        ("KABINET_OIDC_ISSUER", "portal.example"),
        ("KABINET_OIDC_ISSUER", "http://portal.example"),
        ("KABINET_OIDC_ISSUER", "https://desk:hidden-word@portal.example"),
        ("KABINET_MAIL_SERVER", "mail.example"),
        ("KABINET_MAIL_SERVER", "http://mail.example"),
        ("KABINET_MAIL_SERVER", "smtp://desk:hidden-word@mail.example:port"),
        ("KABINET_MAIL_SERVER", "smtp://desk:hidden-word@mail.example/folder"),
        ("KABINET_MAIL_SERVER", "smtp://desk:hidden-word@mail.example?tls=no"),
        ("KABINET_MAIL_SERVER", "smtp://desk@mail.example"),
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


@pytest.mark.parametrize("value", [None, "desk", "desk@", "Desk <desk@kabinet.example>\nBcc: x@y.example"])
def test_letters_come_from_somebody(value: str | None) -> None:
    answer = settings(KABINET_MAIL_SERVER="smtps://desk:hidden-word@mail.example", KABINET_MAIL_FROM=value)
    sentence = answer.stderr.strip().splitlines()[-1]
    assert sentence.startswith("kabinet.config.environment.Misconfigured: KABINET_MAIL_FROM ")
    assert "hidden-word" not in answer.stderr


@pytest.mark.parametrize(
    ("server", "read"),
    [
        ("smtp://desk:a%40b@mail.example", "mail.example 587 starttls desk a@b"),
        ("smtps://desk:word@mail.example", "mail.example 465 tls desk word"),
        ("smtp://127.0.0.1:2525", "127.0.0.1 2525  "),
        ("smtp://relay.example?tls=no", "relay.example 25  "),
    ],
)
def test_a_mail_server_travels_under_tls_unless_it_is_this_machine(server: str, read: str) -> None:
    code = "m = s.MAIL_SERVER; print(m.host, m.port, m.tls, m.user, m.password); print(s.LETTERS, m)"
    answer = settings(code, KABINET_MAIL_SERVER=server, KABINET_MAIL_FROM="Поддержка <desk@kabinet.example>")
    told, shown = answer.stdout.splitlines()
    assert told.strip() == read.strip()
    assert shown.startswith("sent MailServer(host=")
    assert "word" not in shown


@pytest.mark.parametrize(("demo", "letters"), [("yes", "caught"), ("no", "off")])
def test_without_a_mail_server_a_demonstration_keeps_its_letters(demo: str, letters: str) -> None:
    assert settings("print(s.LETTERS)", KABINET_DEMO=demo).stdout == f"{letters}\n"


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


OIDC = {
    "KABINET_OIDC_ISSUER": "https://portal.example/realms/main",
    "KABINET_OIDC_CLIENT": "desk",
    "KABINET_OIDC_SECRET": "hidden-word",
}


@pytest.mark.parametrize("missing", ["KABINET_OIDC_CLIENT", "KABINET_OIDC_SECRET"])
def test_a_provider_is_named_whole(missing: str) -> None:
    done = settings(**{name: value for name, value in OIDC.items() if name != missing})
    assert done.returncode != 0
    assert missing in done.stderr
    assert "hidden-word" not in done.stderr


def test_a_provider_is_called_by_its_host_and_its_secret_is_shown_to_nobody() -> None:
    done = settings("print(s.SIGN_IN_PROVIDERS, s.SIGN_IN_PROVIDERS.portal.secret == 'hidden-word')", **OIDC)
    assert "name='portal.example'" in done.stdout
    assert done.stdout.strip().endswith("True")
    assert "hidden-word" not in done.stdout


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
