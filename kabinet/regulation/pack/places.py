"""Tables that remember where they were written, so that a slip is named by its file and not by where it ended up."""

from typing import Any

from kabinet.regulation.text import Text, Unlawful

DEEPEST = 12


class Wrong(Unlawful):
    """A slip in a regulation's data; `where` is "client.toml: terms.level[2].reaction" or "client.toml, 12:5"."""

    def __init__(self, where: str, ru: str, en: str) -> None:
        super().__init__(Text(f"{where}: {ru}", f"{where}: {en}"))
        self.where = where


def wrong(where: str, ru: str, en: str) -> Wrong:
    """The error for one place of a regulation's data."""
    return Wrong(where, ru, en)


class Placed(dict[str, Any]):
    """A table and its place: "client.toml: terms.level[2]"."""

    def __init__(self, table: dict[str, Any], where: str) -> None:
        super().__init__(table)
        self.where = where


def placed(value: Any, where: str, *, depth: int = 0) -> Any:
    """`value` as TOML reads it, every table of it with its place; Wrong when it is nested beyond sense or
    holds NUL, which no record can."""
    if depth > DEEPEST:
        raise wrong(where[:80], "слишком глубоко вложено", "nested too deeply")
    if isinstance(value, dict):
        inner = {key: placed(part, _under(where, key), depth=depth + 1) for key, part in value.items()}
        return Placed(inner, where)
    if isinstance(value, list):
        return [placed(part, f"{where}[{number}]", depth=depth + 1) for number, part in enumerate(value, 1)]
    if isinstance(value, str) and "\0" in value:
        raise wrong(where[:80], "в тексте есть нулевой знак", "there is a zero sign in the text")
    return value


def place_of(value: Any, otherwise: str) -> str:
    """Where a table was written; `otherwise` for anything that does not know."""
    return value.where if isinstance(value, Placed) else otherwise


def like(table: dict[str, Any], *patterns: Any) -> dict[str, Any]:
    """`table` made of `patterns`: in their place, when all of them have the same one."""
    places = {place_of(pattern, "") for pattern in patterns}
    return Placed(table, places.pop()) if len(places) == 1 and "" not in places else table


def _under(where: str, key: str) -> str:
    return f"{where}{'' if where.endswith(': ') else '.'}{key[:60]}"
