"""What the environment says of letters that come: a mistake is one sentence without a password, and nothing is guessed."""

import pytest

from kabinet.config.counterparts.mail_in import BOXES, FETCHED, LISTENER, TRUSTED, mail_in
from kabinet.config.environment import Misconfigured
from kabinet.network.mailboxes import Box, Imap, Listener

TWO = "Support@vendor.example=vendor, help@kontur.example=7801000001"
IMAP = "imaps://desk:hidden-word@mail.example"
GOOD = {BOXES: TWO, LISTENER: "lmtp:///run/kabinet.sock", TRUSTED: "MX.kabinet.example"}


def say(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name in (BOXES, FETCHED, LISTENER, TRUSTED):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_where_no_box_is_named_no_letters_come(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch)
    assert mail_in().boxes == ()


def test_boxes_are_fetched_or_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, **GOOD, **{FETCHED: "help@kontur.example imaps://a%40b:p%2C%20w@mail.example/Support"})
    found = mail_in()
    imap = Imap("mail.example", 993, "tls", "a@b", "p, w", "Support")
    assert found.boxes == (
        Box("support@vendor.example", "vendor"), Box("help@kontur.example", "7801000001", imap)
    )  # fmt: skip
    assert found.listener == Listener("lmtp", path="/run/kabinet.sock")
    assert found.trusted == "mx.kabinet.example"
    assert "p, w" not in repr(found)


@pytest.mark.parametrize(
    ("address", "box"),
    [
        ("help@kontur.example", "help@kontur.example"),
        ("Help+x@KONTUR.example", "help@kontur.example"),
        ("helper@kontur.example", None),
        ("help@kontur.example.evil", None),
        ("", None),
    ],
)
def test_a_box_is_found_by_its_address(
    monkeypatch: pytest.MonkeyPatch, address: str, box: str | None
) -> None:
    say(monkeypatch, **GOOD)
    found = mail_in().box(address)
    assert (found.address if found else None) == box


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("imaps://desk:w@mail.example", 993, "tls"),
        ("imap://desk:w@mail.example", 143, "starttls"),
        ("imap://desk:w@127.0.0.1:10143", 10143, ""),
    ],
)
def test_a_password_travels_under_tls_unless_it_stays_here(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, tls: str
) -> None:
    say(monkeypatch, **GOOD, **{FETCHED: f"help@kontur.example {url}"})
    imap = mail_in().boxes[1].imap
    assert imap is not None
    assert (imap.port, imap.tls) == (port, tls)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({BOXES: "support"}, BOXES),
        ({BOXES: "support@vendor.example"}, BOXES),
        ({BOXES: "support@vendor.example=somebody"}, BOXES),
        ({BOXES: f"{TWO}, help@kontur.example=7801000002"}, BOXES),
        ({BOXES: f"{TWO}, other@kontur.example=7801000001"}, BOXES),
        ({BOXES: ""}, BOXES),
        ({TRUSTED: ""}, TRUSTED),
        ({LISTENER: ""}, LISTENER),
        ({LISTENER: "lmtp://0.0.0.0:24"}, LISTENER),
        ({LISTENER: "smtp://mail.example:25"}, LISTENER),
        ({LISTENER: "http://127.0.0.1:25"}, LISTENER),
        ({LISTENER: "lmtp://127.0.0.1"}, LISTENER),
        ({LISTENER: "lmtp://127.0.0.1:port"}, LISTENER),
        ({FETCHED: IMAP}, FETCHED),
        ({FETCHED: f"nobody@kontur.example {IMAP}"}, FETCHED),
        ({FETCHED: "help@kontur.example imaps://mail.example"}, FETCHED),
        ({FETCHED: "help@kontur.example imaps://desk:hidden-word@mail.example:port"}, FETCHED),
        ({FETCHED: "help@kontur.example imap://desk:hidden-word@mail.example?tls=no"}, FETCHED),
    ],
)
def test_a_mistake_is_named_and_no_password_with_it(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str
) -> None:
    say(monkeypatch, **{**GOOD, **values})
    with pytest.raises(Misconfigured) as mistake:
        mail_in()
    assert named in str(mistake.value)
    assert "hidden-word" not in str(mistake.value)
