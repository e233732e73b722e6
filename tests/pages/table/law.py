"""The regulation and its calendars, as they are read and published."""

from tests.pages.table.lines import PARTNER, VENDOR, Line, members, only

PUBLISHES = {"titova": 403, "lapteva": 403}
PREPARED = {"key": "regulation draft"}
REGULATIONS = [
    Line("regulations/", only("shulgin", **PUBLISHES)),
    Line("regulations/begin/", only(**PUBLISHES), method="POST"),
    Line("regulations/upload/", only("shulgin", status=422, **PUBLISHES), method="POST"),
    Line("regulations/drafts/<int:key>/", only("shulgin", **PUBLISHES), PREPARED),
    Line("regulations/drafts/<int:key>/files/", only("shulgin", **PUBLISHES), PREPARED),
    Line("regulations/drafts/<int:key>/discard/", only("shulgin", **PUBLISHES), PREPARED),
    Line("regulations/drafts/<int:key>/publish/", only("shulgin", **PUBLISHES), PREPARED),
    Line(
        "regulations/drafts/<int:key>/sheets/<slug:code>/",
        only("shulgin", **PUBLISHES),
        {**PREPARED, "code": "terms"},
    ),
    Line(
        "regulations/drafts/<int:key>/sheets/<slug:code>/add/",
        only("shulgin", **PUBLISHES),
        {**PREPARED, "code": "contracts"},
    ),
    Line(
        "regulations/drafts/<int:key>/texts/<str:file>/",
        only("shulgin", **PUBLISHES),
        {**PREPARED, "file": "pack.toml"},
    ),
    # Without another version there is nothing to fall back to: the page says so and leads away.
    Line("regulations/<str:number>/supersede/", only("shulgin", status=303, **PUBLISHES), {"number": "4.0"}),
    Line(
        "regulations/<str:number>/adopt/",
        only(gordeeva=403, arkhipova=403, zhdanov=403),
        {"number": "4.0"},
    ),
]
RULES = [
    Line("rules/", members()),
    Line("rules/own/", members()),
    Line("rules/clause/<str:code>/", members(), {"code": "U3.6a"}),
    Line("rules/compare/", members()),
    Line("rules/version/<str:number>/", members(), {"number": "4.0"}),
    Line("rules/version/<str:number>/files/", only(*PARTNER, *VENDOR), {"number": "4.0"}),
]
CALENDARS = [
    Line("calendars/", only("shulgin", titova=403, lapteva=403)),
    Line("calendars/import/", only("shulgin", titova=403, lapteva=403)),
    Line("calendars/import/", only("shulgin", status=422, titova=403, lapteva=403), method="POST"),
    Line("calendars/years/<int:number>.xml", only("shulgin", titova=403, lapteva=403), {"number": "2026"}),
    Line("calendars/drafts/<int:key>/", only(titova=403, lapteva=403), {"key": "999999"}),
    Line(
        "calendars/drafts/<int:key>/publish/", only(titova=403, lapteva=403), {"key": "999999"}, method="POST"
    ),
    Line(
        "calendars/drafts/<int:key>/discard/",
        only("shulgin", status=303, titova=403, lapteva=403),
        {"key": "999999"},
        method="POST",
    ),
    Line("calendars/<int:key>/", only(titova=403, lapteva=403), {"key": "999999"}),
    Line("calendars/<int:key>/apply/", only(titova=403, lapteva=403), {"key": "999999"}, method="POST"),
]
