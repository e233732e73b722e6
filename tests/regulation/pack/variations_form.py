"""Fields of the form in every way in which a version may ask them."""

from tests.regulation.pack.changes import (
    HOSTILE,
    LONG,
    MANY,
    NEEDS,
    all_of,
    choice,
    choices,
    drop,
    field,
    put,
    refused,
    served,
    text,
    thing,
)

FORM = [
    *(
        served(f"a {widget} field", field(f"w_{widget}", widget=widget), "widgets")
        for widget in ("line", "lines", "tel", "email", "confirm")
    ),
    served("a choice of two", choice("c_two", "one", "two"), "widgets"),
    served("a choice of many", choice("c_many", *MANY, section="problem"), "widgets"),
    served("a choice beside the form", choice("c_beside", "one", "two", section="contact"), "widgets"),
    served("a choice that may stay open", choice("c_open", "one", "two", need="asked"), "widgets"),
    served("a choice that is recommended", choice("c_better", "one", "two", need="recommended"), "widgets"),
    served(
        "a choice of the client's leg",
        choice("c_client", "one", "two", file="client_form.toml", section="more"),
        "widgets",
    ),
    served(
        "a choice of the vendor's leg",
        choice("c_vendor", "one", "two", file="vendor_form.toml", section="research"),
        "widgets",
    ),
    served(
        "a choice known from the system",
        all_of(
            put(
                "form.toml",
                'widget = "line"',
                'widget = "choice"\n' + choices("pg", "own"),
                after='code = "dbms"',
            )
        ),
        "widgets",
    ),
    served(
        "a choice with hostile names",
        field("c_bad", widget="choice", more=choices("one", name=HOSTILE)),
        "widgets",
    ),
    served(
        "a tick of the vendor's leg",
        field("t_vendor", file="vendor_form.toml", section="research", widget="confirm"),
        "widgets",
    ),
    refused(
        "a choice of nothing",
        "поле c_none: выбирать не из чего: варианты не заданы",
        field("c_none", widget="choice"),
    ),
    refused(
        "a choice of the same twice", "поле c_twice: вариант one повторяется", choice("c_twice", "one", "one")
    ),
    refused(
        "a choice beyond all sense",
        "поле c_huge: вариантов больше 100",
        choice("c_huge", *(f"v{number}" for number in range(101))),
    ),
    refused(
        "choices of a line",
        "поле l_choices: варианты задают только полю с выбором",
        field("l_choices", more=choices("one")),
    ),
    refused(
        "choices of the impact",
        "поле impact: варианты задают только полю с выбором",
        put(
            "form.toml", 'widget = "choice"', 'widget = "choice"\n' + choices("one"), after='code = "impact"'
        ),
    ),
    refused("a code of a choice with spaces", "код 'a b' не годится", choice("c_code", "a b")),
    refused("a files field", "поле w_files: способ ввода", field("w_files", widget="files")),
    refused("a sources field", "поле w_sources: способ ввода", field("w_sources", widget="sources")),
    *(served(f"a field {need}", field(f"n_{need}", need=need), "needs") for need in NEEDS),
    served(
        "a field for a defect, vendor",
        field("n_defect", file="vendor_form.toml", section="research", need="defect"),
        "needs",
    ),
    refused(
        "a field for a defect, client",
        "поле n_defect: обязательность",
        field("n_defect", file="client_form.toml", section="more", need="defect"),
    ),
    *(
        served(f"known from {each}", field(f"s_{each}", source=each), "needs")
        for each in ("organisation", "licence", "ticket", "symptoms", "nowhere")
    ),
    *(
        refused(f"known from nobody's {each}", f"поле s_{each}: источник", field(f"s_{each}", source=each))
        for each in ("person", "system")
    ),
    refused("known from a method of the system", "поле delete: источник", field("delete", source="system")),
    served(
        "a section of its own",
        all_of(
            thing("form.toml", "sections", code='"own"', title=text("Своё", "Own")),
            field("in_own", section="own"),
        ),
        "needs",
    ),
    served(
        "long and hostile labels", all_of(field("l_long", label=LONG), field("l_bad", label=HOSTILE)), "needs"
    ),
    served(
        "files dropped beside another field",
        put("client_form.toml", 'section = "diagnostics"', 'section = "more"', after='code = "diagnostics"'),
        "needs",
    ),
    *(
        refused(f"without {code}", said, drop("form.toml", "form", code))
        for code, said in (
            ("dbms", "поля формы: dbms нужен программе"),
            ("subject", "поля формы: subject нужен программе"),
            ("impact", "ссылается на impact, чего нет"),
            ("email", "ссылается на email, чего нет"),
        )
    ),
    served(
        "an impact that may be left out",
        put("form.toml", 'need = "required"', 'need = "recommended"', after='code = "impact"'),
        "needs",
    ),
    refused(
        "an impact typed by hand",
        "поле impact: способ ввода",
        put("form.toml", 'widget = "choice"', 'widget = "line"', after='code = "impact"'),
    ),
    refused(
        "a description that may be left out",
        "поле description: обязательность",
        put("form.toml", 'need = "required"', 'need = "asked"', after='code = "description"'),
    ),
    refused(
        "a promise asked on every level",
        "поле term_hour: обязательность",
        put("client_form.toml", 'need = "critical"', 'need = "required"', after='code = "term_hour"'),
    ),
    refused(
        "sources as a line",
        "поле sources: способ ввода",
        put("vendor_form.toml", 'widget = "sources"', 'widget = "lines"'),
    ),
]
