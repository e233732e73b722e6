"""Registering: everything that stands against it is named at once, and what was allowed is on record as it stood."""

from datetime import timedelta
from typing import Any

import pytest

from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.actions.tickets.registration.preview import Promise, preview_registration
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.unit.errors import Incomplete, Refused
from kabinet.records import models
from kabinet.records.doors import Closed
from kabinet.records.security.reach import as_system
from tests.desk import SYMPTOMS, VALUES, Desk, msk

AT = msk("2024-03-14 10:05")


def refusal(
    desk: Desk, login: str, system: str, at: Any = AT, **changes: Any
) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        desk.register(at, login, system=system, **changes)
    assert all(verdict.reason.ru and verdict.remedy.ru for verdict in refused.value.verdicts)
    return [(verdict.clause, verdict.code) for verdict in refused.value.verdicts]


@pytest.mark.clause("L9b")
def test_the_day_after_the_licence_ended_is_refused_and_the_last_day_passes(desk: Desk) -> None:
    assert desk.register(msk("2024-02-29 23:59"), "lukin", system="sklad").number
    assert refusal(desk, "lukin", "sklad", msk("2024-03-01 00:00")) == [("L9b", "licence_ended")]


@pytest.mark.clause("U1")
def test_each_missing_right_names_itself(desk: Desk) -> None:
    assert refusal(desk, "nikitin", "zarplata") == [("U1", "contract_level")]
    assert refusal(desk, "panina", "les_buh", msk("2024-07-01 10:00")) == [("U1", "partner_without_status")]


@pytest.mark.clause("U1")
def test_all_that_fails_is_named_at_once(desk: Desk) -> None:
    with as_system("papers of the test"):
        models.SupportContract.objects.filter(client=desk.cast.client["atlant"]).update(level="techno")
    assert refusal(desk, "lukin", "sklad") == [("L9b", "licence_ended"), ("U1", "contract_level")]


@pytest.mark.clause("U3.5a")
def test_only_an_authorised_person_sends(desk: Desk) -> None:
    assert refusal(desk, "arefyev", "erp")[0] == ("U3.5a", "not_authorised_head")
    assert refusal(desk, "frolov", "erp")[0] == ("U3.5a", "not_authorised")


def test_the_system_of_a_stranger_is_not_there(desk: Desk) -> None:
    with pytest.raises(Closed):
        desk.register(AT, "stranger", system="erp")


def test_nobody_unconfirmed_gets_in(desk: Desk) -> None:
    with pytest.raises((Closed, Refused)):
        desk.register(AT, "newcomer")


@pytest.mark.clause("U4a")
def test_every_missing_field_is_named_at_once(desk: Desk) -> None:
    with pytest.raises(Incomplete) as incomplete:
        desk.register(AT, values={"description": "  ", "product": "ERP"}, impact="")
    assert [gap.field for gap in incomplete.value.missing] == [
        "description", "impact", "platform", "client_environment", "server_os", "server_hardware",
        "company", "delivery",
    ]  # fmt: skip


def test_only_words_of_the_regulation(desk: Desk) -> None:
    with pytest.raises(Incomplete) as missing:
        desk.register(AT, service="dreams")
    assert [gap.field for gap in missing.value.missing] == ["service"]


@pytest.mark.clause("U3.5b")
def test_choosing_lower_is_possible_and_on_record(desk: Desk) -> None:
    ticket = desk.register(AT, level=2, chosen_level=4)
    assert ticket.level == 4
    assert desk.journal(ticket.number)[0].data == {"level": 4, "judged": 2}
    assert refusal(desk, "saveliev", "erp", level=3, chosen_level=2) == [("U3.5b", "level_higher")]
    assert refusal(desk, "saveliev", "erp", symptoms={}) == [("U3.5b", "symptoms_open")]


@pytest.mark.clause("U4c")
def test_the_terms_are_on_record_with_person_instant_and_telephone(desk: Desk) -> None:
    ticket = desk.register(AT, level=1)
    with as_system("a look"):
        sheet = models.Sheet.objects.get(ticket=ticket)
    assert sheet.critical["person"] == desk.cast.person["saveliev"]
    assert (sheet.critical["phone"], sheet.critical["at"]) == (
        "+7 900 000-41-17",
        ticket.registered_at.isoformat(),
    )
    assert ticket.level == 1


def test_the_sheet_keeps_the_rights_as_they_stood(desk: Desk) -> None:
    ticket = desk.register(AT)
    with as_system("a look"):
        sheet = models.Sheet.objects.get(ticket=ticket)
    assert sheet.production
    assert sheet.values["server_os"] == VALUES["server_os"]
    assert sheet.entitlement["contract"]["level"] == "prof"
    assert sheet.entitlement["licence"]["seller"] == desk.cast.partner["kontur"]
    assert sheet.entitlement["status"]["status"] == "competence_centre"
    assert (ticket.client_name, ticket.partner_name, ticket.system_name) == (
        "АО «ЗМК»", "Северный Контур", "ERP Производство",
    )  # fmt: skip


@pytest.mark.clause("U3.6a")
@pytest.mark.clause("U3.6b")
def test_the_promise_says_until_when_and_why(desk: Desk) -> None:
    def promise(login: str, system: str) -> Promise:
        return desk.do(preview_registration, login, AT, **desk.form(2, system))

    moscow, far = promise("saveliev", "erp"), promise("kim", "terminal")
    assert moscow.reaction
    assert far.reaction
    assert moscow.reaction.at == msk("2024-03-14 14:05")
    assert far.reaction.at == msk("2024-03-15 05:35"), "17:05 in Vladivostok leaves 55 minutes of the day"
    assert len(moscow.reaction.why()) >= 3
    assert moscow.can_be_sent
    assert desk.register(AT, level=2).next_due_at == moscow.reaction.at


def test_a_preview_writes_nothing_and_names_what_is_missing(desk: Desk) -> None:
    form = desk.form(values={}, impact="", service="", subject="")
    promise = desk.do(preview_registration, "saveliev", AT, **form)
    assert len(promise.missing) == 9
    assert not promise.can_be_sent
    with as_system("a look"):
        assert not models.Ticket.objects.exists()


def test_without_a_subject_the_first_line_stands_for_it(desk: Desk) -> None:
    assert desk.register(AT, subject=" ").subject == "После обновления rphost аварийно завершается."
    long = desk.register(AT, subject="", values={**VALUES, "description": "о" * 500})
    assert len(long.subject) == 200


def test_the_same_draft_sent_again_gives_the_ticket_already_made(desk: Desk) -> None:
    draft = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={"subject": "x"})
    first = desk.register(AT, draft=draft.pk)
    again = desk.register(AT + timedelta(seconds=2), draft=draft.pk)
    assert first.number == again.number
    with as_system("a look"):
        assert models.Ticket.objects.count() == 1
        assert not models.Draft.objects.exists()


@pytest.mark.clause("U4b")
def test_measurements_are_recommended_for_slowdowns_only(desk: Desk) -> None:
    slow = desk.form(2, symptoms={**SYMPTOMS[2], "over_twice": True})
    promise = desk.do(preview_registration, "saveliev", AT, **slow)
    assert promise.completeness is not None
    advised = {gap.field for gap in promise.completeness.recommended}
    assert {"performance_before", "performance_after"} <= advised
    plain = desk.do(preview_registration, "saveliev", AT, **desk.form(2))
    assert "performance_before" not in {gap.field for gap in plain.completeness.recommended}


def test_a_partner_cannot_register_without_a_contact(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(register_ticket, "gordeeva", AT, **desk.form())
    assert refused.value.verdict.code == "contact_not_authorised"
