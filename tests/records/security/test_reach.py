"""What goes wrong in work as the system is told as it is, however far the transaction was."""

import pytest
from django.db import connection, transaction
from django.db.utils import DataError

from kabinet.records.security.reach import as_system


def ask(question: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(question)


@pytest.mark.parametrize("savepoint", [True, False])
def test_a_mistake_is_told_as_it_is(db: None, savepoint: bool) -> None:
    with (
        pytest.raises(LookupError, match="a mistake"),
        transaction.atomic(),
        as_system("somebody's work"),
        transaction.atomic(savepoint=savepoint),
    ):
        raise LookupError("a mistake")


@pytest.mark.parametrize("savepoint", [True, False])
def test_so_is_an_error_of_the_database(db: None, savepoint: bool) -> None:
    with (
        pytest.raises(DataError),
        transaction.atomic(),
        as_system("somebody's work"),
        transaction.atomic(savepoint=savepoint),
    ):
        ask("SELECT 1 / 0")


def test_the_former_reach_is_back_after_a_mistake_that_was_taken_back(db: None) -> None:
    with transaction.atomic():
        with pytest.raises(LookupError), as_system("somebody's work"), transaction.atomic():
            raise LookupError("a mistake")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('kabinet.side', true)")
            assert cursor.fetchone() == ("",)
