"""Each act is declared once, as a value that does not contradict itself or the life of the ticket."""

from collections import Counter
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

import pytest

from kabinet.regulation.access import ACTS, About, Act, Declared
from kabinet.regulation.access import acts as declarations
from kabinet.regulation.access.declared import Denied
from kabinet.regulation.facts import Kind
from kabinet.regulation.organisation.contact_roles import ROLES_OF
from kabinet.regulation.pack import Leg, pack
from kabinet.regulation.ticket import lifecycle, system_facts
from tests.some import some

CORP = pack("corp_4_0")
LEGS = {code: CORP.leg(code) for code in ("client", "vendor")}


def acts(*found: Declared) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("declared", found, ids=lambda declared: declared.act.value)


EACH = acts(*ACTS.values())
GRANTED = acts(*(each for each in ACTS.values() if each.granted))
ON_A_TICKET = acts(*(each for each in ACTS.values() if any(grant.leg for grant in each.granted)))


def of_all_modules() -> list[Declared]:
    names = [module.name for module in iter_modules(declarations.__path__)]
    return [
        declared for name in names for declared in import_module(f"{declarations.__name__}.{name}").DECLARED
    ]


def test_every_act_is_declared_in_one_module_and_no_module_is_forgotten() -> None:
    assert Counter(declared.act for declared in of_all_modules()) == Counter(Act)
    assert sorted(ACTS.values(), key=id) == sorted(of_all_modules(), key=id)


def test_an_act_declared_twice_is_refused() -> None:
    again = replace(ACTS[Act.TAKE], granted=())
    with pytest.raises(ValueError, match="take is declared twice"):
        declarations.table([*ACTS.values(), again])


def test_an_act_that_is_not_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="not declared: take"):
        declarations.table(each for each in ACTS.values() if each.act is not Act.TAKE)


CONTRADICTIONS = [
    ("a grant without a leg on a ticket", {"granted": ACTS[Act.KEEP_RULES].granted}, "grant"),
    ("an organisation's act without its word", {"about": About.ORGANISATION, "granted": ()}, "in one word"),
    ("reading that records", {"about": About.READING}, "only what changes"),
    ("the other fact without the one", {"records": None, "or_else": Kind.NOTED}, "without the one"),
]


@pytest.mark.parametrize(("what", "changed", "said"), CONTRADICTIONS, ids=[row[0] for row in CONTRADICTIONS])
def test_a_declaration_that_contradicts_itself_is_refused(what: str, changed: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(ACTS[Act.TAKE], **changed)


@GRANTED
def test_roles_are_those_of_the_party(declared: Declared) -> None:
    for grant in some(declared.granted):
        assert grant.roles, "a grant to nobody"
        assert grant.roles <= set(ROLES_OF[grant.kind])


@EACH
def test_what_it_records_is_possible_where_it_is_granted(declared: Declared) -> None:
    for code in {grant.leg for grant in declared.granted} - {None}:
        leg = LEGS[str(code)]
        known = frozenset().union(*(lifecycle.allowed(status.code, leg) for status in leg.statuses))
        assert set(declared.facts) <= known


@EACH
def test_two_who_do_the_same_at_once_conflict_where_doing_it_twice_means_something_else(
    declared: Declared,
) -> None:
    """What ends a ticket, or answers what waits for one answer, is not done twice unseen."""
    ending = {
        kind
        for kind in declared.facts
        for leg in LEGS.values()
        for move in leg.moves
        if kind in move.facts and move.to and not leg.status(move.to).open
    }
    assert ending <= declared.conflicts


@ON_A_TICKET
def test_what_counts_as_an_answer_is_none_to_a_question_that_was_not_seen(declared: Declared) -> None:
    """U4d, P5d: whatever takes the turn from an applicant who is asked, asks once about a question meanwhile."""
    for code in some({grant.leg for grant in declared.granted if grant.leg}):
        leg = LEGS[str(code)]
        asked = any(str(grant.kind) == str(leg.applicant) for grant in declared.grants(code))
        if asked and any(_takes_the_turn(kind, leg) for kind in declared.facts):
            assert declared.answers or Kind.ANSWERED in declared.conflicts


def _takes_the_turn(kind: Kind, leg: Leg) -> bool:
    if not lifecycle.allows("waiting", kind, leg):
        return False
    after = lifecycle.after("waiting", kind, None, leg)
    return leg.status(after).open and leg.status(after).turn is not leg.applicant


@EACH
def test_what_whoever_may_not_is_told_is_a_denial_of_every_leg(declared: Declared) -> None:
    denied = declared.denied
    codes = {denied.all} if denied.all else {denied.client, denied.staff, denied.party}
    for leg in LEGS.values():
        assert codes <= leg.denials.keys()


def test_an_act_of_an_organisation_says_one_word_to_all() -> None:
    assert all(each.denied != Denied() for each in ACTS.values() if each.about is About.ORGANISATION)


def test_every_fact_is_recorded_by_an_act_or_by_the_program() -> None:
    by_acts = {kind for declared in ACTS.values() for kind in declared.facts}
    beside = {kind for leg in LEGS.values() for kind in system_facts.beside(leg)}
    # Recorded by an act that is named by another fact: the way back of LINK and TAG, a call written down late, a pause.
    of_acts = {Kind.UNLINKED, Kind.UNTAGGED, Kind.CLAIMED, Kind.WAITING_BEGAN, Kind.WAITING_ENDED}
    assert set(Kind) == by_acts | beside | system_facts.KINDS | of_acts
