"""What one was told: own notices, newest first, read when opened."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import Cast
from tests.markup import packed
from tests.some import some

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def told(cast: Cast):
    """Tells `login` something about a ticket of ZMK; gives the notice's key."""
    from kabinet.records.models import CalendarVersion, Notice, RegulationVersion, Ticket
    from kabinet.records.security.reach import as_system

    with as_system("a test"):
        ticket = Ticket.objects.create(
            number="U-48001", leg="client", client_id=cast.client["zmk"], partner_id=cast.partner["kontur"],
            author_id=cast.person["saveliev"], subject="rphost завершается", level=2, status="registered",
            turn="partner", turn_since=AT, service="problem", impact="serious", registered_at=AT, last_fact_at=AT,
            regulation=RegulationVersion.objects.get(), calendar=CalendarVersion.objects.get(),
        )  # fmt: skip

    def tell(
        login: str, at: datetime = AT, kind: str = "registered", reader: str = "support", **data: object
    ) -> UUID:
        words = {
            "reader": reader,
            "subject": ticket.subject,
            "level": 2,
            "actor": "Савельев Игорь Петрович",
            **data,
        }
        with as_system("a test"):
            return Notice.objects.create(
                person_id=cast.person[login],
                ticket=ticket,
                subject="ticket",
                subject_key=ticket.number,
                kind=kind,
                data=words,
                created_at=at,
            ).pk

    return tell


@pytest.fixture
def gordeeva(cast: Cast) -> Client:
    client = Client()
    cast.sign_in(client, "gordeeva")
    return client


def page(client: Client, address: str = "/notices/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("L6")
def test_every_notice_is_one_sentence_about_its_ticket(told, gordeeva: Client):
    told("gordeeva")
    shown = page(gordeeva)
    assert "Новое обращение U-48001, уровень 2" in shown
    assert "rphost завершается" in shown


def test_each_side_reads_its_own_sentence(told, cast: Cast, client: Client):
    told("saveliev", reader="applicant")
    cast.sign_in(client, "saveliev")
    assert "Обращение U-48001 зарегистрировано, уровень 2" in page(client)


def test_nobody_reads_what_others_were_told(told, cast: Cast, client: Client):
    key = told("gordeeva")
    for login in ("zhdanov", "saveliev", "stranger", "lapteva"):
        cast.sign_in(client, login)
        assert "U-48001" not in page(client)
        assert client.post(f"/notices/{key}/open/").status_code == 404


def test_the_newest_stands_first_under_its_day(told, gordeeva: Client):
    told("gordeeva", AT)
    told("gordeeva", AT + timedelta(days=1), "breached", clock="reaction", due="2026-03-13T09:00:00+00:00")
    shown = page(gordeeva)
    assert shown.index("13\u00a0марта") < shown.index("12\u00a0марта")
    assert "12:30" in shown


def test_opening_one_reads_it_and_leads_to_its_ticket(told, gordeeva: Client):
    first, second = told("gordeeva"), told("gordeeva", AT + timedelta(hours=1))
    answer = gordeeva.post(f"/notices/{first}/open/")
    assert (answer.status_code, answer["Location"]) == (303, "/tickets/U-48001/")
    assert read_state(first, second) == [True, False]


def test_all_are_read_at_once(told, gordeeva: Client):
    first, second = told("gordeeva"), told("gordeeva", AT + timedelta(hours=1))
    others = told("zhdanov")
    assert "Прочитаны все" in page(gordeeva)
    assert gordeeva.post("/notices/read/")["Location"].startswith("/notices/?read=")
    assert read_state(first, second, others) == [True, True, False]
    assert "Прочитаны все" not in page(gordeeva)


def test_older_ones_are_on_the_next_page_and_none_twice(told, gordeeva: Client):
    from kabinet.pages.notices import listing

    count = listing.SIZE + 5
    for number in range(count):
        told("gordeeva", AT + timedelta(minutes=number // 2), subject=f"№{number};")
    first = page(gordeeva)
    link = first.split('href="?after=')[1].split('"')[0]
    second = page(gordeeva, f"/notices/?after={link}")
    seen = [number for number in range(count) for shown in (first, second) if f"№{number};" in shown]
    assert sorted(seen) == list(range(count))
    assert "?after=" not in second


def test_a_page_key_that_nobody_gave_out_is_the_first_page(told, gordeeva: Client):
    told("gordeeva")
    for key in ("x", "2026-03-12~", "2026-03-12T09:30:00~00000000-0000-0000-0000-000000000000", "\0"):
        assert "U-48001" in page(gordeeva, "/notices/?after=" + key.replace("\0", "%00"))


def test_nothing_yet_says_what_will_come(gordeeva: Client):
    assert "Уведомлений нет" in page(gordeeva)


def test_an_open_page_follows_what_comes(told, gordeeva: Client):
    told("gordeeva")
    stamp = page(gordeeva).split("/notices/news/?seen=")[1].split('"')[0]
    assert gordeeva.get(f"/notices/news/?seen={stamp}").status_code == 204
    told("gordeeva", AT + timedelta(hours=1))
    news = gordeeva.get(f"/notices/news/?seen={stamp}")
    assert news.status_code == 200
    assert stamp not in news.content.decode()


def test_the_figure_beside_the_bell(told, gordeeva: Client):
    assert gordeeva.get("/notices/count/?seen=0").status_code == 204
    told("gordeeva")
    answer = gordeeva.get("/notices/count/?seen=0")
    assert (answer.status_code, ">1</span>" in packed(answer.content.decode())) == (200, True)
    assert gordeeva.get("/notices/count/?seen=1").status_code == 204
    assert 'class="count you"' in page(gordeeva, "/people/")


def read_state(*keys: UUID) -> list[bool]:
    from kabinet.records.models import Notice
    from kabinet.records.security.reach import as_system

    with as_system("a test"):
        rows = {notice.pk: notice.read_at is not None for notice in Notice.objects.filter(pk__in=keys)}
    return [rows[key] for key in keys]


def test_every_kind_of_thing_has_its_page():
    from django.urls import resolve

    from kabinet.actions.notices.subjects import KEYED, Subject
    from kabinet.pages.notices.addresses import address_of
    from kabinet.records.models import Notice

    for subject in Subject:
        # A letter is known by a longer key than other things.
        key = str(UUID(int=7)) if subject is Subject.CONTACT_LETTER else "7"
        path = address_of(Notice(subject=subject, subject_key=key if subject in KEYED else ""))
        found = resolve(path.partition("#")[0])
        assert (found.url_name == "notices") is (subject is Subject.OWN_ACCESS), subject
        assert key in map(str, found.kwargs.values()) or subject not in KEYED


def test_a_thing_that_no_page_shows_leads_to_the_list(told, gordeeva: Client):
    from kabinet.records.models import Notice
    from kabinet.records.security.reach import as_system

    for subject, key in (("of tomorrow", ""), ("violation", "not a number"), ("papers", "")):
        notice = told("gordeeva")
        with as_system("a test"):
            Notice.objects.filter(pk=notice).update(subject=subject, subject_key=key)
        assert gordeeva.post(f"/notices/{notice}/open/")["Location"] == "/notices/"


def test_every_declared_kind_reads_on_the_page(told, cast: Cast, gordeeva: Client):
    """One of each, as each reader is told of it, with its own picture."""
    from kabinet.actions.notices import kinds
    from kabinet.actions.notices.kinds import Journal
    from kabinet.records.models import Notice
    from kabinet.records.security.reach import as_system

    of_organisations = [said for said in kinds.declared().values() if said.journal is Journal.ORGANISATION]
    with as_system("a test"):
        Notice.objects.bulk_create(
            Notice(
                person_id=cast.person["gordeeva"], organisation_id=cast.partner["kontur"], kind=said.kind,
                subject=min(said.about), subject_key="7", data={"subject": f"<{said.kind}>"}, created_at=AT,
            )
            for said in of_organisations if said.audience
        )  # fmt: skip
    pages = [page(gordeeva)]
    while (link := pages[-1].partition('href="?after=')[2].split('"')[0]) and len(pages) < 9:
        pages.append(page(gordeeva, f"/notices/?after={link}"))
    whole = "".join(pages)
    for said in some(of_organisations):
        if said.audience:
            assert f"&lt;{said.kind}&gt;" in whole
            assert f"icons.svg#{said.icon}" in whole
