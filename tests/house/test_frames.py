"""Pages with a form of one act stand on one frame (pages/ui/act_page.py): elsewhere a refusal is caught for a reason."""

import ast
from collections import Counter
from collections.abc import Iterator

from tests.house.source import Module, modules

REFUSALS = {"Refused", "Invalid", "Mistaken"}
REASON = "# by hand: "
# Where something new catches a refusal, it wants the frame; where one has gone, its line goes as well.
BY_HAND = {
    "kabinet/pages/desk/bulk/acts.py": 1,
    "kabinet/pages/desk/bulk/running.py": 1,
    "kabinet/pages/entrance/profile.py": 1,
    "kabinet/pages/gate/__init__.py": 1,
    "kabinet/pages/organisations/papers/preview.py": 1,
    "kabinet/pages/organisations/people/form_pages.py": 1,
    "kabinet/pages/organisations/people/letter_form.py": 1,
    "kabinet/pages/organisations/people/link.py": 1,
    "kabinet/pages/organisations/people/new_client.py": 1,
    "kabinet/pages/organisations/people/uploading.py": 1,
    "kabinet/pages/pass_on/prepared.py": 1,
    "kabinet/pages/pass_on/views.py": 3,
    "kabinet/pages/registration/draft_status.py": 1,
    "kabinet/pages/registration/drafts.py": 1,
    "kabinet/pages/registration/level/views.py": 1,
    "kabinet/pages/registration/sending.py": 2,
    "kabinet/pages/regulation/versions/supersede.py": 1,
    "kabinet/pages/tickets/acts/frame.py": 1,
    "kabinet/pages/tickets/composer/write.py": 2,
    "kabinet/pages/tickets/sidebar/touch.py": 2,
    "kabinet/pages/ui/act_page.py": 1,
    "kabinet/pages/uploads/place.py": 1,
}


def test_a_refusal_is_answered_by_the_frame() -> None:
    found = Counter(module.name for module in modules("pages") for _ in _catching(module))
    assert dict(found) == BY_HAND


def test_whoever_catches_a_refusal_by_hand_says_why() -> None:
    found = [
        f"{module.name}:{handler.lineno}"
        for module in modules("pages")
        for handler in _catching(module)
        if REASON not in module.text.splitlines()[handler.lineno - 1]
    ]
    assert found == []


def _catching(module: Module) -> Iterator[ast.ExceptHandler]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            names = {each.id for each in ast.walk(node.type) if isinstance(each, ast.Name)}
            names |= {each.attr for each in ast.walk(node.type) if isinstance(each, ast.Attribute)}
            if names & REFUSALS:
                yield node
