"""A file to download: always saved under its own name, never run or drawn in the cabinet's name."""

from io import BytesIO
from urllib.parse import quote
from uuid import UUID

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from tests.desk import Desk, later


@pytest.fixture
def file(desk: Desk, now) -> str:
    number = desk.register(later(now, hours=-1)).number
    made = desk.do(
        attach, "gordeeva", now, name='отчёт "1".html', content=BytesIO(b"<script>alert(1)</script>")
    )
    desk.do(answer_ticket, "gordeeva", now, number=number, text="Смотрите", files=[made.pk])
    return f"/files/{made.pk}/"


def test_it_is_saved_and_never_opened(file: str, reader) -> None:
    answer = reader("saveliev").get(file)
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert quote("отчёт") in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Length"] == "25"


def test_a_waiting_file_is_its_uploaders_alone(desk: Desk, status, now) -> None:
    made = desk.do(attach, "gordeeva", now, name="черновик.txt", content=BytesIO(b"1"))
    assert status("gordeeva", f"/files/{made.pk}/") == 200
    assert status("zhdanov", f"/files/{made.pk}/") == 404


def test_a_file_whose_content_is_gone_is_not_there(file: str, status) -> None:
    from kabinet.actions.tickets.drafts.stored import path_of

    path_of(UUID(file.split("/")[2])).unlink()
    assert status("saveliev", file) == 404
