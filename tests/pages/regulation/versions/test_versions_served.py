"""Whatever a version says, publishing it is refused with a sentence, or people live under it through every page."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from kabinet.actions.notices import kinds
from kabinet.actions.regulation import drafts, publication, rehearsal
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.regulation.versions.rehearsal import unbuilt
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.pack import Pack, completed, load_texts, unfit
from kabinet.regulation.text import Text, Unlawful
from tests import clock
from tests.cast import Cast
from tests.desk import MOSCOW, Desk
from tests.pages.forms import fields
from tests.pages.regulation.versions.version_walk import Life
from tests.pages.regulation.versions.versions_scene import Reader
from tests.regulation.pack.changes import Texts, Variation, choice, written
from tests.regulation.pack.variations import VARIATIONS, WORLDS, together

pytestmark = pytest.mark.clause("L16", "P2.8")


def now() -> datetime:
    return clock.now()


def drafted(desk: Desk, texts: Texts, at: datetime) -> Any:
    """A draft with this text, whatever it is worth."""
    row = desk.do(drafts.begin, "shulgin", at, number="4.0")
    with transaction.atomic(), as_system("a draft as somebody left it"):
        row.content = texts
        row.save()
    return row


def publish(desk: Desk, row: Any, day: date, at: datetime) -> models.RegulationVersion:
    before = publication.mark(row.content)
    made: models.RegulationVersion = desk.do(
        publication.publish, "shulgin", at, draft=row.pk, day=day, before=before
    )
    return made


def judged(texts: Texts) -> tuple[Pack | None, list[Text]]:
    """The version, unless it cannot even be read, and what the law has against publishing it."""
    try:
        law = load_texts(texts)
    except Unlawful as fault:
        return None, [fault.text]
    return law, unfit(law, newest_pack())


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda each: each.name)
def test_the_law_refuses_what_cannot_be_served_with_a_sentence(variation: Variation) -> None:
    texts = together(variation.world) if variation.served else written(variation.change)
    against = judged(texts)[1]
    assert all(said.ru and said.en and said.ru != said.en for said in against)
    assert (not against) is variation.served, against


@pytest.mark.parametrize("world", WORLDS)
def test_every_part_of_a_page_is_built_by_what_the_law_lets_pass(world: str) -> None:
    law, against = judged(together(world))
    assert law is not None
    assert against == unbuilt(completed(law, newest_pack())) == []


@pytest.mark.parametrize(
    ("broken", "page"),
    [
        ("kabinet.pages.registration.form.details_form.offered", "Регистрация: описание и окружение"),
        ("kabinet.pages.registration.level.form.question_field", "Регистрация: ответы о симптомах"),
        ("kabinet.pages.pass_on.form.field_choices", "Передача вендору"),
        ("kabinet.pages.pass_on.document.pieces", "Передача вендору"),
        ("kabinet.pages.tickets.acts.completion.offered", "Возврат и дополнение"),
        ("kabinet.pages.tickets.acts.refuse._hint", "Отказ"),
        ("kabinet.pages.tickets.page.participants.name_of_value", "Страница обращения"),
        ("kabinet.pages.tickets.acts.symptoms._field", "Изменение уровня"),
        ("kabinet.pages.regulation.reader.tables._worded", "Регламент"),
        ("kabinet.pages.regulation.versions.rehearsal_words.deny", "Отказ в действии"),
        ("kabinet.actions.notices.kinds.declared", "История и уведомления"),
        ("kabinet.pages.regulation.versions.rehearsal_words.every_sentence", "История и уведомления"),
        ("kabinet.regulation.pack.Entitlement.short_status", "Бумаги"),
        ("kabinet.pages.regulation.reader.comparing.compare", "Сравнение версий"),
    ],
)
def test_a_page_that_cannot_be_built_is_named_and_the_rest_is_built_all_the_same(
    monkeypatch: pytest.MonkeyPatch, broken: str, page: str
) -> None:
    def fail(*given: Any, **named: Any) -> Any:
        raise KeyError("extra")

    monkeypatch.setattr(broken, fail)
    found = unbuilt(newest_pack())
    assert {said.ru.partition("«")[2].partition("»")[0] for said in found} == {page}
    assert all("KeyError: 'extra'" in said.ru and "cannot be built" in said.en for said in found)


def test_whatever_the_pages_have_against_it_the_act_refuses(cast: Cast, desk: Desk, settings: Any) -> None:
    row = drafted(desk, written(), now())
    settings.REGULATION_REHEARSALS = ["tests.pages.regulation.versions.test_versions_served.against"]
    rehearsal._unbuilt.cache_clear()
    with pytest.raises(Invalid, match="This page cannot be built"):
        publish(desk, row, now().astimezone(MOSCOW).date(), now())
    administrator = Reader(cast, "shulgin")
    assert "Эту страницу не построить" in administrator.see(f"/regulations/drafts/{row.pk}/")
    assert (
        administrator.send(f"/regulations/drafts/{row.pk}/publish/")["Location"]
        == f"/regulations/drafts/{row.pk}/"
    )
    settings.REGULATION_REHEARSALS = []
    rehearsal._unbuilt.cache_clear()
    with pytest.raises(ImproperlyConfigured):
        publish(desk, row, now().astimezone(MOSCOW).date(), now())
    rehearsal._unbuilt.cache_clear()


def against(law: Pack) -> list[Text]:
    """A rehearsal that finds something."""
    return [Text("Эту страницу не построить", "This page cannot be built")]


@pytest.mark.parametrize("world", WORLDS)
def test_people_live_under_a_version_through_every_page(cast: Cast, desk: Desk, world: str) -> None:
    day = now().astimezone(MOSCOW).date() - timedelta(days=40)
    at = datetime.combine(day, datetime.min.time(), MOSCOW) + timedelta(hours=1)
    publish(desk, drafted(desk, together(world), at), day, at)
    life = Life(cast, "4.1")
    life.read()
    tickets = [life.register(level) for level in (1, 2, 3, 4)]
    life.ticket(tickets[0], "saveliev", "gordeeva")
    life.ticket(tickets[3], "saveliev", "gordeeva")
    life.see("saveliev", f"{tickets[3]}level/")
    life.see("gordeeva", f"{tickets[3]}level/")
    for ticket in (tickets[0], tickets[2]):
        vendor = life.pass_on(ticket)
        life.ticket(vendor, "zhdanov", "titova")
        life.see("titova", f"{vendor}document/")
        life.returned(vendor)
    life.refused(tickets[1], "gordeeva")
    life.ticket(tickets[1], "saveliev", "gordeeva")
    life.refused(vendor, "titova")
    life.ticket(vendor, "zhdanov", "titova")
    for login, lists in (("saveliev", ("/tickets/", "/tickets/filters/")), ("gordeeva", ("/queue/",))):
        for address in lists:
            life.see(login, address)


CHOICE = "gone/form.toml/form/extra/choices/two"


def test_choices_are_written_in_the_text_and_on_the_sheet(cast: Cast, desk: Desk) -> None:
    administrator = Reader(cast, "shulgin")
    address = str(administrator.send("/regulations/begin/", {"number": "4.0"})["Location"])
    text = f"{address}texts/form.toml/"
    standing = fields(administrator.see(text), "text")["text"][0]
    administrator.fill(
        text, "text", text=choice("extra", "one", "two", "three")({"form.toml": standing})["form.toml"]
    )
    sheet = f"{address}sheets/form/"
    assert "Поле extra: Вариант two" in administrator.see(sheet)
    renamed = {"form.toml/form/extra/choices/one/name/ru": "Первый вариант", CHOICE: "on"}
    administrator.fill(sheet, "sheet", **renamed)
    shown = administrator.see(sheet)
    assert "Поле extra: Первый вариант" in shown
    assert "Вариант two" not in shown
    assert "Ошибок нет" in administrator.see(address)
    compared = administrator.see(f"{address}publish/")
    assert "Первый вариант" in compared
    assert "Варианты" in compared


REFUSED = [each for each in VARIATIONS if not each.served]


@pytest.mark.parametrize("variation", REFUSED, ids=lambda each: each.name)
def test_what_cannot_be_served_is_published_by_nobody(cast: Cast, desk: Desk, variation: Variation) -> None:
    """The page says why, for the reason that is meant."""
    row = drafted(desk, written(variation.change), now())
    page = Reader(cast, "shulgin").see(f"/regulations/drafts/{row.pk}/")
    assert variation.said in page
    assert "Ошибок нет" not in page
    with pytest.raises(Invalid) as refused:
        publish(desk, row, now().astimezone(MOSCOW).date(), now())
    assert refused.value.field == "draft"
    assert variation.said in refused.value.verdict.reason.ru


def test_a_sentence_that_names_what_no_version_has_is_found_before_publishing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = kinds.declared()[kinds.Journal.TICKET, "answered"]
    words = {None: replace(told.words[None], history=Text("Ответ {vendor_nickname}", "An answer"))}
    broken = {**kinds.declared(), (told.journal, told.kind): replace(told, words=words)}
    monkeypatch.setattr(kinds, "declared", lambda: broken)
    found = unbuilt(newest_pack())
    assert found
    assert [
        said for said in found if "vendor_nickname" not in said.ru or "История и уведомления" not in said.ru
    ] == []
