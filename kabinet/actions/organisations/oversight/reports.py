"""A client reports that its partner refused to take a ticket through the cabinet; the partner answers (L10)."""

from datetime import date, datetime, timedelta
from typing import Any

from kabinet.actions.notices import subjects
from kabinet.actions.notices.oversight_recipients import leads, overseers
from kabinet.actions.tickets.speak import clean, worded
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors, lengths
from kabinet.records.models import Agreement, RefusalReport
from kabinet.records.versions import day_of
from kabinet.regulation.access import WRITERS, Act, Actor
from kabinet.regulation.fact_data.organisations import RefusalReported, ReportAnswered
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

LONGEST, OLDEST = lengths.STATEMENT, timedelta(days=365)
AHEAD = Text("Этот день ещё не наступил", "This day has not come yet")
LONG_AGO = Text("Сообщить можно об отказе за последний год", "A refusal of the last year can be reported")
NOT_SERVING = Text("В этот день вас обслуживал не этот партнёр", "This partner did not serve you on that day")
WHAT = Text("Опишите, что произошло и как вам отказали", "Describe what happened and how you were refused")
TOO_LONG = Text(f"Не больше {LONGEST} знаков", f"At most {LONGEST} characters")


class Done(Exception):
    """The same is on record already."""

    def __init__(self, report: RefusalReport) -> None:
        self.report = report


def report_refusal(
    *, actor: Actor, at: datetime, partner: int, occurred_on: date, text: str
) -> RefusalReport:
    """Enters the partner's compliance record; the partner and the vendor are told. Sent twice it is one report."""
    try:
        with organisation_act(actor=actor, at=at, organisation=partner, act=Act.REPORT_REFUSAL) as work:
            said = clean(text)
            _in_order(work, occurred_on, said)
            return _reported(work, occurred_on, said)
    except Done as done:
        return done.report


def answer_report(*, actor: Actor, at: datetime, report: int, text: str) -> RefusalReport:
    """The partner's answer, once; the client and the vendor read it. A second one changes nothing."""
    known = doors.report(actor, report)
    try:
        with organisation_act(
            actor=actor, at=at, organisation=known.partner_id, act=Act.ANSWER_REPORT
        ) as work:
            row = RefusalReport.objects.get(pk=known.pk)
            return _answered(work, row, worded(text, LONGEST))
    except Done as done:
        return done.report


def _reported(work: OrganisationWork, occurred_on: date, said: str) -> RefusalReport:
    actor = work.actor
    about: dict[str, Any] = {
        "client_id": actor.organisation,
        "partner": work.organisation,
        "occurred_on": occurred_on,
        "text": said,
        "reported_by_id": actor.person,
    }
    if (same := RefusalReport.objects.filter(**about).first()) is not None:
        raise Done(same)
    made = RefusalReport.objects.create(**about, reporter_name=actor.name, reported_at=work.at)
    data = RefusalReported(client=work.actor_organisation, day=day_said(occurred_on), report=made.pk)
    work.record("refusal_reported", data, clause="L10")
    told = [*leads(work.organisation.pk), *overseers()]
    work.tell(told, "refusal_reported", data, about=subjects.refusal_report(made.pk))
    return made


def _answered(work: OrganisationWork, row: RefusalReport, said: str) -> RefusalReport:
    if row.answered_at is not None:
        raise Done(row)
    row.answer, row.answered_at = said, work.at
    row.answered_by_id, row.answerer_name = work.actor.person, work.actor.name
    row.save()
    data = ReportAnswered(
        client=row.client.short_name,
        partner=work.organisation.short_name,
        day=day_said(row.occurred_on),
        report=row.pk,
    )
    work.record("refusal_report_answered", data, clause="L10")
    told = [row.reported_by_id, *staff_of(row.client_id, *WRITERS), *overseers()]
    work.tell(told, "refusal_report_answered", data, about=subjects.refusal_report(row.pk))
    return row


def _in_order(work: OrganisationWork, occurred_on: date, said: str) -> None:
    today = day_of(work.actor, work.at)
    faults = []
    if occurred_on > today:
        faults.append(Fault("occurred_on", AHEAD))
    elif occurred_on < today - OLDEST:
        faults.append(Fault("occurred_on", LONG_AGO))
    elif not _served(work, occurred_on):
        faults.append(Fault("partner", NOT_SERVING))
    if not said:
        faults.append(Fault("text", WHAT))
    if len(said) > LONGEST:
        faults.append(Fault("text", TOO_LONG))
    if faults:
        raise Mistaken(faults, "L10")


def _served(work: OrganisationWork, day: date) -> bool:
    agreed = Agreement.objects.filter(
        client=work.actor.organisation, partner=work.organisation, first_day__lte=day
    )
    return any(each.last_day is None or each.last_day >= day for each in agreed)
