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
    served,
    text,
    thing,
)

WORDS = [
    served("levels with long names", put("levels.toml", 'ru = "Стандартное"', f'ru = "{LONG}"'), "words"),
    served("levels with hostile names", put("levels.toml", 'ru = "Серьёзное"', f"ru = '{HOSTILE}'"), "words"),
    refused("no other level outside production", put("levels.toml", "not_production_level = 3\n", "")),
    refused("no other level without the terms", put("levels.toml", "unconfirmed_level = 3\n", "")),
    refused(
        "a level that falls to itself", put("levels.toml", "unconfirmed_level = 3", "unconfirmed_level = 1")
    ),
    refused("critical terms of other codes", put("levels.toml", 'code = "hour"', 'code = "mail"')),
    refused(
        "a third critical term",
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
    refused("a condition never met", question("q_never", asked_when='{ happens = "nothing" }')),
    refused("a condition of another kind", question("q_kind", asked_when="{ happens = true }")),
    refused(
        "a criterion never met", thing("levels.toml", "criteria", level="4", when="{ happens = 'nothing' }")
    ),
    refused(
        "answers that come to no level",
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
    refused("one kind of answer less", drop("client.toml", "answers", "workaround")),
    served(
        "a denial without its marks",
        put("denials.toml", "{level}", "этот", after="[denials.not_production]"),
        "words",
    ),
    refused(
        "a denial with marks that nobody fills",
        put("denials.toml", 'ru = "', 'ru = "{nobody} ', after="[denials.foreign]"),
    ),
    refused(
        "a denial with an index", put("denials.toml", 'ru = "', 'ru = "{0.real} ', after="[denials.foreign]")
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
