"""Words by which somebody is addressed at the head of a message: whoever hands it on does not hand on these."""

import re
from typing import NamedTuple

from kabinet.pages.ui import amounts

GREETING = (
    r"(?i:добрый\s+(?:день|вечер)|доброе\s+утро|доброго\s+(?:дня|утра|вечера|времени\s+суток)|доброй\s+ночи"
    r"|здравствуйте|приветствую|привет|hello|hi|good\s+(?:morning|afternoon|evening|day))"
)
DEAR = r"(?i:уважаем\w+|дорог(?:ой|ая|ие)|dear)"
NAMED = r"[А-ЯЁA-Z][\w-]*\.?"
WHO = rf"(?:(?:{DEAR}\s+)?(?:{NAMED}(?:\s+{NAMED}){{0,2}}|(?i:коллеги|друзья|господа|all|team|everyone|colleagues)))"
PATRONYMIC = r"[А-ЯЁ]\w+\s+[А-ЯЁ]\w*(?:вич|вна|ична|инична|ьич)"
END = r"\s*(?:[.!,…)]+|\n|$)"
# «Добрый день, Ольга Сергеевна!», «Ольга, добрый день.», «Уважаемые коллеги,», «Ольга Сергеевна, …»; «Добрый день!» names
# nobody.
ADDRESSED = re.compile(
    rf"\s*(?:{GREETING}[\s,!.]+{WHO}|{WHO}\s*,\s*{GREETING}|{DEAR}\s+{WHO}|{PATRONYMIC}(?=\s*[,!])){END}\s*"
)


class Parted(NamedTuple):
    """`greeting` is what was cut from the head, empty where nobody is addressed; `text` is what stays."""

    greeting: str
    text: str


def words(text: str) -> str:
    """What is cut, in quotes; empty where nothing is."""
    found = part(text).greeting
    return amounts.quoted(found) if found else ""


def part(text: str) -> Parted:
    """The message without those whom it was written to."""
    found = ADDRESSED.match(text)
    if found is None or not (rest := text[found.end() :]).strip():
        return Parted("", text)
    return Parted(" ".join(found[0].split()).rstrip(","), f"{rest[0].upper()}{rest[1:]}")
