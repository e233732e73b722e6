"""Bytes of a letter as text: by what it says of itself, else by what it looks like."""

import codecs
from typing import Final

# What Python calls text of people; others it has can take for ever (punycode) or do what is no text (unicode_escape).
KNOWN: Final = frozenset(
    {
        *("utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "mac-cyrillic", "ptcp154"),
        *(f"iso8859-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
        *(f"cp{number}" for number in (437, 850, 852, 855, 866, 874, 932, 936, 949, 950, 1125)),
        *(f"cp{number}" for number in range(1250, 1259)),
        *("koi8-r", "koi8-u", "koi8-t", "big5", "gb2312", "gbk", "gb18030", "shift_jis", "euc_jp", "euc_kr"),
        *("iso2022_jp", "iso2022_kr", "hz", "tis-620"),
    }
)
# As mailers call them.
ALSO: Final = {
    "cp-1251": "cp1251",
    "win-1251": "cp1251",
    "windows1251": "cp1251",
    "win1251": "cp1251",
    "x-cp1251": "cp1251",
    "koi8": "koi8-r",
    "koi8r": "koi8-r",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "ks_c_5601-1987": "cp949",
}
LONGEST_NAME: Final = 40
SMALL: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
LARGE: Final = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ")
# So much of a text tells what it is written in.
LOOKED_AT: Final = 4_000


def text_of(data: bytes, said: str = "") -> str:
    """Never an exception; bytes that mean nothing become U+FFFD."""
    if (known := _known(said)) and known != "ascii":
        try:
            return data.decode(known)
        except (UnicodeError, ValueError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(known if _fits(data, known) else _guessed(data), "replace")


def _known(said: str) -> str:
    """The codec of this name, or none."""
    name = said.strip().strip("\"'").lower()
    name = ALSO.get(name, name)
    if not name or len(name) > LONGEST_NAME or not name.isascii() or not name.isprintable():
        return ""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return found if found in KNOWN else ""


def _fits(data: bytes, known: str) -> bool:
    """Whether a few broken bytes are all that is wrong with it."""
    if not known or known == "ascii":
        return False
    return data[:LOOKED_AT].decode(known, "replace").count("\ufffd") * 20 < len(data[:LOOKED_AT])


def _guessed(data: bytes) -> str:
    """Of the three in which Russian is written without saying so: small letters are many, capitals few."""

    def likely(codec: str) -> int:
        text = data[:LOOKED_AT].decode(codec, "replace")
        return sum((each in SMALL) - (each in LARGE) for each in text)

    return max(("cp1251", "koi8-r", "cp866"), key=likely)
