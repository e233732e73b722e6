"""What nobody can see is nothing said: no message, reason, evidence, name or tag is made of it, by a page or by an act."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client

from kabinet.actions.desk import canned, tag
from kabinet.actions.organisations.contacts.details import particulars
from kabinet.actions.organisations.papers.paperwork import needed
from kabinet.actions.problems.texts import texts
from kabinet.actions.tickets import accept, answer, call, close, level, note, objection, refuse, reply
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.unit.errors import Incomplete, Refused
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.gate.typed import without_blanks
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Audience, OrgKind
from kabinet.regulation.facts import Answer
from kabinet.regulation.visible import clean, says_something
from tests.cast import Cast
from tests.desk import VALUES, Desk, later, msk
from tests.fixtures_pages import Reader

AT = msk("2024-03-14 10:05")
BLANKS = {
    "a space": " \n\t\r\n", "zero width": "\u200b", "separator": "\u2063", "soft hyphen": "\u00ad", "filler": "\u3164",
    "braille": "\u2800", "hard spaces": "\u00a0\u2007\u3000", "order": "\u202e\u2066", "mark": "\ufeff",
    "joiner": "a\u0301"[1:],
    "tag": "\U000e0041", "several": " \u200b\u00ad\u3164 \u2800",
}  # fmt: skip
SEEN = ["а", "1", ".", "…", "👍", "и\u0306", "\u200bда\u200b", "漢", "👍\ufe0f"]
blank = pytest.mark.parametrize("nothing", BLANKS.values(), ids=BLANKS)


@blank
def test_nothing_is_said(nothing: str) -> None:
    assert not says_something(nothing)
    assert clean(nothing) == ""


@pytest.mark.parametrize("text", SEEN)
def test_a_sign_is_enough(text: str) -> None:
    assert says_something(text)
    assert clean(f" {text}\r\n") == text


def all_forms(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("kabinet."):
            yield below
        yield from all_forms(below)


@blank
def test_every_field_that_needs_words_takes_it_for_empty(nothing: str) -> None:
    """Of every form of every page, as the gate hands it what was sent."""
    import_module("kabinet.config.urls")
    passed, tried = [], 0
    for form in set(all_forms()):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, forms.CharField) and field.required:
                sent = QueryDict(mutable=True)
                sent[name] = nothing
                tried += 1
                try:
                    field.clean(without_blanks(sent)[name])
                except forms.ValidationError:
                    continue
                passed.append(f"{form.__name__}.{name}")
    assert tried >= 40
    assert passed == []


# What is typed in the act, at which point of a ticket's life: open (answered once), solved, closed, refused.
SAID: dict[str, tuple[Callable[..., Any], str, str, str, dict[str, Any]]] = {
    "answer": (answer.answer_ticket, "gordeeva", "open", "text", {}),
    "solution": (answer.answer_ticket, "gordeeva", "open", "text", {"kind": Answer.SOLUTION}),
    "note": (note.write_note, "gordeeva", "open", "text", {}),
    "reply": (reply.write_reply, "saveliev", "open", "text", {}),
    "call": (call.log_call, "gordeeva", "open", "text", {"reached": True}),
    "tag": (tag.tag_ticket, "gordeeva", "open", "name", {}),
    "level": (level.change_level, "gordeeva", "open", "reason", {"level": 2}),
    "refusal": (refuse.refuse_ticket, "gordeeva", "open", "text", {"reason": "undocumented"}),
    "decline": (accept.decline_solution, "saveliev", "solved", "reason", {}),
    "reopen": (close.reopen_ticket, "saveliev", "closed", "reason", {}),
    "objection": (objection.object_to, "saveliev", "refused", "text", {}),
}


def _ticket(desk: Desk, point: str) -> str:
    number = desk.register(AT).number
    desk.do(answer.answer_ticket, "gordeeva", later(AT, minutes=5), number=number, text="Смотрим")
    if point in ("solved", "closed"):
        said = {"number": number, "text": "Исправлено", "kind": Answer.SOLUTION}
        desk.do(answer.answer_ticket, "gordeeva", later(AT, minutes=6), **said)
    if point == "closed":
        desk.do(accept.accept_solution, "saveliev", later(AT, minutes=7), number=number)
    if point == "refused":
        said = {"number": number, "reason": "third_party", "text": "Чужая разработка"}
        desk.do(refuse.refuse_ticket, "gordeeva", later(AT, minutes=6), **said)
    return str(number)


@pytest.mark.parametrize("name", SAID)
def test_an_act_says_nothing_with_it(desk: Desk, name: str) -> None:
    act, login, point, field, given = SAID[name]
    number, done = _ticket(desk, point), []
    assert field in inspect.signature(act).parameters
    before = _journal(number)
    for what, nothing in BLANKS.items():
        try:
            desk.do(act, login, later(AT, minutes=10), number=number, **given, **{field: nothing})
        except (Refused, Mistaken):
            continue
        done.append(what)
    assert done == []
    assert _journal(number) == before
    desk.do(act, login, later(AT, minutes=11), number=number, **given, **{field: "Слово"})


def _journal(number: str) -> int:
    with as_system("a look"):
        return models.JournalEntry.objects.filter(ticket__number=number).count()


@blank
def test_no_description_subject_name_or_paper_is_made_of_it(desk: Desk, nothing: str) -> None:
    with pytest.raises(Incomplete):
        desk.do(register_ticket, "saveliev", AT, **desk.form(values=VALUES | {"description": nothing}))
    assert desk.register(AT, subject=nothing).subject == VALUES["description"].splitlines()[0]
    known = {
        "name": "Иван Иванов",
        "position": "инженер",
        "email": "i@zmk.example",
        "phone": "+7 900 000-41-17",
        "login": "iv",
    }
    for field in known:
        with pytest.raises(Mistaken) as wrong:
            particulars(known | {field: nothing}, "U5b")
        assert [fault.field for fault in wrong.value.faults] == [field]
    for field in ("title", "text"):
        with pytest.raises(Mistaken):
            texts(
                {"title": "Утечка", "text": "Растёт", "audience": "own"} | {field: nothing}, OrgKind.PARTNER
            )
        said = {"leg": "client", "title": "Привет", "text": "Здравствуйте"} | {field: nothing}
        with pytest.raises(Mistaken):
            desk.do(canned.keep_canned, "arkhipova", AT, **said)
    with pytest.raises(Refused):
        needed("number", nothing)


@pytest.mark.clause("U3.6a")
@blank
def test_an_answer_that_nobody_can_see_meets_no_clock(desk: Desk, reader: Reader, nothing: str) -> None:
    number = desk.register(AT).number
    client, page = reader("gordeeva"), f"/tickets/{number}/"
    sent = {"text": nothing, "audience": "public", "kind": "answer", "version": "1"}
    assert client.post(f"{page}say/", sent).status_code == 422
    assert "В срок" not in client.get(f"{page}clocks/").text
    with as_system("a look"):
        assert not models.Message.objects.filter(
            ticket__number=number, audience=Audience.PUBLIC, kind="answer"
        ).exists()


def test_a_page_outside_tickets_asks_again(cast: Cast) -> None:
    client = Client()
    cast.sign_in(client, "gordeeva")
    sent = {"title": "\u3164", "text": "\u200b", "audience": "own"}
    told = client.post("/problems/new/", sent)
    assert told.status_code == 422
    assert "Назовите проблему одной строкой" in told.content.decode()
