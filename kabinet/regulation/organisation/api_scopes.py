"""What a person lets a program of theirs do; never more than they may do themselves."""

from collections.abc import Mapping
from enum import StrEnum

from kabinet.regulation.text import Text


class Scope(StrEnum):
    """One leave, as a token and the API's document name it."""

    READ = "tickets:read"
    WRITE = "tickets:write"
    FILES = "files:read"
    SEND_FILES = "files:write"
    ORGANISATIONS = "organisations:read"


SCOPE_WORDS: Mapping[Scope, Text] = {
    Scope.READ: Text("читать обращения", "read tickets"),
    Scope.WRITE: Text("писать и действовать в обращениях", "write and act in tickets"),
    Scope.FILES: Text("скачивать файлы", "download files"),
    Scope.SEND_FILES: Text("присылать файлы", "send files"),
    Scope.ORGANISATIONS: Text("читать людей, бумаги и надзор", "read people, papers and oversight"),
}
