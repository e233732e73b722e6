"""Of which file what can be shown, by its name; whether that is true the content says, when somebody asks for it."""

from enum import StrEnum
from typing import Final

PICTURES: Final = (".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp")
ARCHIVES: Final = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".gz")
TEXTS: Final = (
    *(".txt", ".log", ".json", ".xml", ".csv", ".tsv", ".md", ".ini", ".cfg", ".conf", ".yml", ".yaml"),
    *(".toml", ".sql", ".bsl", ".os", ".properties", ".bat", ".cmd", ".ps1", ".sh", ".html", ".htm", ".lgp"),
)
# What is larger is saved and looked at at home.
LARGEST_PICTURE: Final = 64 * 2**20


class Shown(StrEnum):
    """What is shown of a file; NOTHING of any other."""

    PICTURE = "picture"
    ARCHIVE = "archive"
    TEXT = "text"
    NOTHING = ""


def shown_of(name: str, size: int) -> Shown:
    """`size` in bytes."""
    lower = name.lower()
    if lower.endswith(PICTURES):
        return Shown.PICTURE if size <= LARGEST_PICTURE else Shown.NOTHING
    if lower.endswith(ARCHIVES):
        return Shown.ARCHIVE
    return Shown.TEXT if lower.endswith(TEXTS) else Shown.NOTHING
