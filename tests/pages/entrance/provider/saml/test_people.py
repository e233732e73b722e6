"""Whoever came by SAML gets at every address what the table says of them, as by any other way in (L7)."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.pages.entrance.provider.saml.fake_saml import through
from tests.pages.table import TABLE
from tests.pages.test_urls import address
from tests.some import some

pytestmark = [pytest.mark.slow, pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]


@pytest.mark.parametrize("login", ["saveliev", "frolov", "arkhipova", "titova", "stranger"])
def test_every_page_is_theirs_as_the_table_says(cast: Cast, client: Client, login: str) -> None:
    assert through(client, login).status_code == 303
    got, wanted = {}, {}
    for line in some(
        each for each in TABLE if each.method == "GET" and not each.route.startswith("sign-in/")
    ):
        answer = client.get(address(line, cast), line.data)
        if answer.streaming:
            b"".join(answer.streaming_content)
        got[line.route], wanted[line.route] = answer.status_code, line.people[login]
    assert got == wanted
