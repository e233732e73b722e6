"""«Уведомления на устройствах»: a browser is added by what it says, changed and removed by its person and by nobody else."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.test import Client

from kabinet.actions.alerts.devices import MOST, own_key, subscription_of
from kabinet.actions.organisations.contacts.access_link import issue_link
from kabinet.network.push_services import PushServices
from kabinet.network.web_push import public_text
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk
from tests.fixtures_push import AUTH, point, text

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("L6")]
See = Callable[..., str]
Send = Callable[..., Any]
KEY = text(point(ec.derive_private_key(7, ec.SECP256R1()).public_key()))
ADDRESS = "https://fcm.googleapis.com/fcm/send/secret-of-a-phone"
PHONE = {"endpoint": ADDRESS, "key": KEY, "auth": text(AUTH)}
PAGE = "/me/devices/"


def kept() -> list[models.Device]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.Device.objects.order_by("pk"))


def test_a_browser_is_added_with_what_it_says_and_its_address_is_shown_to_nobody(
    cast: Cast, reader: Callable[..., Client], see: See
) -> None:
    assert f'data-push="{public_text(own_key())}"' in see("gordeeva", PAGE)
    client = reader("gordeeva")
    agent = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36"
    answer = client.post(PAGE, {**PHONE, "contents": "on"}, headers={"User-Agent": agent})
    [device] = kept()
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?here={device.pk}")
    assert (device.person_id, device.urgent_only, device.contents) == (cast.person["gordeeva"], False, True)
    assert device.service == "fcm.googleapis.com"
    assert "secret-of-a-phone" not in f"{device.sealed}{device.known_by}"
    assert subscription_of(device).endpoint == ADDRESS
    shown = see("gordeeva", PAGE)
    assert "Chrome, Android" in shown
    assert f'data-device="{device.pk}"' in shown
    assert "secret-of-a-phone" not in shown
    assert device.sealed not in shown
    assert "Включены, устройств: 1." in see("gordeeva", "/me/")


def test_the_same_browser_is_one_device_and_whose_who_switched_it_on_last(cast: Cast, send: Send) -> None:
    send("gordeeva", PAGE, **PHONE)
    send("gordeeva", PAGE, **PHONE, urgent_only="on")
    [device] = kept()
    assert (device.person_id, device.urgent_only) == (cast.person["gordeeva"], True)
    Desk(cast).register(AT)
    send("arkhipova", PAGE, **PHONE)
    [device] = kept()
    assert device.person_id == cast.person["arkhipova"]
    with transaction.atomic(), as_system("a look from outside"):
        assert not models.Alert.objects.exists(), "what was on its way to the one is not shown to the other"


NOT_TAKEN = {
    "a service that nobody named": {"endpoint": "https://push.evil.example/x"},
    "an address inside": {"endpoint": "https://127.0.0.1/x"},
    "not https": {"endpoint": "http://fcm.googleapis.com/x"},
    "too long": {"endpoint": f"https://fcm.googleapis.com/{'x' * 1000}"},
    "no key": {"key": text(b"\x04" * 65)},
    "a long key": {"key": "A" * 5000},
    "no secret": {"auth": text(b"short")},
    "nothing": {"endpoint": "", "key": "", "auth": ""},
}


@pytest.mark.parametrize("wrong", NOT_TAKEN)
def test_what_no_browser_says_is_not_taken(cast: Cast, send: Send, wrong: str) -> None:
    answer = send("gordeeva", PAGE, **{**PHONE, **NOT_TAKEN[wrong]})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert kept() == []


def test_where_push_is_off_nothing_is_offered_and_nothing_taken(
    cast: Cast, send: Send, see: See, settings: Any
) -> None:
    settings.PUSH = PushServices()
    shown = see("gordeeva", PAGE)
    assert "data-push=" not in shown
    assert "выключены её администратором" in shown
    assert "Здесь выключены" in see("gordeeva", "/me/")
    assert send("gordeeva", PAGE, **PHONE).status_code == 422
    assert kept() == []


def test_nobody_has_more_than_a_few(cast: Cast, send: Send) -> None:
    for each in range(MOST):
        assert send("gordeeva", PAGE, **{**PHONE, "endpoint": f"{ADDRESS}{each}"}).status_code == 303
    full = send("gordeeva", PAGE, **PHONE)
    assert full.status_code == 422
    assert "Уведомления уже включены на 10 устройствах" in full.content.decode()
    assert send("gordeeva", PAGE, **{**PHONE, "endpoint": f"{ADDRESS}0"}).status_code == 303, "known already"
    assert len(kept()) == MOST


def test_what_comes_there_is_chosen_by_its_person_and_by_nobody_else(
    cast: Cast, send: Send, see: See
) -> None:
    send("gordeeva", PAGE, **PHONE)
    [device] = kept()
    path = f"{PAGE}{device.pk}/"
    for stranger in ("arkhipova", "saveliev", "shulgin"):
        assert send(stranger, path, contents="on").status_code == 404
        assert send(stranger, f"{path}remove/").status_code == 404
        assert str(device.pk) not in see(stranger, PAGE)
    assert send("gordeeva", path, contents="on", urgent_only="on").status_code == 303
    [changed] = kept()
    assert (changed.contents, changed.urgent_only) == (True, True)
    assert send("gordeeva", path).status_code == 303
    [changed] = kept()
    assert (changed.contents, changed.urgent_only) == (False, False)
    assert send("gordeeva", f"{PAGE}{uuid4()}/remove/").status_code == 404


def test_one_that_is_removed_takes_along_what_was_on_its_way(cast: Cast, send: Send, see: See) -> None:
    send("gordeeva", PAGE, **PHONE)
    Desk(cast).register(AT)
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Alert.objects.count() == 1
    [device] = kept()
    assert send("gordeeva", f"{PAGE}{device.pk}/remove/").status_code == 303
    assert kept() == []
    with transaction.atomic(), as_system("a look from outside"):
        assert not models.Alert.objects.exists()
    assert str(device.pk) not in see("gordeeva", PAGE)


def test_with_somebodys_password_their_devices_end(cast: Cast, send: Send) -> None:
    send("gordeeva", PAGE, **PHONE)
    send("saveliev", PAGE, **{**PHONE, "endpoint": f"{ADDRESS}2"})
    person, house = cast.person["gordeeva"], cast.organisation["kontur"]
    Desk(cast).do(issue_link, "arkhipova", AT, organisation=house, person=person)
    assert [each.person_id for each in kept()] == [cast.person["saveliev"]]


def test_its_person_reads_why_nothing_comes(cast: Cast, send: Send, see: See) -> None:
    send("gordeeva", PAGE, **PHONE)
    for error, words in (
        ("HTTP 403", "не приняла уведомление: HTTP 403"),
        ("unreadable", "Ключ Кабинета сменился"),
    ):
        with transaction.atomic(), as_system("what the service said"):
            models.Device.objects.update(error=error)
        assert words in see("gordeeva", PAGE)
