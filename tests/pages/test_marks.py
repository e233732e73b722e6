"""Every address x people with planted marks: no page, read or sent to, contains a mark of what its reader may not read.

Who may read which mark is told here once more, by hand: the product is asked nothing. Every mark is met by somebody, so
the walk is not one of nothing.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.desk.canned import keep_canned
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.actions.tickets.note import write_note
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock
from tests.cast import Cast
from tests.desk import Desk, later, passed_on
from tests.pages.table import TABLE, Line
from tests.pages.test_urls import address, form, own_organisation

ZMK = {"saveliev", "frolov"}
KONTUR = {"gordeeva", "arkhipova"}
VENDOR = {"titova", "lapteva", "shulgin"}
# choi is of kontur's rival, which sold zmk a licence that runs: it reads zmk's people and papers. stranger: another client.
PEOPLE = (*sorted(ZMK | KONTUR | VENDOR), "choi", "stranger")
# Mark -> who may read it.
MAY: Mapping[str, set[str]] = {
    "меткапубличная": ZMK | KONTUR | {"lapteva"},
    "метказаметка": KONTUR,
    "меткавендору": KONTUR | {"titova", "lapteva"},
    "меткавендора": {"titova", "lapteva"},
    "меткачерновик": {"gordeeva"},
    "меткаготовая": KONTUR,
    "меткасоглашения": ZMK | KONTUR | VENDOR,
    "меткапредложения": ZMK | KONTUR | VENDOR,
    "меткаприказ": {"choi"},
}
COMMON = "слонопотам"  # a word beside every mark in a ticket, so that what one types oneself is no mark
MOST = 45  # pages that one person opens
LINK = re.compile(r'href="(/[^"#]*)')


@pytest.fixture
def planted(cast: Cast) -> Cast:
    """Words of each audience, a draft, an answer, an agreement, a proposal, and something of the rival's own."""
    desk, at = Desk(cast), later(clock.now(), hours=-3)
    number, vendor = passed_on(desk, at)
    after = later(at, minutes=50)
    desk.do(answer_ticket, "gordeeva", after, number=number, text=f"{COMMON} меткапубличная")
    desk.do(write_note, "gordeeva", after, number=number, text=f"{COMMON} метказаметка")
    desk.do(answer_ticket, "titova", after, number=vendor, text=f"{COMMON} меткавендору")
    desk.do(write_note, "titova", after, number=vendor, text=f"{COMMON} меткавендора")
    desk.do(save_draft, "gordeeva", after, kind="reply", ticket=number, content={"text": "меткачерновик"})
    desk.do(keep_canned, "arkhipova", after, leg="client", title="меткаготовая", text="меткаготовая")
    with transaction.atomic(), as_system("what two parties agree upon"):
        _agreed(cast, after)
    return cast


def _agreed(cast: Cast, at) -> None:
    zmk, kontur, rival = cast.client["zmk"], cast.partner["kontur"], cast.partner["primsoft"]
    models.Agreement.objects.filter(client=zmk).update(number="меткасоглашения")
    days = {"first_day": date(2024, 1, 1), "last_day": date(2099, 1, 1)}
    models.Licence.objects.create(client_id=zmk, seller_id=rival, number="РКЛ-1", main_delivery="1", **days)
    kept = {"kept_by_id": cast.person["choi"], "kept_at": at, "leg": "client"}
    models.CannedAnswer.objects.create(organisation_id=rival, title="меткаприказ", text="меткаприказ", **kept)
    models.AgreementProposal.objects.create(
        client_id=zmk,
        partner_id=kontur,
        number="меткапредложения",
        zone="Europe/Moscow",
        first_day=date(2098, 1, 1),
        proposed_by_id=cast.person["arkhipova"],
        proposed_at=at,
    )
    told = {"partner": "Северный Контур", "client": "АО «ЗМК»", "day": {"ru": "x", "en": "x"}}
    for kind, number in (
        ("agreement_concluded", "меткасоглашения"),
        ("agreement_proposed", "меткапредложения"),
    ):
        models.OrganisationEntry.objects.create(
            organisation_id=zmk,
            kind=kind,
            readers="parties",
            partner_id=kontur,
            occurred_at=at,
            data={**told, "number": number},
        )


def test_no_page_shows_a_mark_of_what_its_reader_may_not_read(planted: Cast, reach_nothing) -> None:
    met: dict[str, set[str]] = {mark: set() for mark in MAY}
    leaks = []
    for login in PEOPLE:
        client = Client()
        planted.sign_in(client, login)
        for where, page in _read(client, planted, reach_nothing):
            for mark in (mark for mark in MAY if mark in page):
                met[mark].add(login)
                leaks += [(login, where, mark)] if login not in MAY[mark] else []
    assert leaks == []
    assert {mark for mark, readers in met.items() if not readers} == set()


@pytest.mark.parametrize("login", ["choi", "stranger", "titova", "frolov"])
def test_nor_an_answer_to_a_form_that_is_sent(planted: Cast, login: str, reach_nothing) -> None:
    client, foreign = Client(), [mark for mark, readers in MAY.items() if login not in readers]
    planted.sign_in(client, login)
    leaks = []
    for line in (line for line in TABLE if line.method == "POST" and "sign-out" not in line.route):
        page = _sent(client, planted, line, login, reach_nothing)
        leaks += [(line.route, mark) for mark in foreign if mark in page]
    assert leaks == []


def _read(client: Client, cast: Cast, reach_nothing) -> Iterator[tuple[str, str]]:
    """Pages of the table, of what is planted, and all that they lead to."""
    zmk = cast.client["zmk"]
    waiting = [
        "/",
        "/queue/",
        "/tickets/",
        "/notices/",
        f"/organisations/{zmk}/history/",
        f"/organisations/{zmk}/papers/",
    ]
    with transaction.atomic(), as_system("how the planted tickets are called"):
        numbers = list(models.Ticket.objects.order_by("number").values_list("number", flat=True))
    assert numbers
    waiting += [f"/organisations/{zmk}/", "/desk/canned/", *(f"/tickets/{each}/" for each in numbers)]
    waiting += [*(f"/tickets/{each}/live/" for each in numbers), f"/search/?q={COMMON}"]
    seen = set(waiting)
    for opened, where in enumerate(waiting):
        if opened >= MOST:
            return
        reach_nothing()
        answer = client.get(where)
        page = "" if answer.streaming else answer.content.decode(errors="replace")
        yield where, page
        for found in (*LINK.findall(page), *([answer["Location"]] if answer.has_header("Location") else [])):
            link = found.replace("&amp;", "&")
            if link.startswith("/") and not link.startswith(("/static/", "/help")) and link not in seen:
                seen.add(link)
                waiting.append(link)


def _sent(client: Client, cast: Cast, line: Line, login: str, reach_nothing) -> str:
    """The answer, and nothing stays of what it did."""
    data = dict(line.data)
    if line.given.get("organisation") == "own":
        data["organisation"] = own_organisation(login, cast)
    where = address(line, cast)
    with transaction.atomic():
        reach_nothing()
        answer = client.generic("POST", where, **form("POST", data))
        transaction.set_rollback(True)
    return "" if answer.streaming else answer.content.decode(errors="replace")
