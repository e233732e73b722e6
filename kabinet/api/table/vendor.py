"""Between the two legs."""

from kabinet.actions.tickets.plan import agree_plan, refuse_plan
from kabinet.actions.vendor.participants import end_participation, invite_participant
from kabinet.actions.vendor.return_back import (
    complete_ticket,
    end_return,
    explain_item,
    return_ticket,
    supply_item,
)
from kabinet.api import taken, taken_in_acts
from kabinet.api.acts import act
from kabinet.api.acts.vendor import carry, pass_on, relay
from kabinet.api.table.lines import act_line
from kabinet.regulation.access import Act

ACTS = (
    act_line(
        "pass-on",
        "passOn",
        pass_on,
        taken_in_acts.PassedOn,
        ("Передать вендору", "Pass a ticket on to the vendor"),
        Act.DRAFT_PASS_ON,
        Act.PASS_ON,
        status=201,
    ),
    act_line(
        "relay",
        "relayAnswer",
        relay,
        taken_in_acts.Relayed,
        ("Перенести ответ вендора клиенту", "Relay the vendor's answer to the client"),
        Act.RELAY,
    ),
    act_line(
        "carry-over",
        "carryOver",
        carry,
        taken_in_acts.CarriedOver,
        ("Перенести слова клиента вендору", "Carry the client's words over to the vendor"),
        Act.REPLY,
    ),
    act_line(
        "return",
        "returnTicket",
        act(return_ticket),
        taken_in_acts.Returned,
        ("Вернуть на дополнение", "Return for what is missing"),
        Act.RETURN,
    ),
    act_line(
        "supply",
        "supplyItem",
        act(supply_item),
        taken_in_acts.Supplied,
        ("Дополнить один пункт", "Supply one item"),
        Act.SUPPLY,
    ),
    act_line(
        "explain",
        "explainItem",
        act(explain_item),
        taken_in_acts.Explained,
        ("Объяснить, почему пункта не будет", "Explain why an item cannot be had"),
        Act.EXPLAIN,
    ),
    act_line(
        "end-return",
        "endReturn",
        act(end_return),
        taken.MaybeReason,
        ("Обойтись без недостающего", "Do without what is missing"),
        Act.END_RETURN,
    ),
    act_line(
        "complete",
        "completeTicket",
        act(complete_ticket),
        taken_in_acts.Completed,
        ("Дополнить всё недостающее", "Give all that is missing"),
        Act.COMPLETE,
    ),
    act_line(
        "agree-plan",
        "agreePlan",
        act(agree_plan),
        taken.Nothing,
        ("Согласовать план действий", "Agree to a plan of action"),
        Act.AGREE_PLAN,
    ),
    act_line(
        "refuse-plan",
        "refusePlan",
        act(refuse_plan),
        taken.PlanRefused,
        ("Не согласовать план действий", "Refuse a plan of action"),
        Act.REFUSE_PLAN,
    ),
    act_line(
        "invite",
        "inviteParticipant",
        act(invite_participant),
        taken_in_acts.Somebody,
        ("Пригласить к совместной работе", "Invite to joint work"),
        Act.INVITE,
    ),
    act_line(
        "end-participation",
        "endParticipation",
        act(end_participation, guest=True),
        taken_in_acts.Somebody,
        ("Закончить участие в совместной работе", "End a part in joint work"),
        Act.LEAVE,
    ),
)
