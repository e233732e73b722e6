"""A deadline is told in the zone that it is reckoned in, by name, with the reader's own hour beside it; no third one."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.acts_on_ticket import ACTS, opens
from tests.cast import Cast
from tests.desk import MOSCOW, Desk, later, passed_on
from tests.pages.tickets.scene import pointed_at

EAST = ZoneInfo("Asia/Vladivostok")
READERS = ("saveliev", "gordeeva", "zhdanov", "titova", "lapteva")
OWN = re.compile(r"\(у вас [^()]*\)")
CLOCK = re.compile(r"(?<!\d)\d\d:\d\d(?!\d)")
# An hour and its zone, and what stands in the brackets beside it, in a line that may break.
PARTED = re.compile(r"\d\d:\d\d \(?МСК|\(у вас|\(у\xa0вас[^)]* [^)]*\)")
# A term and its unit.
LOOSE = re.compile(r"(?:за|через|каждые|срок:|\() \d+ (?:час|минут|рабоч)")
# Where a deadline stands beside the acts of a ticket: the address, on which ticket, who reads, and whether one must stand.
PAGES = (
    ("/tickets/{}/", "client ticket", ("saveliev", "gordeeva", "lapteva"), True),
    ("/tickets/{}/", "vendor ticket", ("gordeeva", "titova", "lapteva"), True),
    ("/tickets/{}/", "planned ticket", ("gordeeva", "titova"), True),
    ("/tickets/{}/", "unagreed ticket", ("gordeeva", "titova"), True),
    ("/tickets/{}/", "claimed ticket", ("saveliev", "gordeeva"), True),
    ("/tickets/{}/", "returned ticket", ("gordeeva", "titova"), True),
    ("/tickets/{}/clocks/", "client ticket", ("saveliev", "gordeeva"), True),
    ("/tickets/{}/clocks/", "vendor ticket", ("gordeeva", "titova"), True),
    ("/tickets/{}/say/", "client ticket", ("saveliev", "gordeeva"), False),
    ("/tickets/{}/say/", "vendor ticket", ("gordeeva", "titova"), False),
    ("/tickets/{}/live/", "vendor ticket", ("gordeeva",), True),
    ("/tickets/", "client ticket", ("saveliev",), True),
    ("/queue/", "vendor ticket", ("gordeeva", "titova"), True),
    ("/notices/", "vendor ticket", ("gordeeva", "titova", "saveliev"), False),
    ("/search/?q=rphost", "client ticket", ("gordeeva",), False),
)


def addresses() -> Iterator[tuple[str, str, str, bool]]:
    """Address, ticket, who reads, and whether a deadline must stand there."""
    for address, ticket, people, needed in PAGES:
        yield from ((address, ticket, login, needed) for login in people)
    for told in ACTS:
        for ticket in told.tickets if told.page else ():
            may = (login for login, opened in opens(told, ticket).items() if opened and login in READERS)
            yield from ((f"/tickets/{{}}/{told.page}/", ticket, login, False) for login in may)


def read(page: str) -> str:
    """Its words, without what only machines read."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>|<input[^>]*>", " ", page, flags=re.DOTALL)
    labels = " ".join(re.findall(r'(?:aria-label|title|data-effect)="([^"]*)"', body))
    return " ".join(unescape(f"{re.sub(r'<[^>]+>', ' ', body)} {labels}").split())


def broken(page: str) -> str:
    """Its words where lines can break at plain spaces alone."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"[ \n\t]+", " ", unescape(body))


def told(page: str) -> str:
    """The page without the law's steps: they stand in one zone, which the first and the last of them name."""
    for steps in re.findall(r"<details class=\"why-steps\">.*?</details>", page, flags=re.DOTALL):
        lines = [" ".join(line.split()) for line in re.findall(r"<li>(.*?)</li>", steps, flags=re.DOTALL)]
        assert re.search(r"\(МСК, UTC\+3\)\.$", lines[0])
        assert any(re.search(r"Срок истекает: .*\(МСК\)\.$", line) for line in lines)
        page = page.replace(steps, "")
    return page


def hours(instants: set[datetime], zone: ZoneInfo) -> set[str]:
    return {f"{at.astimezone(zone):%H:%M}" for at in instants}


def known() -> tuple[set[datetime], set[datetime]]:
    """Deadlines of every clock there is, and the instants at which something was said or done."""
    with transaction.atomic(), as_system("a look from outside"):
        due = set(models.ClockRun.objects.exclude(due_at=None).values_list("due_at", flat=True))
        done = set(models.JournalEntry.objects.values_list("occurred_at", flat=True))
        told = set(models.JournalEntry.objects.values_list("recorded_at", flat=True))
    return due, done | told


def in_the_east(*logins: str) -> None:
    with transaction.atomic(), as_system("a test"):
        models.Person.objects.filter(login__in=logins).update(zone=EAST.key)
    leave()


@pytest.mark.parametrize(("address", "ticket", "login", "needed"), list(addresses()))
def test_a_deadline_has_its_own_zone_by_name_and_the_readers_beside_it(
    cast: Cast, now: datetime, reader, address: str, ticket: str, login: str, needed: bool
) -> None:
    number = pointed_at(ticket, cast)
    in_the_east(*READERS)
    answer = reader(login).get(address.format(number))
    assert answer.status_code == 200
    words = read(told(answer.content.decode()))
    lines = broken(answer.content.decode())
    assert not PARTED.findall(lines), "a line may break between an hour and its zone"
    assert not LOOSE.findall(lines), "a line may break between a term and its unit"
    due, done = known()
    done |= {now}  # the corner of every page says what time it is
    plain = hours(done, EAST) | hours(done, MOSCOW)
    kept, own = hours(due, MOSCOW) - plain, hours(due, EAST) - plain
    without = OWN.sub("", words)
    assert not set(CLOCK.findall(without)) & (own - kept), "the reader's own hour stands alone"
    named = re.sub(r"(?<!\d)(\d\d:\d\d)(?::\d\d)?\s\(?МСК(?![+−\d])", "", without)
    bare = [
        named[max(0, at.start() - 60) : at.end() + 20] for at in CLOCK.finditer(named) if at[0] in kept - own
    ]
    assert not bare, "an hour of Moscow without its zone"
    assert not needed or re.search(r"МСК \(у вас ", words), words[:300]


def test_whoever_reads_in_the_same_zone_is_told_once(desk: Desk, now: datetime, see) -> None:
    number, _ = passed_on(desk, later(now, hours=-1))
    words = read(see("gordeeva", f"/tickets/{number}/"))
    assert "(у вас" not in words


def test_an_agreement_has_its_own_zone(desk: Desk, now: datetime, see) -> None:
    """The client of Vladivostok and its partner read one hour; the auditor in Moscow reads it named, with their own."""
    number = desk.do(
        register_ticket, "kim", now, **(desk.form(3) | {"system": desk.cast.system["terminal"]})
    ).number
    in_the_east("kim", "choi")
    for login in ("kim", "choi"):
        words = read(see(login, f"/tickets/{number}/"))
        assert "(у вас" not in words
    assert re.search(r"МСК\+7 \(у вас ", read(see("lapteva", f"/tickets/{number}/")))


def test_an_own_day_is_named_where_it_is_another(desk: Desk, now: datetime, cast: Cast, see) -> None:
    at = datetime(2026, 11, 26, 13, 40, tzinfo=MOSCOW)
    number = desk.register(at, level=2).number
    in_the_east("gordeeva")
    [due] = known()[0]
    assert due.astimezone(EAST).date() > due.astimezone(MOSCOW).date()
    words = f"{due.astimezone(MOSCOW):%H:%M} МСК (у вас пт {due.astimezone(EAST):%H:%M})"
    assert words in read(see("gordeeva", f"/tickets/{number}/"))


def test_the_promise_before_sending(desk: Desk, now: datetime, walk) -> None:
    in_the_east("saveliev")
    words = read(walk.get(walk.begin()).content.decode())
    assert re.search(r"не позднее \d\d:\d\d МСК завтра \(у вас [^)]*\d\d:\d\d\)", words), re.findall(
        "не позднее.{40}", words
    )
