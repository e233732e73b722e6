"""Whatever a version says, publishing it is refused with a sentence, or people live under it through every page."""

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.affairs import regulation, regulation_drafts
from kabinet.actions.errors import Invalid
from kabinet.pages.regulations.rehearsal import unbuilt
from kabinet.records import models
from kabinet.records.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.pack import Pack, load_texts
from kabinet.regulation.pack_fit import completed, unfit
from kabinet.regulation.text import Text, Unlawful
from tests.actions.desk import MOSCOW, Desk
from tests.cast import Cast
from tests.pages.forms import fields
from tests.pages.test_regulations import Reader
from tests.pages.version_walk import Life
from tests.regulation.pack_changes import Texts, Variation, choice, written
from tests.regulation.pack_variations import VARIATIONS, WORLDS, together

pytestmark = pytest.mark.clause("L16", "P2.8")


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def drafted(desk: Desk, texts: Texts, at: datetime) -> Any:
    """A draft with this text, whatever it is worth."""
    row = desk.do(regulation_drafts.begin, "shulgin", at, number="4.0")
    with transaction.atomic(), as_system("a draft as somebody left it"):
        row.content = texts
        row.save()
    return row


def publish(desk: Desk, row: Any, day: date, at: datetime) -> models.RegulationVersion:
    before = regulation.mark(row.content)
    made: models.RegulationVersion = desk.do(
        regulation.publish, "shulgin", at, draft=row.pk, day=day, before=before
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
def test_a_version_is_refused_with_a_sentence_or_every_part_of_a_page_is_built(variation: Variation) -> None:
    texts = written(variation.change)
    if variation.world == "widgets":
        texts = together("widgets")
    law, against = judged(texts)
    assert all(said.ru and said.en and said.ru != said.en for said in against)
    assert (not against) is variation.served, against
    if law and variation.served:
        assert unbuilt(completed(law, newest_pack())) == []


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
    keeper = Reader(cast, "shulgin")
    address = str(keeper.send("/regulations/begin/", {"number": "4.0"})["Location"])
    text = f"{address}texts/form.toml/"
    standing = fields(keeper.see(text), "text")["text"][0]
    keeper.fill(
        text, "text", text=choice("extra", "one", "two", "three")({"form.toml": standing})["form.toml"]
    )
    sheet = f"{address}sheets/form/"
    assert "Поле extra: Вариант two" in keeper.see(sheet)
    renamed = {"form.toml/form/extra/choices/one/name/ru": "Первый вариант", CHOICE: "on"}
    keeper.fill(sheet, "sheet", **renamed)
    shown = keeper.see(sheet)
    assert "Поле extra: Первый вариант" in shown
    assert "Вариант two" not in shown
    assert "Ошибок нет" in keeper.see(address)
    compared = keeper.see(f"{address}publish/")
    assert "Первый вариант" in compared
    assert "Варианты" in compared


@pytest.mark.parametrize("name", ["a choice of nothing", "a third critical term", "a field of two items"])
def test_what_cannot_be_served_is_published_by_nobody(cast: Cast, desk: Desk, name: str) -> None:
    texts = written(next(each.change for each in VARIATIONS if each.name == name))
    row = drafted(desk, texts, now())
    faults = [fault.text for fault in regulation_drafts.faults(row)]
    assert faults
    with pytest.raises(Invalid) as refused:
        publish(desk, row, now().astimezone(MOSCOW).date(), now())
    assert refused.value.field == "draft"
    assert faults[0].ru in refused.value.verdict.reason.ru
    page = Life(cast, "").see("shulgin", f"/regulations/drafts/{row.pk}/")
    assert all(fault.ru in unescape(page) for fault in faults)
