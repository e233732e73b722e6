"""The reply form of a ticket for one reader: whom they can write to, as what, and what that would do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse

from kabinet.actions.tickets.drafts.attach import largest
from kabinet.pages.tickets import idempotency
from kabinet.pages.tickets.composer import effects
from kabinet.pages.tickets.joint.composer import jointly
from kabinet.pages.tickets.open_questions import returns
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import Cited, called, cited_rule, spoken
from kabinet.pages.ui.talk import Audience, Composer, MessageKind, Tone
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation import access
from kabinet.regulation.access import ACTS, NARROW, WIDE, Act, OrgKind
from kabinet.regulation.facts import Answer, Side
from kabinet.regulation.legs import LegCode

FINAL = "workaround_final"  # a workaround that is offered as the end of the matter


def composer(
    opened: TicketView, typed: dict[str, str] | None = None, errors: tuple[str, ...] = (), kind: str = ""
) -> Composer | None:
    """None when the reader cannot write here at all; `typed` is what a refused form had, else the draft is shown."""
    offered = audiences(opened)
    if not offered:
        return None
    kept = opened.reply_begun if typed is None else None
    content: dict[str, Any] = typed if typed is not None else kept.content if kept else {}
    values = [audience.value for audience in offered]
    kinds = tuple(_kinds(opened)) if _speaks(opened) else ()
    return Composer(
        action=reverse("ticket_say", args=[opened.number]),
        audiences=offered,
        chosen=_chosen(opened, content.get("audience", ""), values),
        kinds=kinds,
        kind=kind or content.get("kind", "") or (kinds[0].value if kinds else ""),
        hint=_hint(opened, kinds),
        text=content.get("text", ""),
        version=opened.ticket.version,
        across=opened.beside.version if opened.beside is not None else "",
        once=idempotency.mark(opened.at),
        draft_url=reverse("ticket_draft", args=[opened.number]),
        draft_saved=_saved(opened, kept.saved_at) if kept and kept.content.get("text") else "",
        errors=errors,
        small=largest(opened.actor),
        **_at_hand(opened, values),
    )


def audiences(opened: TicketView) -> tuple[Audience, ...]:
    """To whom the reader can write here, the widest of the ticket's own leg first."""
    return tuple(replace(each, sees=_sees(opened, each)) for each in _audiences(opened))


def _sees(opened: TicketView, audience: Audience) -> str:
    """Who reads it; of a returned ticket also that words do not end the return (P5e)."""
    if audience.value == NARROW[opened.leg.code] or opened.guest:
        return audience.sees
    return f"{audience.sees} {words_leave_return(opened, audience.value)}".strip()


def words_leave_return(opened: TicketView, audience: str) -> str:
    """Said of the ticket in which the words will stand: the one beside it where they go across."""
    across = audience == access.Audience.VENDOR_LEG and opened.beside is not None
    return returns.words_leave_it(opened.neighbour if across else opened)


def _chosen(opened: TicketView, typed: str, values: list[str]) -> str:
    """As it was typed; what was meant for readers who are not offered any more is for no wider ones by itself."""
    narrow = NARROW[opened.leg.code]
    if typed and typed not in values and narrow in values:
        return str(narrow)
    chosen = typed or _last_used(opened)
    return chosen if chosen in values else values[0]


def _at_hand(opened: TicketView, values: list[str]) -> dict[str, Any]:
    """A desk's own answers, and its colleagues while a note can be written."""
    if opened.reader is OrgKind.CLIENT:
        return {}
    notes = NARROW[opened.leg.code] in values
    return {
        "canned_url": reverse("ticket_canned", args=[opened.number]),
        "people_url": reverse("ticket_colleagues", args=[opened.number]) if notes else "",
    }


class Silence(NamedTuple):
    """Why there is no form to write in."""

    reason: str
    remedy: str
    clause: Cited


def silence(opened: TicketView) -> Silence | None:
    """None where there is one."""
    verdict = opened.may(Act.ANSWER if opened.side is Side.SUPPORT else Act.REPLY)
    if verdict.allowed:
        return None
    if opened.side is Side.APPLICANT and opened.may(Act.OBJECT).allowed:
        clause = opened.leg.denials["refused_stands"].clause
        return Silence(spoken(verdict.reason), _("Не согласны с отказом — возразите"), cited_rule(clause))
    return Silence(spoken(verdict.reason), spoken(verdict.remedy), cited_rule(verdict.clause))


def parsed(kind: str) -> tuple[Answer, bool]:
    """The law's answer and whether it is final, of what the form sent; ValueError for something else."""
    return (Answer.WORKAROUND, True) if kind == FINAL else (Answer(kind), False)


def known_kinds() -> frozenset[str]:
    """Everything that `parsed` reads."""
    return frozenset({FINAL, *(str(each) for each in Answer)})


def _speaks(opened: TicketView) -> bool:
    return opened.may(Act.ANSWER).allowed


def _audiences(opened: TicketView) -> Iterator[Audience]:
    wide, narrow = WIDE[opened.leg.code], NARROW[opened.leg.code]
    if _speaks(opened):
        yield Audience(
            wide, Tone.OPEN, _to_applicant(opened), _seen_by_applicant(opened), _send_to_applicant(opened)
        )
    if opened.may(Act.NOTE).allowed:
        yield Audience(
            narrow,
            Tone.INTERNAL,
            _("Внутренняя заметка"),
            _("Увидят только сотрудники %(us)s. Часы не изменятся.") % {"us": _us(opened)},
            _("Сохранить заметку"),
            _("Заметка"),
        )
    if opened.may(Act.REPLY).allowed and not opened.guest:
        yield Audience(
            wide, Tone.OPEN, _to_support(opened), _seen_by_support(opened), _send_to_support(opened)
        )
    if _can_write_across(opened):
        yield _across(opened)
    if (_speaks(opened) or opened.may(Act.REPLY).allowed) and opened.guests:
        yield jointly(opened)


def _can_write_across(opened: TicketView) -> bool:
    """To the vendor without leaving the client's ticket."""
    if opened.reader is not OrgKind.PARTNER or opened.beside is None or not _speaks(opened):
        return False
    actor = opened.actor
    replies = any(row.covers(actor.kind, actor.roles) for row in ACTS[Act.REPLY].grants(LegCode.VENDOR))
    return opened.neighbour.open and replies


def _across(opened: TicketView) -> Audience:
    number = opened.neighbour.number
    return Audience(
        access.Audience.VENDOR_LEG,
        Tone.ACROSS,
        _("В %(vendor_name_acc)s, %(number)s") % {"number": number},
        _("Увидят: специалисты %(vendor_name_gen)s в %(number)s. Клиент не увидит.") % {"number": number},
        _("Отправить в %(vendor_name_acc)s"),
        _("В %(vendor_name_acc)s"),
    )


def _us(opened: TicketView) -> str:
    return _("%(Vendor_name)s") if opened.reader is OrgKind.VENDOR else str(opened.ticket.partner_name)


def _to_applicant(opened: TicketView) -> str:
    return _("Партнёру") if opened.vendor_leg else _("Клиенту")


def _seen_by_applicant(opened: TicketView) -> str:
    ticket = opened.ticket
    if opened.vendor_leg:
        names = {"who": called(opened.contact_name), "partner": ticket.partner_name}
        return _("Увидят: %(who)s и коллеги, %(partner)s. Клиент не увидит.") % names
    names = {"who": called(opened.contact_name), "client": ticket.client_name}
    return _("Увидят: %(who)s и все сотрудники %(client)s. В %(vendor_name_acc)s не попадёт.") % names


def _send_to_applicant(opened: TicketView) -> str:
    return _("Отправить партнёру") if opened.vendor_leg else _("Отправить клиенту")


def _to_support(opened: TicketView) -> str:
    return _("В %(vendor_name_acc)s") if opened.vendor_leg else _("Партнёру")


def _seen_by_support(opened: TicketView) -> str:
    if opened.vendor_leg:
        return _("Увидят: специалисты %(vendor_name_gen)s и ваши коллеги. Клиент не увидит.")
    names = {
        "partner": opened.ticket.partner_name,
        "who": called(opened.ticket.assignee_name) or _("дежурный инженер"),
    }
    said = _("Увидят: %(partner)s (%(who)s) и все сотрудники вашей организации.") % names
    return (
        said
        if opened.partner_works
        else f"{said} {_('Ответить партнёр сейчас не может: у него нет статуса.')}"
    )


def _send_to_support(opened: TicketView) -> str:
    return _("Отправить в %(vendor_name_acc)s") if opened.vendor_leg else _("Отправить партнёру")


def answer_words(opened: TicketView) -> str:
    """The phone's button that leads to the form."""
    if opened.guest:
        return _("Написать всем")
    if opened.side is Side.APPLICANT:
        if not opened.vendor_leg and not opened.partner_works:
            return _("Дописать сообщение")
        return _("Ответить в %(vendor_name_acc)s") if opened.vendor_leg else _("Ответить партнёру")
    if not _speaks(opened):
        return _("Написать заметку")
    return _("Ответить партнёру") if opened.vendor_leg else _("Ответить клиенту")


def _kinds(opened: TicketView) -> Iterator[MessageKind]:
    for answer in opened.leg.answers:
        if effects.possible(opened, answer.code, False):
            yield MessageKind(answer.code, spoken(answer.name), effects.effect(opened, answer.code))
        if answer.code is Answer.WORKAROUND and effects.possible(opened, answer.code, True):
            final = _("%(kind)s, окончательно") % {"kind": spoken(answer.name)}
            yield MessageKind(FINAL, final, effects.effect(opened, answer.code, True))


def _hint(opened: TicketView, kinds: tuple[MessageKind, ...]) -> str:
    """Without script the choice cannot say its own effect: then the rule is said."""
    restarts = opened.terms.level(opened.ticket.level).update_restarts
    if kinds and Answer.ANSWER not in restarts:
        return _("Часы обновления остановят только решение, обходное решение или план действий")
    return kinds[0].effect if kinds else ""


def _last_used(opened: TicketView) -> str:
    """The audience of the reader's own last message here: the next one is no wider by itself."""
    mine = [row for row in opened.entries if row.message_id and row.actor_id == opened.actor.person]
    wide = WIDE.values()
    return str(mine[-1].audience) if mine and mine[-1].audience not in wide else ""


def _saved(opened: TicketView, at: datetime) -> str:
    return _("Черновик: %(when)s") % {"when": moments.instant(at, opened.at, opened.zone)}
