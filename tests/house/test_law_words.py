"""Words of the law are named by its enums: one that is spelled anew is missed when the law changes."""

import ast

from kabinet.regulation.access import Role
from tests.house.bare_words import bare, parameters_of
from tests.house.source import modules

FLOORS = ("config", "pages", "jobs", "actions", "records")
# The same word for something else.
EXCEPT = {
    ("kabinet/records/security/reach.py", "auditor"): "a side that the walls know",
    ("kabinet/records/security/reach.py", "administrator"): "a side that the walls know",
}
# Keys of a version's TOML, read as they stand there; its room knows no organisations.
TOML = {"kabinet/regulation/pack/words.py", "kabinet/regulation/pack/editing/sections.py"}


def test_no_role_is_spelled_outside_the_law() -> None:
    words = {role.value for role in Role}
    found = {
        (module.name, node.value)
        for module in modules(*FLOORS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words
    }
    assert found == set(EXCEPT)


def test_no_leg_kind_audience_turn_or_channel_is_bare_text() -> None:
    """Compared, given, kept under its name, or one of a table of all of them."""
    parameters = parameters_of(modules())
    found = [
        f"{module.name}:{each.node.lineno} {each.node.value}: {each.means}"
        for module in modules()
        if module.name not in TOML
        for each in bare(module, parameters)
    ]
    assert found == []
