"""How a version of the regulation is made that differs from 4.0 in one point."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from kabinet.regulation.pack import source

Texts = dict[str, str]
Change = Callable[[Texts], Texts]
NEXT = re.compile(r"\n\[\[?[a-z_]+\]")
LONG = "Очень длинное название, которое не помещается ни в одну строку, " * 25
HOSTILE = "<b>%s</b> {mark} %(x)s & «кавычки» {{ 1 }} {% now %}"


@dataclass(frozen=True)
class Variation:
    """One point in which a version differs. `said` is what stands against one that cannot be published."""

    name: str
    served: bool
    change: Change
    world: str = ""
    said: str = ""


def served(name: str, change: Change, world: str) -> Variation:
    """People can live under it."""
    return Variation(name, True, change, world)


def refused(name: str, said: str, change: Change) -> Variation:
    """It cannot be published, for this reason."""
    return Variation(name, False, change, said=said)


def written(*changes: Change) -> Texts:
    """4.0 with these changes, under the next number."""
    base = put("pack.toml", 'number = "4.0"', 'number = "4.1"')(source("corp_4_0"))
    return reduce(lambda texts, change: change(texts), changes, base)


def put(file: str, old: str, new: str, *, after: str = "") -> Change:
    """`new` for the first `old` after `after`."""

    def change(texts: Texts) -> Texts:
        head, mark, rest = texts[file].partition(after) if after else ("", "", texts[file])
        assert old in rest, (file, old, after)
        return {**texts, file: head + mark + rest.replace(old, new, 1)}

    return change


def add(file: str, more: str) -> Change:
    """More text at the end of a file."""
    return lambda texts: {**texts, file: f"{texts[file].rstrip()}\n\n{more}\n"}


def drop(file: str, list_: str, code: str) -> Change:
    """Without the thing of a list that has this code."""

    def change(texts: Texts) -> Texts:
        head = f'[[{list_}]]\ncode = "{code}"'
        before, mark, rest = texts[file].partition(head)
        assert mark, (file, head)
        following = NEXT.search(rest)
        return {**texts, file: before + (rest[following.start() + 1 :] if following else "")}

    return change


def first(file: str, code: str) -> Change:
    """The status of this code stands before the others."""

    def change(texts: Texts) -> Texts:
        found = re.search(rf'\[\[statuses\]\][^\n]*\ncode = "{code}"\n(?:[^\[\n].*\n)+', texts[file])
        assert found, (file, code)
        head, mark, rest = texts[file].replace(found[0], "").partition("[[statuses]]")
        return {**texts, file: f"{head}{found[0]}\n{mark}{rest}"}

    return change


def everywhere(file: str, key: str, others: dict[str, str]) -> Change:
    """Every status says another value of this key; one that says none says the last."""

    def change(texts: Texts) -> Texts:
        blocks = texts[file].split("[[statuses]]")
        last = blocks[-1].partition("\n\n")
        for place, block in enumerate([*blocks[1:-1], last[0]], 1):
            said = re.search(rf"^{key} = (\S+)$", block, re.MULTILINE)
            if said:
                blocks[place] = block.replace(said[0], f"{key} = {others[said[1]]}")
            else:
                blocks[place] = f"{block.rstrip()}\n{key} = {[*others.values()][-1]}\n\n"
        blocks[-1] += "".join(last[1:])
        return {**texts, file: "[[statuses]]".join(blocks)}

    return change


def renumbered(numbers: dict[int, int]) -> Change:
    """Levels under other numbers, wherever one is named."""
    files = ("levels.toml", "choices.toml", "client.toml", "vendor.toml")
    alone = re.compile(r"^((?:number|level|\w+_level) = )(\d+)(?=$| #)", re.MULTILINE)
    listed = re.compile(r"((?:fits|levels|raises_to|from_levels) = )\[([\d, ]+)\]")

    def new(number: str) -> str:
        return str(numbers.get(int(number), int(number)))

    def change(texts: Texts) -> Texts:
        made = dict(texts)
        for file in files:
            found = alone.sub(lambda each: each[1] + new(each[2]), made[file])
            made[file] = listed.sub(
                lambda each: f"{each[1]}[{', '.join(new(number) for number in each[2].split(', '))}]", found
            )
        return made

    return change


def field(code: str, *, file: str = "form.toml", **given: str) -> Change:
    """One more field of the form."""
    said = {
        "section": "environment",
        "need": "required",
        "source": "nowhere",
        "widget": "line",
        "clause": 'client = "U6a", vendor = "P7"' if file == "form.toml" else "",
        "label": f"Поле {code}",
        "more": "",
    } | given
    clause = f"{{ {said['clause']} }}" if said["clause"] else '"P7"' if file.startswith("vendor") else '"U6a"'
    return add(
        file,
        f'[[form]]\ncode = "{code}"\nsection = "{said["section"]}"\n'
        f"label = {{ ru = '{said['label']}', en = 'Field {code}' }}\n"
        f'missing = {{ ru = "Заполните {code}", en = "Fill in {code}" }}\nclause = {clause}\n'
        f'need = "{said["need"]}"\nsource = "{said["source"]}"\nwidget = "{said["widget"]}"\n{said["more"]}',
    )


def choices(*codes: str, name: str = "Вариант") -> str:
    """Values of a choice."""
    rows = ",\n".join(
        f"{{ code = \"{code}\", name = {{ ru = '{name} {code}', en = 'Choice {code}' }} }}" for code in codes
    )
    return f"choices = [{rows}]"


def choice(code: str, *codes: str, file: str = "form.toml", **given: str) -> Change:
    """One more choice."""
    return field(code, file=file, widget="choice", more=choices(*codes), **given)


def thing(file: str, list_: str, **said: str) -> Change:
    """One more thing of a list."""
    return add(file, f"[[{list_}]]\n" + "\n".join(f"{key} = {value}" for key, value in said.items()))


def text(ru: str, en: str = "Words") -> str:
    """A text of both languages."""
    return f"{{ ru = '{ru}', en = '{en}' }}"


BOTH = '{ client = "U2b", vendor = "P3a" }'
SIGNS = '{ client = "U3.5c", vendor = "P4.7a" }'
NEEDS = ("required", "critical", "slowdown", "recommended", "recommended_slowdown", "asked")
MANY = tuple(f"v{number}" for number in range(12))
QUESTION = {"text": text("Ещё вопрос?", "Another question?"), "clause": SIGNS}


def question(code: str, **said: str) -> Change:
    """One more question about symptoms."""
    return thing("levels.toml", "symptoms", code=f'"{code}"', **(QUESTION | said))


def answered(code: str, *answers: str) -> Change:
    """Answers of the question that was added last."""
    rows = [
        f'[[symptoms.choices]]\ncode = "{each}"\nname = {text(each)}\nhint = {text(each)}\nbecause = {text(each)}'
        for each in answers
    ]
    return add("levels.toml", "\n\n".join(rows))


def all_of(*changes: Change) -> Change:
    """One after another."""
    return lambda texts: reduce(lambda made, change: change(made), changes, texts)
