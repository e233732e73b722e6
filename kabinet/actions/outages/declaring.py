"""An outage of the cabinet is declared, ended and corrected by the house whose it is (U3.4a, L11b, P4.4).

While it lasts, letters and the telephone stand in for the cabinet; everybody concerned is told when it is declared and when
it is over. What was declared is corrected, never removed: one that was declared by mistake ends when it begins.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from kabinet.actions.outages import telling
from kabinet.actions.tickets.speak import reasoned
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors
from kabinet.records.models import Outage
from kabinet.regulation.access import Act, Actor, Late, OrgKind, OutageTimes
from kabinet.regulation.fact_data.organisations import OutageCorrected, OutageTold
from kabinet.regulation.text import Text

CLAUSE: Final = "U3.4a"
HOUR = timedelta(hours=1)
LONGEST = timedelta(days=31)
NOT_YET = Text("Это время ещё не наступило", "This time has not come yet")
BEGUN = Text(
    "Укажите, с какого времени кабинет недоступен, или оставьте пустым: с этой минуты",
    "Say since when the cabinet has been unreachable, or leave it empty: from this minute on",
)
BACKWARDS = Text("Окончание не позже начала", "The end is not after the beginning")
AFTER = Text(
    "Укажите окончание позже начала или оставьте пустым: пока не завершите",
    "Give an end after the beginning, or leave it empty: until you end it",
)
TOO_LONG = Text("Дольше 31 дня объявить нельзя", "It cannot be declared for more than 31 days")
SHORTER = Text("Укажите более близкое окончание, его можно перенести", "Give a nearer end; it can be moved")
TWICE = Text("Это время уже объявлено", "This time is declared already")
CORRECT = Text(
    "Исправьте прежнюю запись или укажите другое время", "Correct the former entry, or give another time"
)
OVER = Text("Эта недоступность уже завершена", "This outage is over already")
AGAIN = Text(
    "Если кабинет снова недоступен, объявите новую", "If the cabinet is away again, declare another one"
)
OVERTAKEN = Text("Пока вы писали, запись изменили", "The entry was changed while you were writing")
COMPARE = Text(
    "Ваш текст ниже и не потерян. Сравните и сохраните ещё раз", "Your text is below. Compare and save again"
)
SAME = Text("Ничего не изменилось", "Nothing has changed")
CHANGE = Text("Измените время или причину", "Change the times or the reason")


def declare_outage(
    *,
    actor: Actor,
    at: datetime,
    reason: str,
    began_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Outage:
    """The cabinet is, or was, unreachable from `began_at` (None: now; back within the pack's limit) until `ends_at` (None:
    until somebody ends it): the vendor says it for everybody, a partner for its own desk and its clients.

    Invalid for times that cannot be or are declared already. The same told twice in a moment is one: its time is taken.
    """
    now = whole(at)
    since = whole(began_at) if began_at else now
    with organisation_act(
        actor=actor,
        at=at,
        organisation=actor.organisation,
        act=Act.DECLARE_OUTAGE,
        typed=OutageTimes(late=_late(now, since)),
    ) as work:
        until = _end(now, since, ends_at)
        if until == since:
            raise Invalid("ends_at", BACKWARDS, AFTER)
        _require_free(actor.organisation, since, until)
        outage = Outage.objects.create(
            organisation=work.organisation,
            of_vendor=work.organisation.kind == OrgKind.VENDOR,
            began_at=since,
            ends_at=until,
            over=until is not None and until <= now,
            reason=reasoned(reason),
            declared_by_id=actor.person,
            declared_by_name=actor.name,
            declared_at=now,
        )
        _tell(work, outage, "outage_declared", told(outage))
    return outage


def end_outage(*, actor: Actor, at: datetime, key: int) -> Outage:
    """The cabinet can be reached again, from now on. Closed for one that does not concern the actor; Invalid for one that is
    over."""
    known = doors.outage(actor, key)
    with organisation_act(
        actor=actor, at=at, organisation=known.organisation_id, act=Act.DECLARE_OUTAGE
    ) as work:
        outage = _locked(work, key)
        if outage.ends_at is not None and outage.ends_at <= work.at:
            raise Invalid("key", OVER, AGAIN)
        outage.ends_at, outage.over = max(work.at, outage.began_at), True
        outage.save(update_fields=["ends_at", "over"])
        _tell(work, outage, "outage_ended", told(outage))
    return outage


def correct_outage(
    *,
    actor: Actor,
    at: datetime,
    key: int,
    began_at: datetime,
    ends_at: datetime | None,
    reason: str,
    seen: str = "",
) -> Outage:
    """Other times or another reason: the journal keeps what it was. One that was declared by mistake ends when it begins.

    `seen` is the `state` that the person saw: Invalid("seen") for another one. A beginning that is moved may lie back no
    further than one that is declared now.
    """
    now, since = whole(at), whole(began_at)
    known = doors.outage(actor, key)
    late = _late(now, since) if since != known.began_at else None
    with organisation_act(
        actor=actor,
        at=at,
        organisation=known.organisation_id,
        act=Act.DECLARE_OUTAGE,
        typed=OutageTimes(late=late),
    ) as work:
        outage = _locked(work, key)
        if seen and seen != state(outage):
            raise Invalid("seen", OVERTAKEN, COMPARE)
        until, was = _end(now, since, ends_at), (outage.began_at, outage.ends_at, outage.reason)
        if (since, until, reasoned(reason)) == was:
            raise Invalid("reason", SAME, CHANGE)
        _require_free(outage.organisation_id, since, until, but=outage.pk)
        outage.began_at, outage.ends_at, outage.reason = since, until, reasoned(reason)
        outage.over = until is not None and until <= now
        outage.save(update_fields=["began_at", "ends_at", "reason", "over"])
        _tell(work, outage, "outage_corrected", corrected(outage, was[0], was[1]))
    return outage


def state(outage: Outage) -> str:
    """What a form carries to be compared: the row as it was shown."""
    until = outage.ends_at.isoformat() if outage.ends_at else ""
    return f"{outage.began_at.isoformat()}|{until}|{len(outage.reason)}"


def told(outage: Outage) -> OutageTold:
    """What journal and notices keep of it; `how` says which sentence is meant."""
    return OutageTold(
        outage=outage.pk,
        since=outage.began_at,
        closes=outage.ends_at,
        reason=outage.reason,
        how=_how(outage),
    )


def corrected(outage: Outage, since: datetime, closes: datetime | None) -> OutageCorrected:
    """And what it was before."""
    return OutageCorrected(
        outage=outage.pk,
        since=outage.began_at,
        closes=outage.ends_at,
        reason=outage.reason,
        how=_how(outage),
        was_since=since,
        was_closes=closes,
    )


def _how(outage: Outage) -> str:
    if outage.ends_at is not None and outage.ends_at == outage.began_at:
        return "mistaken"
    return "over" if outage.over else "until" if outage.ends_at else ""


def _locked(work: OrganisationWork, key: int) -> Outage:
    """The organisation's row is locked by the frame; the outage itself may be ended by the program just now."""
    return Outage.objects.select_for_update().get(pk=key, organisation=work.organisation.pk)


def _late(now: datetime, since: datetime) -> Late:
    if since > now:
        raise Invalid("began_at", NOT_YET, BEGUN)
    return Late(hours=(now - since) / HOUR)


def _end(now: datetime, since: datetime, ends_at: datetime | None) -> datetime | None:
    if ends_at is None:
        return None
    until = whole(ends_at)
    if until < since:
        raise Invalid("ends_at", BACKWARDS, AFTER)
    if until > now + LONGEST:
        raise Invalid("ends_at", TOO_LONG, SHORTER)
    return until


def _require_free(
    organisation: int, since: datetime, until: datetime | None, *, but: int | None = None
) -> None:
    """The same time is declared once by one house: the database holds it too."""
    others = Outage.objects.filter(organisation=organisation).exclude(ends_at__lte=since)
    others = others if but is None else others.exclude(pk=but)
    others = others if until is None else others.filter(began_at__lt=until)
    if since != until and others.exclude(ends_at=F("began_at")).exists():
        raise Invalid("began_at", TWICE, CORRECT)


def _tell(work: OrganisationWork, outage: Outage, kind: str, data: OutageTold) -> None:
    work.record(kind, data, clause=CLAUSE)
    telling.tell(outage, kind, data, at=work.at, but=work.actor.person)
