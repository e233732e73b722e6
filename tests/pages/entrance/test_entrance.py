"""Coming in and going out."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from kabinet.pages.entrance import known_browsers, throttle
from kabinet.pages.entrance.throttle import Attempt
from kabinet.web import caller
from tests.cast import PASSWORD, Cast
from tests.markup import packed
from tests.some import some


@pytest.fixture(autouse=True)
def nobody_tried_yet(db):
    cache.clear()


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def test_the_right_password_opens_and_the_session_gets_a_new_name(cast: Cast, client: Client):
    client.get("/sign-in/")
    session = client.session
    session["before"] = "kept"
    session.save()
    former = session.session_key
    client.cookies["kabinet"] = former
    answer = sign_in(client, "saveliev")
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.session.session_key != former
    assert client.get("/people/").status_code == 200


def test_a_login_is_known_without_regard_to_case(cast: Cast, client: Client):
    assert sign_in(client, "SaveLiev").status_code == 303


@pytest.mark.parametrize(
    ("login", "password"), [("saveliev", "не тот"), ("nobody", PASSWORD), ("saveliev", PASSWORD.upper())]
)
def test_a_wrong_one_says_no_more_than_that_they_do_not_fit(
    cast: Cast, client: Client, login: str, password: str
):
    answer = sign_in(client, login, password)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "не подходят друг к другу" in page
    assert f'value="{login}"' in page
    assert password not in page
    assert client.get("/people/").status_code == 303


def test_both_missing_fields_are_named_at_once(db, client: Client):
    page = sign_in(client, "", "").content.decode()
    assert "Введите логин" in page
    assert "Введите пароль" in page


def test_somebody_switched_off_does_not_get_in(cast: Cast, client: Client):
    from kabinet.records.models import Person
    from kabinet.records.security.reach import as_system

    with as_system("a test"):
        Person.objects.filter(pk=cast.person["orlova"]).update(is_active=False)
    assert sign_in(client, "orlova").status_code == 422


def test_somebody_switched_off_is_out_at_once(cast: Cast, client: Client):
    from kabinet.records.models import Person
    from kabinet.records.security.reach import as_system

    sign_in(client, "orlova")
    with as_system("a test"):
        Person.objects.filter(pk=cast.person["orlova"]).update(is_active=False)
    assert client.get("/people/").status_code == 303
    assert client.get("/sign-in/").status_code == 200


def test_one_comes_back_to_the_page_that_was_wanted(cast: Cast, client: Client):
    answer = client.get("/people/?x=1")
    page = client.get(answer["Location"]).content.decode()
    assert 'name="next" value="/people/?x=1"' in page
    assert sign_in(client, "saveliev", next="/people/?x=1")["Location"] == "/people/?x=1"


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_but_to_no_address_of_others(cast: Cast, client: Client, address: str):
    assert sign_in(client, "saveliev", next=address)["Location"] == "/"


def test_who_is_signed_in_does_not_see_the_form_again(cast: Cast, client: Client):
    cast.sign_in(client, "saveliev")
    assert client.get("/sign-in/")["Location"] == "/"


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(cast: Cast, client: Client):
    sign_in(client, "saveliev")
    answer = client.post("/sign-out/")
    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/sign-in/", '"cache"')
    assert client.get("/people/").status_code == 303


def test_signing_out_is_not_done_by_a_link(cast: Cast, client: Client):
    sign_in(client, "saveliev")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/people/").status_code == 200


def test_a_form_without_its_mark_is_refused_with_a_page_that_helps(cast: Cast):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Форма устарела" in answer.content.decode()


def test_a_login_is_tried_a_few_times_only_from_one_address_then_waits_even_with_the_right_password(
    cast: Cast, client: Client
):
    for _ in range(throttle.PLACES_OF_LOGIN):
        assert sign_in(client, "saveliev", "не тот").status_code == 422
    assert sign_in(client, "Saveliev", "не тот").status_code == 429
    answer = sign_in(client, "saveliev")
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Подождите 15 минут" in answer.content.decode()
    assert sign_in(client, "orlova").status_code == 303


def elsewhere(number: int = 1) -> Client:
    """A browser at another address."""
    return Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")


def test_whoever_tries_a_login_keeps_nobody_out_who_comes_from_elsewhere(cast: Cast, client: Client):
    for _ in range(throttle.PLACES_OF_LOGIN + 1):
        sign_in(client, "saveliev", "не тот")
    assert sign_in(elsewhere(), "saveliev").status_code == 303


def tried_from_everywhere(login: str) -> None:
    for number in range(throttle.PLACES_OF_LOGIN_ANYWHERE):
        assert isinstance(throttle.attempt(login, f"10.1.0.{number}"), Attempt)


def test_tried_from_everywhere_a_login_may_still_be_tried_once_a_minute(cast: Cast):
    tried_from_everywhere("saveliev")
    assert sign_in(elsewhere(1), "saveliev", "не тот").status_code == 422
    answer = sign_in(elsewhere(2), "saveliev")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "через минуту" in answer.content.decode()


def test_and_a_browser_in_which_its_owner_signed_in_before_is_not_kept_out(cast: Cast, client: Client):
    assert sign_in(client, "saveliev").status_code == 303
    client.post("/sign-out/")
    tried_from_everywhere("saveliev")
    sign_in(elsewhere(1), "saveliev", "не тот")
    assert sign_in(elsewhere(2), "saveliev").status_code == 429
    assert sign_in(client, "saveliev").status_code == 303


def test_such_a_browser_has_few_tries_of_its_own_and_none_for_other_logins(cast: Cast, client: Client):
    assert sign_in(client, "saveliev").status_code == 303
    client.post("/sign-out/")
    for _ in range(throttle.PLACES_OF_LOGIN):
        assert sign_in(client, "saveliev", "не тот").status_code == 422
    assert sign_in(client, "saveliev").status_code == 429
    tried_from_everywhere("orlova")
    sign_in(elsewhere(1), "orlova", "не тот")
    assert sign_in(client, "orlova").status_code == 429


@pytest.mark.parametrize("forged", ["", "x", "e30:1:1", "e30:1ABCDE:sig" * 40])
def test_nobody_makes_themselves_a_known_browser(cast: Cast, client: Client, forged: str):
    client.cookies[known_browsers.COOKIE] = forged
    tried_from_everywhere("saveliev")
    sign_in(elsewhere(1), "saveliev", "не тот")
    assert sign_in(client, "saveliev").status_code == 429


def test_whose_login_was_tried_too_often_reads_it_once(cast: Cast, client: Client, reach_nothing):
    for _ in range(throttle.PLACES_OF_LOGIN + 4):
        sign_in(client, "saveliev", "не тот")
    own = elsewhere()
    reach_nothing()
    assert sign_in(own, "saveliev").status_code == 303
    reach_nothing()
    page = own.get("/notices/").content.decode()
    assert page.count("Под вашим логином много раз пробовали войти") == 1


def test_and_the_administrators_of_their_organisation(cast: Cast, client: Client, reach_nothing):
    for _ in range(throttle.PLACES_OF_LOGIN + 4):
        sign_in(client, "orlova", "не тот")
    told = {}
    for login in ("saveliev", "orlova", "frolov", "gordeeva", "shulgin"):
        reader = elsewhere()
        reach_nothing()
        assert sign_in(reader, login).status_code == 303
        reach_nothing()
        page = reader.get("/notices/").content.decode()
        told[login] = [page.count("Под вашим логином"), page.count("Под логином сотрудника Орлова")]
    assert told == {
        "saveliev": [0, 1],
        "orlova": [1, 0],
        "frolov": [0, 0],
        "gordeeva": [0, 0],
        "shulgin": [0, 0],
    }


def test_the_right_password_gives_the_tries_back(cast: Cast, client: Client):
    for _ in range(throttle.PLACES_OF_LOGIN - 1):
        sign_in(client, "saveliev", "не тот")
    assert sign_in(client, "saveliev").status_code == 303
    assert sign_in(Client(), "saveliev", "не тот").status_code == 422


def test_an_address_that_tries_many_logins_waits_as_well(cast: Cast, client: Client):
    for number in range(throttle.PLACES_OF_ADDRESS):
        assert isinstance(throttle.attempt(f"login-{number}", "127.0.0.1"), Attempt)
    assert sign_in(client, "saveliev").status_code == 429
    assert isinstance(throttle.attempt("saveliev", "127.0.0.2"), Attempt)


def test_a_place_is_not_taken_of_a_login_by_an_address_that_has_none_left(cast: Cast, client: Client):
    for number in range(throttle.PLACES_OF_ADDRESS):
        throttle.attempt(f"login-{number}", "127.0.0.1")
    for _ in range(throttle.PLACES_OF_LOGIN_ANYWHERE):
        assert sign_in(client, "saveliev", "не тот").status_code == 429
    assert sign_in(elsewhere(), "saveliev").status_code == 303


def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(cast: Cast):
    for number in range(throttle.PLACES_OF_ADDRESS - 1):
        assert isinstance(throttle.attempt(f"somebody {number}", "127.0.0.1"), Attempt)
    for login in ("saveliev", "orlova", "frolov"):
        assert sign_in(Client(), login).status_code == 303


def test_behind_a_proxy_the_address_is_the_one_it_names_last(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}, REMOTE_ADDR="10.0.0.1")
    settings.HTTPS = False
    assert caller.address_of(request) == "10.0.0.1"
    settings.HTTPS = True
    assert caller.address_of(request) == "2.2.2.2"


def test_who_is_there_is_said_on_a_demonstration_alone(cast: Cast, client: Client, settings):
    settings.DEMO = False
    assert "Савельев" not in client.get("/sign-in/").content.decode()
    settings.DEMO = True
    page = client.get("/sign-in/").content.decode()
    assert "Савельев Игорь Петрович" in page
    assert settings.DEMO_PASSWORD in page


def test_somebody_of_two_organisations_says_first_for_which_one(cast: Cast, client: Client):
    from kabinet.records.models import Membership
    from kabinet.records.security.reach import as_system
    from tests.cast import SINCE

    with as_system("a test"):
        Membership.objects.create(
            person_id=cast.person["orlova"],
            organisation_id=cast.organisation["kontur"],
            role="engineer",
            added_at=SINCE,
            confirmed_at=SINCE,
        )
    sign_in(client, "orlova")
    page = client.get("/").content.decode()
    assert "АО «ЗМК»" in page
    assert "Северный Контур" in page
    client.post("/me/organisation/", {"organisation": cast.organisation["kontur"]})
    assert client.get("/clients/").status_code == 200
    client.post("/me/organisation/", {"organisation": cast.organisation["zmk"]})
    assert client.get("/clients/").status_code == 404


def test_nobody_works_for_an_organisation_that_is_not_theirs(cast: Cast, client: Client):
    sign_in(client, "saveliev")
    for organisation in (cast.organisation["kontur"], "", "x", 0):
        assert client.post("/me/organisation/", {"organisation": organisation}).status_code == 404


@pytest.mark.clause("U3.3")
def test_pages_are_russian_whatever_the_browser_says_until_english_is_chosen(cast: Cast, client: Client):
    assert client.get("/sign-in/", headers={"Accept-Language": "en"})["Content-Language"] == "ru"
    answer = client.post(
        "/me/language/", {"language": "en"}, headers={"Referer": "http://testserver/sign-in/"}
    )
    assert answer["Location"] == "http://testserver/sign-in/"
    assert client.get("/sign-in/")["Content-Language"] == "en"
    client.post("/me/language/", {"language": "xx"})
    assert client.get("/sign-in/")["Content-Language"] == "en"


def choose(client: Client, language: str) -> None:
    client.post("/me/language/", {"language": language})


@pytest.mark.clause("U3.3")
def test_both_languages_are_offered_at_the_door_and_inside(cast: Cast, client: Client, reach_nothing):
    door = client.get("/sign-in/").content.decode()
    cast.sign_in(client, "saveliev")
    reach_nothing()
    for page in some(
        map(packed, (door, *(client.get(each).content.decode() for each in ("/people/", "/me/"))))
    ):
        assert '<html lang="ru"' in page
        assert re.search(r'value="ru" lang="ru"[^>]*aria-current="true"\s*>Русский<', page)
        assert re.search(r'value="en" lang="en"[^>]*>English<', page)
    choose(client, "en")
    reach_nothing()
    page = client.get("/people/").content.decode()
    assert '<html lang="en"' in page
    assert "Organisational contacts" in page


@pytest.mark.clause("U3.3")
def test_the_persons_language_goes_with_them_to_another_browser(cast: Cast, client: Client, reach_nothing):
    sign_in(client, "saveliev")
    choose(client, "en")
    elsewhere = Client()
    reach_nothing()
    sign_in(elsewhere, "saveliev")
    assert elsewhere.get("/people/")["Content-Language"] == "en"
    reach_nothing()
    colleague = Client()
    sign_in(colleague, "orlova")
    assert colleague.get("/people/")["Content-Language"] == "ru"


@pytest.mark.clause("U3.3")
def test_what_is_chosen_at_the_door_becomes_the_persons_what_another_left_behind_does_not(
    cast: Cast, client: Client, reach_nothing
):
    choose(client, "en")
    sign_in(client, "saveliev")
    assert client.get("/people/")["Content-Language"] == "en"
    client.post("/sign-out/")
    reach_nothing()
    sign_in(client, "orlova")
    assert client.get("/people/")["Content-Language"] == "ru"
    elsewhere = Client()
    reach_nothing()
    sign_in(elsewhere, "saveliev")
    assert elsewhere.get("/people/")["Content-Language"] == "en"


@pytest.mark.clause("L15")
def test_who_waits_for_confirmation_reads_from_whom_and_nothing_else(cast: Cast, client: Client):
    sign_in(client, "newcomer")
    answer = client.get("/people/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "АО «ЗМК»" in page
    assert "подтверждения фирмы «1С»" in page
    assert "ваш партнёр" in page
    assert "Савельев" not in page


def test_who_is_in_no_list_reads_whom_to_ask(cast: Cast, client: Client):
    sign_in(client, "loner")
    assert "Попросите администратора вашей организации" in client.get("/").content.decode()
