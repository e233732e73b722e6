"""Roles are named by the law's enum: one that is spelled anew is missed when the law changes."""

import ast

from kabinet.regulation.access import Role
from tests.house.source import modules

FLOORS = ("config", "pages", "jobs", "actions", "records")
# The same word for something else.
EXCEPT = {
    ("kabinet/records/security/reach.py", "auditor"): "a side that the walls know",
    ("kabinet/records/security/reach.py", "administrator"): "a side that the walls know",
}


def test_no_role_is_spelled_outside_the_law() -> None:
    words = {role.value for role in Role}
    found = {
        (module.name, node.value)
        for module in modules(*FLOORS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words
    }
    assert found == set(EXCEPT)
