"""Who reads what is written is never guessed: a form that leaves it open, or says two things, is refused, its text kept."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.vendor.participants import invite_participant
from kabinet.records.models import Draft, JournalEntry, KnownProblem, Message, OrganisationEntry
from tests.desk import Desk, later, passed_on
from tests.pages.problems.keeping import TEXTS as PROBLEM
from tests.some import some

pytestmark = pytest.mark.clause("U3.6c", "P5c")
SAID = "Секрет от клиента"
NOTHING: list[tuple[str, str]] = []


def sent(audience: str, send: str = "") -> list[tuple[str, str]]:
    return [("audience", audience), *([("send", send)] if send else [])]


# Who writes where: the form, the values that this form knows (the widest first, the narrowest last).
FORMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "composer, support": ("gordeeva", "/tickets/{client}/say/", ("public", "vendor_leg", "partner")),
    "composer, applicant": ("orlova", "/tickets/{client}/say/", ("public",)),
    "composer, vendor": ("titova", "/tickets/{vendor}/say/", ("joint", "vendor_leg", "vendor")),
    "composer, partner to 1C": ("gordeeva", "/tickets/{vendor}/say/", ("joint", "vendor_leg")),
    "composer, participant": ("saveliev", "/tickets/{vendor}/say/", ("joint",)),
    "draft, support": ("gordeeva", "/tickets/{client}/draft/", ("public", "vendor_leg", "partner")),
    "draft, participant": ("saveliev", "/tickets/{vendor}/draft/", ("joint",)),
}


@pytest.fixture
def tickets(desk: Desk, now) -> dict[str, str]:
    client, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(
        invite_participant,
        "gordeeva",
        later(now, hours=-2),
        number=vendor,
        person=desk.cast.person["saveliev"],
    )
    return {"client": client, "vendor": vendor}


def written() -> tuple[int, ...]:
    """Everything that these forms could have written."""
    from kabinet.records.security.reach import as_system

    with as_system("counting in a test"):
        rows = (Message, JournalEntry, Draft, KnownProblem, OrganisationEntry)
        return tuple(row.objects.count() for row in rows)


def post(reader, login: str, address: str, said: list[tuple[str, str]]) -> Any:
    return reader(login).post(address, urlencode(said), content_type="application/x-www-form-urlencoded")


def unclear(known: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Every way of leaving it open."""
    first, last = known[0], known[-1]
    cases = {
        "missing": NOTHING,
        "missing, pressed": [("send", first)],
        "missing, the narrowest pressed": [("send", last)],
        "empty": sent(""),
        "unknown": sent("everyone"),
        "unknown, pressed": sent("everyone", first),
        "unknown button": sent(first, "everyone"),
        "doubled": [*sent(first), *sent(last)],
        "doubled, the narrowest pressed": [*sent(last), *sent(first, last)],
        "two buttons": [*sent(first), ("send", first), ("send", last)],
    }
    contradicting = {
        f"{radio}, but {button}": sent(radio, button)
        for radio in known
        for button in known
        if radio != button and button not in ("partner", "vendor")
    }
    return cases | contradicting


# A draft has no button: what a button says does not matter to it, and it is refused all the same where the radio is unclear.
BUTTONS = ("unknown button", "two buttons", ", but ", "the narrowest pressed")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_leaves_its_readers_open_says_nothing(name: str, desk: Desk, tickets, reader) -> None:
    login, address, known = FORMS[name]
    draft = name.startswith("draft")
    for how, readers in some(unclear(known).items()):
        if draft and any(each in how for each in BUTTONS):
            continue
        said = [("text", SAID), *readers]
        before = written()
        answer = post(reader, login, address.format(**tickets), said)
        assert answer.status_code == 422, (name, how)
        after = written()
        assert after[:2] == before[:2], (name, how)
        if draft:
            assert after == before, (name, how)
            continue
        page = answer.content.decode()
        assert f">{SAID}</textarea>" in page, (name, how)
        assert "Ничего не отправлено" in page, (name, how)
        checked = re.findall(r'value="(\w+)" id="audience-\w+" class="[\w-]+" checked', page)
        assert checked == [known[-1]], (name, how)


@pytest.mark.parametrize("radio", ["public", "partner", "vendor_leg"])
def test_who_presses_save_a_note_saves_a_note(desk: Desk, tickets, reader, see, radio: str) -> None:
    number = tickets["client"]
    gordeeva = reader("gordeeva")
    said = [("text", SAID), *sent(radio, "partner")]
    answer = post(lambda _login: gordeeva, "gordeeva", f"/tickets/{number}/say/", said)
    assert answer.status_code == 303
    assert desk.messages(number)[-1].audience == "partner"
    assert "Заметка сохранена" in gordeeva.get(f"/tickets/{number}/").content.decode()
    assert SAID not in see("orlova", f"/tickets/{number}/")


# What a message is, where it is a choice: the form, a kind that it knows, another one.
KINDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "composer, support": ("gordeeva", "/tickets/{client}/say/", {"audience": "public", "send": "public"}),
    "composer, vendor": (
        "titova",
        "/tickets/{vendor}/say/",
        {"audience": "vendor_leg", "send": "vendor_leg"},
    ),
    "composer, joint": ("titova", "/tickets/{vendor}/say/", {"audience": "joint", "send": "joint"}),
    "relay": ("gordeeva", "/tickets/{vendor}/relay/{message}/", {}),
}
UNCLEAR_KINDS: dict[str, list[str]] = {
    "missing": [],
    "empty": [""],
    "unknown": ["nonsense"],
    "doubled": ["answer", "solution"],
    "the same twice": ["solution", "solution"],
}


@pytest.fixture
def message(desk: Desk, tickets, now) -> int:
    """What the vendor said, which can be relayed."""
    desk.do(
        answer_ticket, "titova", later(now, hours=-1), number=tickets["vendor"], text="Обновите платформу"
    )
    return desk.messages(tickets["vendor"])[-1].pk


@pytest.mark.parametrize("name", KINDS)
def test_what_a_message_is_is_not_guessed_either(
    name: str, desk: Desk, tickets, message: int, reader
) -> None:
    login, address, also = KINDS[name]
    address = address.format(message=message, **tickets)
    for how, kinds in UNCLEAR_KINDS.items():
        said = [("text", SAID), *also.items(), *(("kind", kind) for kind in kinds)]
        before = written()
        answer = post(reader, login, address, said)
        assert (answer.status_code, written()[:2]) == (422, before[:2]), how
        page = answer.content.decode()
        assert f">{SAID}</textarea>" in page, how
        assert "Выберите, что это за ответ. Ничего не отправлено." in page, how
    right = post(reader, login, address, [("text", SAID), *also.items(), ("kind", "answer")])
    assert right.status_code == 303, "the same form with one known kind goes out"


@pytest.mark.parametrize(
    "readers",
    [
        [("audience", "partner")],
        [("send", "partner")],
        [("audience", "vendor_leg"), ("send", "vendor_leg")],
        [("audience", "public"), ("send", "partner")],
        [("audience", "public"), ("audience", "partner")],
        [("audience", "everyone")],
    ],
    ids=str,
)
def test_what_is_relayed_is_for_the_client_and_for_nobody_else(
    readers: list[tuple[str, str]], desk: Desk, tickets, message: int, reader
) -> None:
    before = written()
    said = [("text", SAID), ("kind", "answer"), *readers]
    answer = post(reader, "gordeeva", f"/tickets/{tickets['vendor']}/relay/{message}/", said)
    assert (answer.status_code, written()) == (422, before)
    assert f">{SAID}</textarea>" in answer.content.decode()
    assert "указан другой читатель" in answer.content.decode()


def test_whoever_looks_at_the_preview_sends_nothing_whatever_else_they_say(
    desk: Desk, tickets, message: int, reader
) -> None:
    before = written()
    said = [("text", SAID), ("kind", "solution"), ("preview", "1"), ("send", "public")]
    answer = post(reader, "gordeeva", f"/tickets/{tickets['vendor']}/relay/{message}/", said)
    assert (answer.status_code, written()) == (200, before)


def test_a_draft_for_readers_who_are_gone_comes_back_for_fewer(desk: Desk, tickets, reader, see, now) -> None:
    number = tickets["vendor"]
    reader("titova").post(f"/tickets/{number}/draft/", {"text": SAID, "audience": "joint"})
    assert 'value="joint" id="audience-joint" class="is-joint" checked' in see(
        "titova", f"/tickets/{number}/say/"
    )
    reader("gordeeva").post(f"/tickets/{number}/leave/{desk.cast.person['saveliev']}/")
    page = see("titova", f"/tickets/{number}/say/")
    assert SAID in page
    assert 'value="vendor" id="audience-vendor" class="is-internal" checked' in page


@pytest.mark.parametrize("how", ["missing", "unknown", "doubled", "contradicting"])
def test_other_forms_with_readers(how: str, desk: Desk, tickets, reader, now) -> None:
    """What is shown later, a canned answer, a known problem, an answer carried over: the same rule."""
    desk.do(write_note, "gordeeva", now, number=tickets["client"], text=SAID)
    key = desk.messages(tickets["client"])[-1].pk
    canned = {"title": "Название", "text": SAID}
    table = [
        ("gordeeva", f"/tickets/{tickets['client']}/widen/{key}/", "audience", ("public", "joint"), {}),
        ("arkhipova", "/desk/canned/new/", "leg", ("client", "everyone"), canned),
        ("gordeeva", "/problems/new/", "audience", ("own", "everyone"), {**PROBLEM, "text": SAID}),
    ]
    for login, address, field, (right, wrong), fields in table:
        values = {"missing": [], "unknown": ["nobody"], "doubled": [right, wrong], "contradicting": [wrong]}[
            how
        ]
        before = written()
        answer = post(reader, login, address, [*fields.items(), *((field, value) for value in values)])
        assert (answer.status_code, written()) == (422, before), (address, how)
        page = answer.content.decode()
        assert "Выберите, кто" in page or "Кто прочтёт" in page or "Кому пишут" in page
        assert SAID in page
    assert desk.messages(tickets["client"])[-1].audience == "partner"


def test_nothing_of_ones_own_side_is_carried_over(desk: Desk, reader, now) -> None:
    """Passing on offers what the client reads; a note's key in its place carries nothing."""
    number = desk.register(later(now, hours=-1)).number
    desk.do(write_note, "gordeeva", now, number=number, text=SAID)
    key = desk.messages(number)[-1].pk
    for address in ("preview", "draft", "send"):
        before = written()
        answer = post(
            reader,
            "gordeeva",
            f"/tickets/{number}/pass-on/{address}/",
            [("message", str(key)), ("level", "3")],
        )
        assert f"<p>{SAID}" not in answer.content.decode(), address
        assert written()[:2] == before[:2], address


# Every control that decides who reads, or what it is that they read, with the test above that tries it.
DECIDING: dict[str, set[str]] = {
    "ui/composer.html": {"audience", "kind", "send"},
    "Relay": {"kind"},
    "Widen": {"audience"},
    "Answer": {"leg"},
    "ProblemForm": {"audience"},
}
NAMES = frozenset(
    {"audience", "audiences", "kind", "kinds", "leg", "send", "readers", "visible", "visibility"}
)


def test_no_form_with_such_a_choice_is_forgotten() -> None:
    """A new one has to be said once, and to be tried above: a field by its name or its type, a control by its name."""
    assert deciding_fields() | deciding_controls() == DECIDING


def deciding_fields() -> dict[str, set[str]]:
    from importlib import import_module

    from django import forms

    from kabinet.pages.ui.forms import SaidOnce
    from tests.house.test_forms import below

    import_module("kabinet.config.urls")
    found: dict[str, set[str]] = {}
    for form in below(forms.BaseForm):
        fields = getattr(form, "base_fields", {}) if form.__module__.startswith("kabinet.") else {}
        for name, field in fields.items():
            if isinstance(field, SaidOnce) or (name in NAMES and isinstance(field, forms.ChoiceField)):
                assert isinstance(field, SaidOnce), (
                    f"{form.__name__}.{name}: two values would be as good as the last"
                )
                found.setdefault(form.__name__, set()).add(name)
    return found


def deciding_controls() -> dict[str, set[str]]:
    """Written out in templates of forms that are posted."""
    from tests.house.source import paths
    from tests.house.test_forms import name_of

    control = re.compile(r'<(?:input|select|button|textarea)\b[^>]*?\sname="(\w+)"', re.DOTALL)
    found: dict[str, set[str]] = {}
    for path in paths("*.html"):
        text = path.read_text(encoding="utf-8")
        if 'method="get"' not in text and (names := NAMES & set(control.findall(text))):
            found[name_of(path)] = names
    return found
