"""Every line of the side and every tab opens for the person to whom it is shown, and is not empty for them by right."""

import re

import pytest
from django.test import Client

from kabinet.pages.shell import navigation
from kabinet.regulation.access import ACTS, Act, Role
from tests import clock
from tests.cast import PEOPLE, Cast

# What fills a page: whoever can never do it would find nothing there on any day.
FILLED_BY = {
    "mine": Act.TAKE,
    "new": Act.REGISTER,
    "watching": Act.WATCH,
    "compliance": Act.SEE_COMPLIANCE,
    "violations": Act.SEE_COMPLIANCE,
    "calendars": Act.PUBLISH_CALENDAR,
    "confirmations": Act.CONFIRM_CONTACT,
}
CONFIRMED = [
    login for login, (_name, key, _roles) in PEOPLE.items() if key and login not in ("newcomer", "leaver")
]
# Nothing new can be registered for their organisation: the list says so, and no tab offers it.
STOPPED = ("lukin", "nikitin", "panina")
MENU = re.compile(r"<nav\b.*?</nav>", re.DOTALL)


@pytest.mark.parametrize("login", CONFIRMED)
def test_every_link_of_the_way_around_is_of_use(cast: Cast, login: str, reach_nothing) -> None:
    client, actor = Client(), cast.actor(login, clock.AT)
    cast.sign_in(client, login)
    counts = {"awaiting": 0} if Role.ADMINISTRATOR in actor.roles or Role.COORDINATOR in actor.roles else {}
    shown = [item for group in navigation.link_groups(actor, counts, "") for item in group.items]
    tabs = navigation.tabs(actor, counts, "", stopped=login in STOPPED)
    assert len(tabs) == 3
    assert len({item.key for item in tabs}) == 3
    vain = [
        item.key
        for item in (*shown, *tabs)
        if (act := FILLED_BY.get(item.key))
        and not any(row.covers(actor.kind, actor.roles) for row in ACTS[act].granted)
    ]
    assert vain == []
    closed = {}
    for address in {item.url for item in (*shown, *tabs)} | _drawn(client, reach_nothing):
        reach_nothing()
        if (status := client.get(address, follow=True).status_code) != 200:
            closed[address] = status
    assert closed == {}


def _drawn(client: Client, reach_nothing) -> set[str]:
    """What the home page itself shows around."""
    reach_nothing()
    page = client.get("/", follow=True).content.decode()
    found = {
        each.replace("&amp;", "&")
        for nav in MENU.findall(page)
        for each in re.findall(r'<a [^>]*href="(/[^"]*)"', nav)
    }
    assert found
    return found
