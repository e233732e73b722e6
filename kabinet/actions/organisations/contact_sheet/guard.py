"""What a spreadsheet must be before anything of it is read: small, small unpacked too, without macros and entities."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from kabinet.regulation.text import Text

MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 4 * 1024 * 1024
# Marks of a form of 100 lines are a few thousand. Each costs time when it is read, wherever in the file it stands, and
# however it is called; in whichever encoding, each begins with this byte.
MOST_MARKS, MARK = 60_000, b"<"
MOST_PARTS = 200
PART = 64 * 1024
# Entities and outer references begin with a document type, in whichever encoding the part is written.
TYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
TYPES += tuple("<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/externallinks/", "xl/embeddings/")


class Unreadable(Exception):
    """The file is none that is read; `words` are for the person who sent it."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


def guarded(content: bytes) -> BytesIO:
    """The file, ready to be read. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            Text("Файл больше 1 МБ: форма столько не занимает.", "The file is larger than 1 MB: no form is.")
        )
    try:
        with ZipFile(BytesIO(content)) as packed:
            _look(packed)
    except (
        BadZipFile,
        LargeZipFile,
        zlib.error,
        NotImplementedError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
    ):
        raise Unreadable(
            Text(
                "Это не таблица .xlsx. Сохраните форму в этом формате и загрузите снова.",
                "This is no .xlsx spreadsheet. Save the form in this format and upload it again.",
            )
        ) from None
    return BytesIO(content)


def _look(packed: ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(
            Text(
                "Файл распаковывается в слишком большую таблицу.",
                "The file unpacks into too large a spreadsheet.",
            )
        )
    if any(mark in part.filename.lower() for part in parts for mark in MACROS):
        raise Unreadable(
            Text(
                "В файле есть макросы, вложения или ссылки на другие файлы. Заполните пустую форму.",
                "The file has macros, attachments or links to other files. Fill in an empty form.",
            )
        )
    marks = 0
    for part in parts:
        with packed.open(part) as opened:
            content = opened.read(MOST_UNPACKED + 1)
        _without_types(content)
        marks += content.count(MARK)
        if marks > MOST_MARKS:
            raise Unreadable(
                Text(
                    "В файле слишком много ячеек: форма столько не занимает.",
                    "The file has too many cells: the form does not need as many.",
                )
            )


def _without_types(content: bytes) -> None:
    folded = content.upper()
    if any(mark in folded for mark in TYPES):
        raise Unreadable(
            Text(
                "В файле есть то, чего в форме не бывает. Заполните пустую форму.",
                "The file has something that no form has. Fill in an empty form.",
            )
        )
