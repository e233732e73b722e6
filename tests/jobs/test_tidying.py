"""The nightly job removes letters and alerts of long ago, and nothing that a reply or an administrator still needs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.alerts.tidying import GONE
from kabinet.actions.alerts.tidying import KEPT as ALERTS_KEPT
from kabinet.actions.letters import tidying
from kabinet.actions.tickets.take import take_ticket
from kabinet.jobs.letters import Outcome
from kabinet.jobs.tasks import tidy
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, msk
from tests.fixtures_letters import MailBox
from tests.fixtures_push import PushService
from tests.jobs.alerts.looks import SwitchOn, alerts, change, device
from tests.letters_in import Inbox, letter

pytestmark = pytest.mark.slow
AT = msk("2026-04-20 12:00")
SAVELIEV, GORDEEVA = "saveliev@zmk.example", "gordeeva@kontur.example"
SECOND = timedelta(seconds=1)
Work = Callable[[datetime], list[Outcome]]


@pytest.fixture
def tidied(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def at(instant: datetime) -> None:
        monkeypatch.setattr("kabinet.jobs.clock.now", lambda: instant)
        tidy(timestamp=0)

    return at


def states(cast: Cast, login: str) -> list[str]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.Delivery.objects.filter(person=cast.person[login])
        return list(rows.order_by("created_at", "id").values_list("state", flat=True))


def test_what_is_over_goes_after_its_time_with_all_of_its_digest(
    own_db: object, mail: MailBox, worker: Work, cast: Cast, tidied: Callable[[datetime], None]
) -> None:
    with transaction.atomic(), as_system("a choice"):
        person = cast.person["saveliev"]
        models.LetterChoice.objects.create(
            person_id=person, kinds={"tickets.registered": "ticket", "tickets.taken": "ticket"}
        )
    mail.refused[GORDEEVA] = "550 5.1.1 no such mailbox"
    number = Desk(cast).register(AT).number
    with transaction.atomic():
        take_ticket(actor=cast.actor("zhdanov", AT), at=AT, number=number)
    worker(AT)
    end = AT + timedelta(hours=1)
    worker(end)
    assert states(cast, "saveliev") == ["sent", "sent"]
    tidied(end + tidying.KEPT)
    assert states(cast, "saveliev") == ["sent", "sent"]
    tidied(end + tidying.KEPT + SECOND)
    assert (states(cast, "saveliev"), set(states(cast, "gordeeva"))) == ([], {"given_up"})
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Notice.objects.filter(person=person).count() == 2, "in Kabinet all of it stands"
    tidied(end + tidying.KEPT_GIVEN_UP + SECOND)
    assert states(cast, "gordeeva") == []


def test_what_waits_is_kept_however_old_it_is(
    own_db: object, mail: MailBox, cast: Cast, tidied: Callable[[datetime], None]
) -> None:
    Desk(cast).register(AT)
    tidied(AT + 10 * tidying.KEPT_GIVEN_UP)
    assert states(cast, "saveliev") == ["waiting"]


@pytest.mark.clause("U3.5d")
def test_a_reply_to_a_letter_of_long_ago_finds_its_ticket(
    own_db: object,
    mail: MailBox,
    worker: Work,
    cast: Cast,
    inbox: Inbox,
    tidied: Callable[[datetime], None],
) -> None:
    number = Desk(cast).register(AT).number
    worker(AT)
    (ours,) = mail.to(SAVELIEV)
    late = AT + tidying.KEPT + SECOND
    tidied(late)
    assert states(cast, "saveliev") == []
    inbox.come(letter(subject="Ответ", text="Готово", In_Reply_To=ours["Message-ID"]), late)
    inbox.read(late)
    assert inbox.one().ticket_number == number


def test_what_programs_wrote_goes_and_what_people_wrote_stays(
    own_db: object, cast: Cast, inbox: Inbox, tidied: Callable[[datetime], None]
) -> None:
    inbox.come(letter(subject="Я в отпуске", text="До мая", Auto_Submitted="auto-replied"), AT)
    inbox.come(letter(sender="nobody@elsewhere.example", subject="Вопрос", text="Как войти?"), AT)
    inbox.read(AT)
    tidied(AT + tidying.KEPT)
    assert sorted(row.state for row in inbox.rows()) == ["automatic", "held"]
    tidied(AT + tidying.KEPT + SECOND)
    assert [row.state for row in inbox.rows()] == ["held"]


def test_alerts_that_no_worker_sends_and_browsers_that_never_came_back_go(
    push: PushService, cast: Cast, switched_on: SwitchOn, tidied: Callable[[datetime], None]
) -> None:
    made: Any = switched_on(cast, "gordeeva", AT)
    gone: Any = switched_on(cast, "arkhipova", AT)
    Desk(cast).register(AT)
    change(models.Device.objects.filter(pk=gone.pk), gone_at=AT)
    tidied(AT + GONE)
    assert (len(alerts()), device(gone.pk) is None) == (2, False)
    tidied(AT + GONE + SECOND)
    assert ([each.device_id for each in alerts()], device(gone.pk)) == ([made.pk], None)
    tidied(AT + ALERTS_KEPT)
    assert len(alerts()) == 1
    tidied(AT + ALERTS_KEPT + SECOND)
    assert alerts() == []
    assert device(made.pk) is not None
