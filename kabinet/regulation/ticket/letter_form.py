"""The registration form as the text of a letter, and what a letter that was written by it says, field by field (U6a)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kabinet.regulation.pack.choice import offered
from kabinet.regulation.pack.form import FormField, Widget
from kabinet.regulation.pack.leg import Leg

# What can be written in words; a person is chosen, files are enclosed, a promise is given on the page.
WRITTEN = frozenset({Widget.LINE, Widget.LINES, Widget.TEL, Widget.EMAIL, Widget.CHOICE})
# Names of so many fields at the beginning of lines make a text a form; one may stand in any letter.
LEAST = 2
BEFORE = re.compile(r"^[\s>*•–-]*")
LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Written:
    """`values` by the field's code, of a choice the code of what was chosen; `rest` is what belongs to no field, with a
    choice that the field does not offer."""

    values: Mapping[str, str]
    rest: str


def blank(leg: Leg, language: str) -> str:
    """The form to be filled in: a line a field, what a choice offers in brackets."""
    return "".join(f"{_line(field, leg, language)}\n" for field in leg.form if field.widget in WRITTEN)


def read(leg: Leg, text: str) -> Written:
    """What the text says; no values where it is no form. A value goes on until the next field begins, one of a single line
    until an empty line."""
    parts: list[tuple[FormField | None, list[str]]] = [(None, [])]
    names = sorted(_names(leg), key=lambda each: -len(each[0]))
    for line in text.splitlines():
        begun = _begun(line, names)
        if begun is None:
            parts[-1][1].append(line)
        else:
            parts.append((begun[0], [begun[1]]))
    if len({field.code for field, _lines in parts if field}) < LEAST:
        return Written({}, text)
    values: dict[str, str] = {}
    rest: list[str] = []
    for field, lines in parts:
        said, after = _parted(field, "\n".join(lines).strip())
        value = _value(field, said, leg) if field else ""
        if field and value and field.code not in values:
            values[field.code] = value
        elif said:
            rest.append(f"{field.label.ru}: {said}" if field else said)
        rest += [after] if after else []
    return Written(values, "\n\n".join(rest))


def _parted(field: FormField | None, said: str) -> tuple[str, str]:
    """What belongs to the field, and what was written below it."""
    if field is None or field.widget is Widget.LINES:
        return said, ""
    own, _empty, after = said.partition("\n\n")
    return own, after.strip()


def _line(field: FormField, leg: Leg, language: str) -> str:
    choices = "; ".join(each.name.say(language) for each in offered(field, leg))
    return field.label.say(language) + (f" [{choices}]:" if choices else ":")


def _names(leg: Leg) -> Iterator[tuple[str, FormField]]:
    for field in leg.form:
        if field.widget in WRITTEN:
            for language in LANGUAGES:
                yield field.label.say(language).casefold(), field


def _begun(line: str, names: list[tuple[str, FormField]]) -> tuple[FormField, str] | None:
    """The field that begins in this line, and what stands behind its name."""
    said = BEFORE.sub("", line)
    low = said.casefold()
    for name, field in names:
        if low.startswith(name) and len(low) == len(said):
            after = said[len(name) :].lstrip()
            if after.startswith("["):
                after = after.partition("]")[2].lstrip()
            if after.startswith(":"):
                return field, after[1:].strip()
    return None


def _value(field: FormField, said: str, leg: Leg) -> str:
    """As the field keeps it; empty for what it does not offer."""
    if field.widget is not Widget.CHOICE:
        return said if field.widget is Widget.LINES else " ".join(said.split())
    low = " ".join(said.split()).casefold().rstrip(".")
    for option in offered(field, leg):
        if low and low in {_plain(option.name.say(language)) for language in LANGUAGES}:
            return option.code
    return ""


def _plain(name: str) -> str:
    """Of «2. Консультация» the words alone."""
    return re.sub(r"^\d+\.\s*", "", name).casefold().rstrip(".")
