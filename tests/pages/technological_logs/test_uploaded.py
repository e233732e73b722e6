"""A technological log too large to attach: it comes after its message, and is summed up once it is whole."""

from tests import clock
from tests.desk import Desk, later
from tests.fixtures_pages import Reader
from tests.pages.technological_logs.test_summary import body, read_all, text
from tests.pages.uploads.sending import begun, key_of, piece


def test_a_log_that_came_after_its_message_is_summed_up(desk: Desk, reader: Reader) -> None:
    number, content = desk.register(later(clock.now(), hours=-1)).number, body()
    client = reader("saveliev")
    address = begun(client, len(content), "26030514.log")
    link = f"/files/{key_of(address)}/log/"
    piece(client, address, content[:-1], 0)
    said = {"text": "Журнал следом.", "audience": "public", "uploads": key_of(address)}
    assert client.post(f"/tickets/{number}/say/", said).status_code == 303
    read_all(clock.now())
    assert link not in client.get(f"/tickets/{number}/").text
    piece(client, address, content[-1:], len(content) - 1)
    read_all(later(clock.now(), minutes=1))
    assert link in client.get(f"/tickets/{number}/").text
    assert "VResourceInfoBaseImpl.cpp(1095)" in text(client, link)
