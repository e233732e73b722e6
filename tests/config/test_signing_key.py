"""A key of ours for a SAML provider: what cannot work stops the start in a sentence that has nothing of the key in it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from kabinet.config.counterparts.providers import FILE, providers
from kabinet.config.environment import Misconfigured
from kabinet.network.provider import Providers
from tests import processes
from tests.browser import free_port
from tests.clock import until
from tests.database import Database
from tests.pages.entrance.provider.saml.fake_saml import ONE, OTHER, signer

OURS = signer()
HIDDEN = "hidden-word"


def pem(key: Any, locked: KeySerializationEncryption | None = None) -> str:
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked or NoEncryption()).decode())


KEY = pem(OURS.key)
Write = Callable[..., None]


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Names a SAML portal with these words in the files of our key; a file of None is not there."""

    def write(
        key: str | None, certificate: str | None, lines: tuple[str, ...] = ("key", "certificate")
    ) -> None:
        files = {"key": tmp_path / "ours.key", "certificate": tmp_path / "ours.crt"}
        for name, words in (("key", key), ("certificate", certificate)):
            if words is not None:
                files[name].write_text(words)
        said = "".join(f'signing_{name} = "{files[name]}"\n' for name in lines)
        table = tmp_path / "providers.toml"
        table.write_text(
            f'[portal]\nprotocol = "saml"\nentity_id = "urn:a"\naddress = "https://idp.example/sso"\n'
            f'certificates = ["""{ONE.certificate}"""]\n{said}'
        )
        monkeypatch.setenv(FILE, str(table))

    for name in ("KABINET_OIDC_ISSUER",):
        monkeypatch.delenv(name, raising=False)
    return write


def known() -> Any:
    found: Providers = providers()
    assert found.portal is not None
    return found.portal


def test_a_key_with_its_certificate_and_the_next_one(named: Write) -> None:
    named(KEY, OTHER.certificate + OURS.certificate)
    signing = known().signing
    assert signing.certificates == (OURS.certificate, OTHER.certificate), "the key's own comes first"
    assert signing.key.private_numbers() == OURS.key.private_numbers()
    assert "PRIVATE" not in repr(known())
    assert str(OURS.key.private_numbers().d) not in repr(known())


def test_nothing_named_is_no_key(named: Write) -> None:
    named(None, None, ())
    assert known().signing is None


def of_curve() -> str:
    return pem(ec.generate_private_key(ec.SECP256R1()))


LOCKED = pem(OURS.key, BestAvailableEncryption(HIDDEN.encode()))
NO_KEY, NO_CERTIFICATE = "signing_key names no key of RSA", "signing_certificate names no certificates"
Words = tuple[str | None, str | None]
WRONG: dict[str, tuple[Words, str]] = {
    "no file of a key": (
        (None, OURS.certificate),
        r"names for signing_key a file that cannot be read \(FileNotFound",
    ),
    "no file of a certificate": ((KEY, None), r"names for signing_certificate a file that cannot be read"),
    "nothing in it": (("", OURS.certificate), NO_KEY),
    "other words": ((HIDDEN, OURS.certificate), NO_KEY),
    "a certificate for a key": ((OURS.certificate, OURS.certificate), NO_KEY),
    "a key with a passphrase": ((LOCKED, OURS.certificate), "without a passphrase"),
    "a key of a curve": ((of_curve(), OURS.certificate), NO_KEY),
    "a short key": ((pem(signer(bits=1024).key), OURS.certificate), "of 2048 bits or more"),
    "a key for a certificate": ((KEY, KEY), NO_CERTIFICATE),
    "no certificate": ((KEY, HIDDEN), NO_CERTIFICATE),
    "many": ((KEY, OURS.certificate * 4), "one to 3"),
    "a weak one": ((KEY, OURS.certificate + signer(bits=1024).certificate), "less than 2048 bits"),
    "of another key": (
        (KEY, OTHER.certificate),
        "signing_certificate names none of the key that signing_key names",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistake_is_a_sentence_without_a_secret(named: Write, kind: str) -> None:
    words, why = WRONG[kind]
    named(*words)
    with pytest.raises(Misconfigured, match=why) as found:
        providers()
    said = str(found.value)
    assert said.startswith(f"{FILE}: [portal] ")
    assert said.endswith(".")
    secrets = [line for each in words if each for line in each.splitlines() if len(line) > 20] + [HIDDEN]
    assert [each for each in secrets if each in said] == []


@pytest.mark.parametrize("word", ["key", "certificate"])
def test_one_without_the_other(named: Write, word: str) -> None:
    named(KEY, OURS.certificate, (word,))
    with pytest.raises(Misconfigured, match="must say signing_"):
        providers()


def test_a_folder_is_no_key(named: Write, tmp_path: Path) -> None:
    (tmp_path / "ours.key").mkdir()
    named(None, OURS.certificate)
    with pytest.raises(Misconfigured, match="cannot be read"):
        providers()


@pytest.mark.slow
def test_what_cannot_work_stops_the_start(own_db: Database, named: Write) -> None:
    named(KEY, OTHER.certificate)
    done = subprocess.run(
        processes.kabinet("serve"),
        env={**own_db.environment, FILE: os.environ[FILE]},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode != 0
    assert (
        "[portal] does not fit: signing_certificate names none of the key that signing_key names."
        in done.stderr
    )
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_start_tells_of_a_certificate_that_ends(own_db: Database, named: Write, tmp_path: Path) -> None:
    """It starts: the provider may not look at that."""
    old = signer(until=2025)
    named(pem(old.key), old.certificate)
    env = {**own_db.environment, FILE: os.environ[FILE], "KABINET_PORT": str(free_port())}
    file = tmp_path / "serve.log"
    with (
        file.open("w") as lines,
        processes.started(processes.kabinet("serve"), env, stdout=lines, stderr=lines) as desk,
    ):
        until(lambda: "kabinet: portal: " in file.read_text(), lambda: desk.poll() is None)
    said = "kabinet: portal: the certificate of our key ends at 2025-01-01: the provider may refuse what it signs"
    assert said in file.read_text()
