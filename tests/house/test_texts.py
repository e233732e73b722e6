"""An act takes what was typed through one function: what nobody can see is nothing said (regulation/visible.py)."""

import ast

from tests.house.source import modules

# Where edges are taken off something that nobody says: numbers of tickets, dots of files, two words of ours together; what
# mailers write in a letter that came, whose words pass that function when somebody sends them.
NO_TEXT = {
    "kabinet/actions/inbox/reading/authenticity.py": 3,
    "kabinet/actions/inbox/reading/automatic.py": 1,
    "kabinet/actions/inbox/reading/charsets.py": 2,
    "kabinet/actions/inbox/reading/headers.py": 1,
    "kabinet/actions/inbox/reading/html_text.py": 3,
    "kabinet/actions/inbox/reading/letter.py": 2,
    "kabinet/actions/inbox/reading/quotations.py": 9,
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
