"""A password is not made of what everybody knows of its person: login, name, address, organisation."""

import re
from collections.abc import Iterator
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from kabinet.records.models import Membership, Person
from kabinet.regulation.text import Text

SHORTEST_WORD: Final = 3
KNOWN = Text(
    "Пароль состоит из того, что о вас известно: логина, имени, почты или названия организации",
    "The password is made of what is known of you: login, name, address or the organisation's name",
)
LEFT: Final = 8  # signs that must be left when the known words are taken out


class NoKnownWords:
    """Named in AUTH_PASSWORD_VALIDATORS; reads the person's organisations, so it needs the whole reach."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """ValidationError when little is left of it without the known words."""
        left = password.casefold()
        for word in sorted(set(_known(user)), key=len, reverse=True):
            left = left.replace(word, "")
        if (
            len(password) != len(left)
            and len(re.sub(r"[\W_\d]", "", left)) + len(set(re.findall(r"\d", left))) < LEFT
        ):
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return KNOWN.say(get_language() or "ru")


def _known(person: Person | None) -> Iterator[str]:
    if person is None or person.pk is None:
        return
    houses = Membership.objects.filter(person=person.pk, ended_at=None).values_list(
        "organisation__short_name", "organisation__name"
    )
    texts = [person.login, person.name, person.email, *(text for names in houses for text in names)]
    for text in texts:
        yield from (word for word in re.findall(r"\w+", text.casefold()) if len(word) >= SHORTEST_WORD)
