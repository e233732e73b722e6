"""The five particulars of a contact (U5b, P6.2): read, put in order, held against what they must be."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat

from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.regulation.organisation.logins import mixed
from kabinet.regulation.text import Text
from kabinet.regulation.visible import line

REGION = "RU"  # of a number written without its country
LONGEST = {"name": 200, "position": 200, "email": 254, "phone": 40, "login": 80}
LABELS: Mapping[str, Text] = {
    "name": Text("фамилию, имя и отчество", "the name"),
    "position": Text("должность", "the position"),
    "email": Text("адрес электронной почты", "the e-mail address"),
    "phone": Text("телефон", "the telephone number"),
    "login": Text("логин на портале", "the portal login"),
}
LOGIN = re.compile(r"[\w.@+-]{2,80}")
LETTERS = re.compile(r"[^\W\d_]{2}")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Particulars:
    """As they are kept: no spaces around, the telephone in its international form."""

    name: str
    position: str
    email: str
    phone: str
    login: str

    def differences(self, other: "Particulars") -> dict[str, tuple[str, str]]:
        """Field -> what it was here, what it is in `other`."""
        mine, theirs = asdict(self), asdict(other)
        return {field: (mine[field], theirs[field]) for field in mine if mine[field] != theirs[field]}


def particulars(typed: Mapping[str, str], clause: str) -> Particulars:
    """Raises Mistaken with every fault."""
    tidy = {field: _tidy(typed.get(field, "")) for field in LABELS}
    faults = list(_faults(tidy))
    if faults:
        raise Mistaken(faults, clause)
    return Particulars(**{**tidy, "phone": _international(tidy["phone"])})


def telephone(text: str) -> str:
    """The number in its international form; empty when it is none that could be."""
    number = _parsed(_tidy(text))
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else ""


def is_email(text: str) -> bool:
    """Whether it has the form of an address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _tidy(text: str) -> str:
    """Inner breaks and runs of spaces are one space: tables are full of them."""
    return line(str(text))


def _faults(tidy: Mapping[str, str]) -> Iterator[Fault]:
    for field, text in tidy.items():
        if (words := _fault(field, text)) is not None:
            yield Fault(field, words)


def _fault(field: str, text: str) -> Text | None:
    if not text:
        return Text(f"Укажите {LABELS[field].ru}", f"Enter {LABELS[field].en}")
    if UNSEEN.search(text):
        return Text("Уберите невидимые знаки", "Take the invisible characters out")
    if len(text) > LONGEST[field]:
        return Text(f"Не длиннее {LONGEST[field]} знаков", f"At most {LONGEST[field]} characters")
    return _FORMS[field](text)


def _named(text: str) -> Text | None:
    if LETTERS.search(text):
        return None
    return Text("Здесь нужны слова, а не цифры и знаки", "Words are needed here, not digits and signs")


def _addressed(text: str) -> Text | None:
    if is_email(text):
        return None
    return Text(
        "Это не адрес электронной почты: нужен вид name@company.ru",
        "This is no e-mail address: it looks like name@company.ru",
    )


def _called(text: str) -> Text | None:
    number = _parsed(text)
    if number is not None and phonenumbers.is_valid_number(number):
        return None
    return Text(
        "Такого телефона не бывает: нужен номер с кодом, например +7 900 123-45-67",
        "There is no such telephone number: it needs its code, as in +7 900 123-45-67",
    )


def _signed(text: str) -> Text | None:
    if LOGIN.fullmatch(text):
        return mixed(text)
    return Text(
        "В логине могут быть буквы, цифры и знаки . @ + - _ без пробелов, не меньше двух",
        "A login has letters, digits and . @ + - _ without spaces, at least two",
    )


_FORMS = {"name": _named, "position": _named, "email": _addressed, "phone": _called, "login": _signed}


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, REGION)
    except NumberParseException:
        return None


def _international(text: str) -> str:
    return telephone(text)
