"""How a ticket ends, and how it is opened again."""

from kabinet.regulation.access.actor import Act
from kabinet.regulation.access.case.typed import Closing, ClosingByWord, ObjectionAnswer, Refusal
from kabinet.regulation.access.checks import life
from kabinet.regulation.access.declared import BY_APPLICANT, Declared
from kabinet.regulation.access.granted import APPLICANT, SUPPORT
from kabinet.regulation.access.meanwhile import LIVES_ON, OFFERS, SPOKEN
from kabinet.regulation.facts import Kind

DECLARED = (
    Declared(
        Act.ACCEPT,
        APPLICANT,
        records=Kind.ACCEPTED,
        conflicts=OFFERS | {Kind.DECLINED},
        denied=BY_APPLICANT,
        by_program=True,
    ),
    Declared(
        Act.DECLINE,
        APPLICANT,
        records=Kind.DECLINED,
        conflicts=OFFERS | {Kind.DECLINED},
        denied=BY_APPLICANT,
    ),
    Declared(Act.WITHDRAW, APPLICANT, records=Kind.WITHDRAWN, conflicts=OFFERS, denied=BY_APPLICANT),
    Declared(
        Act.CLOSE,
        SUPPORT,
        records=Kind.CLOSED,
        typed=Closing,
        demands=(life.closing, life.silence_over),
        conflicts=SPOKEN,
        speaks=True,
        by_program=True,
    ),
    Declared(
        Act.CLOSE_BY_WORD,
        SUPPORT,
        records=Kind.CLOSED_BY_WORD,
        typed=ClosingByWord,
        demands=(life.closing, life.word_named),
        conflicts=SPOKEN,
        speaks=True,
    ),
    Declared(
        Act.REOPEN,
        (*APPLICANT, *SUPPORT),
        records=Kind.REOPENED,
        demands=(life.reopening,),
        conflicts=LIVES_ON,
    ),
    Declared(
        Act.REFUSE,
        SUPPORT,
        records=Kind.REFUSED,
        typed=Refusal,
        demands=(life.refusal,),
        conflicts=LIVES_ON | {Kind.REPLIED, Kind.PASSED_ON},
        speaks=True,
    ),
    Declared(
        Act.OBJECT,
        APPLICANT,
        records=Kind.OBJECTED,
        demands=(life.objection,),
        conflicts=LIVES_ON,
        denied=BY_APPLICANT,
    ),
    Declared(
        Act.ANSWER_OBJECTION,
        SUPPORT,
        records=Kind.OBJECTION_UPHELD,
        or_else=Kind.REFUSAL_KEPT,
        typed=ObjectionAnswer,
        demands=(life.objection_reasons,),
        conflicts=LIVES_ON | {Kind.REPLIED},
    ),
)
