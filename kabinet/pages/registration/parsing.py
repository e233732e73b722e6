"""From what a browser sent to what was typed. Unknown names and answers that nobody offered are passed over."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from kabinet.actions.tickets.registration.client_desk import FIELDS
from kabinet.actions.tickets.uploads import place
from kabinet.pages.registration.typed import Typed
from kabinet.records.versions.regulations import is_known
from kabinet.regulation.pack import Leg, Question, Widget
from kabinet.regulation.ticket import criticality

Post = Mapping[str, str]
YES, NO = "yes", "no"
PROMISED = frozenset({"term_phone", "term_hour"})  # asked in the first step
NOT_TYPED = frozenset({Widget.CONFIRM, Widget.PERSON})


def mark(sent: str = "") -> str:
    """The mark that a form came with, or a new one."""
    try:
        return str(UUID(sent))
    except ValueError:
        return str(uuid4())


def begun(post: Post) -> Typed:
    """A form that has no draft to stand on: in the words of the regulation it was shown by, if there is such a one."""
    code = post.get("regulation", "")
    return Typed(regulation=code if is_known(code) else "")


def level_read(post: Post, leg: Leg, before: Typed) -> Typed:
    """The first step: system, symptoms, promises, and the level chosen instead."""
    return replace(
        before,
        system=number(post.get("system", "")),
        answers=answers(post, leg),
        chosen_level=number(post.get("chosen_level", "")),
        phone=plain(post.get("phone", before.phone))[:80],
        reachable="term-phone" in post,
        within_hour="term-hour" in post,
    )


def form_read(post: Post, before: Typed) -> Typed:
    """The second step: the fields of the form that were sent, by the regulation in whose words it was shown, which need not
    be the one that the draft began with; the others stay as they were."""
    shown = begun(post).regulation
    before = replace(before, regulation=shown or before.regulation)
    leg = before.leg
    written = [field for field in leg.form if field.code not in PROMISED]
    typed = [field.code for field in written if field.widget not in NOT_TYPED and field.code in post]
    typed += [code for code in FIELDS if code in post]
    # A box that is not ticked is not sent.
    ticks = {
        field.code: YES if field.code in post else "" for field in written if field.widget is Widget.CONFIRM
    }
    ticks[place.FIELD] = YES if place.FIELD in post else ""
    return replace(before, values={**before.values, **ticks, **{code: plain(post[code]) for code in typed}})


def answers(post: Post, leg: Leg) -> dict[str, str | bool]:
    """Answers to the questions that these very answers lead to."""
    given = dict(_answered(post, leg))
    while True:
        asked = {question.code for question in criticality.asked(given, leg)}
        if asked >= given.keys():
            return given
        given = {code: answer for code, answer in given.items() if code in asked}


def name(question: Question) -> str:
    """The name under which a question stands in the form."""
    return f"q-{question.code}"


def number(sent: str) -> int | None:
    """A whole number, or None for anything else."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 20 else None


def plain(sent: str) -> str:
    """One kind of line end, no zero character: PostgreSQL keeps none in JSON."""
    return sent.replace("\r\n", "\n").replace("\0", "")


def _answered(post: Post, leg: Leg) -> Iterator[tuple[str, str | bool]]:
    for question in leg.symptoms:
        sent = post.get(name(question), "")
        if question.choices and sent in {choice.code for choice in question.choices}:
            yield question.code, sent
        elif not question.choices and sent in (YES, NO):
            yield question.code, sent == YES
