"""The ways between the pages of oversight: a line of all of them, from figures to lists, from lists to a violation."""

import re
from html import unescape

import pytest
from django.db import transaction

from kabinet.records.models import ClockRun
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, later
from tests.markup import packed
from tests.pages.oversight.test_lists import HAPPENED, LATE, MARCH, PERIOD, late, rows, settled  # noqa: F401
from tests.pages.regulation.versions.test_foreign_vendors import published
from tests.regulation.pack import foreign
from tests.some import some

SECTIONS = (LATE, "/oversight/clauses/", "/oversight/lists/")
LISTS = (*(f"/oversight/lists/{name}/" for name in HAPPENED), "/oversight/lists/foreign-desks/")
REGISTER = re.compile(r'<a class="(button primary|link small nowrap)" href="(/violations/new/[^"]*)"')


def line_of(page: str, name: str) -> dict[str, str]:
    """The addresses of a line of pages with what each is to this page."""
    found = re.search(rf'<nav class="tabs[^"]*" aria-label="{name}">(.*?)</nav>', packed(page))
    assert found, name
    return {
        unescape(url): now
        for url, now in re.findall(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>', found[1])
    }


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("login", ["lapteva", "arkhipova"])
def test_every_page_of_oversight_leads_to_every_other_for_the_same_days_and_parties(
    cast: Cast, see, login: str
) -> None:
    asked = f"?{PERIOD}&leg=client&partner={cast.partner['kontur']}"
    figures = "/oversight/" if login == "lapteva" else f"/oversight/{cast.partner['kontur']}/"
    whole = {f"{figures}?{PERIOD}", *(f"{each}{asked}" for each in SECTIONS)}
    for address in (*SECTIONS, *LISTS):
        page = see(login, f"{address}{asked}&state=x&clock=reaction&all=yes")
        sections = line_of(page, "Разделы надзора")
        assert set(sections) == whole, address
        assert [url for url, now in sections.items() if now] == [
            f"{address if address in SECTIONS else '/oversight/lists/'}{asked}"
        ], address
        if address in LISTS:
            lists = line_of(page, "Списки надзора")
            assert set(lists) == {f"{each}{asked}" for each in LISTS}
            assert [url for url, now in lists.items() if now == "page"] == [f"{address}{asked}"]
        assert re.search(r'href="/oversight/" aria-current="\w+"', page), f"{address} in the menu"
    first = line_of(see(login, f"{figures}?{PERIOD}"), "Разделы надзора")
    assert set(first) == {f"{figures}?{PERIOD}", *(f"{each}?{PERIOD}" for each in SECTIONS)}
    assert first[f"{figures}?{PERIOD}"] == "page"


@pytest.mark.clause("L17b", "L17a")
def test_a_violation_begins_at_the_late_answers_that_it_rests_on(cast: Cast, desk: Desk, late, see) -> None:  # noqa: F811
    other = desk.register(MARCH, "dremin", system="holding", level=3).number
    settled(later(MARCH, days=8))
    everything = see("lapteva", f"{LATE}?{PERIOD}&all=yes")
    begun = [unescape(url) for _look, url in REGISTER.findall(everything)]
    assert not re.search(r'class="button primary" href="/violations/new/', everything), "of several partners"
    numbers = {number for url in begun for number in re.findall(r"tickets=([^&]+)", url)}
    assert numbers == {late["zmk"], late["kedr"], late["port"], other}, "neither in time nor of the vendor"
    kontur = cast.partner["kontur"]
    one = see("lapteva", f"{LATE}?{PERIOD}&partner={kontur}&leg=client")
    whole = re.search(r'<a class="button primary" href="(/violations/new/[^"]*)"', one)
    assert whole
    form = see("lapteva", unescape(whole[1]))
    assert f'<option value="{kontur}" selected>' in form
    assert '<option value="U3.6a" selected>' in form
    for number in (late["zmk"], late["kedr"], other):
        assert number in form
    assert late["port"] not in form
    alone = next(url for url in begun if late["kedr"] in url)
    assert "2024-03-14" in see("lapteva", alone), "the day on which it fell due"
    for login in ("vlasov", "shulgin", "arkhipova"):
        assert "/violations/new/" not in see(login, f"{LATE}?{PERIOD}"), login


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("changed", [False, True])
def test_every_share_leads_to_as_many_lines_as_it_counts(
    cast: Cast,
    desk: Desk,
    late,  # noqa: F811
    see,
    changed: bool,
) -> None:
    """Also of a level that the regulation in force has not: here one of three levels follows one of four."""
    least = desk.register(MARCH, level=4).number
    settled(later(MARCH, days=8))
    if changed:
        published(foreign.SAP, cast, desk)
    shown, behind = set(), set()
    for where in (
        "/oversight/?{}",
        "/oversight/?{}&leg=vendor",
        f"/oversight/{cast.partner['kontur']}/?{{}}",
    ):
        page = packed(see("lapteva", where.format(PERIOD)))
        shares = re.findall(
            r'<a class="share[^"]*" href="(/oversight/late/\?[^"]+)">(?:<span[^>]*>▼</span>)?<b>(\d+)/(\d+)</b>',
            page,
        )
        assert shares, where
        for link, kept, of in some(shares):
            url = unescape(link)
            listed = rows(see("lapteva", url))
            assert len(listed) == (int(of) if "all=yes" in url else int(of) - int(kept)), url
            shown.add("level=" in url)
            behind |= set(listed)
    assert shown == {True, False}, "figures of levels, and of all of them"
    assert behind >= {late["zmk"], late["kedr"], late["port"], late["vendor"], least}


@pytest.mark.clause("L12b", "L17a")
def test_what_fell_due_without_a_status_stands_apart_and_no_violation_begins_there(
    cast: Cast,
    desk: Desk,
    late,  # noqa: F811
    see,
) -> None:
    assert desk.register(MARCH, "dremin", system="holding").number
    settled(later(MARCH, days=8))
    with transaction.atomic(), as_system("a time without status"):
        assert ClockRun.objects.filter(ticket__number=late["zmk"], name="reaction").update(barred=True) == 1
    record = packed(see("lapteva", f"/oversight/{cast.partner['kontur']}/?{PERIOD}"))
    links = re.findall(r'href="(/oversight/late/\?[^"]*barred=yes[^"]*)"', record)
    assert len(links) == 1
    page = see("lapteva", unescape(links[0]))
    assert rows(page) == [late["zmk"]]
    assert "/violations/new/" not in page
    for query in ("", "&all=yes"):
        assert late["zmk"] not in rows(see("lapteva", f"{LATE}?{PERIOD}&clock=reaction{query}"))
