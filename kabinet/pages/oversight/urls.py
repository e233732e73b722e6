from django.urls import path

from kabinet.pages.oversight import (
    entries,
    listing,
    record,
    reports,
    violations,
)
from kabinet.pages.oversight.lists import clauses, deadlines, journal_list, overview

urlpatterns = [
    path("oversight/", listing.compliance, name="compliance"),
    path("oversight/late/", deadlines.late, name="late_answers"),
    path("oversight/clauses/", clauses.by_clause, name="compliance_clauses"),
    path("oversight/lists/", overview.overview, name="oversight_lists"),
    path("oversight/lists/<slug:name>/", journal_list.listed, name="oversight_list"),
    path("oversight/<int:key>/", record.record, name="compliance_record"),
    path("oversight/<int:key>/closings/", entries.moved, {"name": "closings"}, name="compliance_closings"),
    path(
        "oversight/<int:key>/late-calls/", entries.moved, {"name": "late-entries"}, name="compliance_claims"
    ),
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
