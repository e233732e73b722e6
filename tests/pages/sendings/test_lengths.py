"""Nothing typed is without end: the field, the act behind it and the table take as much as `records.lengths` says, no more.

Over every form in which somebody writes (forms.py): what is a sign too long is not done, is said so, and stands in the field
again; first by the form, and where a form is passed by, by the act alone.
"""

import re
from typing import Any

import pytest
from django.apps import apps
from django.core.validators import MaxLengthValidator
from django.db import models

from tests.cast import Cast
from tests.pages.controls import Control, Form, forms
from tests.pages.sendings.forms import FORMS
from tests.pages.sendings.test_forms_in_browser import address

# Fields whose value is judged before its length is: what is too long is no number, address or name of theirs.
JUDGED_BEFORE = {"before", "told", "seen", "reckoned"}
# Nothing is typed before something is chosen, or figures alone.
CHOSEN = {"registration/level/level.html", "desk/rule_form.html", "desk/on_call_form.html"}
# These stand before the form that is meant.
BESIDE_EVERY_PAGE = {"/look/theme/", "/me/language/", "/me/zone/", "/sign-out/", "/me/organisation/"}
# Asked for with a box that stands beside it: without its tick nothing of it is kept.
UNASKED = {("pass_on/foreign.html", "client_phone")}
# The answer is the page on which the button stands; a word of two signs too many is not put back.
ANSWERED_BY_A_SENTENCE = {"tickets/sidebar/beside.html"}
TOO_LONG = re.compile(
    r"(не более|[Нн]е больше|[Нн]е длиннее|длиннее) [\d\s\xa0]+ (символ|знак)|Слишком длинно"
)


class Written:
    """One form of the table before the person who writes in it."""

    def __init__(self, name: str, cast: Cast, reader: Any) -> None:
        told = FORMS[name]
        self.page = address(told.page, cast)
        self.client = reader(told.login)
        shown = self.client.get(self.page)
        assert shown.status_code == 200, (self.page, shown.status_code)
        found = [each for each in forms(shown.content.decode()) if each.method == "post" and each.sent]
        meant = [each for each in found if each.is_meant(told.form) and each.action not in BESIDE_EVERY_PAGE]
        self.form: Form = next(each for each in meant if each.controls or each.offered)
        self.also = {key: address(value, cast) for key, value in told.also.items() if value != "*"}
        self.pressed = dict(re.findall(r"\[(name|value)=(\w+)\]", told.button))

    def filled(self) -> dict[str, Any]:
        sent: dict[str, Any] = self.form.filled()
        for control in self.form.controls:
            if not any(sent.get(control.name, [])):
                sent[control.name] = [self.short(control)]
        for name, value in self.also.items():
            old = "".join(sent.get(name, [""]))
            sent[name] = old + value[1:] if value.startswith("+") else value
        return sent | self.pressed_button

    @property
    def pressed_button(self) -> dict[str, str]:
        """What the button sends that is pressed."""
        return {self.pressed["name"]: self.pressed["value"]} if self.pressed else {}

    @staticmethod
    def short(control: Control) -> str:
        return "Набрано"[: control.most]

    def send(self, **changed: str) -> Any:
        return self.client.post(self.form.action.split("#")[0] or self.page, {**self.filled(), **changed})


def long(control: Control) -> str:
    return "д" * (control.most + 1)


def refused(name: str, written: Written, control: Control, statuses: tuple[int, ...]) -> None:
    answer = written.send(**{control.name: long(control)})
    if name in ANSWERED_BY_A_SENTENCE:
        page = written.client.get(answer["Location"]).content.decode()
    else:
        page = answer.content.decode()
        assert answer.status_code in statuses, (control.name, answer.status_code)
        assert long(control) in page, f"what was typed into {control.name} is not on the page"
    assert TOO_LONG.search(page), control.name


def controls(name: str, written: Written) -> list[Control]:
    assert written.form.controls or name in CHOSEN, "no form in which somebody writes"
    return [
        each
        for each in written.form.controls
        if each.name not in JUDGED_BEFORE and (name, each.name) not in UNASKED
    ]


@pytest.mark.parametrize("name", FORMS)
def test_what_is_too_long_for_a_field_comes_back(name: str, cast: Cast, reader) -> None:
    written = Written(name, cast, reader)
    for control in controls(name, written):
        refused(name, written, control, (409, 422))


@pytest.mark.parametrize("name", FORMS)
def test_and_for_the_act_where_the_form_is_passed_by(name: str, cast: Cast, reader, monkeypatch) -> None:
    written = Written(name, cast, reader)
    monkeypatch.setattr(MaxLengthValidator, "compare", lambda *_: False)
    for control in controls(name, written):
        refused(name, written, control, (403, 409, 422))


# Figures of the program's own, which nobody types.
RECKONED = {("ticket", "clocks"), ("session", "session_data")}


def test_every_column_of_text_has_a_length_in_the_database() -> None:
    found = set()
    for model in apps.get_app_config("records").get_models():
        bounded = {each.name for each in model._meta.constraints}
        for column in model._meta.concrete_fields:
            if isinstance(column, models.TextField | models.JSONField):
                table = model._meta.db_table
                if f"{table}_{column.column}_length" not in bounded:
                    found.add((table, column.column))
    assert found == RECKONED
