"""What is read; and a file, which is sent before what names it."""

from kabinet.api import files, form_shapes, me, registration, shapes, taken, ticket, ticket_list
from kabinet.api.operation import Operation
from kabinet.api.table.lines import read_line
from kabinet.regulation.access import Act
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.regulation.text import Text

READ = (
    read_line("/me", "readMe", me.read_me, "Чей это ключ", "Whose token it is", answer=shapes.Me, scope=None),
    read_line(
        "/colleagues",
        "listColleagues",
        me.list_colleagues,
        "Кому можно назначить обращение",
        "Whom a ticket can be given to",
        answer=shapes.Colleagues,
    ),
    read_line(
        "/form",
        "readForm",
        registration.read_form,
        "Что спрашивает регистрация",
        "What a registration asks",
        answer=form_shapes.Form,
    ),
    read_line(
        "/tickets",
        "listTickets",
        ticket_list.list_tickets,
        "Очередь или список обращений",
        "The queue, or a client's list",
        query=taken.TicketsAsked,
        answer=shapes.Tickets,
    ),
    read_line(
        "/tickets/{number}",
        "readTicket",
        ticket.read_ticket,
        "Обращение",
        "A ticket",
        answer=shapes.Ticket,
        versioned=True,
        law=(Act.SEE,),
    ),
    read_line(
        "/tickets/{number}/messages",
        "listMessages",
        ticket.list_messages,
        "Сообщения обращения",
        "A ticket's messages",
        answer=shapes.Messages,
        versioned=True,
    ),
    read_line(
        "/tickets/{number}/history",
        "listHistory",
        ticket.list_history,
        "История обращения",
        "A ticket's history",
        answer=shapes.History,
        versioned=True,
    ),
    read_line(
        "/tickets/{number}/files",
        "listFiles",
        files.list_files,
        "Файлы обращения",
        "A ticket's files",
        answer=shapes.Files,
    ),
    read_line(
        "/files/{key}",
        "readFile",
        files.read_file,
        "Содержимое файла",
        "A file's content",
        scope=Scope.FILES,
    ),
)
SEND_FILE = Operation(
    method="POST",
    path="/files",
    name="sendFile",
    does=files.send_file,
    summary=Text("Прислать файл, чтобы назвать его в сообщении", "Send a file, to be named in a message"),
    scope=Scope.SEND_FILES,
    query=taken.FileNamed,
    answer=shapes.FileSent,
    status=201,
    acts=True,
    takes_file=True,
)
