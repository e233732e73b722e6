"""Joint work through the page: invited by the partner, read and written by a client's contact, gone on level 4 (P5c)."""

import re
from io import BytesIO

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.vendor.participants import invite_participant
from tests.desk import WISH, Desk, later, passed_on

pytestmark = pytest.mark.clause("P5c", "P4.4")


@pytest.fixture
def pair(desk: Desk, now) -> tuple[str, str]:
    """A client ticket of level 3 and its vendor ticket."""
    return passed_on(desk, later(now, hours=-3))


@pytest.fixture
def joint(desk: Desk, now, pair) -> str:
    """The vendor ticket with Orlova in it; words of every audience."""
    _number, vendor = pair
    at = later(now, hours=-2)
    desk.do(invite_participant, "gordeeva", at, number=vendor, person=desk.cast.person["orlova"])
    file = desk.do(attach, "titova", at, name="сборка.zip", content=BytesIO(b"PK"))
    secret = desk.do(attach, "titova", at, name="только-партнёру.zip", content=BytesIO(b"PK"))
    desk.do(answer_ticket, "titova", at, number=vendor, text="Слово партнёру", files=[secret.pk])
    desk.do(write_note, "titova", at, number=vendor, text="Слово своим")
    desk.do(answer_ticket, "titova", at, number=vendor, text="Слово всем", joint=True, files=[file.pk])
    return vendor


def test_the_partner_invites_and_the_contact_finds_the_way(desk: Desk, pair, see, send) -> None:
    number, vendor = pair
    page = see("gordeeva", f"/tickets/{vendor}/invite/")
    offered = re.findall(r'<option value="(\d+)"', page)
    assert {int(key) for key in offered} == {
        desk.cast.person[login] for login in ("saveliev", "orlova", "arefyev")
    }
    assert "Переписку партнёра с 1С, форму и сроки не увидит" in page
    sent = send("gordeeva", f"/tickets/{vendor}/invite/", person=desk.cast.person["orlova"])
    assert (sent.status_code, sent["Location"]) == (303, f"/tickets/{vendor}/")
    own = see("orlova", f"/tickets/{number}/")
    assert f"/joint/{vendor}/" in own
    assert "Совместная работа с 1С" in own
    assert vendor not in see("saveliev", f"/tickets/{number}/")
    assert "Вас пригласили к совместной работе с 1С" in see("orlova", "/notices/")


def test_a_participant_reads_what_is_said_to_all_and_nothing_else(joint: str, pair, see, reader) -> None:
    page = see("orlova", f"/joint/{joint}/")
    assert "Слово всем" in page
    assert "сборка.zip" in page
    assert "Увидят: Северный Контур, 1С и участники" in page
    hidden = (
        "Слово партнёру",
        "Слово своим",
        "только-партнёру",
        "rphost аварийно завершается.",
        "Сбой внутри",
    )
    assert not [
        words for words in hidden if words in page.replace("<h1>rphost аварийно завершается</h1>", "")
    ]
    assert "Первый ответ" not in page
    assert reader("orlova").get(f"/tickets/{joint}/")["Location"] == f"/joint/{joint}/"
    for rest in ("live/", "clocks/", "document/", "level/", "accept/", "note/", "invite/"):
        assert reader("orlova").get(f"/tickets/{joint}/{rest}").status_code in (403, 404), rest
    for login in ("saveliev", "frolov", "stranger", "newcomer"):
        assert reader(login).get(f"/joint/{joint}/").status_code in (403, 404)
        assert reader(login).get(f"/tickets/{joint}/").status_code in (403, 404)


def test_files_go_to_those_who_may_read_them(desk: Desk, joint: str, status) -> None:
    from kabinet.records.models import File
    from kabinet.records.security.reach import as_system

    with as_system("a test"):
        files = dict(File.objects.filter(ticket__number=joint).values_list("name", "pk"))
    answers = {
        (login, name): status(login, f"/files/{files[name]}/")
        for login in ("orlova", "saveliev", "gordeeva")
        for name in ("сборка.zip", "только-партнёру.zip")
    }
    assert answers == {
        ("orlova", "сборка.zip"): 200,
        ("orlova", "только-партнёру.zip"): 404,
        ("saveliev", "сборка.zip"): 404,
        ("saveliev", "только-партнёру.zip"): 404,
        ("gordeeva", "сборка.zip"): 200,
        ("gordeeva", "только-партнёру.zip"): 200,
    }


def test_lists_search_and_notices_tell_nothing_of_the_rest(joint: str, see) -> None:
    assert joint not in see("orlova", "/tickets/")
    found = see("orlova", "/search/?q=слово")
    assert joint in found
    assert "Слово</mark> всем" in found or "Слово всем" in found or "всем" in found
    assert "партнёру" not in found.split("<main")[-1]
    assert joint not in see("saveliev", "/search/?q=слово")
    notices = see("orlova", "/notices/")
    assert notices.count(joint) == 2  # the invitation and the words to all


def test_a_participant_writes_to_all(desk: Desk, joint: str, send, see) -> None:
    sent = send("orlova", f"/tickets/{joint}/say/", text="Сборка помогла", audience="joint")
    assert sent.status_code == 303
    assert desk.messages(joint)[-1].audience == "joint"
    for login, address in (("gordeeva", "tickets"), ("titova", "tickets"), ("orlova", "joint")):
        assert "Сборка помогла" in see(login, f"/{address}/{joint}/")
    assert "Видят партнёр, 1С и участники от клиента" in see("titova", f"/tickets/{joint}/")


def test_a_participant_writes_to_all_or_to_nobody(desk: Desk, joint: str, send) -> None:
    before = len(desk.messages(joint))
    for audience in ("vendor_leg", "vendor", "public", ""):
        sent = send("orlova", f"/tickets/{joint}/say/", text=f"Тайно {audience}", audience=audience)
        assert sent.status_code in (403, 422)
        assert len(desk.messages(joint)) == before


def test_each_side_has_a_third_card_and_it_is_not_the_first_choice(joint: str, see, send, desk: Desk) -> None:
    for login, wide in (("gordeeva", "vendor_leg"), ("titova", "vendor_leg")):
        page = see(login, f"/tickets/{joint}/say/")
        assert 'value="joint"' in page
        checked = re.findall(r'value="(\w+)" id="audience-\w+" class="[\w-]+" checked', page)
        assert checked == (["joint"] if login == "titova" else [wide])  # Titova has just written to all
    assert send("gordeeva", f"/tickets/{joint}/say/", text="Всем от нас", audience="joint").status_code == 303
    assert "Всем от нас" in see("orlova", f"/joint/{joint}/")
    assert (
        send("gordeeva", f"/tickets/{joint}/say/", text="Только в 1С", audience="vendor_leg").status_code
        == 303
    )
    assert "Только в 1С" not in see("orlova", f"/joint/{joint}/")


def test_without_participants_there_is_no_third_card(pair, see) -> None:
    assert 'value="joint"' not in see("gordeeva", f"/tickets/{pair[1]}/say/")


def test_on_level_4_nobody_is_invited_and_nobody_sees(
    desk: Desk, now, pair, joint: str, see, send, status
) -> None:
    number, _vendor = pair
    desk.do(change_level, "titova", later(now, hours=-1), number=joint, level=4, **WISH)
    assert status("orlova", f"/joint/{joint}/") == 403
    assert status("orlova", f"/tickets/{joint}/") == 303, "to the page that says why it is closed"
    assert status("frolov", f"/tickets/{joint}/") == 404
    assert joint not in see("orlova", f"/tickets/{number}/")
    assert joint not in see("orlova", "/search/?q=слово")
    assert send("orlova", f"/tickets/{joint}/say/", text="Ещё", audience="joint").status_code == 404
    refused = see("gordeeva", f"/tickets/{joint}/invite/", status=403)
    assert "На этом уровне 1С работает только с партнёром" in refused
    assert "P5c" in refused
    partner = see("gordeeva", f"/tickets/{joint}/")
    assert "участники обращения не видят" in partner
    assert 'value="joint"' not in partner
    desk.do(change_level, "titova", later(now, minutes=-5), number=joint, level=3, reason="Сбой")
    assert "Слово всем" in see("orlova", f"/joint/{joint}/")


def test_the_part_is_ended_by_either(desk: Desk, joint: str, pair, see, send, status) -> None:
    key = desk.cast.person["orlova"]
    address = f"/tickets/{joint}/leave/{key}/"
    assert "больше не увидит" in see("gordeeva", address)
    assert status("titova", address) == 403
    left = send("orlova", address)
    assert (left.status_code, left["Location"]) == (303, f"/tickets/{pair[0]}/")
    assert status("orlova", f"/joint/{joint}/") == 403
    assert send("gordeeva", address).status_code == 404
    send("gordeeva", f"/tickets/{joint}/invite/", person=key)
    assert send("gordeeva", address).status_code == 303
    assert status("orlova", f"/joint/{joint}/") == 403


@pytest.mark.clause("P5d")
def test_a_participants_reply_is_an_answer_of_the_applicants_side(desk: Desk, now, reader, see, send) -> None:
    from kabinet.regulation.facts import Answer

    _number, vendor = passed_on(desk, later(now, hours=-3), level=1)
    desk.do(
        invite_participant, "gordeeva", later(now, hours=-2), number=vendor, person=desk.cast.person["orlova"]
    )
    asked = {"number": vendor, "text": "Какая сборка?", "kind": Answer.QUESTION, "joint": True}
    desk.do(answer_ticket, "titova", later(now, minutes=-10), **asked)
    assert "Какая сборка?" in see("orlova", f"/joint/{vendor}/")
    send("orlova", f"/tickets/{vendor}/say/", text="8.3.24.1467", audience="joint")
    met = [row for row in desk.runs(vendor) if row[0] == "answer"]
    assert [row[5] for row in met] == ["met"]


def test_drafts_of_a_participant_are_kept(joint: str, send, see) -> None:
    kept = send("orlova", f"/tickets/{joint}/draft/", text="Недописано", audience="joint")
    assert kept.status_code == 204
    assert "Недописано" in see("orlova", f"/joint/{joint}/")


def test_the_page_follows_what_happens(desk: Desk, joint: str, now, see, reader) -> None:
    page = see("orlova", f"/joint/{joint}/")
    address = re.search(r'hx-get="([^"]+)"', page.split('id="ticket-live"')[1])[1].replace("&amp;", "&")
    assert reader("orlova").get(address).status_code == 204
    desk.do(write_reply, "gordeeva", now, number=joint, text="И от нас", joint=True)
    assert "И от нас" in see("orlova", address)


def test_the_views_of_the_talk_stay_on_the_page(joint: str, see) -> None:
    page = see("orlova", f"/joint/{joint}/")
    assert f"/joint/{joint}/?show=events" in page
    assert (
        "Слово всем"
        not in see("orlova", f"/joint/{joint}/?show=events").split('id="talk"')[1].split("composer")[0]
    )
    assert "Слово всем" in see("orlova", f"/joint/{joint}/?show=talk")
