import pytest

from tests.actions.desk import Desk, msk

AT = msk("2024-03-14 10:05")


@pytest.fixture
def desk(cast) -> Desk:
    return Desk(cast)


def test_first(desk: Desk) -> None:
    ticket = desk.register(AT)
    assert ticket.number == "U-48001"
    print(desk.journal(ticket.number)[0].__dict__, ticket.__dict__, desk.runs(ticket.number))
    print(desk.told("saveliev"), desk.told("gordeeva"), desk.told("arkhipova"), desk.told("choi"))
    assert 0
