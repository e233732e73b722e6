"""Work at the desk: whose a ticket is, what belongs together, who is told."""

from kabinet.actions.desk.link import link_tickets, unlink_tickets
from kabinet.actions.desk.merge import merge_ticket
from kabinet.actions.desk.tag import tag_ticket, untag_ticket
from kabinet.actions.desk.watch import add_watcher
from kabinet.actions.handover.handover import decline_handover, give_handover
from kabinet.actions.on_call.acknowledge import acknowledge_call
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.api import taken, taken_in_acts
from kabinet.api.acts import act
from kabinet.api.acts.desk import ask_for_handover, unwatch, watch
from kabinet.api.table.lines import act_line
from kabinet.regulation.access import Act

ACTS = (
    act_line(
        "take", "takeTicket", act(take_ticket), taken.Nothing, ("Взять в работу", "Take a ticket"), Act.TAKE
    ),
    act_line(
        "assign",
        "assignTicket",
        act(assign_ticket),
        taken.Assignment,
        ("Назначить исполнителя", "Assign a ticket"),
        Act.ASSIGN,
    ),
    act_line(
        "acknowledge",
        "acknowledgeCall",
        act(acknowledge_call),
        taken.Nothing,
        ("Принять вызов дежурного", "Acknowledge a call of the desk"),
        Act.ACKNOWLEDGE,
    ),
    act_line(
        "link",
        "linkTickets",
        act(link_tickets),
        taken_in_acts.OtherTicket,
        ("Связать с другим обращением", "Link with another ticket"),
        Act.LINK,
    ),
    act_line(
        "unlink",
        "unlinkTickets",
        act(unlink_tickets),
        taken_in_acts.OtherTicket,
        ("Убрать связь", "Take a link away"),
        Act.LINK,
    ),
    act_line(
        "merge",
        "mergeTicket",
        act(merge_ticket),
        taken_in_acts.Merged,
        ("Объединить: это обращение — повтор", "Merge: this ticket is a duplicate"),
        Act.MERGE,
        Act.ABSORB,
    ),
    act_line(
        "tag", "tagTicket", act(tag_ticket), taken_in_acts.Tag, ("Поставить тег", "Put a tag on"), Act.TAG
    ),
    act_line(
        "untag", "untagTicket", act(untag_ticket), taken_in_acts.Tag, ("Снять тег", "Take a tag off"), Act.TAG
    ),
    act_line(
        "watch",
        "watchTicket",
        watch,
        taken.Nothing,
        ("Следить за обращением", "Watch a ticket"),
        Act.WATCH,
        conditional=False,
    ),
    act_line(
        "unwatch",
        "unwatchTicket",
        unwatch,
        taken.Nothing,
        ("Больше не следить", "Watch no more"),
        Act.WATCH,
        conditional=False,
    ),
    act_line(
        "watchers",
        "addWatcher",
        act(add_watcher),
        taken_in_acts.Somebody,
        ("Попросить коллегу следить", "Ask a colleague to watch"),
        Act.ADD_WATCHER,
    ),
    act_line(
        "ask-handover",
        "askHandover",
        ask_for_handover,
        taken.Nothing,
        ("Попросить передать новому партнёру", "Ask for the handover to the next partner"),
        Act.ASK_HANDOVER,
    ),
    act_line(
        "give-handover",
        "giveHandover",
        act(give_handover),
        taken.Nothing,
        ("Согласиться на передачу", "Consent to the handover"),
        Act.GIVE_HANDOVER,
    ),
    act_line(
        "decline-handover",
        "declineHandover",
        act(decline_handover),
        taken.WithReason,
        ("Отказаться от передачи", "Decline the handover"),
        Act.DECLINE_HANDOVER,
    ),
)
