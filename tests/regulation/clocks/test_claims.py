"""A call written down after its term: what it would take from the other side, and that it counts only once confirmed."""

import pytest

from kabinet.regulation.clocks.awaited import pending
from kabinet.regulation.clocks.claims import as_heard, counts_by_silence, takes
from kabinet.regulation.clocks.fold import Folded, fold
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pack import load_texts, pack, source
from kabinet.regulation.terms import Terms
from kabinet.regulation.text import Unlawful
from kabinet.regulation.ticket.lifecycle import BESIDE, after, allows, claim_ends
from tests.regulation.clocks.clock_cases import (
    CAL,
    CLIENT,
    VENDOR,
    answered,
    at,
    called,
    registered,
    replied,
    said,
)
from tests.some import some

NIGHT = registered("2024-05-06 20:00", 1)
OFFICE = registered("2024-05-06 10:00", 3)


def claim(when: str, reached: bool = True, key: int = 5) -> Fact:
    return Fact(Kind.CLAIMED, at(when), Side.SUPPORT, reached=reached, key=key)


def verdict(kind: Kind, when: str, about: int = 5) -> Fact:
    return Fact(kind, at(when), Side.APPLICANT, about=about)


def told(*facts: Fact, terms: Terms = CLIENT, until: str) -> Folded:
    return fold(facts, terms, CAL, at(until))


UPDATING = called("2024-05-07 08:00")
# What is known, the call, when it was written down; what it takes: kind, instant.
AT_10 = [("breached", "2024-05-06 22:00:00")]
MISSED = called("2024-05-06 20:30", reached=False)
LOWERED = ("lowered", "2024-05-06 20:30:00")
ASKED = answered("2024-05-06 20:05", Answer.QUESTION)
ENTRIES = [
    ("a first answer that was missed", [NIGHT], called("2024-05-06 20:01"), "2024-05-07 09:00", AT_10),
    ("one not missed yet", [NIGHT], called("2024-05-06 20:01"), "2024-05-06 21:59", []),
    ("at the deadline itself", [NIGHT], called("2024-05-06 20:01"), "2024-05-06 22:00", []),
    ("a second after", [NIGHT], called("2024-05-06 20:01"), "2024-05-06 22:00:01", AT_10),
    ("too late anyway", [NIGHT], called("2024-05-06 22:30"), "2024-05-07 09:00", []),
    ("an update that was missed", [NIGHT, answered("2024-05-06 20:30")], UPDATING, "2024-05-07 09:00",
     [("breached", "2024-05-07 08:30:00")]),
    ("nobody there: the level and with it the breach", [NIGHT], MISSED, "2024-05-07 09:00", [*AT_10, LOWERED]),
    ("nobody there: the level alone", [NIGHT, answered("2024-05-06 20:10")], MISSED, "2024-05-06 21:00", [LOWERED]),
    ("nobody there, on a level that is not critical", [OFFICE], called("2024-05-06 10:30", reached=False),
     "2024-05-06 12:00", []),
    ("an answer of the applicant: it gives the level back", [NIGHT, ASKED], called("2024-05-06 20:30"),
     "2024-05-06 22:00", []),
]  # fmt: skip


@pytest.mark.clause("U3.6c")
@pytest.mark.clause("U4d")
@pytest.mark.parametrize(
    ("known", "call", "written", "expected"), [row[1:] for row in ENTRIES], ids=[row[0] for row in ENTRIES]
)
@pytest.mark.parametrize("terms", [CLIENT, VENDOR], ids=["client leg", "vendor leg"])
def test_what_an_entry_takes_from_the_other_side(
    known: list[Fact], call: Fact, written: str, expected: list[tuple[str, str]], terms: Terms
) -> None:
    was, now = told(*known, terms=terms, until=written), told(*known, call, terms=terms, until=written)
    found = takes(was.consequences, now.consequences)
    if call == UPDATING and terms is VENDOR:
        expected = []  # a plain call restarts no update there (P4.8.1b)
    assert [(each.kind.value, said(each.at)) for each in found] == expected


LATE = "2024-05-07 09:00"
CALL = claim("2024-05-06 20:01")


@pytest.mark.clause("U3.6c")
@pytest.mark.clause("L2b")
def test_until_it_is_confirmed_the_breach_stands() -> None:
    for answer in ((), (verdict(Kind.CLAIM_DENIED, "2024-05-08 09:00"),)):
        folded = told(NIGHT, CALL, *answer, until="2024-05-08 10:00")
        assert [said(each.at) for each in folded.consequences] == ["2024-05-06 22:00:00"]
        assert folded.clocks.contacted is None


@pytest.mark.clause("U3.6c")
def test_confirmed_it_counts_from_when_it_took_place() -> None:
    folded = told(NIGHT, CALL, verdict(Kind.CLAIM_CONFIRMED, "2024-05-07 07:30"), until="2024-05-07 07:00")
    assert folded.consequences == ()
    assert [(run.name.value, run.outcome and run.outcome.value) for run in folded.runs] == [
        ("reaction", "met"),
        ("update", None),
    ]
    assert said(folded.clocks.contacted) == "2024-05-06 20:01:00"


def test_each_claim_is_confirmed_by_itself() -> None:
    other = claim("2024-05-06 21:00", key=6)
    folded = told(NIGHT, CALL, other, verdict(Kind.CLAIM_CONFIRMED, LATE, about=6), until=LATE)
    assert said(folded.clocks.contacted) == "2024-05-06 21:00:00"
    assert pending([NIGHT, CALL, other]).claims == (5, 6)
    assert pending([NIGHT, CALL, other, verdict(Kind.CLAIM_DENIED, LATE)]).claims == (6,)


def test_a_claim_is_nobodys_word_before_it_is_confirmed() -> None:
    assert pending([NIGHT, CALL]).words == ()
    assert pending([NIGHT, CALL, verdict(Kind.CLAIM_CONFIRMED, LATE)]).words == (5,)
    assert [fact.kind for fact in as_heard([NIGHT, CALL, replied("2024-05-06 21:00")])] == [
        Kind.REGISTERED,
        Kind.REPLIED,
    ]


@pytest.mark.clause("U4d")
def test_silence_keeps_a_term_and_never_takes_a_level() -> None:
    assert counts_by_silence(["breached"])
    assert not counts_by_silence(["breached", "lowered"])
    assert not counts_by_silence(["lowered"])


@pytest.mark.parametrize("code", ["client", "vendor"])
def test_what_is_said_of_an_entry_moves_no_ticket_in_any_status(code: str) -> None:
    leg = pack("corp_4_0").leg(code)
    for status in some(leg.statuses):
        for kind in BESIDE:
            assert allows(status.code, kind, leg)
            assert after(status.code, kind, None, leg) == status.code


def test_the_days_for_the_answer_are_the_packs_and_at_least_one() -> None:
    leg = pack("corp_4_0").leg("client")
    assert said(claim_ends(at("2024-05-06 12:00"), leg, CAL)) == "2024-05-15 12:00:00"
    written = dict(source("corp_4_0"))
    for key, value in (
        ("late_entry_working_days", 0),
        ("silence_working_days", 0),
        ("silence_notice_working_days", [5, 10]),
    ):
        name = next(file for file, text in written.items() if f"\n{key} = " in text)
        lines = [
            f"{key} = {value}" if line.startswith(f"{key} = ") else line
            for line in written[name].splitlines()
        ]
        with pytest.raises(Unlawful, match=key):
            load_texts({**written, name: "\n".join(lines)}, "nonsense")
