"""Where the words of a search stand: subjects with the words marked, and a piece of the last message that has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kabinet.records.fast.prepared import ask_anew
from kabinet.records.fast.rows import heard, reached
from kabinet.records.lists.words import TYPED
from kabinet.regulation.access import Actor, reach

# Signs that nobody types stand for the beginning and the end of a mark.
BEGINS, ENDS = "\ue000", "\ue001"
SIGNS = f'StartSel="{BEGINS}", StopSel="{ENDS}"'
WHOLE = f"{SIGNS}, HighlightAll=true"
PIECE = f'{SIGNS}, MaxWords=30, MinWords=12, MaxFragments=2, FragmentDelimiter=" … "'
# The words are found in the columns that keep them; marking is dear, so it is done to what has them and is shown.
MARKED = """
SELECT t.id, CASE WHEN t.search @@ q.q THEN ts_headline('russian', t.subject, q.q, %(whole)s::text) ELSE t.subject END,
  ts_headline('russian', m.text, q.q, %(piece)s::text), m.author_name
FROM (SELECT {typed}) AS q(q) CROSS JOIN ticket t LEFT JOIN LATERAL (
  SELECT m.text, m.author_name FROM message m
  WHERE m.ticket_id = t.id AND m.search @@ q.q AND {hears} ORDER BY m.occurred_at DESC, m.id DESC LIMIT 1) m ON true
WHERE t.id = ANY(%(tickets)s::bigint[]) AND {sees}
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts with BEGINS and ENDS around the words; `said` and `author` are empty where only the subject has them."""

    subject: str
    said: str
    author: str


def marked(actor: Actor, text: str, tickets: Sequence[int]) -> dict[int, Marked]:
    """By the tickets' keys, in one question; messages that the actor may not hear are not looked into."""
    seen = reach(actor)
    (sees, tenants), (hears, audiences) = reached(seen), heard(seen, "m")
    question = MARKED.format(sees=sees, hears=hears, typed=TYPED)
    words = {"text": text, "tickets": list(tickets), "whole": WHOLE, "piece": PIECE}
    rows = ask_anew(question, {**tenants, **audiences, **words})
    return {key: Marked(subject, said or "", author or "") for key, subject, said, author in rows}
