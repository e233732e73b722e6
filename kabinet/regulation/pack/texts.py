"""The text of a regulation: TOML files by name, kept as they were written, with limits that no honest one reaches."""

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kabinet.regulation.pack.places import Placed, Wrong, placed, wrong

Source = Mapping[str, str]
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\.toml")
MOST_FILES = 40
LARGEST_FILE, LARGEST = 200_000, 800_000  # characters
LONGEST_LINE = 4_000  # TOML of a single endless line takes longer than it is worth
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


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


def tables(source: Source, prefix: str = "") -> dict[str, Placed]:
    """The tables of every file by its name without the ending; Wrong for the first slip, names begin with `prefix`."""
    bounded(source)
    return {name.removesuffix(".toml"): parsed(name, text, prefix) for name, text in sorted(source.items())}


def parsed(name: str, text: str, prefix: str = "") -> Placed:
    """The tables of one file; Wrong naming line and column."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE or "\0" in line:
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
    what = _AT.sub("", said).strip()[:120] if isinstance(error, ValueError) else "nested too deeply"
    return wrong(where, f"это не TOML ({what})", f"this is not TOML ({what})")
