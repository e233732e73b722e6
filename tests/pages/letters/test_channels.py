"""Each kind of notice over each channel, of own tickets, watched ones and the desk's: as the page of settings says it."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from kabinet.actions.letters.wanted import PARTS
from kabinet.actions.notices.told_as import ToldAs
from kabinet.actions.tickets.take import take_ticket
from kabinet.jobs.letters import Outcome
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later
from tests.fixtures_letters import MailBox
from tests.fixtures_push import PushService
from tests.jobs.alerts.looks import SwitchOn, Tell, came
from tests.some import some

pytestmark = pytest.mark.usefixtures("stated_instant")
GORDEEVA, SAVELIEV = "gordeeva@kontur.example", "saveliev@zmk.example"
Work = Callable[[datetime], list[Outcome]]
See = Callable[..., str]
Reader = Callable[[str], Client]
LOUD = "tickets.registered"


class Form:
    """The page's form as a browser would send it, its boxes ticked and unticked."""

    def __init__(self, client: Client) -> None:
        self.client = client
        page = client.get("/me/letters/").content.decode()
        boxes = re.findall(r'<input type="checkbox" name="([\w-]+)" value="([\w.]+)"( checked)?>', page)
        hidden = re.findall(r'<input type="hidden" name="(column|part)" value="(\w+)">', page)
        selects = re.findall(r'<select name="([\w.]+)">(.*?)</select>', page, re.DOTALL)
        self.modes = {
            key: re.findall(r'value="(\w+)" selected', options)[0] for key, options in some(selects)
        }
        self.boxes = {(name, value): bool(now) for name, value, now in boxes}
        self.hidden = some(hidden)

    def send(self) -> None:
        """As it stands now."""
        data = QueryDict(mutable=True)
        for name, value in [*self.hidden, *self.modes.items()]:
            data.appendlist(name, value)
        for (name, value), now in self.boxes.items():
            if now:
                data.appendlist(name, value)
        answer = self.client.post(
            "/me/letters/", data.urlencode(), content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 303, answer.content.decode()[:400]


def kept(cast: Cast, login: str) -> models.LetterChoice:
    with transaction.atomic(), as_system("a look from outside"):
        return models.LetterChoice.objects.get(person=cast.person[login])


@pytest.mark.clause("L6")
def test_a_kind_is_chosen_for_each_channel_apart(
    mail: MailBox,
    push: PushService,
    worker: Work,
    teller: Tell,
    cast: Cast,
    reader: Reader,
    switched_on: SwitchOn,
) -> None:
    switched_on(cast, "gordeeva", AT)
    form = Form(reader("gordeeva"))
    assert form.boxes["browser", LOUD]
    form.boxes["browser", LOUD] = False
    form.send()
    again = Form(reader("gordeeva"))
    assert (again.boxes, again.modes) == (form.boxes, form.modes), "the page says what was saved"
    assert kept(cast, "gordeeva").beside == {"browser": {LOUD: False}}, "kept is only what differs"
    Desk(cast).register(AT)
    worker(AT)
    teller(AT)
    assert (len(mail.to(GORDEEVA)), came(push)) == (1, [])
    form.boxes["browser", LOUD], form.modes[LOUD] = True, "never"
    form.send()
    Desk(cast).register(AT)
    worker(AT)
    teller(AT)
    assert (len(mail.to(GORDEEVA)), len(came(push))) == (1, 1)


def test_what_is_good_to_know_comes_to_a_device_that_wants_it(
    push: PushService, teller: Tell, cast: Cast, reader: Reader, switched_on: SwitchOn
) -> None:
    switched_on(cast, "saveliev", AT, name="saveliev")
    number = Desk(cast).register(AT).number
    form = Form(reader("saveliev"))
    assert not form.boxes["browser", "tickets.taken"]
    form.boxes["browser", "tickets.taken"] = True
    form.send()
    Desk(cast).do(take_ticket, "gordeeva", AT, number=number)
    teller(AT)
    assert "взято в работу" in str(came(push, "saveliev"))


def test_a_part_in_the_ticket_closes_a_channel_and_no_other_part(
    mail: MailBox, worker: Work, cast: Cast, reader: Reader
) -> None:
    """What nobody has taken is told to the whole desk."""
    form = Form(reader("gordeeva"))
    form.boxes["part-mail", "desk"] = False
    form.send()
    assert Form(reader("gordeeva")).boxes == form.boxes
    desk = Desk(cast)
    number = desk.register(AT).number
    worker(AT)
    assert mail.to(GORDEEVA) == []
    assert mail.to("zhdanov@kontur.example"), "a colleague chose nothing"
    desk.do(take_ticket, "gordeeva", AT, number=number)
    assert (
        reader("saveliev")
        .post(f"/tickets/{number}/say/", {"text": "Журнал приложен", "kind": "reply", "audience": "public"})
        .status_code
        == 303
    )
    worker(AT)
    assert len(mail.to(GORDEEVA)) == 1, "it is her own now"


def test_every_reason_belongs_to_a_part() -> None:
    assert set(PARTS) == {ToldAs.WATCHER, ToldAs.DESK, ToldAs.NIGHT}, "all others are one's own"


def silence(client: Client) -> None:
    form = Form(client)
    form.modes = dict.fromkeys(form.modes, "never")
    form.boxes = dict.fromkeys(form.boxes, False)
    form.send()


@pytest.mark.clause("U4c")
@pytest.mark.parametrize("login", ["gordeeva", "saveliev"])
def test_a_duty_of_a_critical_ticket_is_not_silenced_everywhere(
    mail: MailBox, worker: Work, cast: Cast, reader: Reader, login: str
) -> None:
    silence(reader(login))
    desk, address = Desk(cast), {"gordeeva": GORDEEVA, "saveliev": SAVELIEV}[login]
    desk.register(AT)
    worker(AT)
    assert mail.to(address) == [], "on a usual ticket everybody chooses"
    critical = desk.register(AT, level=1).number
    worker(AT)
    assert critical in str([each["Subject"] for each in mail.to(address)])
    assert "нельзя выключить везде сразу" in reader(login).get("/me/letters/").content.decode()


def test_whoever_wants_it_on_a_device_gets_no_letter_of_it_and_the_other_way_round(
    mail: MailBox,
    push: PushService,
    worker: Work,
    teller: Tell,
    cast: Cast,
    reader: Reader,
    switched_on: SwitchOn,
) -> None:
    switched_on(cast, "gordeeva", AT)
    silence(reader("gordeeva"))
    Desk(cast).register(AT, level=1)
    worker(AT)
    teller(AT)
    assert (len(mail.to(GORDEEVA)), len(came(push))) == (1, 0), "the letter stands for both"
    form = Form(reader("gordeeva"))
    form.boxes |= {("browser", LOUD): True, ("part-browser", "desk"): True, ("part-browser", "own"): True}
    form.send()
    Desk(cast).register(AT, level=1)
    worker(AT)
    teller(AT)
    assert (len(mail.to(GORDEEVA)), len(came(push))) == (1, 1)


def test_where_no_letter_can_come_a_silenced_duty_comes_to_the_devices(
    mail: MailBox,
    push: PushService,
    worker: Work,
    teller: Tell,
    cast: Cast,
    reader: Reader,
    switched_on: SwitchOn,
) -> None:
    switched_on(cast, "gordeeva", AT)
    silence(reader("gordeeva"))
    with transaction.atomic(), as_system("the address is dead"):
        models.BouncedAddress.objects.create(
            person_id=cast.person["gordeeva"], email=GORDEEVA, said="550", since=AT
        )
    Desk(cast).register(AT)
    Desk(cast).register(AT, level=1)
    worker(AT)
    teller(AT)
    assert (mail.to(GORDEEVA), len(came(push))) == ([], 1)


def test_a_reader_who_answers_for_nothing_may_be_silent(
    mail: MailBox, worker: Work, cast: Cast, reader: Reader
) -> None:
    silence(reader("frolov"))
    Desk(cast).register(AT, level=1)
    worker(later(AT, hours=30))
    assert mail.to("frolov@zmk.example") == []


def test_a_notice_says_why_it_came_and_how_else(
    mail: MailBox, push: PushService, cast: Cast, reader: Reader, see: See, switched_on: SwitchOn
) -> None:
    Desk(cast).register(AT)
    assert "Кроме Кабинета: письмом сразу." in see("gordeeva", "/notices/"), "she has no device yet"
    switched_on(cast, "gordeeva", AT)
    said = "Кроме Кабинета: письмом сразу, на устройства."
    assert said in see("gordeeva", "/notices/")
    assert f"/me/letters/?kind={LOUD}#{LOUD}" in see("gordeeva", "/notices/")
    assert '<details class="panel" open>' in see("gordeeva", f"/me/letters/?kind={LOUD}")
    silence(reader("gordeeva"))
    page = see("gordeeva", "/notices/")
    assert "Только в Кабинете." in page
    assert said not in page
    Desk(cast).register(AT, level=1)
    assert "Нигде не выбрано, но это ждёт вас на критическом обращении" in see("gordeeva", "/notices/")


def test_a_channel_that_is_not_there_is_not_offered_and_keeps_what_was_chosen(
    push: PushService, cast: Cast, reader: Reader, settings: Any
) -> None:
    form = Form(reader("gordeeva"))
    form.boxes["browser", LOUD] = False
    form.send()
    settings.PUSH = type(settings.PUSH)()
    silence(reader("gordeeva"))
    assert "browser" not in {name for name, _value in Form(reader("gordeeva")).boxes}
    assert kept(cast, "gordeeva").beside == {"browser": {LOUD: False}}


@pytest.mark.parametrize("login", ["saveliev", "gordeeva", "arkhipova", "titova", "shulgin"])
def test_the_form_is_far_from_what_the_server_takes(
    push: PushService, cast: Cast, reader: Reader, settings: Any, login: str
) -> None:
    settings.MESSENGERS = {"telegram": object()}
    form = Form(reader(login))
    assert len(form.boxes) + len(form.modes) + len(form.hidden) + 5 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
