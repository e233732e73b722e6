"""The address of a form, opened by itself, is a page that says so and leads back: never an empty one. So is an address that
is only read, when a form is sent to it."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from kabinet.pages.gate import READING
from kabinet.pages.gate.start_check import addresses
from tests.cast import Cast
from tests.pages.table import TABLE
from tests.pages.test_urls import address

VIEWS = {route: pattern.callback for route, pattern in addresses(get_resolver())}

# What a program asks answers in its own words (tests/api/test_table.py).
PAGES = [line for line in TABLE if not line.route.startswith("api/")]
READ, SENT = ({line.route: line for line in PAGES if line.method == method} for method in ("GET", "POST"))
ONLY_SENT = [line for route, line in SENT.items() if route not in READ]
# A page says itself what it answers; what is done in steps has a form always.
ONLY_READ = [line for line in READ.values() if getattr(VIEWS[line.route], "methods", ()) == READING]


@pytest.mark.parametrize("line", ONLY_SENT, ids=lambda line: line.route)
def test_an_address_that_only_takes_a_form_says_so(cast: Cast, line, reach_nothing) -> None:
    client = signed_in(cast)
    path = address(line, cast)
    reach_nothing()
    answer = client.get(path)
    says(answer, "По этому адресу только отправляют форму", "Форм она не принимает")
    reach_nothing()
    leads_back(client, answer)


@pytest.mark.parametrize("line", ONLY_READ, ids=lambda line: line.route)
def test_an_address_that_takes_no_form_says_so(cast: Cast, line, reach_nothing) -> None:
    client = signed_in(cast)
    path = address(line, cast)
    reach_nothing()
    answer = client.post(path)
    says(answer, "Форм она не принимает", "По этому адресу только отправляют форму")
    reach_nothing()
    leads_back(client, answer)


def signed_in(cast: Cast) -> Client:
    client = Client()
    cast.sign_in(client, "gordeeva")
    return client


def says(answer: HttpResponse, words: str, other: str) -> None:
    assert answer.status_code == 405
    page = answer.content.decode()
    assert words in page
    assert other not in page


def leads_back(client: Client, answer: HttpResponse) -> None:
    back = re.search(r'class="button primary" href="([^"]+)"', answer.content.decode())
    assert back
    page = client.get(back[1])
    assert page.status_code != 405
    if page.streaming:
        b"".join(page.streaming_content)  # a file that is not read stays open
