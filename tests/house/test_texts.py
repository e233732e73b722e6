"""An act takes what was typed through one function: what nobody can see is nothing said (regulation/visible.py)."""

import ast

from tests.house.source import modules

# Where edges are taken off something that nobody says: numbers of tickets, dots of files, two words of ours together.
NO_TEXT = {
    "kabinet/actions/desk/several.py": 1,
    "kabinet/actions/tickets/drafts/attach.py": 1,
    "kabinet/actions/vendor/joint.py": 1,
    "kabinet/actions/vendor/third_party_desk.py": 1,
}


def test_no_act_takes_the_edges_off_a_text_by_itself() -> None:
    found = {
        module.name: count
        for module in modules("actions")
        if (
            count := sum(
                isinstance(node, ast.Attribute) and node.attr == "strip" for node in ast.walk(module.tree)
            )
        )
    }
    assert found == NO_TEXT
