"""Words that the side that serves puts on a ticket for itself."""

import unicodedata
from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import Ticket, TicketTag
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import Named
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text
from kabinet.regulation.visible import line

LONGEST, MOST = 40, 20
EMPTY = Text("Тег пустой", "The tag is empty")
WRITE = Text("Напишите слово или два", "Write a word or two")
TOO_LONG = Text(f"Тег длиннее {LONGEST} знаков", f"The tag is longer than {LONGEST} characters")
SHORTER = Text("Сократите его", "Make it shorter")
TOO_MANY = Text(f"На обращении уже {MOST} тегов", f"The ticket has {MOST} tags already")
REMOVE = Text("Уберите лишний", "Remove one that is not needed")


def tag_ticket(*, actor: Actor, at: datetime, number: str, name: str, version: int | None = None) -> Ticket:
    """Puts a tag on; one that is there already is not put on twice and nothing is told."""
    with act(actor=actor, at=at, number=number, act=Act.TAG, version=version) as work:
        word = named(name)
        known = set(
            TicketTag.objects.filter(ticket=work.ticket, audience=work.narrow).values_list("name", flat=True)
        )
        if word not in known:
            if len(known) >= MOST:
                raise Invalid("name", TOO_MANY, REMOVE)
            _put(work, word)
            record(work, Kind.TAGGED, Named(name=word), audience=work.narrow)
    return work.ticket


def untag_ticket(*, actor: Actor, at: datetime, number: str, name: str, version: int | None = None) -> Ticket:
    """Takes a tag off; one that is gone already is left alone."""
    with act(actor=actor, at=at, number=number, act=Act.TAG, version=version) as work:
        word = named(name)
        rows = TicketTag.objects.filter(ticket=work.ticket, audience=work.narrow, name=word)
        if rows.delete()[0]:
            record(work, Kind.UNTAGGED, Named(name=word), audience=work.narrow)
    return work.ticket


def named(typed: str) -> str:
    """A tag as it is kept: small letters, single spaces, no sign that cannot be seen; Invalid when nothing is left."""
    seen = "".join(
        sign if unicodedata.category(sign)[0] != "C" else " " for sign in unicodedata.normalize("NFC", typed)
    )
    word = line(" ".join(seen.lower().split()).lstrip("#"))
    if not word:
        raise Invalid("name", EMPTY, WRITE)
    if len(word) > LONGEST:
        raise Invalid("name", TOO_LONG, SHORTER)
    return word


def _put(work: Work, word: str) -> None:
    ticket = work.ticket
    TicketTag.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        name=word,
        audience=work.narrow,
        added_by_id=work.actor.person,
        added_at=work.at,
    )
