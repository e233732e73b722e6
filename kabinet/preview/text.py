"""The beginning of a text: so many bytes of it, in the encoding that fits, so many lines of so many signs, with nothing in
it that could turn the rest round or hide."""

import unicodedata
from dataclasses import dataclass
from typing import Final

READ: Final = 64 * 1024  # bytes of a file
LINES, WIDTH = 200, 500
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Of a text that is none: more control signs than one in so many.
STRANGE: Final = 50


@dataclass(frozen=True, slots=True)
class Start:
    """Lines without their ends; `whole` where the file has no more."""

    lines: tuple[str, ...]
    encoding: str
    whole: bool

    @property
    def text(self) -> str:
        """All of them, each on its own line."""
        return "\n".join(self.lines)


def start_of(read: bytes, size: int) -> Start | None:
    """`read` are the first bytes of a file of `size`; None when that is no text."""
    text, encoding = _decoded(read)
    if "\0" in text or STRANGE * sum(map(_is_control, text)) > len(text):
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    whole = len(read) == size
    if not whole and len(lines) > 1:
        del lines[-1]  # it may have been cut
    shown = tuple(_in_width(line) for line in lines[:LINES])
    return Start(shown, encoding, whole and len(lines) <= LINES and all(len(line) <= WIDTH for line in lines))


def plain(text: str) -> str:
    """A sign that nobody sees, or that turns the text round, by its number."""
    return "".join(
        f"\\u{ord(sign):04x}"
        if sign != "\t" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else sign
        for sign in text
    )


def _in_width(line: str) -> str:
    return plain(line[:WIDTH]) + ("…" if len(line) > WIDTH else "")


def _decoded(read: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if read.startswith(mark):
            return read.decode(encoding, "replace"), encoding.removesuffix("-sig")
    try:
        return read.decode(), "utf-8"
    except UnicodeDecodeError as wrong:
        if wrong.start >= len(read) - 3 and wrong.reason == "unexpected end of data":
            return read[: wrong.start].decode(), "utf-8"
    return read.decode("cp1251", "replace"), "windows-1251"


def _is_control(sign: str) -> bool:
    return sign not in "\t\n\r\f\x1b" and unicodedata.category(sign) == "Cc"
