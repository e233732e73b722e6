"""A violation of the regulation by a partner: registered with its evidence, answered, withdrawn (L17b)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kabinet.actions.notices import subjects
from kabinet.actions.notices.oversight_recipients import leads, overseers
from kabinet.actions.tickets.speak import clean, reasoned, worded
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors, lengths
from kabinet.records.models import RefusalReport, Ticket, Violation
from kabinet.records.versions import day_of
from kabinet.records.versions.vendor_names import clauses, clauses_of_partner
from kabinet.regulation.access import Act, Actor, OrgKind, ViolationRecord
from kabinet.regulation.fact_data.organisations import ViolationTold
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

LONGEST, MOST_TICKETS = lengths.STATEMENT, 200
AHEAD = Text("Этот день ещё не наступил", "This day has not come yet")
LONGEST_WAIT = timedelta(days=366)
SOON = Text("Выберите день после сегодняшнего, не дальше года", "Choose a day after today, within a year")
CLAUSE = Text("Выберите нарушенный пункт регламента", "Choose the clause that was broken")
WHAT = Text("Опишите, в чём нарушение", "Describe what the violation is")
TOO_LONG = Text(f"Не больше {LONGEST} знаков", f"At most {LONGEST} characters")
TOO_MANY = Text(f"Не больше {MOST_TICKETS} обращений", f"At most {MOST_TICKETS} tickets")


class Done(Exception):
    """It is so already."""

    def __init__(self, violation: Violation) -> None:
        self.violation = violation


def register_violation(
    *,
    actor: Actor,
    at: datetime,
    partner: int,
    clause: str,
    occurred_on: date,
    text: str,
    tickets: Sequence[str] = (),
    report: int | None = None,
    evidence: str = "",
    answer_by: date | None = None,
) -> Violation:
    """Rests on tickets of the partner, on a client's report or on words of evidence; Refused when on nothing. The partner is
    asked to answer by the day `answer_by`, None so many days from today as the regulation in force says."""
    words, numbers = (
        clean(evidence),
        list(dict.fromkeys(clean(each).upper() for each in tickets if clean(each))),
    )
    known = doors.report(actor, report) if report is not None else None
    rests = bool(words or numbers or known)
    try:
        with organisation_act(
            actor=actor,
            at=at,
            organisation=partner,
            act=Act.RECORD_VIOLATION,
            typed=ViolationRecord(evidence=rests),
        ) as work:
            if work.organisation.kind != OrgKind.PARTNER:
                raise doors.Closed
            said = clean(text)
            last = answer_by or day_of(work.actor, work.at) + timedelta(days=work.pack.violation_answer_days)
            _in_order(work, clause, (occurred_on, last), (said, words), numbers, known)
            proof = {"tickets": numbers, "report": known.pk if known else None, "text": words}
            return _registered(work, clause, occurred_on, said, proof, last)
    except Done as done:
        return done.violation


def answer_violation(*, actor: Actor, at: datetime, violation: int, text: str) -> Violation:
    """What the partner says to it, once; a second answer changes nothing."""
    known = doors.violation(actor, violation)
    try:
        with organisation_act(
            actor=actor, at=at, organisation=known.partner_id, act=Act.ANSWER_VIOLATION
        ) as work:
            row = Violation.objects.get(pk=known.pk)
            if row.answered_at is not None:
                raise Done(row)
            row.answer, row.answerer_name, row.answered_at = worded(text, LONGEST), actor.name, work.at
            row.save()
            _said(work, "violation_answered", row, [row.registered_by_id, *overseers()])
            return row
    except Done as done:
        return done.violation


def withdraw_violation(*, actor: Actor, at: datetime, violation: int, reason: str) -> Violation:
    """It counts no more; the record keeps it with the reason."""
    known = doors.violation(actor, violation)
    try:
        with organisation_act(
            actor=actor, at=at, organisation=known.partner_id, act=Act.WITHDRAW_VIOLATION
        ) as work:
            row = Violation.objects.get(pk=known.pk)
            if row.withdrawn_at is not None:
                raise Done(row)
            row.withdrawal_reason, row.withdrawn_at = reasoned(reason), work.at
            row.save()
            _said(work, "violation_withdrawn", row, leads(row.partner_id), reason=row.withdrawal_reason)
            return row
    except Done as done:
        return done.violation


def _registered(
    work: OrganisationWork, clause: str, day: date, said: str, proof: dict[str, Any], last: date
) -> Violation:
    about: dict[str, Any] = {
        "partner": work.organisation,
        "clause": clause,
        "occurred_on": day,
        "text": said,
        "evidence": proof,
        "registered_by_id": work.actor.person,
    }
    if (same := Violation.objects.filter(**about, withdrawn_at=None).first()) is not None:
        raise Done(same)
    made = Violation.objects.create(
        **about, registrar_name=work.actor.name, registered_at=work.at, answer_by=last
    )
    _said(work, "violation_registered", made, leads(work.organisation.pk))
    return made


def _said(work: OrganisationWork, kind: str, row: Violation, told: Sequence[int], reason: str = "") -> None:
    data = ViolationTold(
        partner=work.organisation.short_name,
        day=day_said(row.occurred_on),
        place=clauses()[row.clause].place,
        violation=row.pk,
        until=day_said(row.answer_by),
        reason=reason,
    )
    work.record(kind, data, clause=row.clause)
    work.tell(told, kind, data, about=subjects.violation(row.pk))


def _in_order(
    work: OrganisationWork,
    clause: str,
    days: tuple[date, date],
    texts: tuple[str, str],
    numbers: Sequence[str],
    report: RefusalReport | None,
) -> None:
    """`days` are when it happened, and by when an answer is asked for."""
    faults = [] if clause in clauses_of_partner() else [Fault("clause", CLAUSE)]
    occurred, last, today = *days, day_of(work.actor, work.at)
    if occurred > today:
        faults.append(Fault("occurred_on", AHEAD))
    if not today < last <= today + LONGEST_WAIT:
        faults.append(Fault("answer_by", SOON))
    if not texts[0]:
        faults.append(Fault("text", WHAT))
    faults += [
        Fault(name, TOO_LONG)
        for name, said in zip(("text", "evidence"), texts, strict=True)
        if len(said) > LONGEST
    ]
    faults += _foreign(work, numbers, report)
    if faults:
        raise Mistaken(faults, "L17b")


def _foreign(work: OrganisationWork, numbers: Sequence[str], report: RefusalReport | None) -> list[Fault]:
    """Evidence that is not about this partner."""
    if len(numbers) > MOST_TICKETS:
        return [Fault("tickets", TOO_MANY)]
    known = set(
        Ticket.objects.filter(number__in=numbers, partner=work.organisation).values_list("number", flat=True)
    )
    unknown = ", ".join(number[:20] for number in numbers if number not in known)
    faults = []
    if unknown:
        faults.append(
            Fault(
                "tickets",
                Text(f"У этого партнёра нет обращений {unknown}", f"This partner has no tickets {unknown}"),
            )
        )
    if report is not None and report.partner_id != work.organisation.pk:
        faults.append(
            Fault("report", Text("Сообщение о другом партнёре", "The report is about another partner"))
        )
    return faults
