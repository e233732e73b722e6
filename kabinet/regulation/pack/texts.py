"""The text of a regulation: TOML files by name, kept as they were written, with limits that no honest one reaches."""

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kabinet.regulation import hostile_text
from kabinet.regulation.pack.places import Placed, Wrong, placed, wrong
from kabinet.regulation.text import Text

Source = Mapping[str, str]
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\.toml")
MOST_FILES = 40
LARGEST_FILE, LARGEST = 200_000, 800_000  # characters
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
# What tomllib says, and what it means; anything else is BROKEN.
WHY = (
    (
        "Invalid statement",
        Text("строка не начинается ни с ключа, ни с таблицы", "the line begins neither a key nor a table"),
    ),
    ("Invalid value", Text("значение записано не так", "the value is not as it is to be")),
    ("Invalid date", Text("такого дня не бывает", "there is no such day")),
    ("Invalid initial", Text("ключ записан не так", "the key is not as it is to be")),
    (
        "Expected '=' after",
        Text("после ключа нужен знак равенства", "an equals sign is needed after the key"),
    ),
    ("Expected newline", Text("после значения стоит лишнее", "something stands after the value")),
    (
        "Expected ']",
        Text("заголовок таблицы не закрыт скобкой", "the head of the table has no closing bracket"),
    ),
    ("Unclosed", Text("скобка не закрыта", "a bracket is not closed")),
    ("Unterminated", Text("кавычка не закрыта", "a quotation mark is not closed")),
    ("Expected \"'", Text("кавычка не закрыта", "a quotation mark is not closed")),
    ("Illegal character", Text("знак, который здесь не пишут", "a character that is not written here")),
    ("Unescaped", Text("знак «\\» пишут дважды", "a backslash is written twice")),
    ("Cannot", Text("ключ или таблица уже есть", "the key or the table is there already")),
    ("Duplicate", Text("ключ или таблица уже есть", "the key or the table is there already")),
)
BROKEN = Text("запись нарушена", "it is broken")
DEEP = Text("вложено слишком глубоко", "it is nested too deep")


def texts(path: Path) -> dict[str, str]:
    """What is written in a folder of TOML files or in one file, by the names of the files."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return {file.name: file.read_text("utf-8") for file in files}


def digest(source: Source) -> str:
    """SHA-256 of everything that is written, whatever the order in which the files came."""
    hashed = sha256()
    for name in sorted(source):
        hashed.update(source[name].encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


def refuse_edited(code: str) -> str:
    """What is said of a carried version whose files are not the recorded ones."""
    return (
        f"the files of the regulation {code} were edited after it had been put on record, and tickets live by it: "
        f"bring them back, and make a new version instead, as a draft on /regulations/ (docs/regulation-versions.md)"
    )


def tables(source: Source, prefix: str = "") -> dict[str, Placed]:
    """The tables of every file by its name without the ending; Wrong for the first slip, names begin with `prefix`."""
    bounded(source)
    return {name.removesuffix(".toml"): parsed(name, text, prefix) for name, text in sorted(source.items())}


def parsed(name: str, text: str, prefix: str = "") -> Placed:
    """The tables of one file; Wrong naming line and column."""
    if number := hostile_text.unreadable_line(text):
        raise wrong(f"{prefix}{name}, {number}:1", "строка не читается", "the line cannot be read")
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _slip(f"{prefix}{name}", error) from None
    made: Placed = placed(found, f"{prefix}{name}: ")
    return made


def bounded(source: Source) -> None:
    """Wrong for a file of another name, for too many files and for too much text."""
    if not source:
        raise wrong("pack.toml", "файлов нет", "there are no files")
    if len(source) > MOST_FILES or sum(map(len, source.values())) > LARGEST:
        raise wrong(
            "pack.toml", "файлов или текста слишком много", "there are too many files or too much text"
        )
    for name, text in source.items():
        if not NAME.fullmatch(name):
            raise wrong(name[:60], "так файл называться не может", "a file cannot have this name")
        if len(text) > LARGEST_FILE:
            raise wrong(name, "файл слишком велик", "the file is too large")


def _slip(name: str, error: Exception) -> Wrong:
    said = str(error)
    at = _AT.search(said)
    where = f"{name}, {at[1]}:{at[2]}" if at else name
    why = next((words for begins, words in WHY if said.startswith(begins)), BROKEN)
    what = why if isinstance(error, ValueError) else DEEP
    return wrong(where, f"это не TOML: {what.ru}", f"this is not TOML: {what.en}")
