"""What the environment says of push services: the usual ones, others, none; a mistake is one sentence."""

import pytest

from kabinet.config.counterparts.push import SERVICES, push_services
from kabinet.config.environment import Misconfigured
from kabinet.network.push_services import KNOWN, PushServices


def test_the_services_of_the_usual_browsers_are_asked_unless_they_are_switched_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SERVICES, raising=False)
    assert push_services() == PushServices(KNOWN)
    monkeypatch.setenv(SERVICES, "off")
    assert push_services() == PushServices()
    assert not push_services().used


def test_others_are_named_by_host_and_an_own_one_by_its_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVICES, "FCM.googleapis.com, *.push.example.com,https://Push.corp.example:8443/")
    found = push_services()
    assert found == PushServices(
        ("fcm.googleapis.com", "*.push.example.com"), ("https://push.corp.example:8443",)
    )
    assert found.allow("https://push.corp.example:8443/a")
    assert found.inside("https://push.corp.example:8443/a")
    assert not found.inside("https://fcm.googleapis.com/a")


@pytest.mark.parametrize(
    "said",
    [
        "*",
        "*.*.example.com",
        "localhost",
        "fcm.googleapis.com/path",
        "off, fcm.googleapis.com",
        "http://push.example.com",
        "https://user:hidden-word@push.example.com",
        "https://push.example.com/path",
        "https://push.example.com/?a",
        "ftp://push.example.com",
    ],
)
def test_what_names_no_service_stops_the_start(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(SERVICES, said)
    with pytest.raises(Misconfigured, match=SERVICES) as wrong:
        push_services()
    assert "hidden-word" not in str(wrong.value)
