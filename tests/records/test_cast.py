from datetime import UTC, datetime

import pytest

from kabinet.regulation.access import OrgKind, Role, reach
from tests.cast import PEOPLE, Cast

AT = datetime(2024, 3, 14, 11, 42, tzinfo=UTC)


@pytest.mark.parametrize("login", PEOPLE)
def test_everybody_of_the_cast_can_ask(cast: Cast, login: str) -> None:
    actor = cast.actor(login, AT)
    assert actor.person == cast.person[login]
    assert actor.confirmed is (login not in ("newcomer", "leaver", "loner"))


@pytest.mark.clause("L13")
def test_a_group_shares_its_reach(cast: Cast) -> None:
    both = {cast.partner["kontur"], cast.partner["kontur-ural"]}
    assert reach(cast.actor("yusupov", AT)).partner_of == both
    assert reach(cast.actor("choi", AT)).partner_of == {cast.partner["primsoft"]}


def test_roles_and_kind(cast: Cast) -> None:
    actor = cast.actor("saveliev", AT)
    assert (actor.kind, actor.organisation) == (OrgKind.CLIENT, cast.client["zmk"])
    assert actor.roles == {Role.AUTHORISED_PERSON, Role.ORGANISATIONAL_CONTACT}
