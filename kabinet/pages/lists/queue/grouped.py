"""The queue under heads of the reader's choice."""

from kabinet.pages.lists.filters.grouping import divided
from kabinet.pages.lists.queue.groups import QueueGroup
from kabinet.pages.lists.queue.lines import queue_line
from kabinet.queries.lists.queue import QueuePage
from kabinet.records.lists import order


def grouped(shown: QueuePage, by: order.Group) -> list[QueueGroup]:
    """Lines with the same words under one head; how many where everything is on one page."""
    reader = shown.reader
    return [
        QueueGroup(
            key=each.key,
            title=each.title,
            words=str(len(each.rows)) if shown.alone else "",
            rows=tuple(queue_line(row, reader) for row in each.rows),
            sort=each.icon,
        )
        for each in divided(by, shown.rows, str(reader.actor.kind), reader.zone)
    ]
