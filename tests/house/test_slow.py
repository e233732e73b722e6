"""Whatever hashes a password or asks a program elsewhere goes by one place, and nobody calls it with a transaction open."""

import ast
from collections.abc import Iterator

from tests.house.source import modules

ONLY = "kabinet/records/hashing.py"
HASHES = {"check_password", "set_password", "acheck_password", "verify_password"}
# Before anybody is served.
FOUNDING = "kabinet/demonstration/founding.py"
# What asks others: kabinet/network, which also looks for itself when it is called.
ASKING = {"ask", "discovered", "authorization_url", "identity", "ended", "end_url"}
# What hands letters to the operator's mail server (tests/jobs/letters looks at a running one as well).
POST = "kabinet/jobs/post_office.py"
# Speaks no HTTP: a socket of its own, bounded in time, never inside a transaction (tests/pages/tickets/test_antivirus.py).
CLAMD = "kabinet/network/clamd.py"
SLOW = {
    *(("hashing", "encode"), ("hashing", "is_right"), ("office", "send")),
    *(("oidc", name) for name in ASKING),
}
# The client for HTTP, and the loop of a worker that hands letters over.
DOORS = ("kabinet/network/client.py", "kabinet/network/addresses.py", "kabinet/jobs/post_office.py")
# Ways to open a transaction.
OPENING = ("atomic", "step()")


def test_passwords_are_hashed_in_one_place() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules(
            "regulation", "records", "actions", "queries", "pages", "jobs", "config", "demonstration"
        )
        if module.name not in (ONLY, FOUNDING)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _hashes(node)
    ]
    assert found == []


def _hashes(call: ast.Call) -> bool:
    """`make_password(None)` makes a mark that no password fits, and hashes nothing."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "make_password":
        return not (call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value is None)
    return name in HASHES and isinstance(call.func, ast.Attribute)


def test_nothing_else_goes_out() -> None:
    """One client, with its bounds and its guard."""
    outward = {
        "httpcore2",
        "httpx",
        "urllib.request",
        "requests",
        "http.client",
        "urllib3",
        "socket",
        "smtplib",
    }
    found = [
        f"{module.name} imports {name}"
        for module in modules("regulation", "records", "actions", "queries", "pages", "jobs", "network")
        if module.name not in ("kabinet/network/client.py", "kabinet/network/addresses.py", POST, CLAMD)
        for node in ast.walk(module.tree)
        for name in _imported(node)
        if name in outward
    ]
    assert found == []


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def test_nothing_slow_is_done_inside_a_transaction() -> None:
    found = [
        f"{module.name}:{call.lineno}"
        for module in modules("records", "actions", "pages", "config", "jobs")
        for block in ast.walk(module.tree)
        if isinstance(block, ast.With)
        and any(
            word in ast.unparse(ast.Tuple([item.context_expr for item in block.items])) for word in OPENING
        )
        for call in _slow(block)
    ]
    assert found == []


def _slow(block: ast.With) -> Iterator[ast.Call]:
    for node in ast.walk(block):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and (getattr(called.value, "id", ""), called.attr) in SLOW:
            yield node  # type: ignore[misc]
