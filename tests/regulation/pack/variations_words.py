"""Levels, questions, lists, reasons, terms in every way in which a version may word them."""

from tests.regulation.pack.changes import (
    BOTH,
    HOSTILE,
    LONG,
    all_of,
    answered,
    drop,
    put,
    question,
    refused,
    renumbered,
    served,
    text,
    thing,
)

IN_ORDER = "уровней нужно хотя бы два, по порядку от 1"
WORDS = [
    served("levels with long names", put("levels.toml", 'ru = "Стандартное"', f'ru = "{LONG}"'), "words"),
    served("levels with hostile names", put("levels.toml", 'ru = "Серьёзное"', f"ru = '{HOSTILE}'"), "words"),
    refused("a gap in the levels", IN_ORDER, renumbered({4: 5})),
    refused("levels that begin with 2", IN_ORDER, renumbered({4: 5, 3: 4, 2: 3, 1: 2})),
    refused("a tenth level", "уровня 10 быть не может", renumbered({4: 10})),
    refused("a level 0", "уровня 0 быть не может", renumbered({1: 0})),
    refused(
        "no other level outside production",
        "уровень 1: не сказано, какой уровень вместо него вне промышленной эксплуатации",
        put("levels.toml", "not_production_level = 3\n", ""),
    ),
    refused(
        "no other level without the terms",
        "уровень 1: не сказано, какой уровень вместо него без условий критических",
        put("levels.toml", "unconfirmed_level = 3\n", ""),
    ),
    refused(
        "a level that falls to itself",
        "уровень 1: не сказано, какой уровень вместо него без условий критических",
        put("levels.toml", "unconfirmed_level = 3", "unconfirmed_level = 1"),
    ),
    refused(
        "critical terms of other codes",
        "нужны phone и hour, по порядку и больше никаких",
        put("levels.toml", 'code = "hour"', 'code = "mail"'),
    ),
    refused(
        "a third critical term",
        "нужны phone и hour, по порядку и больше никаких",
        thing(
            "levels.toml",
            "critical_terms",
            code='"third"',
            text=text("Ещё"),
            hint=text("Ещё"),
            clause='"U4c"',
        ),
    ),
    refused(
        "no critical terms",
        "нужны phone и hour, по порядку и больше никаких",
        all_of(drop("levels.toml", "critical_terms", "phone"), drop("levels.toml", "critical_terms", "hour")),
    ),
    served("a question with a box", question("q_box", yes=text("да, так")), "words"),
    served(
        "a condition with a box",
        question("q_cond", asked_when='{ happens = "partial" }', yes=text("да, так")),
        "words",
    ),
    served(
        "a condition with answers",
        all_of(
            question("q_cards", asked_when='{ happens = "isolated" }', required="true"),
            answered("q_cards", "one", "two", "three"),
        ),
        "words",
    ),
    served(
        "a condition of a condition",
        question("q_deep", asked_when="{ no_other_way = true }", required="true"),
        "words",
    ),
    refused(
        "a condition never met",
        "вопрос q_never: ответа nothing на вопрос happens не бывает",
        question("q_never", asked_when='{ happens = "nothing" }'),
    ),
    refused(
        "a condition of another kind",
        "вопрос q_kind: ответа True на вопрос happens не бывает",
        question("q_kind", asked_when="{ happens = true }"),
    ),
    refused(
        "a criterion never met",
        "признак уровня 4: ответа nothing на вопрос happens не бывает",
        thing("levels.toml", "criteria", level="4", when="{ happens = 'nothing' }"),
    ),
    refused(
        "answers that come to no level",
        "по ответам happens = wish уровень не получается",
        put("levels.toml", 'when = { happens = "wish" }', "when = { slower = true }"),
    ),
    served(
        "no slowness",
        all_of(put("levels.toml", "slowness = true\n", ""), put("levels.toml", "slowness = true\n", "")),
        "other",
    ),
    served(
        "one more impact",
        thing("choices.toml", "impacts", code='"huge"', name=text(HOSTILE), fits="[1]", clause=BOTH),
        "words",
    ),
    served(
        "one more service",
        thing("choices.toml", "services", code='"huge"', number="7", name=text(LONG), clause=BOTH),
        "words",
    ),
    served("one impact less", drop("choices.toml", "impacts", "none"), "other"),
    served("one service less", drop("choices.toml", "services", "database"), "other"),
    *(
        served(
            f"a reason: {kind}",
            thing(
                "reasons.toml",
                "reasons",
                code=f'"r_{kind}"',
                kind=f'"{kind}"',
                name=text(HOSTILE),
                instead=text(LONG),
                clause=BOTH,
                evidence="true",
            ),
            "words",
        )
        for kind in ("exclusion", "fact", "elsewhere", "entitlement")
    ),
    refused(
        "a reason with no clause of the regulation",
        "пункта X1 в регламенте нет",
        thing(
            "reasons.toml",
            "reasons",
            code='"r_none"',
            kind='"fact"',
            name=text("Ещё"),
            instead=text("Ещё"),
            clause='"X1"',
        ),
    ),
    refused(
        "one kind of answer less",
        "вид ответа workaround нужен ровно один раз",
        drop("client.toml", "answers", "workaround"),
    ),
    *(
        refused(
            f"a name of the vendor with {sign}",
            "не годится: знаки «%», «{» и «}» в предложениях заняты",
            put("pack.toml", 'genitive = "1С"', f'genitive = "1С {sign}"'),
        )
        for sign in ("100%", "%(name)s", "{number}")
    ),
    served(
        "a denial that names the vendor by marks",
        put("denials.toml", 'ru = "', 'ru = "{Vendor_firm} {critical_terms} ', after="[denials.foreign]"),
        "words",
    ),
    served(
        "a denial without its marks",
        put("denials.toml", "{level}", "этот", after="[denials.not_production]"),
        "words",
    ),
    refused(
        "a denial with marks that nobody fills",
        "отказ foreign: лишние метки: nobody",
        put("denials.toml", 'ru = "', 'ru = "{nobody} ', after="[denials.foreign]"),
    ),
    refused(
        "a denial with an index",
        "в фигурных скобках только имя",
        put("denials.toml", 'ru = "', 'ru = "{0.real} ', after="[denials.foreign]"),
    ),
    served(
        "a half term",
        all_of(
            put(
                "client.toml",
                'reaction = "8 working hours"',
                'reaction = "7.5 working hours"',
                after="level = 4",
            ),
            put("client.toml", "levels = [3, 4]", "levels = [3]"),
        ),
        "other",
    ),
    served(
        "a term of days",
        all_of(
            put("vendor.toml", 'update = "10 working days"', 'update = "15 working days"', after="level = 4"),
            put("vendor.toml", "levels = [3, 4]", "levels = [3]"),
        ),
        "other",
    ),
    served("no answer clock", put("client.toml", 'answer = "1 hour"\n', ""), "other"),
    served(
        "a zone without a city", put("client.toml", 'zone = "Europe/Moscow"', 'zone = "Etc/GMT-5"'), "other"
    ),
    served(
        "two windows",
        put("vendor.toml", 'windows = ["09:30-18:00"]', 'windows = ["09:00-13:00", "14:00-18:00"]'),
        "other",
    ),
    served("no days to adopt", put("pack.toml", "adoption_days = 30", "adoption_days = 0"), "other"),
    served("other limits", put("limits.toml", "reopen_days = 30", "reopen_days = 0"), "other"),
    served(
        "one more contract level",
        put("pack.toml", "prof = {", "techno = { ru = 'ТЕХНО', en = 'TECHNO' }\nprof = {"),
        "other",
    ),
    served("no action plans by agreement", put("vendor.toml", "plan_clause", "# plan_clause"), "other"),
]
