"""verify.py of a pack: the modules that check one, put together into a program that needs none of ours."""

import ast
from pathlib import Path
from typing import Final

MODULES: Final = ("sums.py", "stamps.py", "verify_pack.py")
LAST: Final = MODULES[-1]


def whole() -> bytes:
    """The last module's head and first paragraph, then the bodies of all."""
    texts = {name: (Path(__file__).parent / name).read_text("utf-8") for name in MODULES}
    head = "".join(texts[LAST].splitlines(keepends=True)[: _lines_of_head(texts[LAST])])
    bodies = "\n\n".join(_body(text) for text in texts.values())
    return f"{head}\nfrom __future__ import annotations\n\n{bodies}".encode()


def _lines_of_head(text: str) -> int:
    return ast.parse(text).body[0].end_lineno or 1


def _body(text: str) -> str:
    """Without its first paragraph, and without imports that a program of its own has not."""
    lines = text.splitlines(keepends=True)
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in (
            "kabinet",
            "__future__",
        ):
            for place in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[place] = ""
    return "".join(lines[_lines_of_head(text) :])
