"""What a shown text keeps: what happened and where in the program. Who, on which machine, with which values, it does not."""

import re
from collections.abc import Iterable
from typing import Final

from kabinet.techlog.bounds import MOST_TEXT

HIDDEN: Final = "•••"
_SPACE = re.compile(r"\s+")
# In this order: a whole secret before its parts.
_RULES: Final = (
    (
        re.compile(
            r"(?i)\b(pwd|password|passwd|парол\w{0,3}|token|secret|api[-_]?key|authorization|usr|user|uid|dbuid|dbpwd|"
            r"wsusr|wspwd|login|логин|srvr|server|ref|dbsrvr|host|hostname|reghost|computer\w{0,4}|user\s?name|"
            r"пользовател\w{0,3}|компьютер\w{0,3}|user id)"
            r"(\s{0,3}[=:]\s{0,3}|\s{1,3}(?=[\"'«]))(\"[^\"]{0,300}\"|'[^']{0,300}'|«[^»]{0,300}»|(?:basic|bearer)\s+[^\s,;]{1,300}"
            r"|[^\s,;)\"'&]{1,300}(?: [А-ЯЁ][а-яё.]{0,30}){0,2})"
        ),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"\b[a-zA-Z][\w+.-]{1,20}://[^\s'\",;)]{1,500}"), f"<URL {HIDDEN}>"),
    (re.compile(r"\beyJ[\w-]{5,2000}(?:\.[\w-]{1,2000}){0,2}"), HIDDEN),
    (re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,5}"), HIDDEN),
    (re.compile(r"(?i)([\\/](?:users|home|документы|пользователи)[\\/])[^\\/\s'\"]{1,100}"), rf"\1{HIDDEN}"),
    (re.compile(r"\\\\[^\\\s'\"]{1,100}\\"), rf"\\\\{HIDDEN}\\"),
    (re.compile(r"\b[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})? [А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?"), HIDDEN),
    (
        re.compile(
            r"\b[А-ЯЁ][а-яё]{1,30} [А-ЯЁ][а-яё]{1,30} [А-ЯЁ][а-яё]{1,30}(?:вич|вна|ична|оглы|кызы)[а-яё]{0,3}\b"
        ),
        HIDDEN,
    ),
    (re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"), "<GUID>"),
    (re.compile(r"\b0x[0-9a-fA-F]{1,200}\b|\b[0-9a-fA-F]{24,200}\b"), "<HEX>"),
)
_QUOTED = re.compile(r"\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'|«[^»\n]{0,2000}»")
# A name of the program's own, not a value: a table, an index, an object of the configuration.
_OWN = re.compile(
    r"(?:(?:dbo|public)\.)?_?(?:Acc(?:Rg|RgAT|um\w*)?|Reference|Document|Info(?:Rg|Reg)\w*|Enum|Const|Task|Node|Chrc|BPr|Fld|"
    r"IDRRef|Seq|CK?)[A-Za-z]{0,20}\d{0,8}(?:_\w{1,60})?(?:\.\w{1,40})?"
    r"|(?:Справочник|Документ|Регистр\w{0,12}|Общий?Модуль|ОбщийМодуль|Обработка|Отчет|Перечисление|Константа|Задача|БизнесПроцесс"
    r"|План\w{0,20}|Catalog|Document|InformationRegister|AccumulationRegister|AccountingRegister|CommonModule|DataProcessor|Report|"
    r"Enum|Constant|Task)\.[\w.]{1,120}"
)
# Kept: a platform's version, and a line of its own sources.
_KEPT = re.compile(r"\b8\.\d{1,2}\.\d{1,3}\.\d{1,5}\b|\.cpp\(\d{1,6}\)")
_NUMBER = re.compile(r"(?<![\w.])[+-]?\d[\d .,:_-]{0,40}(?!\w)(?<=\d)|(?<![\w.])\d{3,40}|(?<![\w.])\d+(?!\w)")


def mask(text: str, most: int = MOST_TEXT) -> str:
    """One line of it, with values, names and numbers put out, and a platform's version left."""
    text = _named(text[: most * 4])
    kept = _KEPT.findall(text)
    parts = [_NUMBER.sub("N", part) for part in _KEPT.split(text)]
    text = "".join(part + tail for part, tail in zip(parts, [*kept, ""], strict=True))
    return cut(_SPACE.sub(" ", text).strip(), most)


def mask_place(text: str) -> str:
    """A line of the stack: module and number of the line stand, values in the code do not."""
    module, mark, rest = text.partition(" : ")
    line, mark_2, code = rest.partition(" : ")
    if mark and mark_2 and line.strip().isdigit():
        return cut(f"{_SPACE.sub(' ', _named(module)).strip()} : {line.strip()} : {mask(code, 200)}", 300)
    return mask(text, 300)


def last_place(context: str) -> str:
    """The deepest line of a context: the one that was being done."""
    lines = [line for line in context[-4_096:].splitlines() if line.strip()]
    return mask_place(lines[-1]) if lines else ""


def cut(text: str, most: int) -> str:
    """With a mark where something is missing."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _named(text: str) -> str:
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return _QUOTED.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    whole = found.group()
    inner = whole[1:-1]
    return whole if _OWN.fullmatch(inner) or inner in ("", HIDDEN) else f"{whole[0]}{HIDDEN}{whole[-1]}"


class Names:
    """Names of people and machines that properties of events have told: put out wherever a text has them besides."""

    MOST = 2_000

    def __init__(self) -> None:
        self._known: set[str] = set()

    def learn(self, names: Iterable[str]) -> None:
        """Too short ones would be found within words. A text has lost its numbers by the time that it is looked through."""
        for name in names:
            if name not in self._known and 3 <= len(name) <= 100 and len(self._known) < self.MOST:
                self._known |= {name, _NUMBER.sub("N", name)}

    def put_out(self, texts: Iterable[str]) -> list[str]:
        """The texts without them."""
        if not self._known:
            return list(texts)
        longest = sorted(self._known, key=len, reverse=True)
        found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
        return [found.sub(HIDDEN, text) for text in texts]
