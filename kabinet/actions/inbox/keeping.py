"""A letter becomes its author's draft: of a reply to the ticket that it names, or of a new ticket. Nothing is sent.

It is done in the author's own name and reach, in the organisation for which they reach the ticket.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from django.db import transaction

from kabinet.actions.inbox import answering
from kabinet.actions.inbox.matching import Match
from kabinet.actions.inbox.reading.letter import Read
from kabinet.actions.notices import subjects
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.draft import KINDS, save_draft
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.vendor.joint import is_guest
from kabinet.records import doors
from kabinet.records.lengths import MESSAGE, SUBJECT
from kabinet.records.models import Draft, Membership, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import law_of
from kabinet.regulation.access import WIDE, Actor, Audience, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import KnownFrom, Leg
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import completeness, letter_form
from kabinet.regulation.ticket.letter_form import Written

HOUSES: Final = "for which organisation somebody writes"
# What is filled in from the records when the draft is opened.
KNOWN: Final = (KnownFrom.ORGANISATION, KnownFrom.LICENCE, KnownFrom.PERSON)
MISSING = Text(". В письме не указано: {fields}", ". The letter does not say: {fields}")
LETTER_FILE = Text("письмо.txt", "letter.txt")
NOT_ATTACHED = Text(
    "[Из письма не приложен файл «{name}»: {why}]", "[Not attached from the letter: {name}. {why}]"
)


def in_outage(found: Match, arrived: datetime) -> bool:
    """Whether the cabinet was declared to be down for whoever wrote when the letter came (U3.4a, L11b, P4.4)."""
    with as_system(HOUSES):
        houses = houses_of(found.person)
    return any(doors.outage_at(house, arrived) is not None for house in houses)


def keep_draft(*, at: datetime, arrived: datetime, found: Match, read: Read) -> Draft | None:
    """The draft, and its author told; None when they may keep none of such a thing. Closed when the ticket that is named is
    not there for them."""
    closed = bool(found.number)
    for actor in actors(found.person, at):
        if not found.number:
            if actor.kind is not OrgKind.CLIENT:
                continue
            leg = law_of(actor).leg(LegCode.CLIENT)
            form = letter_form.read(leg, read.own)
            if (draft := _begun(actor, at, read, form)) is not None:
                _told_of_new(at, arrived, draft, read, _missing(leg, form))
                return draft
            continue
        try:
            ticket = doors.ticket(actor, found.number)
        except doors.Closed:
            continue
        closed = False
        if (draft := _reply(actor, at, ticket, read)) is not None:
            _told_of_reply(at, arrived, draft, ticket, read)
            return draft
    if closed:
        raise doors.Closed
    return None


def actors(person: int, at: datetime) -> Iterator[Actor]:
    """The person in each organisation where they are confirmed; the transaction reaches what that one reaches."""
    with as_system(HOUSES):
        houses = houses_of(person)
    for house in houses:
        actor = doors.actor_of(person, house, at)
        if actor is not None and actor.confirmed:
            yield actor


def houses_of(person: int) -> list[int]:
    held = Membership.objects.filter(person=person, confirmed_at__isnull=False, ended_at__isnull=True)
    return list(dict.fromkeys(held.order_by("added_at", "id").values_list("organisation", flat=True)))


def _reply(actor: Actor, at: datetime, ticket: Ticket, read: Read) -> Draft | None:
    """What was typed before stays, the letter stands below it; for whom it is the author chooses anew where it is open."""
    known = doors.draft_of(actor, ticket, KINDS.REPLY)
    wide = Audience.JOINT if is_guest(actor, ticket.number) else WIDE[ticket.leg]
    before = known.content if known else {"text": "", "audience": wide.value, "kind": ""}
    words = read.own or read.subject
    return _saved(actor, at, read, words, before, "text", known, kind=KINDS.REPLY, ticket=ticket.number)


def _begun(actor: Actor, at: datetime, read: Read, form: Written) -> Draft | None:
    values = {"subject": read.subject[:SUBJECT], **form.values}
    return _saved(actor, at, read, form.rest, values, "description", None, kind=KINDS.NEW_TICKET)


def _saved(
    actor: Actor,
    at: datetime,
    read: Read,
    words: str,
    before: dict[str, Any],
    field: str,
    known: Draft | None,
    **of: Any,
) -> Draft | None:
    """The draft with the letter's `words` in `field` and its files; None when the law is against it."""
    former, files = before.get(field, ""), [(each.name, each.content) for each in read.files]
    text = "\n\n".join(filter(None, (former, words)))
    if len(text) > MESSAGE:
        text, files = former, [(LETTER_FILE.say(_language(actor)), read.own.encode()), *files]
    try:
        with transaction.atomic():
            draft = save_draft(
                actor=actor, at=at, content=_content(before, field, text), draft=_key(known), **of
            )
    except Refused:
        return None
    left = [said for name, content in files if (said := _attached(actor, at, draft, name, content))]
    if left:
        noted = "\n".join((text, "", *left))[:MESSAGE]
        draft = save_draft(actor=actor, at=at, content=_content(before, field, noted), draft=draft.pk, **of)
    return draft


def _content(before: dict[str, Any], field: str, text: str) -> dict[str, Any]:
    """Of a reply its text; of a new ticket the fields of its form."""
    return {**before, field: text} if field == "text" else {"values": {**before, field: text}}


def _key(known: Draft | None) -> int | None:
    return known.pk if known is not None else None


def _attached(actor: Actor, at: datetime, draft: Draft, name: str, content: bytes) -> str:
    """Through the door of uploads; a line that says why not, where it was refused."""
    try:
        with transaction.atomic():
            attach(actor=actor, at=at, name=name, content=BytesIO(content), draft=draft.pk)
    except Invalid as invalid:
        language = _language(actor)
        return NOT_ATTACHED.say(language).format(name=name[:80], why=invalid.verdict.reason.say(language))
    return ""


def _language(actor: Actor) -> str:
    return doors.person(actor).language


def _told_of_reply(at: datetime, arrived: datetime, draft: Draft, ticket: Ticket, read: Read) -> None:
    data = {"number": ticket.number, "subject": read.subject, "since": arrived}
    about = subjects.ticket(ticket.number)
    answering.tell(at=at, person=draft.person_id, kind=answering.KEPT, about=about, data=data)


def _missing(leg: Leg, form: Written) -> dict[str, str]:
    """What the form asks of every ticket, the letter does not say and the cabinet does not know by itself, in both
    languages; nothing where the letter is no form."""
    if not form.values:
        return {}
    fields = {each.code: each for each in leg.form}
    gaps = completeness.check(leg, max(each.number for each in leg.levels), form.values).missing
    asked = [gap.label for gap in gaps if fields[gap.field].source not in KNOWN]
    if not asked:
        return {}
    return {
        language: MISSING.say(language).format(fields=", ".join(each.say(language) for each in asked))
        for language in ("ru", "en")
    }


def _told_of_new(at: datetime, arrived: datetime, draft: Draft, read: Read, missing: dict[str, str]) -> None:
    data: dict[str, Any] = {"subject": read.subject, "since": arrived} | (
        {"missing": missing} if missing else {}
    )
    about = subjects.new_ticket_draft(draft.pk)
    answering.tell(at=at, person=draft.person_id, kind=answering.BEGUN, about=about, data=data)
