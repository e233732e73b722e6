"""Logins that look like others (U5b, P6.2): a letter of another alphabet makes another person of the same word."""

import unicodedata

from kabinet.regulation.text import Text

# Letters that look alike in print, small ones.
CYRILLIC, LATIN = "авекмнорстухіј", "abekmhopctyxij"
NAMES = {
    "CYRILLIC": Text("кириллическая", "Cyrillic"),
    "LATIN": Text("латинская", "Latin"),
    "GREEK": Text("греческая", "Greek"),
}
MANY = {
    "CYRILLIC": Text("кириллические", "Cyrillic"),
    "LATIN": Text("латинские", "Latin"),
    "GREEK": Text("греческие", "Greek"),
}
FOREIGN = Text("из другого алфавита", "of another alphabet")


def mixed(login: str) -> Text | None:
    """The sentence about the letter that is not of the alphabet of the others; None for a login of one alphabet."""
    scripts = [_script(sign) for sign in login]
    used = sorted(
        {script for script in scripts if script},
        key=lambda script: (-scripts.count(script), scripts.index(script)),
    )
    if len(used) < 2:
        return None
    place = next(place for place, script in enumerate(scripts) if script and script != used[0])
    letter, own, many = login[place], NAMES.get(str(scripts[place]), FOREIGN), MANY.get(used[0], FOREIGN)
    return Text(
        f"В логине смешаны алфавиты: «{letter}», {place + 1}-й знак, — буква {own.ru}, остальные — {many.ru}",
        f"The login mixes alphabets: {letter}, sign {place + 1}, is {own.en}, and the others are {many.en}",
    )


def skeleton(login: str) -> str:
    """What two logins that look alike have in common."""
    return login.lower().translate(str.maketrans(CYRILLIC, LATIN))


def _script(sign: str) -> str:
    return unicodedata.name(sign, "UNNAMED").split()[0] if sign.isalpha() else ""
