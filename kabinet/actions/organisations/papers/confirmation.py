"""What was handed in is confirmed by the vendor, or refused with a reason; until then it gives no right."""

from datetime import datetime
from typing import Any

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import doors
from kabinet.records.doors.offices import PAPERS
from kabinet.records.versions import day_of
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import PaperConfirmed, PaperRefused
from kabinet.regulation.verdict import day_said


def confirm_paper(*, actor: Actor, at: datetime, kind: str, key: int) -> None:
    """It counts from its first day. Closed when somebody decided it before."""
    known = doors.paper_of(actor, kind, key)
    with organisation_act(
        actor=actor, at=at, organisation=known.organisation.pk, act=Act.CONFIRM_PAPER
    ) as work:
        row = _waiting(kind, key)
        row.pending = False
        row.save(update_fields=["pending"])
        _decided(work, kind, row, f"{kind}_confirmed")


def refuse_paper(*, actor: Actor, at: datetime, kind: str, key: int, reason: str) -> None:
    """It is taken off the record; the history keeps what it was and why. Closed when somebody decided it before."""
    known = doors.paper_of(actor, kind, key)
    with organisation_act(
        actor=actor, at=at, organisation=known.organisation.pk, act=Act.CONFIRM_PAPER
    ) as work:
        row = _waiting(kind, key)
        why = paperwork.needed("reason", reason)
        row.delete()
        _decided(work, kind, row, f"{kind}_refused", why)


def _waiting(kind: str, key: int) -> Any:
    row = PAPERS[kind].objects.select_for_update().filter(pk=key, pending=True).first()
    if row is None:
        raise doors.Closed
    return row


def _decided(work: OrganisationWork, kind: str, row: Any, fact: str, reason: str | None = None) -> None:
    person = row.person if kind == "certificate" else None
    data = PaperConfirmed(
        number=row.number,
        name=person.name if person else None,
        day=day_said(row.first_day),
        until=paperwork.until(row.last_day),
    )
    if reason is not None:
        data = PaperRefused(**vars(data), reason=reason)
    work.record(
        fact, data, person=person.pk if person else None, clause="P2.5" if kind == "certificate" else "U1"
    )
    if person is not None:
        told = paperwork.all_of([person.pk], staff_of(work.organisation.pk, *paperwork.CONTACTS))
        work.tell(told, fact, data, about=subjects.OWN_PAPERS)
        return
    client = work.organisation.pk
    seller = getattr(row, "seller_id", None)
    # A refused paper takes no right from anybody: it is told to who handed it in and who answers for it.
    ours, theirs = (
        (paperwork.CONTACTS, paperwork.LEADS)
        if fact.endswith("_refused")
        else (paperwork.WRITERS, paperwork.SENDERS)
    )
    work.tell(staff_of(client, *ours), fact, data, about=subjects.OWN_PAPERS)
    for partner in paperwork.partners_of(client, day_of(work.actor, work.at), seller):
        work.tell(staff_of(partner, *theirs), fact, data, about=subjects.papers(client))
