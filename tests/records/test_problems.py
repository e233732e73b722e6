"""Known problems in the three rings: the law's yes or no, the door, and the database by raw SQL."""

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from kabinet.records import doors
from kabinet.records.models import Agreement, KnownProblem, ProblemVersion
from kabinet.records.security.reach import as_system, leave
from kabinet.regulation.access import ProblemAudience, problem_seen
from tests.cast import PEOPLE, Cast
from tests.records.security.sql import changed, copy_of, count, insert, run
from tests.records.world import AT

KEPT = [
    ("kontur", "gordeeva", "own"), ("kontur", "gordeeva", "clients"), ("kontur-ural", "yusupov", "clients"),
    ("primsoft", "choi", "own"), ("primsoft", "choi", "clients"),
    ("vendor", "titova", "own"), ("vendor", "titova", "partners"), ("vendor", "titova", "everyone"),
]  # fmt: skip


@pytest.fixture
def known(cast: Cast) -> Cast:
    with transaction.atomic(), as_system("known problems of a test"):
        for place, (keeper, login, audience) in enumerate(KEPT):
            problem = KnownProblem.objects.create(
                organisation_id=cast.organisation[keeper],
                kept_by_vendor=keeper == "vendor",
                number=f"K-{900 + place}",
                audience=audience,
                title="Утечка памяти",
                text="Слова",
                kept_by_id=cast.person[login],
                kept_at=AT,
                added_at=AT,
            )
            ProblemVersion.objects.create(
                problem=problem,
                organisation=problem.organisation,
                kind="added",
                person_id=cast.person[login],
                person_name=login,
                at=AT,
            )
    return cast


@pytest.mark.parametrize("login", PEOPLE)
@pytest.mark.clause("P2.3")
def test_the_three_rings_are_one_for_every_person_and_problem(known: Cast, login: str) -> None:
    with as_system("to compare with"):
        rows = list(KnownProblem.objects.all())
        agreed = set(Agreement.objects.values_list("client", "partner"))
    actor = known.actor(login, AT)
    first = {
        row.pk
        for row in rows
        if problem_seen(
            actor,
            ProblemAudience(row.audience),
            row.organisation_id,
            serves=(actor.organisation, row.organisation_id) in agreed,
        )
    }
    assert first == {key for (key,) in run("SELECT id FROM known_problem")}
    assert first == set(doors.problems(actor).values_list("pk", flat=True))
    with as_system("to see what the query alone lets through"):
        assert first == set(doors.problems(actor).values_list("pk", flat=True))


def test_somebody_sees_something_and_nobody_everything(known: Cast) -> None:
    seen = {login: doors.problems(known.actor(login, AT)).count() for login in PEOPLE}
    assert (seen["saveliev"], seen["stranger"], seen["panina"]) == (2, 2, 1)
    assert (seen["gordeeva"], seen["yusupov"], seen["choi"]) == (5, 5, 4)
    assert (seen["titova"], seen["lapteva"], seen["shulgin"]) == (6, 6, 6)
    assert seen["newcomer"] == seen["leaver"] == seen["loner"] == 0


@pytest.mark.parametrize(
    ("login", "versions"), [("saveliev", 0), ("gordeeva", 3), ("choi", 2), ("titova", 3)]
)
def test_earlier_states_are_the_keepers_own(known: Cast, login: str, versions: int) -> None:
    known.actor(login, AT)
    assert count("known_problem_version") == versions


def test_without_reach_there_is_nothing(known: Cast) -> None:
    leave()
    assert count("known_problem") == count("known_problem_version") == 0


@pytest.mark.parametrize("login", ["saveliev", "stranger", "choi", "lapteva"])
def test_nobody_of_another_house_writes_by_raw_sql(known: Cast, login: str) -> None:
    row = copy_of("known_problem", f"organisation_id = {known.partner['kontur']}", number="K-999")
    known.actor(login, AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("known_problem", row)
    assert (
        changed(f"UPDATE known_problem SET title = 'x' WHERE organisation_id = {known.partner['kontur']}")
        == 0
    )


def test_a_state_is_never_changed(known: Cast) -> None:
    with as_system("even so"), pytest.raises(ProgrammingError), transaction.atomic():
        run("UPDATE known_problem_version SET reason = 'x'")


def test_reports_and_violations_reach_the_parties_and_the_vendor_alone(known: Cast) -> None:
    from kabinet.records.models import RefusalReport, Violation

    with transaction.atomic(), as_system("a test"):
        RefusalReport.objects.create(
            client_id=known.client["zmk"], partner_id=known.partner["kontur"], occurred_on=AT.date(), text="x",
            reported_by_id=known.person["saveliev"], reporter_name="x", reported_at=AT,
        )  # fmt: skip
        Violation.objects.create(
            partner_id=known.partner["kontur"], clause="L10", occurred_on=AT.date(), text="x",
            registered_by_id=known.person["lapteva"], registrar_name="x", registered_at=AT, answer_by=AT.date(),
        )  # fmt: skip
    both = {"gordeeva", "yusupov", "titova", "lapteva", "shulgin", "vlasov"}
    for login in ("saveliev", "stranger", "dremin", "choi", "newcomer", *both):
        actor = known.actor(login, AT)
        reports = doors.reports(actor).count(), count("refusal_report")
        violations = doors.violations(actor).count(), count("violation")
        assert reports == ((1, 1) if login in both | {"saveliev"} else (0, 0)), login
        assert violations == ((1, 1) if login in both else (0, 0)), login
    for table in ("refusal_report", "violation"):
        row = copy_of(table)
        for login in ("saveliev", "arkhipova", "lapteva"):
            known.actor(login, AT)
            with pytest.raises(ProgrammingError, match="row-level security"):
                insert(table, row)
