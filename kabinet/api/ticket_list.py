"""Lists of tickets: a support side's queue, a client's own, page by page."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlencode

import msgspec
from django.conf import settings

from kabinet.api.operation import Call, Reply
from kabinet.api.problems import stop
from kabinet.api.said import say
from kabinet.api.shapes import Due, Fault, Line, Named, Tickets
from kabinet.api.taken import TicketsAsked
from kabinet.queries.clock_reading import reading_of_row
from kabinet.queries.lists.client_list import ClientWanted, list_client
from kabinet.queries.lists.queue import QueueWanted, list_queue
from kabinet.queries.lists.reader import leg_of, only_reads
from kabinet.records.lists import Key, Row
from kabinet.regulation.access import OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text
from kabinet.regulation.ticket.lifecycle import status_of

PATH = "/api/v1/tickets"
# What a client's own list knows; the rest is a support side's.
OF_CLIENT = frozenset(
    {
        "view",
        "state",
        "system",
        "level",
        "author",
        "assignee",
        "status",
        "service",
        "since",
        "until",
        "cursor",
        "leg",
    }
)
CLIENT_VIEWS = ("", "mine", "ours", "watching")
NOT_HERE = Text("В вашем списке такого отбора нет", "Your list has no such filter")
BAD_CURSOR = Text(
    "Такого места в списке нет: берите адрес из next", "There is no such place: take the address from next"
)


def list_tickets(call: Call) -> Reply:
    """One page in the order of the pages of the cabinet: the next deadline first."""
    asked = call.asked(TicketsAsked)
    if call.actor.kind is OrgKind.CLIENT:
        rows, after = _of_client(call, asked)
    else:
        rows, after = _of_support(call, asked)
    following = _following(asked, after) if after else ""
    return Reply(Tickets([_line(call, row) for row in rows], following or None), following=following)


def _of_client(call: Call, asked: TicketsAsked) -> tuple[tuple[Row, ...], Key | None]:
    strange = sorted(name for name in _given(asked) if name not in OF_CLIENT)
    if asked.view not in CLIENT_VIEWS or (asked.view and asked.state != "open"):
        strange.append("view")
    if asked.leg == LegCode.VENDOR:
        strange.append("leg")
    if strange:
        raise stop(422, code="query", errors=[Fault(name, say(NOT_HERE)) for name in strange])
    wanted = ClientWanted(
        view=asked.view or ("" if asked.state == "open" else asked.state),
        system=asked.system,
        level=asked.level,
        author=asked.author,
        assignee=asked.assignee,
        status=asked.status,
        service=asked.service,
        since=asked.since,
        until=asked.until,
        after=_place(asked.cursor),
    )
    found = list_client(wanted, call.actor, call.at, call.zone).found
    return found.rows, found.after


def _of_support(call: Call, asked: TicketsAsked) -> tuple[tuple[Row, ...], Key | None]:
    own = leg_of(call.actor)
    if asked.leg == LegCode.CLIENT and own == LegCode.VENDOR:
        raise stop(422, code="query", errors=[Fault("leg", say(NOT_HERE))])
    wanted = QueueWanted(
        leg=asked.leg or own,
        view=asked.view,
        part=asked.due,
        state=asked.state,
        client=asked.client,
        partner=asked.partner,
        system=asked.system,
        author=asked.author,
        assignee=asked.assignee,
        level=asked.level,
        turn=asked.turn,
        status=asked.status,
        service=asked.service,
        tag=asked.tag,
        since=asked.since,
        until=asked.until,
        after=_place(asked.cursor),
    )
    stopped = only_reads(call.actor, call.at)
    page = list_queue(wanted, call.actor, call.at, call.zone, stopped=stopped)
    return page.rows, page.after


def _line(call: Call, row: Row) -> Line:
    clock = reading_of_row(row, call.at)
    due = Due(clock.name, clock.due, clock.left) if clock and clock.due else None
    side = str(call.actor.kind)
    return Line(
        number=row.number,
        leg=row.leg,
        subject=row.subject,
        level=row.level,
        status=row.status,
        status_words=say(status_of(row.status, row.versions.leg).names.read_by(side)),
        turn=row.turn,
        client=Named(row.client_id, row.client_name),
        partner=Named(row.partner_id, row.partner_name),
        system=row.system_name,
        author=Named(row.author_id, row.author_name),
        contact=named(row.contact_id, row.contact_name),
        assignee=named(row.assignee_id, row.assignee_name),
        service=row.service,
        registered_at=row.registered_at,
        closed_at=row.closed_at,
        passed_on_at=row.passed_on_at,
        due=due,
        breaches=row.breaches,
        version=row.version,
        unread=row.unread,
        tags=list(row.tags),
    )


def named(key: int | None, name: str) -> Named | None:
    """Somebody, or nobody."""
    return Named(key, name) if key is not None else None


def _given(asked: TicketsAsked) -> dict[str, object]:
    """What was said, without what stands there by itself."""
    plain = TicketsAsked()
    return {
        name: value for name, value in msgspec.structs.asdict(asked).items() if value != getattr(plain, name)
    }


def _following(asked: TicketsAsked, after: Key) -> str:
    query = {name: str(value) for name, value in _given(asked).items()}
    cursor = urlsafe_b64encode(after.encode()).decode()
    return f"{settings.PUBLIC_URL}{PATH}?{urlencode({**query, 'cursor': cursor})}"


def _place(cursor: str) -> Key | None:
    """The list's own key out of a cursor; what cannot be one is refused, for a program would read the beginning again."""
    if not cursor:
        return None
    try:
        found = urlsafe_b64decode(cursor.encode()).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise stop(422, code="query", errors=[Fault("cursor", say(BAD_CURSOR))]) from None
    if not found.startswith("[") or "\0" in found:
        raise stop(422, code="query", errors=[Fault("cursor", say(BAD_CURSOR))])
    return found
