"""Drafts on the way: saved, found again, nobody else's, thrown away."""

from uuid import uuid4

import pytest
from django.test import Client

from tests.pages.registration.walk import WRITTEN, Walk, text, value


def test_the_form_saves_itself(walk: Walk):
    url = walk.begin()
    assert walk.fragment(f"{url}save/", {"subject": "Печать", "description": "Стоит"}).status_code == 204
    page = walk.get(url)
    assert (value(page, "subject"), value(page, "description")) == ("Печать", "Стоит")
    assert f'data-autosave="{url}save/"' in page.content.decode()


def test_whoever_begins_anew_sees_what_they_left(walk: Walk):
    assert "Черновики" not in text(walk.get("/new/"))
    url = walk.begin()
    walk.fragment(f"{url}save/", {"subject": "Печать ярлыков"})
    page = walk.get("/new/")
    assert f'href="{url}"' in page.content.decode()
    assert "Печать ярлыков" in text(page)


def test_the_first_step_saves_itself_into_one_draft(walk: Walk):
    mark = str(uuid4())
    for level in (4, 3, 2):
        assert walk.fragment("/new/save/", walk.step(level, mark=mark)).status_code == 204
    (draft,) = walk.drafts()
    assert draft.content["answers"] == {"happens": "partial"}
    assert walk.post("/new/", walk.step(2, mark=mark))["Location"] == f"/new/{draft.pk}/"
    assert len(walk.drafts()) == 1


def test_an_unfinished_first_step_is_found_again(walk: Walk):
    walk.fragment("/new/save/", {"mark": str(uuid4()), "q-happens": "failure", "q-no_backup": "yes"})
    key = walk.drafts()[0].pk
    answer = walk.get(f"/new/{key}/")
    assert answer["Location"] == f"/new/{key}/level/"
    page = walk.get(answer["Location"])
    assert (value(page, "q-happens"), value(page, "q-no_backup")) == ("failure", "yes")


def test_the_same_start_sent_twice_goes_on_with_one_draft(walk: Walk):
    mark = str(uuid4())
    first, second = (walk.post("/new/", walk.step(mark=mark))["Location"] for _ in range(2))
    assert first == second
    assert len(walk.drafts()) == 1


def test_a_second_draft_of_one_form_does_not_stay(walk: Walk):
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    mark = str(uuid4())
    url = walk.post("/new/", walk.step(mark=mark))["Location"]

    def twin() -> None:
        with as_system("the form saved itself while it was sent"):
            row = walk.drafts()[0]
            models.Draft.objects.create(
                kind=row.kind,
                person=row.person,
                organisation=row.organisation,
                content=row.content,
                saved_at=row.saved_at,
            )

    twin()
    walk.post(f"{url}level/", walk.step(mark=mark))
    assert len(walk.drafts()) == 1
    twin()
    assert walk.post(url, WRITTEN).status_code == 303
    assert walk.drafts() == []


def test_saving_without_script_comes_back(walk: Walk):
    url = walk.begin()
    assert walk.post(f"{url}save/", {"subject": "Печать"})["Location"] == url
    assert "Черновик сохранён." in text(walk.get(url))
    assert walk.post(f"{url}save/?then=level", {"subject": "Печать"})["Location"] == f"{url}level/"
    assert walk.post(f"{url}save/?then=//evil.example", {})["Location"] == url


@pytest.mark.parametrize("login", ["orlova", "stranger", "gordeeva"])
def test_nobody_elses_draft_is_there(walk: Walk, login: str):
    url = walk.begin()
    other = Walk(Client(), walk.cast, login)
    pages = [url, f"{url}level/", f"{url}discard/"]
    assert [other.get(page).status_code for page in pages] == [404, 404, 404]
    acts = [url, f"{url}level/", f"{url}save/", f"{url}promise/", f"{url}files/", f"{url}discard/"]
    assert [other.post(page, WRITTEN).status_code for page in acts] == [404] * len(acts)
    assert (walk.tickets(), len(walk.drafts())) == ([], 1)


def test_the_draft_of_another_of_ones_organisations_is_not_there(walk: Walk):
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    url = walk.begin()
    with as_system("the draft is of another organisation"):
        models.Draft.objects.update(organisation=walk.cast.client["kedr"])
    assert walk.get(url).status_code == 404


def test_a_reply_that_is_being_written_is_no_draft_of_a_ticket(walk: Walk):
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    url = walk.begin()
    with as_system("the draft is of a reply"):
        models.Draft.objects.update(kind="reply")
    assert walk.get(url).status_code == 404


@pytest.mark.parametrize("system", ["holding", "pirs"])
def test_the_system_of_another_client_is_not_there(walk: Walk, system: str):
    assert walk.post("/new/", walk.step(system=system)).status_code == 404
    assert walk.fragment("/new/level/", walk.step(system=system)).status_code == 404
    assert walk.post(f"{walk.begin()}level/", walk.step(system=system)).status_code == 404


@pytest.mark.parametrize("system", ["", "x", "-1", "1; drop table ticket", "²"])
def test_a_system_that_is_no_number_is_none(walk: Walk, system: str):
    answer = walk.post("/new/", walk.step() | {"system": system})
    assert answer.status_code == 422


@pytest.mark.parametrize("system", ["999999", "9" * 19])
def test_a_system_that_nobody_has_is_not_there(walk: Walk, system: str):
    assert walk.post("/new/", walk.step() | {"system": system}).status_code == 404


@pytest.mark.parametrize("regulation", ["../../etc", "corp_5_0", "\0", "a" * 400])
def test_a_regulation_that_nobody_wrote_is_passed_over(walk: Walk, regulation: str):
    assert "Получается уровень 3" in text(walk.fragment("/new/level/", walk.step(regulation=regulation)))


def test_a_system_retired_meanwhile_has_to_be_chosen_anew(walk: Walk):
    from kabinet.records.models import System
    from kabinet.records.security.reach import as_system

    url = walk.begin()
    with as_system("the system is retired"):
        System.objects.filter(pk=walk.cast.system["erp"]).update(retired=True)
    assert walk.get(url)["Location"] == f"{url}level/"
    assert walk.get(f"{url}level/").status_code == 200
    assert walk.post(url, WRITTEN)["Location"] == f"{url}level/"
    assert walk.tickets() == []
    assert walk.post(f"{url}level/", walk.step()).status_code == 422


def test_a_session_that_ended_loses_nothing(walk: Walk):
    url = walk.begin()
    walk.fragment(f"{url}save/", WRITTEN)
    walk.client.cookies.clear()
    assert walk.post(url, WRITTEN | {"subject": "поздно"})["Location"].startswith("/sign-in/")
    assert walk.fragment(f"{url}save/", WRITTEN).status_code == 401
    walk.cast.sign_in(walk.client, "saveliev")
    assert value(walk.get(url), "subject") == WRITTEN["subject"]
    assert walk.tickets() == []


def test_a_form_from_elsewhere_is_refused(walk: Walk):
    url = walk.begin()
    other = Walk(Client(enforce_csrf_checks=True), walk.cast)
    assert [
        other.post(page, WRITTEN).status_code for page in (url, "/new/", f"{url}save/", f"{url}discard/")
    ] == [403] * 4
    assert walk.tickets() == []


def test_throwing_away_asks_first(walk: Walk):
    url = walk.begin()
    assert "Удалить черновик?" in text(walk.get(f"{url}discard/"))
    assert len(walk.drafts()) == 1
    assert walk.post(f"{url}discard/").status_code == 303
    assert walk.drafts() == []
    assert walk.get(url).status_code == 404


def test_as_many_are_begun_as_may_wait(walk: Walk, monkeypatch: pytest.MonkeyPatch):
    from kabinet.actions.tickets.drafts import draft

    monkeypatch.setattr(draft, "MOST_BEGUN", 2)
    url = walk.begin()
    walk.begin()
    answer = walk.post("/new/", walk.step())
    assert answer.status_code == 403
    assert "начатых обращений, которые не отправлены" in text(answer)
    assert "они перечислены на странице «Новое обращение»" in text(answer)
    assert walk.fragment("/new/save/", walk.step(mark=str(uuid4()))).status_code == 403
    assert len(walk.drafts()) == 2
    # Those that wait go on, and what is sent or removed makes room.
    assert walk.fragment(f"{url}save/", {"subject": "Печать"}).status_code == 204
    assert walk.post(url, WRITTEN).status_code == 303
    walk.begin()
