"""How it is seen to that the regulation is followed: a party reads its own, of the vendor's people those who oversee."""

from kabinet.api import taken
from kabinet.api.offices import shapes
from kabinet.api.offices.paging import following, page_by_time
from kabinet.api.operation import Call, Reply
from kabinet.api.shapes import Named
from kabinet.queries.oversight_right import require_oversight
from kabinet.records import doors
from kabinet.records.doors.record_types import RefusalReportRecord, ViolationRecord
from kabinet.regulation.access import OrgKind


def list_violations(call: Call) -> Reply:
    """Nothing of it is a client's."""
    if call.actor.kind is OrgKind.CLIENT:
        raise doors.Closed
    require_oversight(call.actor)
    rows, after = page_by_time(
        doors.violations(call.actor), "registered_at", call.asked(taken.PageAsked).cursor
    )
    found = following("/violations", after)
    return Reply(shapes.Violations([_violation(row) for row in rows], found or None), following=found)


def list_reports(call: Call) -> Reply:
    """Of refused registrations."""
    require_oversight(call.actor)
    rows, after = page_by_time(doors.reports(call.actor), "reported_at", call.asked(taken.PageAsked).cursor)
    found = following("/refusal-reports", after)
    return Reply(shapes.Reports([_report(row) for row in rows], found or None), following=found)


def _violation(row: ViolationRecord) -> shapes.Violation:
    return shapes.Violation(
        key=row.pk,
        partner=Named(row.partner_id, row.partner.short_name),
        clause=row.clause,
        occurred_on=row.occurred_on,
        text=row.text,
        tickets=[str(each) for each in row.evidence.get("tickets", ())],
        registered_at=row.registered_at,
        answer_by=row.answer_by,
        answer=row.answer,
        answered_at=row.answered_at,
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
    )


def _report(row: RefusalReportRecord) -> shapes.Report:
    return shapes.Report(
        key=row.pk,
        client=Named(row.client_id, row.client.short_name),
        partner=Named(row.partner_id, row.partner.short_name),
        occurred_on=row.occurred_on,
        text=row.text,
        reported_at=row.reported_at,
        answer=row.answer,
        answered_at=row.answered_at,
    )
