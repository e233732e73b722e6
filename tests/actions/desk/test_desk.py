"""What a desk keeps for its own work: answers with marks, and rules by which new tickets find their people."""

from typing import Any

import pytest

from kabinet.actions.desk.by_rule import would_get
from kabinet.actions.desk.canned import keep_canned, remove_canned
from kabinet.actions.desk.marks import filled, unknown
from kabinet.actions.desk.rules import Conditions, keep_rule, remove_rule
from kabinet.actions.journal.verify import verify
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.records import doors, models
from kabinet.records.doors import Closed
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
GREETING = {"leg": "client", "title": "Просим дамп", "text": "{{contact}}, пришлите дамп по {{ number }}."}


def canned(desk: Desk, login: str = "arkhipova", **changes: Any) -> models.CannedAnswer:
    return desk.do(keep_canned, login, AT, **GREETING | changes)


def rule(desk: Desk, assignee: str, login: str = "arkhipova", **given: Any) -> models.AssignmentRule:
    conditions = Conditions(
        **{name: given.pop(name) for name in ("client", "system", "service", "level") if name in given}
    )
    return desk.do(keep_rule, login, AT, assignee=desk.cast.person[assignee], conditions=conditions, **given)


def test_marks_are_words_and_nothing_more() -> None:
    text = "{{number}} {{ contact }} {{number.__class__}} {{7*7}} {% now %}"
    assert unknown(text) == ["number.__class__", "7*7"]
    assert filled(text, {"number": "{{contact}}", "contact": "<b>"}).startswith(
        "{{contact}} <b> {{number.__class__}}"
    )


def test_the_leads_keep_answers_and_the_history_tells_it(desk: Desk) -> None:
    made = canned(desk)
    changed = canned(desk, key=made.pk, title="  Просим   дамп и журнал ")
    assert (changed.pk, changed.title) == (made.pk, "Просим дамп и журнал")
    desk.do(remove_canned, "arkhipova", AT, key=made.pk)
    actor = desk.cast.actor("arkhipova", AT)
    assert not doors.canned_answers(actor).exists()
    told = doors.entries(actor, actor.organisation).values_list("kind", flat=True)
    assert sorted(told) == ["canned_added", "canned_changed", "canned_removed"]


def test_an_answer_is_looked_over_before_it_is_kept(desk: Desk) -> None:
    canned(desk)
    for wrong, field in (
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({}, "title"),
        ({"title": "Другой", "text": "{{nummer}}"}, "text"),
        ({"title": "Другой", "text": "\0 "}, "text"),
        ({"title": "Другой", "leg": "third"}, "leg"),
    ):
        with pytest.raises(Mistaken) as mistaken:
            canned(desk, **wrong)
        assert [fault.field for fault in mistaken.value.faults] == [field]


@pytest.mark.parametrize("login", ["gordeeva", "titova", "saveliev", "lapteva"])
def test_others_do_not_keep_them(desk: Desk, login: str) -> None:
    with pytest.raises(Refused):
        canned(desk, login)
    with pytest.raises(Refused):
        rule(desk, "gordeeva", login) if login == "gordeeva" else canned(desk, login)


def test_a_desk_sees_and_changes_its_own_alone(desk: Desk) -> None:
    made, ruled = canned(desk), rule(desk, "gordeeva")
    desk.do(keep_canned, "vlasov", AT, **GREETING | {"leg": "vendor"})
    for act, key in ((remove_canned, made.pk), (remove_rule, ruled.pk)):
        with pytest.raises(Closed):
            desk.do(act, "vlasov", AT, key=key)
    actor = desk.cast.actor("gordeeva", AT)
    assert [each.pk for each in doors.canned_answers(actor)] == [made.pk]
    for login in ("choi", "saveliev", "stranger"):
        actor = desk.cast.actor(login, AT)
        assert not doors.canned_answers(actor).exists()
        assert not doors.assignment_rules(actor).exists()


def test_the_first_fitting_rule_gives_a_new_ticket_away(desk: Desk) -> None:
    zmk = desk.cast.client["zmk"]
    rule(desk, "zhdanov", client=zmk, level=2)
    rule(desk, "gordeeva", client=zmk)
    urgent, usual = desk.register(AT, level=2).number, desk.register(AT).number
    assert desk.ticket(urgent).assignee_id == desk.cast.person["zhdanov"]
    assert desk.ticket(usual).assignee_id == desk.cast.person["gordeeva"]
    row = desk.journal(usual)[-1]
    assert (row.kind, row.actor_id, row.system, row.data["rule"]) == ("assigned", None, "assignment rule", 2)
    assert row.occurred_at == AT
    assert desk.ticket(desk.register(AT, "dremin", system="holding").number).assignee_id is None
    assert desk.told("gordeeva", usual) == ["assigned", "registered"]
    assert not list(verify(tickets=[urgent, usual]))


def test_whoever_left_gets_nothing(desk: Desk) -> None:
    rule(desk, "zhdanov")
    rule(desk, "gordeeva")
    with as_system("a test"):
        models.Membership.objects.filter(person=desk.cast.person["zhdanov"]).update(ended_at=AT)
    assert desk.ticket(desk.register(later(AT, minutes=1)).number).assignee_name.startswith("Гордеева")


def test_the_vendors_rules_give_vendor_tickets_away(desk: Desk) -> None:
    rule(desk, "razin", "vlasov", level=3)
    number, vendor = passed_on(desk, AT)
    assert desk.ticket(vendor).assignee_id == desk.cast.person["razin"]
    assert not list(verify(tickets=[number, vendor]))


def test_rules_stand_in_an_order_without_gaps(desk: Desk) -> None:
    first, second = rule(desk, "gordeeva"), rule(desk, "zhdanov")
    third = rule(desk, "yusupov", place=1)
    rule(desk, "zhdanov", key=second.pk, place=99)
    actor = desk.cast.actor("arkhipova", AT)
    assert [(each.place, each.pk) for each in doors.assignment_rules(actor)] == [
        (1, third.pk),
        (2, first.pk),
        (3, second.pk),
    ]
    desk.do(remove_rule, "arkhipova", AT, key=third.pk)
    actor = desk.cast.actor("arkhipova", AT)
    assert [each.place for each in doors.assignment_rules(actor)] == [1, 2]


def test_a_rule_names_what_its_desk_knows(desk: Desk) -> None:
    kim, erp = desk.cast.client["vostok"], desk.cast.system["erp"]
    for given, field in (
        ({"client": kim}, "client"),
        ({"client": desk.cast.client["kedr"], "system": erp}, "system"),
        ({"system": erp}, "system"),
        ({"service": "nothing"}, "service"),
        ({"level": 7}, "level"),
    ):
        with pytest.raises(Mistaken) as mistaken:
            rule(desk, "gordeeva", **given)
        assert mistaken.value.faults[0].field == field
    with pytest.raises(Mistaken):
        rule(desk, "saveliev")


def test_a_dry_run_says_who_would_have_got_them(desk: Desk) -> None:
    number = desk.register(AT).number
    rule(desk, "zhdanov")
    actor = desk.cast.actor("arkhipova", AT)
    tickets = doors.latest(actor, "client", 20)
    found = would_get(actor=actor, at=AT, tickets=tickets)
    assert [(ticket.number, found[ticket.pk].place) for ticket in tickets] == [(number, 1)]
    assert desk.ticket(number).assignee_id is None
