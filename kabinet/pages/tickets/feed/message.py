"""One message as its reader sees it: who else sees it, what it is, and what it did to the clocks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.urls import reverse

from kabinet.actions.unit.instants import epoch
from kabinet.pages.tickets.joint import widening
from kabinet.pages.tickets.page import clocks, late_calls
from kabinet.pages.ui import deadlines, moments
from kabinet.pages.ui.citations import called, spoken
from kabinet.pages.ui.talk import FileLine, Message, Tag, Tone
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.clock_reading import instant
from kabinet.queries.enclosed import SHARED
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.record_types import MessageRecord, TicketRecord
from kabinet.regulation.access import Audience, OrgKind
from kabinet.regulation.clocks import Clock, ClockName, Outcome
from kabinet.regulation.fact_data.tickets import InOutage
from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.pack import Turn

# Answers that stand out in the talk, by the regulation's own names: tone and icon.
ANSWERS = {
    "solution": ("ok", "circle-check"),
    "workaround": ("ok", "circle-check"),
    "plan": ("", "list-checks"),
}
# By which way beside the cabinet a ticket came, and an answer that the support wrote down for the applicant.
BESIDE = {
    Channel.TELEPHONE: (lazily("По телефону со слов: %(who)s"), "phone-call"),
    Channel.EMAIL: (lazily("Письмом от: %(who)s"), "mail"),
}
ENTERED = {
    "letter": (lazily("Ответ заявителя письмом"), "mail"),
    "words": (lazily("Ответ заявителя по телефону"), "phone-call"),
}
# When a message reached the ticket of the other leg: by the message's key and that ticket's number.
Reached = dict[tuple[int, str], datetime]


def message(
    opened: TicketView,
    said: MessageRecord,
    files: Mapping[int, list[FileLine]],
    relayed: Reached,
) -> Message:
    """`files` by message; `relayed` are the vendor's messages that reached the client, with their instants."""
    there = opened if said.ticket_id == opened.ticket.pk else opened.neighbour
    link, link_words = _relay(opened, there, said, relayed)
    return Message(
        id=f"m{said.pk}",
        # A name of another desk stands as it stands there.
        author=called(said.author_name) if said.author_id else said.author_name,
        side=OrgKind(said.side),
        about=said.author_organisation,
        text=said.text,
        tone=tone(opened, said),
        audience=audience(opened, said),
        at=moments.clock(said.occurred_at, opened.zone),
        at_full=moments.full(said.occurred_at, opened.zone),
        files=tuple(files.get(said.pk, ())),
        tags=tuple(_tags(there, said)),
        link=link,
        link_words=link_words,
    )


def tone(opened: TicketView, said: MessageRecord) -> Tone:
    if said.ticket_id != opened.ticket.pk:
        return Tone.ACROSS
    if said.audience == Audience.JOINT and not opened.guest:
        return Tone.JOINT
    return Tone.OPEN if said.audience in SHARED else Tone.INTERNAL


def audience(opened: TicketView, said: MessageRecord) -> str:
    """Who beside the reader's own side reads it; of what the applicant wrote nobody needs to be told."""
    if said.ticket_id != opened.ticket.pk:
        number = {"number": opened.beside.number if opened.beside else ""}
        if said.audience == Audience.JOINT:
            return _("%(number)s — видят и участники") % number
        return _("%(number)s — клиент не видит") % number
    if said.audience not in SHARED:
        return _("Внутренняя заметка — видим только мы")
    if said.audience == Audience.JOINT:
        return (
            _("Видят партнёр и %(vendor_name)s")
            if opened.guest
            else _("Видят партнёр, %(vendor_name)s и участники от клиента")
        )
    if said.side == opened.leg.applicant.value:
        return ""
    if opened.reader is OrgKind.CLIENT:
        return _("Видит вся организация")
    if said.audience == Audience.VENDOR_LEG:
        return (
            _("Видит %(vendor_name)s, клиент не видит")
            if opened.reader is OrgKind.PARTNER
            else _("Видит партнёр, клиент не видит")
        )
    return _("Видит клиент")


def _tags(opened: TicketView, said: MessageRecord) -> Iterator[Tag]:
    yield from _first_answer(opened, said)
    if tag := _kind(opened, said):
        yield tag
    if said.kind == "statement" and said.relayed_from_id:
        yield Tag(_("Из обращения клиента"), "client", "corner-down-left")
    elif said.kind == "statement" and opened.ticket.channel in BESIDE:
        words, icon = BESIDE[Channel(opened.ticket.channel)]
        yield Tag(str(words) % {"who": called(opened.ticket.author_name)}, "client", icon)
    elif said.relayed_from_id and opened.reader is not OrgKind.CLIENT:
        yield Tag(_("Ответ %(vendor_name_gen)s"), "vendor", "corner-down-left")
    if shown := widening.shown_later(opened, said):
        yield Tag(shown, "", "eye")
    told = said.kind in {"call", *ENTERED} or (said.kind == "statement" and not said.relayed_from_id)
    if told and said.recorded_at > said.occurred_at:
        when = moments.instant(said.recorded_at, opened.at, opened.zone)
        yield Tag(_("Записано позже: %(when)s") % {"when": when}, "", "clock")
        yield from _claim(opened, said)
    if told and said.kind != "statement":
        yield from _during(opened, said)


def _during(opened: TicketView, said: MessageRecord) -> Iterator[Tag]:
    """In which outage of the cabinet it came; the history says it of a registration (U3.4a)."""
    row = next((row for row in opened.entries if row.message_id == said.pk), None)
    if row is None or not isinstance(row.told, InOutage) or row.told.outage_since is None:
        return
    since = moments.instant(row.told.outage_since, opened.at, opened.zone)
    if row.told.outage_closes is None:
        words = _("В период недоступности кабинета, объявленной с %(since)s") % {"since": since}
    else:
        closes = moments.instant(row.told.outage_closes, opened.at, opened.zone)
        times = {"since": since, "closes": closes}
        words = _("В период недоступности кабинета (%(since)s – %(closes)s)") % times
    yield Tag(words, "", "wifi-off")


def _claim(opened: TicketView, said: MessageRecord) -> Iterator[Tag]:
    """What became of an entry that was made after its term."""
    row = next(
        (row for row in opened.entries if row.kind == Kind.CLAIMED and row.message_id == said.pk), None
    )
    if row is None:
        return
    found = late_calls.state(opened, row)
    if found is late_calls.State.WAITING:
        ends = late_calls.ends(opened, row)
        words = _("Ждёт подтверждения до %(ends)s") % {"ends": ends} if ends else _("Ждёт подтверждения")
        yield Tag(words, "warn", "hourglass")
    elif found is late_calls.State.CONFIRMED:
        yield Tag(_("Звонок подтверждён"), "ok", "check")
    elif found is late_calls.State.SILENCE:
        yield Tag(_("Засчитано: не опровергли"), "", "check")
    elif found is late_calls.State.DENIED:
        yield Tag(_("Ответили: такого звонка не было"), "bad", "x")
    else:
        yield Tag(_("Не засчитано: не подтвердили"), "", "x")


def _kind(opened: TicketView, said: MessageRecord) -> Tag | None:
    if said.kind == "question":
        return _question(opened, said)
    if said.kind == "call":
        return (
            Tag(_("Разговор"), "", "phone-call")
            if said.reached
            else Tag(_("Не дозвонились"), "warn", "phone-off")
        )
    if said.kind in ENTERED:
        side = "client" if opened.ticket.leg == LegCode.CLIENT else "partner"
        return Tag(str(ENTERED[said.kind][0]), side, ENTERED[said.kind][1])
    if said.kind == "bridged":
        return Tag(_("Из другой системы"), said.side, "refresh-cw")
    if said.kind not in ANSWERS:
        return None
    named = next(spoken(each.name) for each in opened.leg.answers if each.code == said.kind)
    words = (
        _("%(kind)s, окончательно") % {"kind": named}
        if said.final and said.kind == Answer.WORKAROUND
        else named
    )
    return Tag(words, *ANSWERS[said.kind])


def _question(opened: TicketView, said: MessageRecord) -> Tag:
    asked = Turn.PARTNER if opened.ticket.leg == LegCode.VENDOR else Turn.CLIENT
    at = epoch(said.occurred_at)
    running = _ended_or_begun(opened, ClockName.ANSWER, at, begun=True)
    if opened.folded.clocks.asked == at:
        running = opened.folded.clocks.running(ClockName.ANSWER)
    if running is None or running.ended is not None or running.due is None:
        return Tag(_("Вопрос"), asked, "message-circle-question")
    due = deadlines.by(instant(running.due), opened.at, deadlines.of_ticket(opened))
    return Tag(_("Вопрос: ответ %(due)s") % {"due": due}, asked, "hourglass")


def _first_answer(opened: TicketView, said: MessageRecord) -> Iterator[Tag]:
    """On the message that was the first contact: in time or not."""
    run = _ended_or_begun(opened, ClockName.REACTION, epoch(said.occurred_at), begun=False)
    if run is None or said.audience not in SHARED or said.side == opened.leg.applicant.value:
        return
    if run.outcome is Outcome.MET:
        shown = clocks.view(opened, run)
        yield Tag(_("Первый ответ %(main)s %(sub)s") % {"main": shown.main, "sub": shown.sub}, "ok", "check")
    elif run.outcome is Outcome.LATE:
        late = clocks.lateness(opened, run)
        yield Tag(_("Первый ответ опоздал на %(late)s") % {"late": late}, "bad", "octagon-alert")


def _ended_or_begun(opened: TicketView, name: ClockName, at: int, *, begun: bool) -> Clock | None:
    for run in opened.folded.runs:
        if run.name is name and (run.started if begun else run.ended) == at:
            return run
    return None


def _relay(opened: TicketView, there: TicketView, said: MessageRecord, relayed: Reached) -> tuple[str, str]:
    """Under a vendor's message, for the partner: when it reached the client, or the way to bring it there."""
    if said.side == opened.reader:
        return widening.link(opened, there, said)
    if opened.reader is OrgKind.PARTNER and said.side == OrgKind.CLIENT and there is opened:
        return _carry(opened, said, relayed)
    if opened.reader is not OrgKind.PARTNER or said.side != OrgKind.VENDOR:
        return "", ""
    waiting = opened.clients if there is opened else [opened.ticket]
    lacking = [each for each in waiting if (said.pk, each.number) not in relayed and each.closed_at is None]
    if lacking:
        to = lacking[0]
        words = (
            _("Перенести клиенту")
            if len(waiting) < 2
            else _("Перенести в %(number)s") % {"number": to.number}
        )
        own = there.ticket.origin_id == to.pk
        address = reverse("ticket_relay", args=[there.number, said.pk])
        return address if own else f"{address}?to={to.number}", words
    return _reached(opened, said, waiting, relayed)


def _carry(opened: TicketView, said: MessageRecord, relayed: Reached) -> tuple[str, str]:
    """Under a client's message: since when the vendor has it, or the way to bring it there while they work on it."""
    there = opened.beside
    if there is None or said.audience != Audience.PUBLIC:
        return "", ""
    if when := relayed.get((said.pk, there.number)):
        words = _("Перенесено в %(vendor_name_acc)s: %(when)s") % {
            "when": moments.instant(when, opened.at, opened.zone)
        }
        return reverse("ticket", args=[there.number]), words
    # The description itself was passed on, in the words of the form.
    if said.kind == "statement" or not opened.neighbour.open:
        return "", ""
    return reverse("ticket_carry", args=[opened.number, said.pk]), _("Перенести в %(vendor_name_acc)s")


def _reached(
    opened: TicketView, said: MessageRecord, waiting: Iterable[TicketRecord], relayed: Reached
) -> tuple[str, str]:
    """When it came to the client, in the last of the tickets that waited for it."""
    got = [(relayed[said.pk, each.number], each) for each in waiting if (said.pk, each.number) in relayed]
    if not got:
        return "", ""
    when, client_ticket = max(got, key=lambda each: each[0])
    words = _("Перенесено клиенту: %(when)s") % {"when": moments.instant(when, opened.at, opened.zone)}
    return reverse("ticket", args=[client_ticket.number]), words
