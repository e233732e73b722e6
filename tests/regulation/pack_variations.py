"""Versions of the regulation that differ from 4.0 in one point each, whatever a version may say; which of them can be lived
under, and which cannot.

`served` is True where people can live under the version, False where publishing it has to be refused. Served ones of one
`world` stand together in one version (`together`), so that a few walks try them all.
"""

import re
from collections.abc import Callable, Mapping
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
    """One point in which a version differs."""

    name: str
    served: bool
    change: Change
    world: str = ""


def written(*changes: Change) -> Texts:
    """4.0 with these changes, under the next number."""
    base = put("pack.toml", 'number = "4.0"', 'number = "4.1"')(source("corp_4_0"))
    return reduce(lambda texts, change: change(texts), changes, base)


def together(world: str) -> Texts:
    """Every served variation of a world in one version."""
    return written(*(each.change for each in VARIATIONS if each.served and each.world == world))


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
    rows = ", ".join(f"{{ code = \"{code}\", name = {{ ru = '{name} {code}', en = 'Choice {code}' }} }}" for code in codes)
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


FORM = [
    *(Variation(f"a {widget} field", True, field(f"w_{widget}", widget=widget), "widgets") for widget in ("line", "lines", "tel", "email", "confirm")),
    Variation("a choice of two", True, choice("c_two", "one", "two"), "widgets"),
    Variation("a choice of many", True, choice("c_many", *MANY, section="problem"), "widgets"),
    Variation("a choice beside the form", True, choice("c_beside", "one", "two", section="contact"), "widgets"),
    Variation("a choice that may stay open", True, choice("c_open", "one", "two", need="asked"), "widgets"),
    Variation("a choice that is recommended", True, choice("c_better", "one", "two", need="recommended"), "widgets"),
    Variation("a choice of the client's leg", True, choice("c_client", "one", "two", file="client_form.toml", section="more"), "widgets"),
    Variation("a choice of the vendor's leg", True, choice("c_vendor", "one", "two", file="vendor_form.toml", section="research"), "widgets"),
    Variation("a choice known from the system", True, all_of(put("form.toml", 'widget = "line"', 'widget = "choice"\n' + choices("pg", "own"), after='code = "dbms"')), "widgets"),
    Variation("a choice with hostile names", True, field("c_bad", widget="choice", more=choices("one", name=HOSTILE)), "widgets"),
    Variation("a tick of the vendor's leg", True, field("t_vendor", file="vendor_form.toml", section="research", widget="confirm"), "widgets"),
    Variation("a choice of nothing", False, field("c_none", widget="choice")),
    Variation("a choice of the same twice", False, choice("c_twice", "one", "one")),
    Variation("a choice beyond all sense", False, choice("c_huge", *(f"v{number}" for number in range(101)))),
    Variation("choices of a line", False, field("l_choices", more=choices("one"))),
    Variation("choices of the impact", False, put("form.toml", 'widget = "choice"', 'widget = "choice"\n' + choices("one"), after='code = "impact"')),
    Variation("a code of a choice with spaces", False, choice("c_code", "a b")),
    Variation("a files field", False, field("w_files", widget="files")),
    Variation("a sources field", False, field("w_sources", widget="sources")),
    *(Variation(f"a field {need}", True, field(f"n_{need}", need=need), "needs") for need in NEEDS),
    Variation("a field for a defect, vendor", True, field("n_defect", file="vendor_form.toml", section="research", need="defect"), "needs"),
    Variation("a field for a defect, client", False, field("n_defect", file="client_form.toml", section="more", need="defect")),
    *(Variation(f"known from {each}", True, field(f"s_{each}", source=each), "needs") for each in ("organisation", "licence", "ticket", "symptoms", "nowhere")),
    *(Variation(f"known from nobody's {each}", False, field(f"s_{each}", source=each)) for each in ("person", "system")),
    Variation("known from a method of the system", False, field("delete", source="system")),
    Variation("a section of its own", True, all_of(thing("form.toml", "sections", code='"own"', title=text("Своё", "Own")), field("in_own", section="own")), "needs"),
    Variation("long and hostile labels", True, all_of(field("l_long", label=LONG), field("l_bad", label=HOSTILE)), "needs"),
    Variation("files dropped beside another field", True, put("client_form.toml", 'section = "diagnostics"', 'section = "more"', after='code = "diagnostics"'), "needs"),
    *(Variation(f"without {code}", False, drop("form.toml", "form", code)) for code in ("dbms", "subject", "impact", "email")),
    Variation("an impact that may be left out", True, put("form.toml", 'need = "required"', 'need = "recommended"', after='code = "impact"'), "needs"),
    Variation("an impact typed by hand", False, put("form.toml", 'widget = "choice"', 'widget = "line"', after='code = "impact"')),
    Variation("a description that may be left out", False, put("form.toml", 'need = "required"', 'need = "asked"', after='code = "description"')),
    Variation("a promise asked on every level", False, put("client_form.toml", 'need = "critical"', 'need = "required"', after='code = "term_hour"')),
    Variation("sources as a line", False, put("vendor_form.toml", 'widget = "sources"', 'widget = "lines"')),
]  # fmt: skip
WORDS = [
    Variation("levels with long names", True, put("levels.toml", 'ru = "Стандартное"', f'ru = "{LONG}"'), "words"),
    Variation("levels with hostile names", True, put("levels.toml", 'ru = "Серьёзное"', f"ru = '{HOSTILE}'"), "words"),
    Variation("no other level outside production", False, put("levels.toml", "not_production_level = 3\n", "")),
    Variation("no other level without the terms", False, put("levels.toml", "unconfirmed_level = 3\n", "")),
    Variation("a level that falls to itself", False, put("levels.toml", "unconfirmed_level = 3", "unconfirmed_level = 1")),
    Variation("critical terms of other codes", False, put("levels.toml", 'code = "hour"', 'code = "mail"')),
    Variation("a third critical term", False, thing("levels.toml", "critical_terms", code='"third"', text=text("Ещё"), hint=text("Ещё"), clause='"U4c"')),
    Variation("no critical terms", False, all_of(drop("levels.toml", "critical_terms", "phone"), drop("levels.toml", "critical_terms", "hour"))),
    Variation("a question with a box", True, question("q_box", yes=text("да, так")), "words"),
    Variation("a condition with a box", True, question("q_cond", asked_when='{ happens = "partial" }', yes=text("да, так")), "words"),
    Variation("a condition with answers", True, all_of(question("q_cards", asked_when='{ happens = "isolated" }', required="true"), answered("q_cards", "one", "two", "three")), "words"),
    Variation("a condition of a condition", True, question("q_deep", asked_when='{ no_other_way = true }', required="true"), "words"),
    Variation("a condition never met", False, question("q_never", asked_when='{ happens = "nothing" }')),
    Variation("a condition of another kind", False, question("q_kind", asked_when="{ happens = true }")),
    Variation("a criterion never met", False, thing("levels.toml", "criteria", level="4", when="{ happens = 'nothing' }")),
    Variation("answers that come to no level", False, put("levels.toml", 'when = { happens = "wish" }', 'when = { slower = true }')),
    Variation("no slowness", True, all_of(put("levels.toml", "slowness = true\n", ""), put("levels.toml", "slowness = true\n", "")), "other"),
    Variation("one more impact", True, thing("choices.toml", "impacts", code='"huge"', name=text(HOSTILE), fits="[1]", clause=BOTH), "words"),
    Variation("one more service", True, thing("choices.toml", "services", code='"huge"', number="7", name=text(LONG), clause=BOTH), "words"),
    Variation("one impact less", True, drop("choices.toml", "impacts", "none"), "other"),
    Variation("one service less", True, drop("choices.toml", "services", "database"), "other"),
    *(Variation(f"a reason: {kind}", True, thing("reasons.toml", "reasons", code=f'"r_{kind}"', kind=f'"{kind}"', name=text(HOSTILE), instead=text(LONG), clause=BOTH, evidence="true"), "words") for kind in ("exclusion", "fact", "elsewhere", "entitlement")),
    Variation("a reason with no clause of the regulation", False, thing("reasons.toml", "reasons", code='"r_none"', kind='"fact"', name=text("Ещё"), instead=text("Ещё"), clause='"X1"')),
    Variation("one kind of answer less", False, drop("client.toml", "answers", "workaround")),
    Variation("a denial without its marks", True, put("denials.toml", "{level}", "этот", after="[denials.not_production]"), "words"),
    Variation("a denial with marks that nobody fills", False, put("denials.toml", 'ru = "', 'ru = "{nobody} ', after="[denials.foreign]")),
    Variation("a denial with an index", False, put("denials.toml", 'ru = "', 'ru = "{0.real} ', after="[denials.foreign]")),
    Variation("a half term", True, all_of(put("client.toml", 'reaction = "8 working hours"', 'reaction = "7.5 working hours"', after="level = 4"), put("client.toml", "levels = [3, 4]", "levels = [3]")), "other"),
    Variation("a term of days", True, all_of(put("vendor.toml", 'update = "10 working days"', 'update = "15 working days"', after="level = 4"), put("vendor.toml", "levels = [3, 4]", "levels = [3]")), "other"),
    Variation("no answer clock", True, put("client.toml", 'answer = "1 hour"\n', ""), "other"),
    Variation("a zone without a city", True, put("client.toml", 'zone = "Europe/Moscow"', 'zone = "Etc/GMT-5"'), "other"),
    Variation("two windows", True, put("vendor.toml", 'windows = ["09:30-18:00"]', 'windows = ["09:00-13:00", "14:00-18:00"]'), "other"),
    Variation("no days to adopt", True, put("pack.toml", "adoption_days = 30", "adoption_days = 0"), "other"),
    Variation("other limits", True, put("limits.toml", "reopen_days = 30", "reopen_days = 0"), "other"),
    Variation("one more contract level", True, put("pack.toml", "prof = {", "techno = { ru = 'ТЕХНО', en = 'TECHNO' }\nprof = {"), "other"),
    Variation("no action plans by agreement", True, put("vendor.toml", "plan_clause", "# plan_clause"), "other"),
]  # fmt: skip
LIFE = [
    Variation("a status renamed", True, put("client_life.toml", "names.client = { ru = ", f"names.client = {{ en = 'Words', ru = '{HOSTILE}' }} # "), "words"),
    Variation("one more status", True, thing("vendor_life.toml", "statuses", code='"parked"', icon='"circle-dot"', turn='"vendor"', open="true", **{"names.partner": text("Стоит"), "names.vendor": text("Стоит")}), "words"),
    Variation("a status with an unknown icon", False, put("client_life.toml", 'icon = "circle-dot"', 'icon = "sun"')),
    Variation("a status of another turn", False, put("client_life.toml", 'turn = "partner"', 'turn = "client"')),
    Variation("another status first", False, put("client_life.toml", 'code = "registered"', 'code = "begun"')),
    Variation("a life without breaches", False, put("client_life.toml", '"breached", ', "")),
    Variation("a life without links", False, put("vendor_life.toml", '"linked", ', "")),
    Variation("an item without fields", False, put("vendor_form.toml", 'fields = ["changes"]', "fields = []")),
    Variation("an item renamed", True, put("vendor_form.toml", 'code = "sources"\nnumber = 7', 'code = "study"\nnumber = 7'), "words"),
    Variation("the item of terms renamed", True, put("vendor_form.toml", 'code = "terms"\nnumber = 2', 'code = "promises"\nnumber = 2'), "words"),
    Variation("sources in another item", True, all_of(put("vendor_form.toml", 'fields = ["sources"]', 'fields = ["pass_on_reason"]'), put("vendor_form.toml", 'fields = ["pass_on_reason"]', 'fields = ["sources"]', after='code = "reason"')), "other"),
    Variation("a field of two items", False, put("vendor_form.toml", 'fields = ["sources"]', 'fields = ["sources", "changes"]')),
    Variation("a return for anything", True, thing("vendor.toml", "return_cases", code='"all"', name=text(HOSTILE), missing='["impact", "service", "description", "sources", "partner_phone", "scenario_verified", "diagnostics", "email"]', clause='"P5e"'), "words"),
    Variation("a return for a choice and a tick", True, thing("vendor.toml", "return_cases", code='"own"', name=text("Своё"), missing='["c_two", "w_confirm", "c_vendor"]', clause='"P5e"'), "widgets"),
    Variation("a return for nothing", False, thing("vendor.toml", "return_cases", code='"none"', name=text("Своё"), missing="[]", clause='"P5e"')),
    Variation("the same return twice", False, thing("vendor.toml", "return_cases", code='"research"', name=text("Своё"), missing='["sources"]', clause='"P5e"')),
    Variation("a return for an unknown field", False, thing("vendor.toml", "return_cases", code='"strange"', name=text("Своё"), missing='["nothing"]', clause='"P5e"')),
]  # fmt: skip
VARIATIONS: list[Variation] = [*FORM, *WORDS, *LIFE]
WORLDS = sorted({each.world for each in VARIATIONS if each.served})
BY_NAME: Mapping[str, Variation] = {each.name: each for each in VARIATIONS}
