"""History of another desk, narrowed down by words; paged by key."""

from dataclasses import dataclass

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from kabinet.records.doors.tickets import imported_tickets
from kabinet.records.lists.question import Question
from kabinet.records.lists.search import MARKS
from kabinet.records.models import ImportedTicket
from kabinet.records.reached import branches
from kabinet.regulation.access import Actor, Reach, reach

SIZE = 30
# By the subject with its author and old number, or by what was said and the reader may hear.
FOUND = """imported_ticket.id IN (SELECT t.id FROM imported_ticket t WHERE t.search @@ %s::tsquery
  UNION SELECT m.ticket_id FROM imported_message m WHERE m.search @@ %s::tsquery AND m.audience = ANY(%s::text[]))"""


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """Some of the tickets, the last closed first, and where the next page begins."""

    rows: tuple[ImportedTicket, ...]
    after: int | None


def list_imported(actor: Actor, asked: Question, after: int | None = None, size: int = SIZE) -> ImportedPage:
    """Those with the old number that was typed; if there are none, those that have the words. `after` is the key of the last
    ticket of the page before."""
    query = _narrowed(imported_tickets(actor), actor, asked)
    begin = ImportedTicket.objects.filter(pk=after).values("closed_at", "pk").first() if after else None
    if begin:
        query = query.filter(
            Q(closed_at__lt=begin["closed_at"]) | Q(closed_at=begin["closed_at"], pk__lt=begin["pk"])
        )
    found = list(query[: size + 1])
    shown = tuple(found[:size])
    return ImportedPage(shown, shown[-1].pk if len(found) > size else None)


def count_imported(actor: Actor, asked: Question, most: int) -> int:
    """How many there are, counted no further than `most`."""
    return _narrowed(imported_tickets(actor), actor, asked).order_by()[:most].count()


def _narrowed(query: QuerySet[ImportedTicket], actor: Actor, asked: Question) -> QuerySet[ImportedTicket]:
    if not asked.text:
        return query
    numbered = query.filter(old_number=asked.text.lstrip("#№ "))
    if numbered.exists():
        return numbered
    if not asked.query:
        return query.none()
    seen = reach(actor)
    has = f"({asked.query}) & ({_tenants(seen)})" if _tenants(seen) else asked.query
    found = RawSQL(FOUND, [has, has, sorted(seen.audiences)], BooleanField())  # noqa: S611 - a constant
    return query.annotate(found=found).filter(found=True)


def _tenants(seen: Reach) -> str:
    """The reach as marks, which stand in the index beside the words: a common word of one tenant is found at once."""
    every = [" & ".join(f"'{MARKS[name]}{value}'" for name, value in each.items()) for each in branches(seen)]
    return "" if "" in every else " | ".join(f"({each})" for each in every)
