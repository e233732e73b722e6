"""Pages as tests look at them: templates may be laid out anew."""

import re


def packed(markup: str) -> str:
    """Without whitespace at the edges of tags; any other run of it is one space."""
    return re.sub(r" ?(<[^>]*>) ?", r"\1", one_line(markup))


def one_line(markup: str) -> str:
    """Each run of whitespace, hard spaces too, is one space."""
    return " ".join(markup.split())
