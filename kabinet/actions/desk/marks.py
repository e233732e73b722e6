"""Marks in a canned answer: {{number}}, {{contact}} … A mark is a word for a value; nothing is reckoned or looked up."""

import re
from collections.abc import Mapping
from typing import Final

from kabinet.regulation.text import Text

MARK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")

MARKS: Final[Mapping[str, Text]] = {
    "number": Text("номер обращения", "number of the ticket"),
    "subject": Text("тема", "subject"),
    "client": Text("клиент", "client"),
    "partner": Text("партнёр", "partner"),
    "contact": Text("имя и отчество контактного лица", "the contact's name"),
    "system": Text("система", "system"),
    "level": Text("уровень с названием", "level with its name"),
    "status": Text("статус", "status"),
    "deadline": Text("ближайший срок поддержки", "next deadline of the support"),
    "assignee": Text("исполнитель", "assignee"),
    "me": Text("ваше имя", "your own name"),
    "today": Text("сегодняшний день", "today"),
}


def unknown(text: str) -> list[str]:
    """Marks that mean nothing, each once, as they were typed."""
    return list(dict.fromkeys(found for found in MARK.findall(text) if found not in MARKS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its marks replaced, once: what a value says is never read as a mark. One without a value stays."""
    return MARK.sub(lambda found: values.get(found[1], found[0]), text)
