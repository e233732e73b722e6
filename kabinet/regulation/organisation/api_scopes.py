"""What a person lets a program of theirs do; never more than they may do themselves."""

from collections.abc import Mapping
from enum import StrEnum

from kabinet.regulation.text import Text


class Scope(StrEnum):
    """One leave, as a token and the API's document name it."""

    READ = "tickets:read"
    WRITE = "tickets:write"
    FILES = "files:read"


SCOPE_WORDS: Mapping[Scope, Text] = {
    Scope.READ: Text("читать обращения", "read tickets"),
    Scope.WRITE: Text("писать и действовать в обращениях", "write and act in tickets"),
    Scope.FILES: Text("скачивать файлы", "download files"),
}
