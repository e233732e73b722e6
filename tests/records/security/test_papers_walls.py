"""The third ring over proposals, and over papers against people who may much but not that."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.records.security.sql import copy_of, count, insert, untouched
from tests.records.world import AT

PAPERS = (
    "licence",
    "support_contract",
    "system",
    "agreement",
    "partner_status",
    "group_member",
    "certificate",
)


@pytest.fixture
def proposal(cast: Cast) -> int:
    with transaction.atomic(), as_system("a proposal to look at"):
        return models.AgreementProposal.objects.create(
            client_id=cast.client["zmk"],
            partner_id=cast.partner["kontur"],
            number="СП-77",
            zone="Europe/Moscow",
            first_day=date(2025, 1, 1),
            proposed_by_id=cast.person["arkhipova"],
            proposed_at=AT,
        ).pk


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("saveliev", 1), ("frolov", 1), ("gordeeva", 1), ("yusupov", 1), ("vlasov", 1), ("lapteva", 1),
        ("shulgin", 1), ("stranger", 0), ("dremin", 0), ("choi", 0), ("newcomer", 0), ("loner", 0),
    ],
)  # fmt: skip
def test_a_proposal_is_its_two_parties_and_the_vendors(cast: Cast, proposal: int, login: str, seen: int):
    with transaction.atomic():
        cast.actor(login, AT)
        assert count("agreement_proposal") == seen


@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "vlasov", "shulgin", "stranger"])
def test_nobody_writes_proposals_but_named_work_of_the_system(cast: Cast, proposal: int, login: str):
    row = copy_of("agreement_proposal", client_id=cast.client["kedr"])
    with transaction.atomic():
        cast.actor(login, AT)
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert("agreement_proposal", row)
        assert untouched("UPDATE agreement_proposal SET number = 'x'")
        assert untouched("DELETE FROM agreement_proposal")


@pytest.mark.parametrize("table", PAPERS)
@pytest.mark.parametrize("login", ["shulgin", "vlasov", "arkhipova", "saveliev"])
def test_nor_papers(cast: Cast, table: str, login: str):
    row = copy_of(table)
    with transaction.atomic():
        cast.actor(login, AT)
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert(table, row)
        assert untouched(f"UPDATE {table} SET id = id")
        assert untouched(f"DELETE FROM {table}")


def test_one_open_proposal_of_a_partner_to_a_client(cast: Cast, proposal: int):
    row = copy_of("agreement_proposal")
    with transaction.atomic(), as_system("twice at once"), pytest.raises(IntegrityError):
        insert("agreement_proposal", row)
