"""«Связь с другими системами»: set up by those who answer for an organisation, and its password told to nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast

See, Send = Callable[..., str], Callable[..., Any]
SECRET = "only-theirs-9"
FORM = {
    "name": "RT ЗМК",
    "program": "request_tracker",
    "url": "https://rt.zmk.example/rt/",
    "account": "kabinet",
    "secret": SECRET,
    "queue": "General",
    "creates": "on",
    "status_in_work": "open",
    "level_2": "90",
}


@pytest.fixture
def agreed(cast: Cast) -> None:
    with transaction.atomic(), as_system("an agreement of a test"):
        models.Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="RT ЗМК")


def row() -> models.Bridge:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Bridge.objects.get()


@pytest.mark.usefixtures("agreed")
def test_it_is_set_up_paused_and_its_password_is_told_to_nobody(cast: Cast, see: See, send: Send) -> None:
    assert send("saveliev", "/bridges/new/", **FORM).status_code == 303
    kept = row()
    assert (kept.state, kept.url, kept.statuses, kept.levels) == (
        *("paused", "https://rt.zmk.example/rt"),
        *({"in_work": "open"}, {"2": "90"}),
    )
    assert SECRET not in str(vars(kept))
    path = f"/bridges/{kept.pk}/"
    for address in ("/bridges/", path, f"{path}change/"):
        assert SECRET not in see("arefyev", address)
    send("arefyev", f"{path}resume/")
    assert (row().state, row().kept_by_id) == ("on", cast.person["arefyev"])
    send("saveliev", f"{path}pause/")
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.OrganisationEntry.objects.filter(kind__startswith="bridge_").order_by("id")
        told = [(each.kind, str(each.data)) for each in rows]
    assert [kind for kind, _data in told] == ["bridge_added", "bridge_resumed", "bridge_paused"]
    assert SECRET not in str(told)


@pytest.mark.usefixtures("agreed")
def test_a_password_stays_with_the_address_for_which_it_was_given(send: Send) -> None:
    send("saveliev", "/bridges/new/", **FORM)
    sealed, path = row().sealed, f"/bridges/{row().pk}/change/"
    without = {name: value for name, value in FORM.items() if name != "secret"}
    assert send("saveliev", path, **{**without, "name": "RT"}).status_code == 303
    assert (row().name, row().sealed) == ("RT", sealed)
    answer = send("saveliev", path, **{**without, "url": "https://elsewhere.example"})
    assert answer.status_code == 422
    assert row().url == "https://rt.zmk.example/rt"


def test_without_an_agreed_desk_nothing_is_set_up(send: Send) -> None:
    answer = send("saveliev", "/bridges/new/", **FORM)
    assert answer.status_code == 422
    assert "Соглашение клиента с партнёром не называет другой системы" in answer.content.decode()


@pytest.mark.usefixtures("agreed")
@pytest.mark.parametrize(
    "url",
    ["http://rt.zmk.example", "https://10.0.0.1", "https://localhost", "https://a:b@rt.zmk.example", ""],
)
def test_only_an_address_of_the_internet_is_taken(send: Send, url: str) -> None:
    assert send("saveliev", "/bridges/new/", **{**FORM, "url": url}).status_code == 422


@pytest.mark.usefixtures("agreed")
def test_a_partner_sets_up_its_own_for_a_client_that_it_serves_and_registers_nothing(
    cast: Cast, see: See, send: Send
) -> None:
    assert "Регистрировать здесь" not in see("arkhipova", "/bridges/new/")
    given = {**FORM, "client": cast.client["zmk"], "registers": "on"}
    assert send("arkhipova", "/bridges/new/", **given).status_code == 303
    assert (row().organisation_id, row().registers) == (cast.partner["kontur"], False)
    assert send("arkhipova", "/bridges/new/", **{**given, "client": cast.client["vostok"]}).status_code == 422
    assert "RT ЗМК" not in see("saveliev", "/bridges/")
