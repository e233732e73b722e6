"""Where somebody's own words end and what they answer begins, as Russian and English mailers write it."""

import re
from typing import Final

# Lines that are looked at; whoever writes more has their whole text taken for their own.
MOST: Final = 2_000
LONGEST_LINE: Final = 400
_MONTHS = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[а-яa-z.]*"
_FIGURES = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
_DATE = rf"(?:{_FIGURES}|\d{{1,2}}\s+{_MONTHS}\s+\d{{4}}|{_MONTHS}\s+\d{{1,2}},?\s+\d{{4}})"
_WRITES = r"(?:пишет|писал(?:\(?а\)?)?|написал(?:\(?а\)?)?|wrote|writes)"
# A line that says who wrote what follows, and when: «28.11.2026 10:15, Иванов Иван пишет:», "On Sat, 28 Nov 2026 … wrote:".
DATED: Final = re.compile(
    rf"""^\W{{0,3}}(?:
      on\b.{{5,300}}\bwrote:                                  # Gmail, Apple, Thunderbird
    | .{{0,80}}{_DATE}.{{0,200}}{_WRITES}\s*:                  # Thunderbird, mail.ru
    | (?:\w{{2,12}}\.?,?\s+)?{_DATE}.{{0,140}}<[^<>\s]{{3,254}}>.{{0,20}}:?  # Gmail, Yandex, mail.ru
    | .{{1,120}}<[^<>\s]{{3,254}}>\s*{_WRITES}\s*:?           # the Bat
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
# The same without a day: «программа пишет:» says it as well, so it counts before quoted lines alone.
UNDATED: Final = re.compile(rf".{{0,200}}{_WRITES}\s*:\s*$", re.IGNORECASE)
MAY_SAY: Final = re.compile(r"пи[сш]|wrote|writes|@", re.IGNORECASE)
# «-----Исходное сообщение-----», "-----Original Message-----", "Forwarded message".
RULE: Final = re.compile(
    r"^\s*[-_=*]{2,}\s*(?:исходное сообщение|пересылаемое сообщение|перенаправленное сообщение|пересланное сообщение"
    r"|original message|forwarded message|original appointment|конец пересылаемого сообщения)\s*[-_=*]{0,}.{0,20}$",
    re.IGNORECASE,
)
# The head of a quoted letter as Outlook writes it: From, then Sent or Date or To within the next lines.
FROM: Final = re.compile(r"^\W{0,3}(?:от(?:\s+кого)?|from|отправитель)\s*:\s*\S", re.IGNORECASE)
HEAD: Final = re.compile(
    r"^\W{0,3}(?:отправлено|дата|кому|тема|копия|получатель|sent|date|to|subject|cc)\s*:", re.IGNORECASE
)
LINE_OF_OUTLOOK: Final = re.compile(r"^\s*_{20,}\s*$")
REPLY_ABOVE: Final = re.compile(r"^\W{0,3}(?:ответьте выше этой строки|reply above this line)", re.IGNORECASE)


def own_words(text: str) -> str:
    """What stands above the first quotation, or between the quoted lines of whoever answers below them; all of it when
    nothing else is left."""
    lines = text.split("\n")
    if len(lines) > MOST:
        return text.strip()
    end = next((at for at in range(len(lines)) if _begins(lines, at)), len(lines))
    above = "\n".join(lines[:end]).strip()
    # Written below what is quoted, or between: the lines that nobody quoted, without the line that says who wrote.
    mine = [each for at, each in enumerate(lines[:end]) if not (_is_quoted(each) or _says(lines, at))]
    return "\n".join(mine).strip() or above or text.strip()


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _begins(lines: list[str], at: int) -> bool:
    """Whether from here on somebody else speaks: below it nothing but quoted lines, or the head of a letter."""
    line = lines[at][:LONGEST_LINE]
    if RULE.match(line) or REPLY_ABOVE.match(line):
        return True
    if FROM.match(line) or (
        LINE_OF_OUTLOOK.match(line) and at + 1 < len(lines) and FROM.match(lines[at + 1])
    ):
        return any(HEAD.match(each[:LONGEST_LINE]) for each in lines[at + 1 : at + 5])
    return _says(lines, at) and not _answered_below(lines, at)


def _says(lines: list[str], at: int) -> bool:
    """A line that says who wrote, on one line or broken over two."""
    line = lines[at][:LONGEST_LINE].strip()
    both = f"{line} {lines[at + 1][:LONGEST_LINE].strip()}" if at + 1 < len(lines) else line
    if not line or line.startswith(">") or not MAY_SAY.search(both):
        return False
    if DATED.match(line) or (UNDATED.match(line) and _followed(lines, at + 1)):
        return True
    return bool(re.match(r"\W{0,3}(?:on\b|.{0,20}\d)", line, re.IGNORECASE) and DATED.match(both))


def _followed(lines: list[str], at: int) -> bool:
    return next((each for each in lines[at:] if each.strip()), "").lstrip().startswith(">")


def _answered_below(lines: list[str], at: int) -> bool:
    """Whoever writes below quoted lines and not above them."""
    if any(each.strip() and not _is_quoted(each) for each in lines[:at]):
        return False
    rest = lines[at + 1 :]
    quoted = [place for place, each in enumerate(rest) if _is_quoted(each)]
    return bool(quoted) and any(each.strip() and not _is_quoted(each) for each in rest[quoted[0] :])
