"""Whoever comes from a provider is asked no second factor here: it answers for them (L7)."""

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors.demand import demand_factors
from kabinet.regulation.organisation.sign_in import EVERY_ROLE
from tests.cast import Cast
from tests.clock import AT
from tests.markup import packed
from tests.pages.entrance.provider.fake import Fake, through
from tests.pages.entrance.second.people import factors_of_sessions, password, with_app


@pytest.mark.clause("L7")
def test_nobody_is_asked_who_comes_from_there(there: Fake, client: Client, cast: Cast) -> None:
    with_app()
    with transaction.atomic():
        demand_factors(actor=cast.actor("shulgin", AT), at=AT, of=EVERY_ROLE)
    answer = through(client, there)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert "внешняя система входа" in packed(client.get("/me/").content.decode())
    assert "provider" in factors_of_sessions(cast.person["saveliev"])
    assert "за второй фактор там отвечает она" in packed(client.get("/me/second-factor/").content.decode())
    assert password("orlova")[1]["Location"] == "/me/second-factor/", "who comes by a password is"
