"""The level of a ticket."""

from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.plan import lower_unagreed
from kabinet.actions.tickets.proposal import agree_level, decline_level, propose_level
from kabinet.actions.tickets.terms import confirm_terms, deny_terms
from kabinet.api import taken, taken_in_acts
from kabinet.api.acts import act
from kabinet.api.table.lines import act_line
from kabinet.regulation.access import Act

ACTS = (
    act_line(
        "level",
        "changeLevel",
        act(change_level),
        taken_in_acts.LevelWanted,
        ("Изменить уровень", "Change the level"),
        Act.CHANGE_LEVEL,
    ),
    act_line(
        "propose-level",
        "proposeLevel",
        act(propose_level),
        taken_in_acts.LevelProposed,
        ("Предложить другой уровень", "Propose another level"),
        Act.PROPOSE_LEVEL,
    ),
    act_line(
        "agree-level",
        "agreeLevel",
        act(agree_level),
        taken.Nothing,
        ("Согласиться на предложенный уровень", "Agree to the level proposed"),
        Act.AGREE_LEVEL,
    ),
    act_line(
        "decline-level",
        "declineLevel",
        act(decline_level),
        taken.MaybeReason,
        ("Не согласиться на предложенный уровень", "Decline the level proposed"),
        Act.DECLINE_LEVEL,
    ),
    act_line(
        "lower-unagreed",
        "lowerUnagreed",
        act(lower_unagreed),
        taken_in_acts.OnLevel,
        ("Понизить без ответа на план", "Lower for want of an answer to the plan"),
        Act.LOWER_UNAGREED,
    ),
    act_line(
        "confirm-terms",
        "confirmTerms",
        act(confirm_terms),
        taken_in_acts.PromisesGiven,
        ("Подтвердить условия, записанные со слов", "Confirm promises that were written down"),
        Act.CONFIRM_TERMS,
    ),
    act_line(
        "deny-terms",
        "denyTerms",
        act(deny_terms),
        taken.MaybeReason,
        ("Оспорить условия, записанные со слов", "Contest promises that were written down"),
        Act.DENY_TERMS,
    ),
)
