"""Statuses, items and cases of return in every way in which a version may have them."""

from tests.regulation.pack.changes import (
    HOSTILE,
    all_of,
    everywhere,
    first,
    put,
    refused,
    served,
    text,
    thing,
)

ANYTHING = '"impact", "service", "description", "sources", "partner_phone"'
ANYTHING += ', "scenario_verified", "diagnostics", "email"'
# What comes with the role of a status, and something else instead.
OTHERS = (
    (
        "of another turn",
        "turn",
        {'"client"': '"nobody"', '"partner"': '"nobody"', '"vendor"': '"nobody"', '"nobody"': '"partner"'},
    ),
    ("as open as it is not", "open", {"true": "false", "false": "true"}),
    ("considered where it is not", "considered", {"false": "true", "": "false"}),
)
NONE_AS_NEW = put("limits.toml", 'reopened_as_new = ["closed", "withdrawn"]', "reopened_as_new = []")
LIFE = [
    served(
        "a status renamed",
        put(
            "client_life.toml",
            "names.client = { ru = ",
            f"names.client = {{ en = 'Words', ru = '{HOSTILE}' }} # ",
        ),
        "words",
    ),
    served(
        "one more status",
        thing(
            "vendor_life.toml",
            "statuses",
            code='"parked"',
            role='"in_work"',
            icon='"circle-dot"',
            turn='"vendor"',
            open="true",
            **{"names.partner": text("Стоит"), "names.vendor": text("Стоит")},
        ),
        "words",
    ),
    refused(
        "a status with an unknown icon",
        "статус registered: нет такого значка",
        put("client_life.toml", 'icon = "circle-dot"', 'icon = "sun"'),
    ),
    refused(
        "a status of another turn",
        "статус registered: ход и открытость у роли registered другие",
        put("client_life.toml", 'turn = "partner"', 'turn = "client"'),
    ),
    *(
        refused(
            f"another status first, {leg}",
            "первым должен стоять статус с ролью registered",
            first(f"{leg}_life.toml", "in_work"),
        )
        for leg in ("client", "vendor")
    ),
    *(
        refused(
            f"every status {name}, {leg}",
            "ход и открытость у роли",
            all_of(everywhere(f"{leg}_life.toml", key, others), NONE_AS_NEW),
        )
        for leg in ("client", "vendor")
        for name, key, others in OTHERS
    ),
    refused("a life without breaches", "breached", put("client_life.toml", '"breached", ', "")),
    refused(
        "a life without links",
        "программа записывает здесь",
        put("vendor_life.toml", 'facts = "beside"', 'facts = ["unlinked", "tagged", "untagged"]'),
    ),
    refused(
        "an item without fields",
        "сведения changes: полей нет",
        put("vendor_form.toml", 'fields = ["changes"]', "fields = []"),
    ),
    served(
        "an item renamed",
        put("vendor_form.toml", 'code = "sources"\nnumber = 7', 'code = "study"\nnumber = 7'),
        "words",
    ),
    served(
        "the item of terms renamed",
        put("vendor_form.toml", 'code = "terms"\nnumber = 2', 'code = "promises"\nnumber = 2'),
        "words",
    ),
    served(
        "sources in another item",
        all_of(
            put("vendor_form.toml", 'fields = ["sources"]', 'fields = ["pass_on_reason"]'),
            put(
                "vendor_form.toml",
                'fields = ["pass_on_reason"]',
                'fields = ["sources"]',
                after='code = "reason"',
            ),
        ),
        "other",
    ),
    refused(
        "a field of two items",
        "сведения sources: поле changes уже есть выше",
        put("vendor_form.toml", 'fields = ["sources"]', 'fields = ["sources", "changes"]'),
    ),
    served(
        "a return for anything",
        thing(
            "vendor.toml",
            "return_cases",
            code='"all"',
            name=text(HOSTILE),
            missing=f"[{ANYTHING}]",
            clause='"P5e"',
        ),
        "words",
    ),
    served(
        "a return for a choice and a tick",
        thing(
            "vendor.toml",
            "return_cases",
            code='"own"',
            name=text("Своё"),
            missing='["c_two", "w_confirm", "c_vendor"]',
            clause='"P5e"',
        ),
        "widgets",
    ),
    refused(
        "a return for nothing",
        "случай возврата none: не сказано, что дополнить",
        thing("vendor.toml", "return_cases", code='"none"', name=text("Своё"), missing="[]", clause='"P5e"'),
    ),
    refused(
        "the same return twice",
        "случай возврата research: код повторяется",
        thing(
            "vendor.toml",
            "return_cases",
            code='"research"',
            name=text("Своё"),
            missing='["sources"]',
            clause='"P5e"',
        ),
    ),
    refused(
        "a return for an unknown field",
        "ссылается на nothing, чего нет",
        thing(
            "vendor.toml",
            "return_cases",
            code='"strange"',
            name=text("Своё"),
            missing='["nothing"]',
            clause='"P5e"',
        ),
    ),
]
