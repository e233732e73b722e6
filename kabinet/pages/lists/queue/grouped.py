"""The queue under heads of the reader's choice."""

from kabinet.pages.lists.filters.grouping import Reader, divided
from kabinet.pages.lists.queue.groups import Group, Shown
from kabinet.pages.lists.queue.lines import line


def grouped(shown: Shown) -> list[Group]:
    """Lines with the same words under one head; how many where everything is on one page."""
    reader = shown.reader
    of = Reader(str(reader.actor.kind), reader.at, reader.zone)
    return [
        Group(
            key=each.key,
            title=each.title,
            words=str(len(each.rows)) if shown.alone else "",
            rows=tuple(line(row, reader) for row in each.rows),
            sort=each.icon,
        )
        for each in divided(shown.asked.group, shown.rows, of)
    ]
