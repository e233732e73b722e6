"""The demonstration shows known problems of every audience, and reports and violations at every point of their life."""

import pytest
from django.db import transaction

from tests.database import Database


@pytest.mark.clause("P2.3", "L10", "L17b")
def test_problems_reports_and_violations_are_there(demonstration: Database) -> None:
    from kabinet.records.models import KnownProblem, ProblemVersion, RefusalReport, Violation
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a look at the demonstration"):
        problems = list(KnownProblem.objects.all())
        assert {each.audience for each in problems} == {"own", "partners", "clients", "everyone"}
        assert {each.kind for each in ProblemVersion.objects.all()} >= {"added", "changed", "retired"}
        assert {bool(each.answer) for each in RefusalReport.objects.all()} == {True, False}
        violations = list(Violation.objects.all())
        assert any(each.evidence["report"] and each.answer for each in violations)
        assert any(each.withdrawn_at for each in violations)
        assert all(any(each.evidence.values()) for each in violations)
