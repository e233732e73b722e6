"""Files: small ones now, streamed to disk under a name nobody can guess, and sent with a message."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach, safe
from kabinet.actions.tickets.drafts.detach import detach
from kabinet.actions.tickets.drafts.draft import discard_draft, save_draft
from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records import doors, models
from kabinet.records.security.reach import as_system
from tests.database import Database
from tests.desk import Desk, later, msk

AT = msk("2024-03-14 10:05")
MOST = 5 * 1024 * 1024


class Stream:
    """A stream that gives zeros and knows how much was asked of it."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def read(self, size: int) -> bytes:
        self.largest = max(self.largest, size)
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


@pytest.mark.clause("U6c")
def test_five_megabytes_pass_and_one_byte_more_does_not(desk: Desk, files: Path) -> None:
    stream = Stream(MOST)
    file = desk.do(attach, "saveliev", AT, name="дамп.zip", content=stream)
    assert (file.size, path_of(file.pk).stat().st_size) == (MOST, MOST)
    assert stream.largest < 1024 * 1024, "it is streamed"
    before = sorted(files.rglob("*"))
    with pytest.raises(Invalid) as invalid:
        desk.do(attach, "saveliev", AT, name="дамп.zip", content=Stream(MOST + 1))
    assert (invalid.value.verdict.clause, invalid.value.field) == ("U6c", "content")
    assert [path for path in sorted(files.rglob("*")) if path.is_file()] == [
        path for path in before if path.is_file()
    ]


def test_name_and_sum_are_kept_apart_from_the_disk(desk: Desk) -> None:
    file = desk.do(attach, "saveliev", AT, name="../../etc/журнал.log", content=BytesIO(b"EXCP"))
    assert file.name == "журнал.log"
    assert file.sha256 == sha256(b"EXCP").hexdigest()
    assert "журнал" not in str(path_of(file.pk))
    with pytest.raises(Invalid):
        desk.do(attach, "saveliev", AT, name="x", content=BytesIO(b""))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("отчёт.pdf", "отчёт.pdf"),
        ("C:\\Temp\\rphost.mdmp", "rphost.mdmp"),
        ("/etc/passwd", "passwd"),
        ("..", "файл"),
        ("", "файл"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("line\r\nbreak\0.txt", "linebreak.txt"),
        ("н" * 300 + ".log", "н" * 196 + ".log"),
    ],
)
def test_safe_names(given: str, kept: str) -> None:
    assert safe(given) == kept


def test_a_file_has_the_audience_of_its_message(desk: Desk) -> None:
    number = desk.register(AT).number
    mine = desk.do(attach, "gordeeva", AT, name="наше.txt", content=BytesIO(b"1"))
    open_one = desk.do(attach, "gordeeva", AT, name="всем.txt", content=BytesIO(b"2"))
    desk.do(write_note, "gordeeva", later(AT, hours=1), number=number, text="Между нами", files=[mine.pk])
    desk.do(answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="Патч", files=[open_one.pk])
    client = desk.cast.actor("saveliev", AT)
    assert [file.name for file in doors.files(client, doors.ticket(client, number))] == ["всем.txt"]
    with pytest.raises(doors.Closed):
        doors.file(client, mine.pk)


def test_what_is_not_mine_or_already_sent_cannot_be_sent(desk: Desk) -> None:
    number = desk.register(AT).number
    foreign = desk.do(attach, "orlova", AT, name="x.txt", content=BytesIO(b"1"))
    own = desk.do(attach, "saveliev", AT, name="y.txt", content=BytesIO(b"1"))
    desk.do(write_reply, "saveliev", AT, number=number, text="Вот", files=[own.pk])
    for key in (foreign.pk, own.pk):
        with pytest.raises(Invalid) as invalid:
            desk.do(write_reply, "saveliev", AT, number=number, text="Вот", files=[key])
        assert invalid.value.field == "files"


def test_files_of_a_draft_go_with_the_ticket(desk: Desk) -> None:
    draft = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={"subject": "rphost"})
    file = desk.do(attach, "saveliev", AT, name="журнал.log", content=BytesIO(b"EXCP"), draft=draft.pk)
    number = desk.register(AT, draft=draft.pk).number
    [message] = desk.messages(number)
    with as_system("a look"):
        sent = models.File.objects.get(pk=file.pk)
    assert (sent.message_id, sent.audience, sent.draft_id) == (message.pk, "public", None)


@pytest.mark.slow
def test_a_discarded_draft_takes_its_files_along(own_db: Database, desk: Desk) -> None:
    draft = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={})
    file = desk.do(attach, "saveliev", AT, name="x.txt", content=BytesIO(b"1"), draft=draft.pk)
    assert path_of(file.pk).exists()
    desk.do(discard_draft, "saveliev", AT, draft=draft.pk)
    assert not path_of(file.pk).exists()
    with pytest.raises(doors.Closed):
        desk.do(discard_draft, "saveliev", AT, draft=draft.pk)


@pytest.mark.slow
def test_a_file_is_taken_back_before_it_is_sent(own_db: Database, desk: Desk) -> None:
    draft = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={})
    file = desk.do(attach, "saveliev", AT, name="x.txt", content=BytesIO(b"1"), draft=draft.pk)
    with pytest.raises(doors.Closed):
        desk.do(detach, "orlova", AT, draft=draft.pk, file=file.pk)
    assert path_of(file.pk).exists()
    desk.do(detach, "saveliev", AT, draft=draft.pk, file=file.pk)
    assert not path_of(file.pk).exists()
    with pytest.raises(doors.Closed):
        desk.do(detach, "saveliev", AT, draft=draft.pk, file=file.pk)


@pytest.mark.parametrize("login", ["frolov", "newcomer", "lapteva", "shulgin"])
def test_who_cannot_write_cannot_attach(desk: Desk, login: str) -> None:
    with pytest.raises(Refused):
        desk.do(attach, login, AT, name="x.txt", content=BytesIO(b"1"))
