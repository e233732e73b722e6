"""Two people at once: what others did since the version that this person saw, and whether it matters for the act. What does
is declared with each act (`access.ACTS`).
"""

from kabinet.actions.journal.entries import write
from kabinet.actions.journal.fact_codec import fact_of
from kabinet.actions.notices import wording
from kabinet.actions.unit.errors import Conflict, Meanwhile
from kabinet.actions.unit.work import Work
from kabinet.records.models import JournalEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import ACTS, Act, Audience, puts_question, reach, speaks_across
from kabinet.regulation.facts import Kind


def compare(work: Work, act: Act, version: int | None) -> None:
    """Conflict when others did something since `version` that matters for the act; None was not looking."""
    if version is None or version >= work.ticket.version:
        return
    write([work])
    entries = [entry for entry in since(work, version) if _matters(work, act, entry)]
    if entries:
        raise Conflict(work.ticket.number, work.ticket.version, [_said(work, entry) for entry in entries])


def since(work: Work, version: int) -> list[JournalEntry]:
    """The rows after the first `version` ones: a ticket's version counts its rows, hidden ones too."""
    with as_system("what others did meanwhile"):
        rows = JournalEntry.objects.filter(ticket=work.ticket).select_related("message")
        return list(rows.order_by("id")[version:])


def _matters(work: Work, act: Act, entry: JournalEntry) -> bool:
    others = entry.actor_id != work.actor.person
    heard = reach(work.actor).hears(Audience(entry.audience))
    return others and heard and (_changes(act, entry) or _said_beside(work, act, entry))


def _changes(act: Act, entry: JournalEntry) -> bool:
    """Whether it changes what the act means: a question that was not seen makes an answer of words that were none."""
    declared = ACTS[act]
    return Kind(entry.kind) in declared.conflicts or (declared.answers and puts_question(fact_of(entry)))


def _said_beside(work: Work, act: Act, entry: JournalEntry) -> bool:
    """Whether a colleague has spoken to the same people; in joint work several talk at once, and none for another."""
    alone = entry.audience != Audience.JOINT
    return alone and ACTS[act].speaks and speaks_across(fact_of(entry), work.side)


def _said(work: Work, entry: JournalEntry) -> Meanwhile:
    sentence = wording.history(
        Kind(entry.kind), entry.data, actor=entry.actor_name, number=work.ticket.number
    )
    words = entry.message.text if entry.message is not None else ""
    beside = speaks_across(fact_of(entry), work.side)
    return Meanwhile(Kind(entry.kind), sentence, entry.actor_name, entry.occurred_at, words, beside)
