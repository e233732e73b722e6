from django.urls import path

from kabinet.pages.oversight import (
    entries,
    listing,
    record,
    refusal_list,
    reports,
    ticket_list,
    violations,
)

urlpatterns = [
    path("oversight/", listing.compliance, name="compliance"),
    path("oversight/<int:key>/", record.record, name="compliance_record"),
    path("oversight/<int:key>/tickets/", ticket_list.tickets, name="compliance_tickets"),
    path("oversight/<int:key>/refusals/", refusal_list.refused, name="compliance_refusals"),
    path("oversight/<int:key>/closings/", entries.closed, name="compliance_closings"),
    path("oversight/<int:key>/late-calls/", entries.claimed, name="compliance_claims"),
    path("refusal-reports/", reports.listed, name="reports"),
    path("refusal-reports/new/", reports.new, name="report_new"),
    path("refusal-reports/<int:key>/", reports.one, name="report"),
    path("refusal-reports/<int:key>/answer/", reports.answer, name="report_answer"),
    path("violations/", violations.listed, name="violations"),
    path("violations/new/", violations.new, name="violation_new"),
    path("violations/<int:key>/", violations.one, name="violation"),
    path("violations/<int:key>/answer/", violations.answer, name="violation_answer"),
    path("violations/<int:key>/withdraw/", violations.withdraw, name="violation_withdraw"),
]
