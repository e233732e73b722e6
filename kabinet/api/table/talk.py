"""How a ticket begins, what is said on it, and calls."""

from kabinet.actions.tickets.audience import widen_audience
from kabinet.actions.tickets.call import log_answer, log_call
from kabinet.actions.tickets.claims import confirm_call, deny_call
from kabinet.actions.tickets.contact import change_contact
from kabinet.actions.tickets.uploads.place import ask_place, end_place, give_place
from kabinet.api import registration, taken, taken_in_acts
from kabinet.api.acts import act
from kabinet.api.acts.messages import write_message
from kabinet.api.table.lines import act_line
from kabinet.regulation.access import Act

ACTS = (
    act_line(
        "/tickets",
        "registerTicket",
        registration.register,
        taken.Registration,
        ("Зарегистрировать обращение", "Register a ticket"),
        Act.REGISTER,
        conditional=False,
        status=201,
    ),
    act_line(
        "messages",
        "writeMessage",
        write_message,
        taken.NewMessage,
        ("Ответить, написать, оставить заметку", "Answer, reply, leave a note"),
        Act.ANSWER,
        Act.REPLY,
        Act.NOTE,
    ),
    act_line(
        "widen",
        "widenAudience",
        act(widen_audience),
        taken_in_acts.Widened,
        ("Показать сообщение и другим", "Show a message to others too"),
        Act.WIDEN,
    ),
    act_line(
        "call",
        "logCall",
        act(log_call),
        taken_in_acts.Called,
        ("Записать звонок заявителю", "Write down a call to the applicant"),
        Act.CALL,
    ),
    act_line(
        "log-answer",
        "logAnswer",
        act(log_answer),
        taken_in_acts.Came,
        ("Записать ответ, пришедший при недоступности", "Write down an answer that came during an outage"),
        Act.CALL,
    ),
    act_line(
        "confirm-call",
        "confirmCall",
        act(confirm_call),
        taken_in_acts.ClaimConfirmed,
        ("Подтвердить звонок, записанный позже", "Confirm a call that was written down late"),
        Act.CONFIRM_CALL,
    ),
    act_line(
        "deny-call",
        "denyCall",
        act(deny_call),
        taken_in_acts.ClaimDenied,
        ("Оспорить звонок, записанный позже", "Deny a call that was written down late"),
        Act.DENY_CALL,
    ),
    act_line(
        "ask-place",
        "askPlace",
        act(ask_place),
        taken_in_acts.PlaceAsked,
        ("Запросить место для загрузки файлов", "Ask for a place for files"),
        Act.ASK_PLACE,
    ),
    act_line(
        "place",
        "givePlace",
        act(give_place),
        taken_in_acts.PlaceWanted,
        ("Дать место для загрузки файлов", "Give a place for files"),
        Act.GIVE_PLACE,
    ),
    act_line(
        "end-place",
        "endPlace",
        act(end_place),
        taken.Nothing,
        ("Больше не принимать файлы", "End a place for files"),
        Act.END_PLACE,
    ),
    act_line(
        "contact",
        "changeContact",
        act(change_contact),
        taken_in_acts.NewContact,
        ("Сменить контактное лицо обращения", "Name another contact"),
        Act.CHANGE_CONTACT,
    ),
)
