"""A message for one browser: the published example to the byte, whom it is handed to, and what each answer means."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from kabinet.network import web_push
from kabinet.network.channel import Away, Gone, Refused
from kabinet.network.push_services import KNOWN, PushServices
from kabinet.network.web_push import Subscription, Unfit, encrypted
from tests.fixtures_push import PushService, bytes_of, opened, point, text

OWN = ec.generate_private_key(ec.SECP256R1())
# RFC 8291, appendix A.
EXAMPLE = Subscription(
    "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "BTBZMqHH6r4Tts7J_aSIgg",
)
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def handed(to: Subscription, message: bytes = b"{}", **changes: Any) -> None:
    given = {"own": OWN, "sender": "https://kabinet.example", "at": 1_700_000_000, "inside": True}
    heads = {"seconds": 600, "urgent": True, "topic": "t" * 32}
    web_push.send(to, message, **{**given, **heads, **changes})


def test_the_published_example_comes_out_to_the_byte() -> None:
    key = ec.derive_private_key(int.from_bytes(bytes_of(SENDER), "big"), ec.SECP256R1())
    said = b"When I grow up, I want to be a watermelon"
    assert text(encrypted(said, EXAMPLE, key=key, salt=bytes_of(SALT))) == BODY


def test_each_message_has_a_key_and_a_salt_of_its_own(push: PushService) -> None:
    to = Subscription(**push.browser("a"))
    first, second = (encrypted(b"twice", to) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]
    assert {opened(each, push.keys["a"]) for each in (first, second)} == {b"twice"}


def test_the_largest_message_fits_and_says_whose_it_is(push: PushService) -> None:
    body = b'"' + b"x" * (web_push.LONGEST - 2) + b'"'
    handed(Subscription(**push.browser("a")), body)
    [came] = push.pushed["a"]
    assert came.said == body[1:-1].decode()
    assert came.signer == web_push.public_text(OWN) == text(point(OWN.public_key()))
    assert came.token == {
        "aud": push.url,
        "exp": 1_700_000_000 + web_push.TOKEN_SECONDS,
        "sub": "https://kabinet.example",
    }
    heads = {name: came.heads[name] for name in ("TTL", "Urgency", "Topic", "Content-Encoding")}
    assert heads == {"TTL": "600", "Urgency": "high", "Topic": "t" * 32, "Content-Encoding": "aes128gcm"}
    handed(Subscription(**push.browser("a")), urgent=False)
    assert push.pushed["a"][1].heads["Urgency"] == "normal"


@pytest.mark.parametrize(
    ("status", "heads", "raised"),
    [
        *((status, {}, Gone) for status in (404, 410)),
        *((status, {}, Refused) for status in (400, 401, 403, 413, 301, 307)),
        *((status, {}, Away) for status in (408, 429, 500, 502, 503)),
    ],
)
def test_what_each_answer_means(
    push: PushService, status: int, heads: dict[str, str], raised: type[Exception]
) -> None:
    push.answers["a"] = (status, {"Location": f"{push.url}/b", **heads})
    with pytest.raises(raised):
        handed(Subscription(**push.browser("a")))
    assert push.asked == {"a": 1}, "a redirect leads nowhere"


@pytest.mark.parametrize(
    ("said", "seconds"), [("120", 120), ("999999", 86400), ("9" * 50, 0), ("-1", 0), ("soon", 0), ("٣", 0)]
)
def test_when_to_come_again_is_believed_within_bounds(push: PushService, said: str, seconds: int) -> None:
    push.answers["a"] = (429, {"Retry-After": said.encode().decode("latin-1")})
    with pytest.raises(Away) as away:
        handed(Subscription(**push.browser("a")))
    assert away.value.seconds == seconds


@pytest.mark.parametrize("endpoint", ["https://127.0.0.1/x", "https://10.0.0.1/x", "http://push.example/x"])
def test_nobody_inside_is_asked_because_a_browser_says_so(push: PushService, endpoint: str) -> None:
    said = push.browser("a") | {"endpoint": endpoint}
    with pytest.raises(Refused):
        handed(Subscription(**said), inside=False)


def test_the_service_on_this_machine_is_asked_for_the_operator_alone(push: PushService) -> None:
    with pytest.raises(Refused):
        handed(Subscription(**push.browser("a")), inside=False)
    assert push.asked == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"key": ""},
        {"key": "!" * 87},
        {"key": text(b"\x04" + b"\x01" * 64)},
        {"key": text(b"\x02" + b"\x01" * 32)},
        {"auth": text(b"short")},
        {"auth": "ключ"},
    ],
)
def test_keys_that_are_none_are_no_keys(push: PushService, changed: dict[str, str]) -> None:
    with pytest.raises(Unfit):
        web_push.require_fit(Subscription(**{**push.browser("a"), **changed}))


ALLOWED = PushServices(KNOWN, ("http://127.0.0.1:9000",))


@pytest.mark.parametrize(
    ("endpoint", "allowed"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com:443/abc", True),
        ("http://127.0.0.1:9000/abc", True),
        ("http://127.0.0.1:9001/abc", False),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://fcm.googleapis.com.evil.example/abc", False),
        ("https://evilfcm.googleapis.com/abc", False),
        ("https://push.apple.com/abc", False),
        ("https://evilpush.apple.com/abc", False),
        ("https://fcm.googleapis.com@evil.example/abc", False),
        ("https://user@fcm.googleapis.com/abc", False),
        ("https://fcm.googleapis.com:x/abc", False),
        ("https://[::1/abc", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_a_browser_names_no_service_that_the_operator_did_not(endpoint: str, allowed: bool) -> None:
    assert ALLOWED.allow(endpoint) is allowed
    assert not PushServices().allow(endpoint)
    assert not PushServices().used
