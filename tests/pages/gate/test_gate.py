"""Nobody meets a page but through the rule that it names."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, include, path
from django.urls.resolvers import RegexPattern

from kabinet.pages import gate
from kabinet.pages.gate import rules as gate_rules
from kabinet.pages.gate import start_check
from kabinet.pages.gate.rules import ANYONE, CLIENT, SIGNED_IN, VENDOR
from kabinet.records.doors import Closed
from kabinet.regulation.access import Verdict
from kabinet.regulation.text import Text
from kabinet.web.rule import Rule
from tests.cast import Cast

# The gate's own, not the stated one that is put in its place while a test runs.
ask_the_time = gate.now


def bare(request):
    return HttpResponse("nobody asked who you are")


@gate.page(CLIENT)
def clients_only(request, actor, at):
    return HttpResponse(f"{actor.name} {at:%S.%f}")


@gate.page(VENDOR)
def vendors_only(request, actor, at):
    return HttpResponse("vendor")


@gate.page(SIGNED_IN, "POST")
def act(request, actor, at):
    from kabinet.records.models import Person

    Person.objects.filter(pk=actor.person).update(zone="Asia/Omsk")
    if request.POST.get("then") == "closed":
        raise Closed
    if request.POST.get("then") == "refused":
        from kabinet.actions.unit.errors import Refused

        reason, remedy = Text("Так не положено", "Not so"), Text("Спросите Веру", "Ask Vera")
        raise Refused(Verdict(False, "U3.5a", reason, remedy))
    return HttpResponse("done")


@gate.page(CLIENT, "GET", "POST")
def breaks(request, actor, at):
    from kabinet.actions.unit.errors import Conflict, Meanwhile
    from kabinet.regulation.facts import Kind

    if request.method == "GET":
        raise RuntimeError("a mistake of ours")
    said = Text("Взято в работу: Гордеева Алина Викторовна", "Taken")
    raise Conflict("U-48001", 3, [Meanwhile(Kind.TAKEN, said, "Гордеева Алина Викторовна", at)])


urlpatterns = [
    path("bare/", bare),
    path("clients/", clients_only),
    path("vendors/", vendors_only),
    path("act/", act),
    path("breaks/", breaks),
    path("tickets/<str:number>/", clients_only, name="ticket"),
]


@pytest.fixture
def planted(settings):
    """The pages above in place of the real ones, the real ones below them for their links."""
    from kabinet.config.urls import handler404, handler500

    served = [*urlpatterns[1:], path("", include("kabinet.config.urls"))]
    settings.ROOT_URLCONF = type(
        "urls", (), {"urlpatterns": served, "handler404": handler404, "handler500": handler500}
    )


def table(*patterns):
    return URLResolver(RegexPattern(r""), list(patterns))


def test_a_bare_page_stops_the_start():
    found = start_check.bare_pages(table(path("bare/", bare), path("clients/", clients_only)))
    assert [(error.id, "bare/" in error.msg) for error in found] == [(start_check.BARE, True)]


def test_a_bare_page_is_found_below_an_include_as_well():
    found = start_check.bare_pages(table(path("deep/", include([path("bare/", bare)]))))
    assert "deep/bare/" in found[0].msg


def test_every_page_that_is_served_has_a_rule():
    assert start_check.bare_pages(get_resolver()) == []


def test_the_check_runs_at_start():
    from django.core import checks

    assert start_check.every_page_has_a_rule in checks.registry.registry.get_checks()


def test_only_an_open_page_can_stand_outside_the_gate():
    with pytest.raises(ValueError, match="open page"):
        gate.outside(SIGNED_IN, bare)


def test_open_rules_are_one():
    rules = [value for value in vars(gate_rules).values() if isinstance(value, Rule)]
    assert [rule for rule in rules if not rule.signed_in] == [ANYONE]


def test_the_instant_is_in_whole_seconds_and_aware(db):
    at = ask_the_time()
    assert at.microsecond == 0
    assert at.utcoffset() is not None


def test_nobody_goes_to_sign_in_and_comes_back(planted, db, client: Client):
    answer = client.get("/clients/?show=ours")
    assert answer.status_code == 303
    assert answer["Location"] == "/sign-in/?next=/clients/%3Fshow%3Dours"


def test_nobodys_fragment_sends_the_whole_page_to_sign_in(planted, db, client: Client):
    answer = client.get("/clients/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/sign-in/")


def test_nobodys_act_does_not_come_back_by_itself(planted, db, client: Client):
    assert client.post("/act/")["Location"] == "/sign-in/"


def test_a_member_passes(planted, cast: Cast, client: Client):
    cast.sign_in(client, "saveliev")
    answer = client.get("/clients/")
    assert answer.status_code == 200
    assert answer.content.decode().startswith("Савельев Игорь Петрович")
    assert answer["Cache-Control"] == "private, no-store"


def test_another_kind_of_organisation_learns_nothing(planted, cast: Cast, client: Client):
    cast.sign_in(client, "saveliev")
    assert client.get("/vendors/").status_code == 404


def test_a_session_of_somebody_who_left_reaches_nothing(planted, cast: Cast, client: Client):
    cast.sign_in(client, "leaver")
    assert client.get("/clients/").status_code == 403


def test_a_method_that_the_page_does_not_answer(planted, cast: Cast, client: Client):
    cast.sign_in(client, "saveliev")
    assert client.get("/act/").status_code == 405
    assert client.post("/clients/").status_code == 405


@pytest.mark.parametrize(("then", "status"), [("closed", 404), ("refused", 403)])
def test_what_a_view_raises_takes_its_work_back(planted, cast: Cast, client: Client, then: str, status: int):
    from kabinet.records.models import Person

    cast.sign_in(client, "saveliev")
    assert client.post("/act/", {"then": then}).status_code == status
    assert Person.objects.get(pk=cast.person["saveliev"]).zone == "Europe/Moscow"


def test_a_refusal_names_clause_reason_and_remedy(planted, cast: Cast, client: Client):
    cast.sign_in(client, "saveliev")
    page = client.post("/act/", {"then": "refused", "text": "Набранное"}).content.decode()
    assert "Так не положено" in page
    assert "Спросите Веру" in page
    assert "/rules/clause/U3.5a/" in page
    assert "Набранное" in page


def test_what_the_view_did_stays_when_it_raises_nothing(planted, cast: Cast, client: Client):
    from kabinet.records.models import Person

    cast.sign_in(client, "saveliev")
    assert client.post("/act/").status_code == 200
    assert Person.objects.get(pk=cast.person["saveliev"]).zone == "Asia/Omsk"


def test_who_comes_second_reads_what_happened_and_keeps_what_was_typed(planted, cast: Cast, client: Client):
    cast.sign_in(client, "saveliev")
    answer = client.post("/breaks/", {"text": "Долго набиралось"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Пока вы писали, U-48001 изменилось" in page
    assert "Взято в работу: Гордеева" in page
    assert "Долго набиралось" in page
    assert "/tickets/U-48001/" in page


def test_our_own_mistake_is_a_plain_page(planted, cast: Cast, caplog):
    client = Client(raise_request_exception=False)
    cast.sign_in(client, "saveliev")
    answer = client.get("/breaks/")
    assert answer.status_code == 500
    assert "Ошибка на нашей стороне" in answer.content.decode()
    assert "a mistake of ours" not in answer.content.decode()


def test_an_address_that_no_page_has(cast: Cast, client: Client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "Такой страницы для вас нет" in answer.content.decode()
    cast.sign_in(client, "saveliev")
    signed_in = client.get("/nowhere/")
    assert (signed_in.status_code, "АО «ЗМК»" in signed_in.content.decode()) == (404, True)


@pytest.mark.parametrize("odd", ["http://[evil/a", "http://[::1/", "//[", "\x7f", "javascript:alert(1)"])
@pytest.mark.parametrize("header", ["HX-Current-URL", "Referer"])
def test_an_odd_address_in_a_header_is_no_fault_of_ours(db, client, header: str, odd: str) -> None:
    answer = client.get("/tickets/", headers={"HX-Request": "true", header: odd})
    assert answer.status_code == 401
    assert client.post("/me/zone/", headers={header: odd}).status_code == 303
    assert client.post("/me/language/", {"language": "en"}, headers={header: odd}).status_code == 303
