"""What was found out about the content of files: summaries of technological logs, and what the antivirus says."""

from collections.abc import Iterable
from uuid import UUID

from kabinet.records.doors.closed import Closed
from kabinet.records.doors.tickets import file
from kabinet.records.models import File, FileScan, LogSummary
from kabinet.records.reached import heard
from kabinet.regulation.access import Actor, reach
from kabinet.techlog import looks_like_log


def logs_read(actor: Actor, files: Iterable[File]) -> dict[UUID, bool]:
    """Of those files that the actor may see the technological logs that were looked at, by their keys: whether there is a
    summary, or it could not be made."""
    maybe = [each.pk for each in files if looks_like_log(each.name)]
    if not maybe:
        return {}
    over = (LogSummary.State.READY, LogSummary.State.FAILED)
    found = File.objects.filter(heard(reach(actor)), pk__in=maybe, log_summary__state__in=over)
    states = found.values_list("pk", "log_summary__state")
    return {key: state == LogSummary.State.READY for key, state in states}


def scans(actor: Actor, files: Iterable[File]) -> dict[UUID, FileScan]:
    """What the antivirus says of those files that the actor may see, by their keys; nothing of one that it was not given."""
    mine = File.objects.filter(heard(reach(actor)), pk__in=[each.pk for each in files])
    return FileScan.objects.in_bulk(list(mine.filter(scan__isnull=False).values_list("pk", flat=True)))


def log_summary(actor: Actor, key: UUID) -> LogSummary:
    """Of a file that the actor may see, with the file, its ticket and client; Closed while there is none."""
    found = LogSummary.objects.select_related("file__ticket", "file__client").filter(
        file=file(actor, key), state=LogSummary.State.READY
    )
    row = found.first()
    if row is None:
        raise Closed
    return row
