"""No form in which somebody writes is forgotten: each stands in the table over which the network is cut."""

import ast
import re
from pathlib import Path

from tests.house.source import PACKAGE, modules, paths
from tests.pages.sendings.forms import FORMS, typed

FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
# What a person types into: a control written out, or a form of Django's drawn whole or field by field.
TYPED = re.compile(
    r'<textarea|<input(?![^>]*type="(?:hidden|checkbox|radio|file|submit)")|\{% field |\{\{ form|\{% block fields %\}'
    r'|\{% include "[^"]*(?:fields|cells|caller|conditions|terms)[^"]*\.html"'
)
# Nothing is typed there that may be kept, or nothing is typed at all.
NOT_KEPT = {
    "entrance/password.html": "passwords",
    "api_tokens/tokens.html": "a program's name, and the answer is a secret that is said once",
    "bridges/form.html": "a password, and beside it settings that are copied from another desk",
    "webhooks/form.html": "an address and ticks, and the answer is a secret that is said once",
    "entrance/rules.html": "a reason that is sent at once, and only where a provider is configured",
    "entrance/second/asked.html": "a code, and nobody is known yet",
    "entrance/second/new_app.html": "a code",
    "entrance/second/codes.html": "a password",
    "entrance/second/remove.html": "a password",
    "entrance/second/add_passkey.html": "what a key answered is not sent again",
    "entrance/sign_in.html": "a password, and nobody is known yet",
    "entrance/welcome.html": "passwords",
    "regulation/calendar/import.html": "a file",
    "organisations/people/card.html": "beside the particulars, which are in the table, roles are ticked",
    "letters/choices.html": "hours and ticks, and not a word",
    "regulation/versions/adopt.html": "a day, and not a word",
    "regulation/versions/list.html": "a file",
    "organisations/people/remove.html": "a colleague is chosen",
    "registration/discard.html": "what is hidden in it",
}
TEMPLATES = PACKAGE / "pages"


def test_every_form_with_text_stands_in_the_table() -> None:
    found = {
        name_of(path)
        for path in paths("*.html")
        for form in FORM.findall(path.read_text(encoding="utf-8"))
        if TYPED.search(form)
    }
    assert found - set(FORMS) - set(NOT_KEPT) - FAMILIES == set(), (
        "add a line to tests/pages/sendings/forms.py"
    )


# Templates whose forms are many: each class of a form with text has a line of its own.
FAMILIES = {"tickets/acts/act.html"}


def test_every_act_with_words_stands_in_the_table() -> None:
    from importlib import import_module

    from kabinet.pages.tickets.acts.form import ActForm

    import_module("kabinet.config.urls")
    written = {
        form.__name__
        for form in below(ActForm)
        if form.__module__.startswith("kabinet.")
        and any(map(typed, getattr(form, "base_fields", {}).values()))
    }
    assert written - set(FORMS) == set(), (
        "add a line to tests/acts_on_ticket.py, of a form elsewhere to tests/pages/sendings/forms.py"
    )


def below(kind: type) -> set[type]:
    found = set(kind.__subclasses__())
    return found | {each for one in found for each in below(one)}


def test_the_table_names_nothing_that_is_gone() -> None:
    names = {name for name in FORMS if name.endswith(".html")}
    assert names <= {name_of(path) for path in paths("*.html")}


def name_of(path: Path) -> str:
    """As views and other templates name it."""
    inside = path.relative_to(TEMPLATES).as_posix()
    return inside.removeprefix("ui/templates/")


def test_no_script_reads_what_a_form_says_but_by_its_attributes() -> None:
    """A control named «action» or «method» would hide the form's own: forms have none of these names."""
    hiding = re.compile(r'name="(?:action|method|id|elements|dataset)"')
    assert [path.name for path in paths("*.html") if hiding.search(path.read_text(encoding="utf-8"))] == []


def test_no_class_is_made_anew_for_each_request() -> None:
    """It would live until it is collected, and whatever looks for all forms finds it now and then."""
    found = [
        f"{module.name}:{inner.lineno} {inner.name}"
        for module in modules("pages", "queries", "actions", "records")
        for outer in ast.walk(module.tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.ClassDef)
    ]
    assert found == []
