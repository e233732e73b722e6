"""An organisation's own provider lets in its people and never anybody else, whatever it says (L7)."""

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.config.counterparts.providers import FILE
from kabinet.config.doctor import database, machine
from kabinet.config.doctor.finding import Weight
from kabinet.network.provider import Providers
from kabinet.records.models import Membership, Notice, Organisation, Person, ProviderAccount, Session
from kabinet.records.security.reach import as_system
from tests.cast import PASSWORD, Cast
from tests.clock import AT
from tests.markup import packed
from tests.pages.entrance.provider.conftest import ZMK
from tests.pages.entrance.provider.fake import Fake, come_back, go, through

pytestmark = pytest.mark.clause("L7")


def page(answer: Any) -> str:
    return packed(answer.content.decode())


def member(cast: Cast, login: str, organisation: str, *, confirmed: bool = True) -> None:
    with transaction.atomic(), as_system("a test"):
        Membership.objects.create(
            person_id=cast.person[login],
            organisation_id=cast.organisation[organisation],
            role="viewer",
            added_at=AT,
            added_by_id=cast.person["shulgin"],
            confirmed_at=AT if confirmed else None,
            decided_by_id=cast.person["shulgin"] if confirmed else None,
        )


def told(kind: str) -> set[int]:
    with transaction.atomic(), as_system("a test"):
        return set(Notice.objects.filter(kind=kind).values_list("person", flat=True))


def bound() -> int:
    with transaction.atomic(), as_system("a test"):
        return ProviderAccount.objects.count()


def nobody(client: Client, answer: Any) -> None:
    """Turned back with the one page that there is."""
    assert (answer.status_code, "Войти с этим логином нельзя" in page(answer)) == (403, True), page(answer)
    assert client.get("/me/").status_code == 303
    assert bound() == 0


def test_its_people_come_in(own: Fake, client: Client) -> None:
    said = go(client, own, "zmk", next="/people/")
    assert said["redirect_uri"].endswith("/sign-in/provider/zmk/back/")
    answer = come_back(client, said["state"], "zmk")
    assert (answer.status_code, answer["Location"]) == (303, "/people/")
    assert "Савельев" in client.get("/me/").content.decode()
    assert bound() == 1


@pytest.mark.parametrize("login", ["orlova", "arefyev"])
def test_each_of_them_by_their_own_login(own: Fake, client: Client, login: str) -> None:
    own.claims = {"preferred_username": login, "sub": login}
    assert through(client, own, "zmk").status_code == 303
    assert client.get("/me/").status_code == 200


# Of another client, of the partner, the vendor's administrator; who left; whom nobody ever named.
OTHERS = ["dremin", "arkhipova", "gordeeva", "titova", "shulgin", "leaver", "loner", "there-is-none"]


@pytest.mark.parametrize("login", OTHERS)
def test_the_login_of_anybody_else_is_refused_in_the_same_words(
    own: Fake, client: Client, login: str, cast: Cast
) -> None:
    own.claims = {"preferred_username": login}
    answer = through(client, own, "zmk")
    nobody(client, answer)
    own.claims = {"preferred_username": "there-is-no-other"}
    known, unknown = (
        page(each).replace("there-is-no-other", login) for each in (answer, through(client, own, "zmk"))
    )
    assert _without_key(known) == _without_key(unknown)


def _without_key(shown: str) -> str:
    """What differs between any two pages: the key of their form."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", shown)


def test_it_is_told_and_logged(
    own: Fake, client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kabinet.security")
    own.claims = {"preferred_username": "Dremin"}
    for _ in range(2):
        through(client, own, "zmk")
    lines = [each for each in caplog.messages if each.startswith("account of others ")]
    assert len(lines) == 2
    assert f"person={cast.person['dremin']} " in lines[0]
    assert "provider=zmk" in lines[0]
    assert told("login_claimed") == {cast.person["dremin"]}
    assert told("login_claimed_by") >= {cast.person["vlasov"], cast.person["shulgin"]}
    assert not told("login_claimed_by") & told("login_claimed_at")
    with transaction.atomic(), as_system("a test"):
        assert Notice.objects.filter(kind="login_claimed").count() == 1, "once a day"
        of = Notice.objects.filter(kind="login_claimed").values_list("organisation", flat=True)
        assert list(of) == [cast.client["kedr"]]


def test_who_is_told_reads_of_the_other_organisation_only_at_the_vendor(
    own: Fake, client: Client, cast: Cast
) -> None:
    own.claims = {"preferred_username": "arkhipova"}
    through(client, own, "zmk")
    with transaction.atomic(), as_system("a test"):
        zmk = Organisation.objects.get(pk=cast.client["zmk"]).short_name
    words = {}
    for login in ("arkhipova", "vlasov"):
        reader = Client()
        cast.sign_in(reader, login)
        words[login] = page(reader.get("/notices/"))
    assert "через систему входа другой организации" in words["arkhipova"]
    assert f"Система входа организации {zmk} назвала логин" in words["vlasov"]


def test_somebody_who_works_elsewhere_as_well_is_not_theirs_alone(
    own: Fake, client: Client, cast: Cast
) -> None:
    member(cast, "saveliev", "kedr")
    nobody(client, through(client, own, "zmk"))


def test_nobody_loses_their_way_by_being_named_elsewhere(own: Fake, client: Client, cast: Cast) -> None:
    """What no one confirmed is nobody's place of work."""
    member(cast, "saveliev", "kedr", confirmed=False)
    assert through(client, own, "zmk").status_code == 303


def test_to_name_somebody_is_not_to_have_them(own: Fake, client: Client, cast: Cast) -> None:
    member(cast, "dremin", "zmk", confirmed=False)
    own.claims = {"preferred_username": "dremin"}
    nobody(client, through(client, own, "zmk"))


def test_who_is_not_confirmed_yet_reads_that(own: Fake, client: Client) -> None:
    own.claims = {"preferred_username": "newcomer"}
    assert through(client, own, "zmk").status_code == 303
    assert client.get("/me/").status_code == 200
    assert client.get("/tickets/").status_code == 403


def test_a_session_ends_when_its_person_works_elsewhere_as_well(
    own: Fake, client: Client, cast: Cast
) -> None:
    through(client, own, "zmk")
    by_password = Client()
    by_password.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    member(cast, "saveliev", "kedr")
    assert [each.get("/me/").status_code for each in (client, by_password)] == [303, 200]


def test_a_session_ends_when_its_person_leaves(own: Fake, client: Client, cast: Cast) -> None:
    own.claims = {"preferred_username": "orlova"}
    through(client, own, "zmk")
    with transaction.atomic(), as_system("a test"):
        Membership.objects.filter(person=cast.person["orlova"]).update(ended_at=AT)
    member(cast, "orlova", "kedr", confirmed=False)
    assert client.get("/me/").status_code == 303


def test_who_changed_places_comes_from_the_new_one_alone(own: Fake, client: Client, cast: Cast) -> None:
    assert through(Client(), own, "zmk").status_code == 303
    with transaction.atomic(), as_system("a test"):
        Membership.objects.filter(person=cast.person["saveliev"]).update(ended_at=AT)
    member(cast, "saveliev", "kedr")
    answer = through(client, own, "zmk")
    assert (answer.status_code, client.get("/me/").status_code) == (403, 303)


@pytest.mark.parametrize("way", ["portal", "password"])
def test_another_way_in_afterwards_is_of_nobodys_provider(
    own: Fake, client: Client, cast: Cast, settings: Any, way: str
) -> None:
    """The same browser and person: what the provider answered for is forgotten."""
    settings.SIGN_IN_PROVIDERS = Providers(own.provider, settings.SIGN_IN_PROVIDERS.own)
    through(client, own, "zmk")
    if way == "portal":
        through(client, own)
    else:
        client.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    member(cast, "saveliev", "kedr")
    assert client.get("/me/").status_code == 200


def test_an_organisation_that_is_not_here_lets_nobody_in(own: Fake, client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(None, (own.of("zmk", "7809999999", "zmk.example"),))
    nobody(client, through(client, own, "zmk"))


def test_the_vendors_own_lets_in_the_vendors_people(own: Fake, client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(None, (own.of("us", "vendor", "vendor.example"),))
    own.claims = {"preferred_username": "shulgin"}
    assert through(client, own, "us").status_code == 303
    own.claims = {"preferred_username": "saveliev", "sub": "another"}
    assert through(Client(), own, "us").status_code == 403


def test_what_one_provider_began_another_does_not_end(own: Fake, client: Client, settings: Any) -> None:
    """Each has an address of its own to come back to, and the attempt is of one."""
    mine = own.of("zmk", ZMK, "zmk.example")
    other = replace(own.of("other", ZMK, "other.example"), issuer="http://127.0.0.1:1")
    settings.SIGN_IN_PROVIDERS = Providers(own.provider, (mine, other))
    for began, ended in (("", "zmk"), ("zmk", ""), ("zmk", "other")):
        state = go(client, own, began)["state"]
        assert come_back(client, state, ended).status_code == 400
    assert [path for path, *_ in own.asked if path == "/token"] == []


def test_the_portal_stays_everybodys(own: Fake, client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(own.provider, settings.SIGN_IN_PROVIDERS.own)
    own.claims = {"preferred_username": "dremin"}
    assert through(client, own).status_code == 303


def test_one_that_ends_a_session_ends_its_own_alone(own: Fake, client: Client, settings: Any) -> None:
    from tests.pages.entrance.provider.test_provider import logout_token

    through(client, own, "zmk")
    elsewhere = replace(own.of("other", ZMK, "other.example"), issuer="http://127.0.0.1:1")
    settings.SIGN_IN_PROVIDERS = Providers(None, (*settings.SIGN_IN_PROVIDERS.own, elsewhere))
    sent = {"logout_token": logout_token(own)}
    assert Client().post("/sign-in/provider/other/ended/", sent).status_code in (400, 503)
    assert client.get("/me/").status_code == 200
    assert Client().post("/sign-in/provider/zmk/ended/", sent).status_code == 200
    assert client.get("/me/").status_code == 303


@pytest.mark.parametrize("key", ["another", "portal", "ZMK", "zmk-"])
def test_a_key_of_nobody_is_no_page(own: Fake, client: Client, key: str) -> None:
    for address in (f"/sign-in/provider/{key}/", f"/sign-in/provider/{key}/back/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/sign-in/provider/{key}/ended/").status_code == 404


def test_nobody_is_made_and_nothing_is_changed(own: Fake, client: Client) -> None:
    def people() -> list[Any]:
        with transaction.atomic(), as_system("a test"):
            return list(Person.objects.order_by("pk").values())

    before = people()
    for login in (*OTHERS, "saveliev"):
        own.claims = {"preferred_username": login}
        through(Client(), own, "zmk")
    assert people() == before
    with transaction.atomic(), as_system("a test"):
        assert Session.objects.filter(person__isnull=False).count() == 1


def test_the_doctor_names_whoever_lets_nobody_in(own: Fake, settings: Any) -> None:
    def faults() -> list[str]:
        found = [*machine.providers(), *database.sign_in()]
        return [each.said for each in found if each.weight == Weight.FAULT]

    assert faults() == []
    settings.SIGN_IN_PROVIDERS = Providers(None, (own.of("zmk", "7809999999", "zmk.example"),))
    assert faults() == ["zmk is the provider of an organisation that is not here: it lets nobody in"]
    own.status = 500
    other = replace(own.of("other", ZMK, "other.example"), issuer=f"{own.url}/other")
    settings.SIGN_IN_PROVIDERS = Providers(None, (other,))
    assert faults() == [f"other: {own.url}/other is no provider that answers: it answers 500"]


def test_the_doctor_minds_who_reads_the_secrets(
    own: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "providers.toml"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv(FILE, str(file))
    for mode, faults in ((0o600, 0), (0o640, 0), (0o644, 1)):
        file.chmod(mode)
        assert len([each for each in machine.providers() if each.weight == Weight.FAULT]) == faults
