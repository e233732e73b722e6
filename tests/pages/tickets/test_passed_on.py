"""What a client reads of its ticket while 1C has it: how that stands, in every state, no promise (L3)."""

from datetime import datetime

import pytest

from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.objection import answer_objection
from kabinet.regulation.facts import Answer
from kabinet.regulation.pack import pack
from tests.actions.every_status import VENDOR, vendor_tickets
from tests.desk import Desk, later
from tests.fixtures_pages import Reader
from tests.some import some

pytestmark = pytest.mark.clause("L3")
# Told once more, apart from the pack.
READS = {
    "registered": "1С ещё не начала работу",
    "in_work": "1С работает",
    "waiting": "1С ждёт ответа партнёра",
    "returned": "1С вернула партнёру: не хватает сведений",
    "answered": "1С предложила партнёру решение",
    "closed": "Работа 1С закончена",
    "refused": "1С отказала в рассмотрении",
    "objected": "1С отказала, партнёр возразил",
    "withdrawn": "Отозвано из 1С",
}
ANY_MORE = ("Ответ он перенесёт", "ответ он перенесёт")


def test_there_is_a_sentence_for_every_status_of_the_vendors_leg() -> None:
    assert set(READS) == set(VENDOR)
    assert all(status.names.client for status in some(pack("corp_4_0").leg("vendor").statuses))


@pytest.mark.parametrize("status", VENDOR)
def test_the_client_reads_how_it_stands_at_the_vendor(
    desk: Desk, now: datetime, reader: Reader, status: str
) -> None:
    client, _ = vendor_tickets(desk, later(now, hours=-2), [status])[status]
    page = reader("saveliev").get(f"/tickets/{client}/").content.decode()
    assert f"{READS[status]}." in page
    assert [each for each in ANY_MORE if each in page] == []
    others = {said for code, said in READS.items() if code != status and said not in READS[status]}
    strip = page[page.index("link-strip") :][:600]
    assert [said for said in others if f"{said}." in strip] == []


def test_a_kept_refusal_reads_as_a_refusal_again(desk: Desk, now: datetime, see) -> None:
    client, vendor = vendor_tickets(desk, later(now, hours=-2), ["objected"])["objected"]
    at = later(now, minutes=-10)
    desk.do(answer_objection, "titova", at, number=vendor, upheld=False, text="Драйвер")
    assert "1С отказала в рассмотрении." in see("saveliev", f"/tickets/{client}/")


def test_of_an_ended_ticket_only_the_instant_is_said(desk: Desk, now: datetime, see) -> None:
    client, _ = vendor_tickets(desk, later(now, hours=-2), ["in_work"])["in_work"]
    at = later(now, minutes=-10)
    desk.do(answer_ticket, "gordeeva", at, number=client, text="Нашли сами", kind=Answer.SOLUTION)
    desk.do(accept_solution, "saveliev", later(at, minutes=1), number=client)
    strip = see("saveliev", f"/tickets/{client}/").split("link-strip")[1].split("</p>")[0]
    assert "Передано в 1С" in strip
    assert [said for said in READS.values() if said in strip] == []
