"""«Вебхуки»: added and its secret said once, changed, stopped, switched on, removed, by those who keep an organisation's."""

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from kabinet.actions.webhooks import keeping
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk

See, Send = Callable[..., str], Callable[..., Any]
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")
URL = "https://hooks.zmk.example/kabinet?key=theirs"
GROUPS = ["talk", "ended"]


def added(send: Send, login: str = "saveliev", **more: Any) -> str:
    answer = send(login, "/webhooks/new/", **{"url": URL, "groups": GROUPS, **more})
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    found = SECRET.search(html.unescape(answer.content.decode()))
    assert found is not None
    return found[0]


def row() -> models.Webhook:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Webhook.objects.get()


def journal(cast: Cast) -> list[models.OrganisationEntry]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.OrganisationEntry.objects.filter(kind__startswith="webhook_").order_by("id")
        return list(rows.filter(organisation=cast.client["zmk"]))


def path(act: str = "") -> str:
    return f"/webhooks/{row().pk}/{act}"


def test_its_secret_is_said_once_and_every_act_stands_in_the_journal_by_its_host_alone(
    cast: Cast, see: See, send: Send
) -> None:
    secret = added(send)
    kept = row()
    assert secret not in str(vars(kept))
    assert (kept.groups, kept.kept_by_id) == ("ended,talk", cast.person["saveliev"])
    for address in ("/webhooks/", path()):
        assert "hooks.zmk.example" in see("arefyev", address)
        assert not SECRET.search(html.unescape(see("arefyev", address)))
    renewed = send("arefyev", path("rotate/"))
    found = SECRET.search(html.unescape(renewed.content.decode()))
    assert found is not None
    assert found[0] != secret
    assert renewed["Cache-Control"] == "private, no-store"
    send("arefyev", path("pause/"))
    assert row().state == "paused"
    send("arefyev", path("resume/"))
    assert (row().state, row().kept_by_id) == ("on", cast.person["arefyev"])
    assert send("saveliev", path("change/"), url=URL, groups=["level"]).status_code == 303
    assert row().groups == "level"
    assert "ждало отправки" in see("saveliev", path("remove/"))
    send("saveliev", path("remove/"))
    rows = journal(cast)
    assert [each.kind for each in rows] == [
        f"webhook_{what}" for what in ("added", "rotated", "paused", "resumed", "changed", "removed")
    ]
    assert "theirs" not in str([each.data for each in rows])
    assert "Вебхуков нет" in see("saveliev", "/webhooks/")


# What nobody is told at.
WRONG = {
    "no https": "http://hooks.example/",
    "no port of https": "https://hooks.example:9443/",
    "somebody's password": "https://somebody:secret@hooks.example/",
    "this machine": "https://localhost/",
    "this machine by number": "https://127.0.0.1/",
    "by another number": "https://[::ffff:10.0.0.1]/",
    "the own network": "https://10.1.2.3:8443/",
    "of the cloud": "https://169.254.169.254/latest/meta-data/",
    "a name without a dot": "https://intranet/",
    "below this machine": "https://kabinet.localhost/",
    "not Latin": "https://хук.рф/",
    "a fragment": "https://hooks.example/#x",
    "two lines": "https://hooks.example/\nx: y",
    "nothing": "",
    "too long": "https://hooks.example/" + "x" * 300,
}


def test_only_an_address_of_the_internet_is_taken(
    cast: Cast, send: Send, see: See, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, url in WRONG.items():
        answer = send("saveliev", "/webhooks/new/", url=url, groups=GROUPS)
        assert (answer.status_code, SECRET.search(answer.content.decode())) == (422, None), name
    for groups in ([], ["everything"]):
        assert send("saveliev", "/webhooks/new/", url=URL, groups=groups).status_code == 422, groups
    settings.WEBHOOK_ORIGINS = ("http://127.0.0.1:9000",)
    assert send("saveliev", "/webhooks/new/", url="http://127.0.0.1:9001/", groups=GROUPS).status_code == 422
    added(send, url="http://127.0.0.1:9000/")
    assert send("saveliev", path("change/"), url="https://10.1.2.3/", groups=GROUPS).status_code == 422
    monkeypatch.setattr(keeping, "MOST", 1)
    assert send("saveliev", "/webhooks/new/", url=URL, groups=GROUPS).status_code == 422
    assert send("arkhipova", "/webhooks/new/", url=URL, groups=GROUPS).status_code == 200, "another house"


def test_what_was_told_is_listed_and_what_is_dead_is_repeated_one_or_all(
    cast: Cast, see: See, send: Send, desk: Desk
) -> None:
    """Whoever keeps the vendor's and reads no ticket sees that something happened, and not where."""
    added(send, "saveliev", groups=["registered"])
    numbers = [desk.register(AT).number for _ in range(3)]
    change(state="dead", next_try=None, settled_at=AT, status=503, tries=10)
    page = see("saveliev", path())
    assert all(number in page for number in numbers)
    assert page.count("HTTP 503") == 3
    first = waiting(state="dead")[0]
    send("saveliev", path("repeat/"), delivery=first.pk)
    [again] = waiting(state="waiting")
    assert (again.pk, again.tries, again.message_id) == (first.pk, 0, first.message_id)
    assert send("saveliev", path("repeat/"), delivery="x").status_code == 404
    with transaction.atomic(), as_system("it is tried now"):
        models.WebhookDelivery.objects.filter(pk=first.pk).update(tries=3)
    send("saveliev", path("repeat/"), delivery=first.pk)
    assert waiting(pk=first.pk)[0].tries == 3, "what is not dead stays as it is"
    send("arefyev", path("repeat/"))
    assert len(waiting(state="waiting")) == 3
    send("saveliev", path("trial/"))
    send("saveliev", path("trial/"))
    assert [each.kind for each in waiting(entry=None)] == ["trial"]
    assert "Пробное сообщение" in see("saveliev", path("?state=waiting"))
    with transaction.atomic(), as_system("the vendor's own"):
        house, keeper = cast.organisation["vendor"], cast.person["shulgin"]
        models.Webhook.objects.update(organisation=house, kept_by=keeper)
    theirs = see("shulgin", path("?state=waiting"))
    assert "Обращение зарегистрировано" in theirs
    assert not any(number in theirs for number in numbers)


def test_those_of_another_organisation_are_not_there(cast: Cast, send: Send, status: Any) -> None:
    """Not for a keeper of another one, nor for a colleague who may keep none; the wall of the database says the same."""
    added(send)
    for login, answers in {"arkhipova": 404, "stranger": 404, "shulgin": 404, "orlova": 403}.items():
        assert status(login, path()) == answers, login
        for act in ("pause/", "rotate/", "trial/", "repeat/", "remove/", "resume/"):
            assert send(login, path(act)).status_code == answers, (login, act)
    assert row().state == "on"
    for login, count in {"arefyev": 1, "orlova": 0, "arkhipova": 0, "shulgin": 0, "gordeeva": 0}.items():
        with transaction.atomic():
            cast.actor(login, AT)
            assert models.Webhook.objects.count() == count, login


def waiting(**which: Any) -> list[models.WebhookDelivery]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.WebhookDelivery.objects.filter(**which).order_by("id"))


def change(**columns: Any) -> None:
    with transaction.atomic(), as_system("a test"):
        models.WebhookDelivery.objects.update(**columns)


def test_one_that_stopped_says_why_and_its_notice_leads_there(
    cast: Cast, see: See, send: Send, desk: Desk
) -> None:
    from kabinet.actions.webhooks.stopping import stop

    added(send, groups=["registered"])
    desk.register(AT)
    key: UUID = row().pk
    stop(at=AT, webhook=key, why="failing")
    stop(at=AT, webhook=key, why="gone")
    assert row().why == "failing"
    assert "пять дней" in see("saveliev", path())
    assert "hooks.zmk.example остановлен" in see("arefyev", "/notices/")
    send("saveliev", path("trial/"))
    send("saveliev", path("repeat/"))
    assert [each.state for each in waiting()] == ["dead"]
