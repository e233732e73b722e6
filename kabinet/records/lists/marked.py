"""Where the words of a search stand: subjects with the words marked, and a piece of the last message that has them.

PostgreSQL says which of a text's words are meant, in the words that its index has (records/security/word_functions.py); the
text itself is shown as it was written. Its words are counted in a shadow of it: as long, a space for each sign. Of plain
texts it has said so before (hits.py): marking anew costs more than finding.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kabinet.records.fast.prepared import ask_anew
from kabinet.records.fast.rows import heard, reached
from kabinet.records.lists.hits import PLAIN, WORD, is_choice, meant_among, pattern_of
from kabinet.records.lists.question import Question
from kabinet.records.security.word_functions import NO_WORD, UNSEEN
from kabinet.regulation.access import Actor, reach

# Signs that nobody types stand for the beginning and the end of a mark.
BEGINS, ENDS = "\ue000", "\ue001"
WHOLE = f'StartSel="{BEGINS}", StopSel="{ENDS}", HighlightAll=true'
# Of a long text: words before the first mark, words of a piece, pieces; and signs, for what is one word of thousands.
BEFORE, LENGTH, PIECES, LONGEST = 6, 15, 2, 600
SHADOW = re.compile(r"[^ ]*[^ \u0300-\u036f][^ ]*")
OPENING, CLOSING = "«„“\"'([#№", "»“”\"')].,;:!?…%"


def _read(column: str) -> str:
    """As it is read: where a word is found only without the signs that nobody sees, without them."""
    return (
        f"CASE WHEN {column} COLLATE \"pg_c_utf8\" ~ '{UNSEEN}'"
        f" AND NOT to_tsvector('russian', kabinet_words({column})) @@ q.marks"
        f" THEN regexp_replace({column} COLLATE \"pg_c_utf8\", '{UNSEEN}+', '', 'g') ELSE {column} END"
    )


def _shown(text: str) -> str:
    """The text, its shadow, and its words with marks."""
    return (
        f"{text}, regexp_replace({text} COLLATE \"pg_c_utf8\", '{NO_WORD}', ' ', 'g'),"
        f" ts_headline('russian', kabinet_words({text}), q.marks, %(whole)s::text)"
    )


# The words are found in the columns that keep them; marking is dear, so it is done to what is shown.
FOUND = """
SELECT t.id, t.subject, m.text, m.author_name
FROM (SELECT %(query)s::tsquery) AS q(q) CROSS JOIN ticket t LEFT JOIN LATERAL (
  SELECT m.text, m.author_name FROM message m
  WHERE m.ticket_id = t.id AND m.search @@ q.q AND {hears} ORDER BY m.occurred_at DESC, m.id DESC LIMIT 1) m ON true
WHERE t.id = ANY(%(tickets)s::bigint[]) AND {sees}
"""
MARKED = f"""
SELECT t.id, {_shown("s.said")}, {_shown("m.said")}, m.author_name
FROM (SELECT %(query)s::tsquery, %(marks)s::tsquery) AS q(q, marks) CROSS JOIN ticket t
CROSS JOIN LATERAL (SELECT {_read("t.subject")} AS said) s LEFT JOIN LATERAL (
  SELECT {_read("m.text")} AS said, m.author_name FROM message m
  WHERE m.ticket_id = t.id AND m.search @@ q.q AND {{hears}} ORDER BY m.occurred_at DESC, m.id DESC LIMIT 1) m ON true
WHERE t.id = ANY(%(tickets)s::bigint[]) AND {{sees}}
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts with BEGINS and ENDS around the words; `said` and `author` are empty where only the subject has them."""

    subject: str
    said: str
    author: str


def marked(actor: Actor, asked: Question, tickets: Sequence[int]) -> dict[int, Marked]:
    """By the tickets' keys, in one question; messages that the actor may not hear are not looked into."""
    if not asked.query:
        return {}
    seen = reach(actor)
    (sees, tenants), (hears, audiences) = reached(seen), heard(seen, "m")
    known = {**tenants, **audiences, "query": asked.query}
    rows: list[_Row] = []
    if is_choice(asked.marks):
        found = ask_anew(FOUND.format(sees=sees, hears=hears), {**known, "tickets": list(tickets)})
        rows = _plain([row for row in found if PLAIN.fullmatch(row[1] + (row[2] or ""))], asked)
    if left := [key for key in tickets if key not in {row[0] for row in rows}]:
        values = {**known, "marks": asked.marks, "tickets": left, "whole": WHOLE}
        found = ask_anew(MARKED.format(sees=sees, hears=hears), values)
        rows += [(row[0], _told(row[1:4], asked), _told(row[4:7], asked), row[7]) for row in found]
    return {
        key: Marked(subject.whole(), _said(said) if said.shown else "", author or "")
        for key, subject, said, author in rows
    }


def _plain(found: Sequence[tuple[int, str, str | None, str | None]], asked: Question) -> "list[_Row]":
    """Rows whose texts are plain; none where a number may be meant by what stands beside it."""
    words = {text: WORD.findall(text) for row in found for text in (row[1], row[2] or "")}
    meant = meant_among({word for each in words.values() for word in each}, asked.marks)
    if any(word.isdigit() and word not in asked.numbers for word in meant):
        return []
    pattern = pattern_of(meant) if meant else None
    texts = {text: _PlainText(text, meant, pattern, len(each)) for text, each in words.items()}
    return [(key, texts[subject], texts[said or ""], author) for key, subject, said, author in found]


def _told(text: Sequence[str | None], asked: Question) -> "_Text":
    """What the database said of a text: itself, its shadow, its words."""
    shown, shadow, known = (each or "" for each in text)
    return _Text(shown, _words(shadow, known, asked))


def _said(text: "_Text") -> str:
    """The whole of a short text, pieces of a long one around the first marks."""
    if text.count <= LENGTH * PIECES:
        return text.marked(0, min(len(text.shown), LONGEST), text.hits)
    words = text.words
    hits = [place for place, word in enumerate(words) if word.hit] or [0]
    pieces: list[str] = []
    end = -1
    for hit in hits:
        if hit >= end and len(pieces) < PIECES:
            begin = max(hit - BEFORE, end, 0)
            end = min(begin + LENGTH, len(words))
            pieces.append(text.piece(words[begin:end]))
    return " … ".join(pieces)


class _Word(NamedTuple):
    start: int
    end: int
    hit: bool


class _Text:
    """`shown` as it is read, and its `words` in their places."""

    def __init__(self, shown: str, words: Sequence[_Word]) -> None:
        self.shown, self._words, self.count = shown, words, len(words)

    @property
    def words(self) -> Sequence[_Word]:
        return self._words

    @property
    def hits(self) -> Sequence[_Word]:
        return [word for word in self.words if word.hit]

    def whole(self) -> str:
        """All of it with its marks."""
        return self.marked(0, len(self.shown), self.hits)

    def piece(self, words: Sequence[_Word]) -> str:
        """From the first of the words to the last, with the signs that belong to them."""
        start, end = words[0].start, min(words[-1].end, words[0].start + LONGEST)
        while start and self.shown[start - 1] in OPENING:
            start -= 1
        while end < len(self.shown) and self.shown[end] in CLOSING:
            end += 1
        return self.marked(start, end, words)

    def marked(self, start: int, end: int, words: Sequence[_Word]) -> str:
        """This part of it with marks; words that stand together without a space (8.3.24) are one."""
        parts, place = [], start
        for begins, ends in self._runs([word for word in words if word.hit and start <= word.start < end]):
            parts += [self.shown[place:begins], BEGINS, self.shown[begins : min(ends, end)], ENDS]
            place = min(ends, end)
        return "".join(
            [
                *(part if part in (BEGINS, ENDS) else _bare(part) for part in parts),
                _bare(self.shown[place:end]),
            ]
        )

    def _runs(self, hits: Sequence[_Word]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for hit in hits:
            if runs and not re.search(r"\s", self.shown[runs[-1][1] : hit.start]):
                runs[-1] = (runs[-1][0], hit.end)
            else:
                runs.append((hit.start, hit.end))
        return runs


class _PlainText(_Text):
    """Of which hits and words are found when they are wanted: most texts are short, and of most words nothing is."""

    def __init__(
        self, shown: str, meant: frozenset[str], pattern: re.Pattern[str] | None, count: int
    ) -> None:
        self.shown, self.count, self._meant, self._pattern = shown, count, meant, pattern

    @property
    def words(self) -> Sequence[_Word]:
        return [_Word(*word.span(), word[0] in self._meant) for word in WORD.finditer(self.shown)]

    @property
    def hits(self) -> Sequence[_Word]:
        return (
            [_Word(*hit.span(), True) for hit in self._pattern.finditer(self.shown)] if self._pattern else []
        )


def _words(shadow: str, known: str, asked: Question) -> list[_Word]:
    """Words in the places of the shadow, those of `known` (the index's words) marked that are meant. No hits where the two
    counts differ: rather none than wrong ones."""
    places, words = [word.span() for word in SHADOW.finditer(shadow)], known.split()
    if len(places) != len(words):
        return [_Word(start, end, False) for start, end in places]
    hits = [BEGINS in word for word in words]
    meant = [hit and _meant(words, hits, place, asked.numbers) for place, hit in enumerate(hits)]
    return [_Word(start, end, hit) for (start, end), hit in zip(places, meant, strict=True)]


_Row = tuple[int, _Text, _Text, str | None]  # a ticket's key, its subject, what was said there and by whom


def _meant(known: Sequence[str], hits: Sequence[bool], place: int, numbers: frozenset[str]) -> bool:
    """A number that was asked for within a version or a code alone is not meant where it stands alone."""
    plain = known[place].strip(BEGINS + ENDS)
    beside = (place > 0 and hits[place - 1]) or (place + 1 < len(hits) and hits[place + 1])
    return not plain.isdigit() or plain in numbers or beside


def _bare(text: str) -> str:
    return text.replace(BEGINS, "").replace(ENDS, "")
