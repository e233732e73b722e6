"""Colleagues called by name in a note: @login or @surname. Whoever cannot read the note is not called in it."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q

from kabinet.actions.unit.errors import Invalid
from kabinet.records import doors
from kabinet.records.models import Person
from kabinet.regulation.access import Actor
from kabinet.regulation.text import Text

# Not the tail of an e-mail address or of a path; at most as long as a login.
CALL = re.compile(r"(?<![\w@./+-])@(\w[\w.-]{1,99})")
MOST = 20
CANNOT_READ = Text(
    "{name} эту заметку не прочтёт: она только для своих",
    "{name} will not read this note: it is for our side alone",
)
TAKE_OUT = Text("Уберите упоминание @{word}", "Take out the mention @{word}")
SEVERAL = Text("Под @{word} подходят несколько коллег", "Several colleagues fit @{word}")
BY_LOGIN = Text("Укажите логин: {logins}", "Name the login: {logins}")


def called(actor: Actor, text: str) -> list[int]:
    """Keys of the colleagues whom the text calls; a word that is nobody's name is just a word.

    Invalid("text") for somebody who is known and cannot read it, and for a surname that several have.
    """
    words = list(dict.fromkeys(word.rstrip(".-").lower() for word in CALL.findall(text)))[:MOST]
    if not words:
        return []
    readers = [contact.person for contact in doors.readers_of_notes(actor)]
    found = {word: _fitting(word, readers) for word in words}
    for word, people in found.items():
        if len(people) > 1:
            raise _mistake(
                SEVERAL, BY_LOGIN, word=word, logins=", ".join(f"@{each.login}" for each in people)
            )
        if not people:
            _nobody_else(word)
    return [each.pk for people in found.values() for each in people if each.pk != actor.person]


def _fitting(word: str, people: Iterable[Person]) -> list[Person]:
    """A login is one person's; a surname may be several's."""
    known = list(people)
    by_login = [each for each in known if each.login.lower() == word]
    return by_login or [each for each in known if word in _surname(each)]


def _surname(person: Person) -> Iterator[str]:
    yield person.name.split(" ", 1)[0].lower().rstrip(".-")


def _nobody_else(word: str) -> None:
    """Among all whom the actor knows: the client's people, the vendor's."""
    others = Person.objects.filter(Q(login__iexact=word) | Q(name__istartswith=f"{word} "), is_active=True)
    if other := others.order_by("pk").first():
        raise _mistake(CANNOT_READ, TAKE_OUT, word=word, name=other.name)


def _mistake(reason: Text, remedy: Text, **words: str) -> Invalid:
    def said(text: Text) -> Text:
        return Text(text.ru.format(**words), text.en.format(**words))

    return Invalid("text", said(reason), said(remedy))
