"""A row of an organisation's journal is never more readable than what it tells of: in law, at the door, in the database."""

from collections.abc import Mapping
from datetime import date

import pytest

from kabinet.actions.notices import kinds
from kabinet.actions.notices.kinds import Journal
from kabinet.records import doors, models
from kabinet.records.models import OrganisationEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import EntryReaders, reads_entry
from kabinet.regulation.fact_data import OF_ORGANISATION
from tests.cast import PEOPLE, Cast
from tests.records.security.sql import run
from tests.records.world import AT, World

# What each kind's row names: a table; and whose journal it stands in, a client's or a partner's. Of zmk and kontur.
CLIENTS: Mapping[str, str] = {
    "client_entered": "agreement",
    "agreement_concluded": "agreement",
    "agreement_ended": "agreement",
    "partner_changed": "agreement",
    "agreement_proposed": "agreement_proposal",
    "agreement_declined": "agreement_proposal",
    "agreement_taken_back": "agreement_proposal",
    "partner_without_status": "agreement",
    "partner_with_status": "agreement",
    "partner_status_ends": "agreement",
    "tickets_left": "agreement",
    # How many tickets another desk had, of none of them anything.
    **dict.fromkeys(("tickets_imported", "import_taken_back"), "agreement"),
    **dict.fromkeys(
        ("licence_handed_in", "licence_entered", "licence_confirmed", "licence_refused", "licence_ends"),
        "licence",
    ),
    "licence_over": "licence",
    **dict.fromkeys(
        ("contract_handed_in", "contract_entered", "contract_confirmed", "contract_refused"),
        "support_contract",
    ),
    "contract_ends": "support_contract",
    "contract_over": "support_contract",
    **dict.fromkeys(("system_added", "system_changed", "production_withdrawn", "system_retired"), "system"),
}
PEOPLES = (
    *("contact_added", "contact_changed", "contact_rights", "contact_removed", "contact_confirmed"),
    *("contact_refused", "contact_form", "link_issued", "link_shown", "password_set", "password_ended"),
    *("factor_added", "factor_removed", "factors_reset", "recovery_codes_made", "token_made", "token_ended"),
)
CERTIFICATES = (
    *("certificate_handed_in", "certificate_entered", "certificate_confirmed", "certificate_refused"),
    *("certificate_ended", "certificate_ends", "certificate_over", "staffing_will_lack"),
)
PARTNERS: Mapping[str, str] = {
    **dict.fromkeys(PEOPLES, "membership"),
    **dict.fromkeys(CERTIFICATES, "certificate"),
    **dict.fromkeys(("canned_added", "canned_changed", "canned_removed"), "canned_answer"),
    **dict.fromkeys(("rule_added", "rule_changed", "rule_removed"), "assignment_rule"),
    **dict.fromkeys(("on_call_added", "on_call_changed", "on_call_removed"), "on_call_step"),
    **dict.fromkeys(
        ("problem_added", "problem_changed", "problem_retired", "problem_revived"), "known_problem"
    ),
    # That one was dealt with and why, not from whom it was: the letter is its desk's alone, the journal its group's too.
    **dict.fromkeys(("letter_answered", "letter_discarded"), "organisation"),
    # How many came of both, of none of them anything.
    "records_imported": "organisation",
    # That programs are told, or another desk is kept in step, and where; all else is for those who keep that.
    **dict.fromkeys(
        (
            *("webhook_added", "webhook_changed", "webhook_rotated", "webhook_paused", "webhook_resumed"),
            *("webhook_removed", "webhook_stopped"),
            *("bridge_added", "bridge_changed", "bridge_paused", "bridge_resumed"),
            *("bridge_stopped", "bridge_silent"),
        ),
        "organisation",
    ),
    **dict.fromkeys(("outage_declared", "outage_ended", "outage_corrected"), "outage"),
    **dict.fromkeys(("refusal_reported", "refusal_report_answered"), "refusal_report"),
    **dict.fromkeys(
        ("violation_registered", "violation_answered", "violation_reminded", "violation_withdrawn"),
        "violation",
    ),
    **dict.fromkeys(
        ("status_granted", "status_changed", "status_withdrawn", "status_ends"), "partner_status"
    ),
    **dict.fromkeys(("work_lost", "work_gained", "work_ends"), "partner_status"),
    **dict.fromkeys(("group_joined", "group_left"), "group_member"),
    **dict.fromkeys(("regulation_adopted", "regulation_reminded"), "partner_status"),
    **dict.fromkeys(("regulation_published", "regulation_superseded"), "regulation_version"),
    **dict.fromkeys(("calendar_published", "calendar_applied", "calendar_missing"), "calendar_version"),
}
# How people sign in: told of roles, which memberships are.
PARTNERS = {
    **PARTNERS,
    **dict.fromkeys(
        (
            *("factor_demanded", "local_sign_in_closed", "local_sign_in_opened"),
            *("emergency_door_opened", "emergency_door_closed"),
        ),
        "membership",
    ),
}
# Papers of the two parties that are only theirs: the rival has a licence of the same client, and reads its journal.
RIVAL, RIVALS_PARTNER = "choi", "primsoft"


def _named(cast: Cast, zmk: int, kontur: int) -> None:
    """What the rows of the journals name, as far as the world has none."""
    gordeeva = cast.person["gordeeva"]
    models.Licence.objects.create(
        client_id=zmk,
        seller_id=cast.partner[RIVALS_PARTNER],
        number="РКЛ-соперника",
        main_delivery="1",
        first_day=date(2024, 1, 1),
        last_day=date(2024, 12, 31),
    )
    models.AgreementProposal.objects.create(
        client_id=zmk,
        partner_id=kontur,
        number="1",
        zone="x",
        first_day=AT.date(),
        proposed_by_id=gordeeva,
        proposed_at=AT,
    )
    kept = {"organisation_id": kontur, "kept_at": AT}
    models.CannedAnswer.objects.create(**kept, leg="client", title="x", text="x", kept_by_id=gordeeva)
    models.AssignmentRule.objects.create(**kept, leg="client", place=1, assignee_id=gordeeva)
    models.OnCallStep.objects.create(**kept, leg="client", place=1, person_id=gordeeva)
    models.KnownProblem.objects.create(
        **kept, number="K-1", audience="own", title="x", text="x", kept_by_id=gordeeva, added_at=AT
    )
    models.Outage.objects.create(
        organisation_id=kontur,
        of_vendor=False,
        began_at=AT,
        declared_by_id=cast.person["arkhipova"],
        declared_at=AT,
    )
    told = {"partner_id": kontur, "occurred_on": AT.date(), "text": "x"}
    models.RefusalReport.objects.create(
        **told, client_id=zmk, reported_by_id=cast.person["saveliev"], reported_at=AT
    )
    models.Violation.objects.create(
        **told, clause="L1", registered_by_id=cast.person["vlasov"], registered_at=AT, answer_by=AT.date()
    )


@pytest.fixture
def told(world: World) -> World:
    """A row of every kind, and what it names; a rival of kontur sold zmk a licence that runs."""
    zmk, kontur = world.cast.client["zmk"], world.cast.partner["kontur"]
    with as_system("rows of a test"):
        _named(world.cast, zmk, kontur)
        for journal, table in ((zmk, CLIENTS), (kontur, PARTNERS)):
            for kind in table:
                readers = kinds.of_organisation(kind).readers
                OrganisationEntry.objects.create(
                    organisation_id=journal,
                    kind=kind,
                    readers=readers,
                    partner_id=kontur if readers is EntryReaders.PARTIES else None,
                    occurred_at=AT,
                )
    return world


def test_every_kind_that_keeps_a_row_is_looked_at() -> None:
    assert set(OF_ORGANISATION) == CLIENTS.keys() | PARTNERS.keys()
    declared = {kind for journal, kind in kinds.declared() if journal is Journal.ORGANISATION}
    assert set(OF_ORGANISATION) <= declared


@pytest.mark.clause("L1")
@pytest.mark.parametrize("login", PEOPLE)
def test_law_door_and_database_tell_the_same_rows(told: World, login: str) -> None:
    with as_system("to compare with"):
        rows = list(OrganisationEntry.objects.all())
    actor = told.cast.actor(login, AT)
    raw = {key for (key,) in run("SELECT id FROM organisation_entry")}
    journals = {told.cast.client["zmk"], told.cast.partner["kontur"]}
    assert raw == {row.pk for journal in journals for row in doors.entries(actor, journal)}
    # Whoever reads a journal reads of it what the law says: a row for everybody shows that they do.
    read = {row.organisation_id for row in rows if row.pk in raw}
    law = {
        row.pk
        for row in rows
        if row.organisation_id in read
        and reads_entry(actor, EntryReaders(row.readers), row.organisation_id, row.partner_id)
    }
    assert raw == law
    with as_system("to see what the query alone lets through"):
        assert law == {row.pk for journal in read for row in doors.entries(actor, journal)}


@pytest.mark.clause("L1")
@pytest.mark.parametrize("login", PEOPLE)
def test_an_entry_is_never_visible_where_the_thing_it_names_is_not(told: World, login: str) -> None:
    told.cast.actor(login, AT)
    kontur, zmk = told.cast.partner["kontur"], told.cast.client["zmk"]
    of_kontur = {
        "certificate": f"person_id = {told.cast.person['zhdanov']}",
        "membership": f"organisation_id = {kontur}",
        "assignment_rule": f"organisation_id = {kontur}",
        "on_call_step": f"organisation_id = {kontur}",
    }
    columns = dict(
        run("SELECT table_name, array_agg(column_name::text) FROM information_schema.columns GROUP BY 1")
    )
    unseen = []
    for (kind,) in run("SELECT kind FROM organisation_entry"):
        table = CLIENTS.get(kind) or PARTNERS[kind]
        owners = {"partner_id": kontur, "organisation_id": kontur, "client_id": zmk}
        where = [f"{column} = {key}" for column, key in owners.items() if column in columns[table]]
        asked = of_kontur.get(table) or " AND ".join(where) or "true"
        if run(f"SELECT EXISTS (SELECT FROM {table} WHERE {asked})") != [(True,)]:
            unseen.append((kind, table))
    assert unseen == []


def test_a_rival_reads_the_clients_journal_and_nothing_of_the_agreement(told: World) -> None:
    """So that the comparisons above are none of nothing with nothing."""
    told.cast.actor(RIVAL, AT)
    seen = {kind for (kind,) in run("SELECT kind FROM organisation_entry")}
    assert "licence_entered" in seen
    assert not {kind for kind in seen if kinds.of_organisation(kind).readers}
    told.cast.actor("gordeeva", AT)
    everything = {kind for (kind,) in run("SELECT kind FROM organisation_entry")}
    assert everything == CLIENTS.keys() | PARTNERS.keys()
