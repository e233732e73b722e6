"""Handovers, known problems, imported history, outages, oversight."""

from tests.pages.table.lines import CLIENT, PARTNER, Line, members, only
from tests.pages.table.tickets import of

NO_KEY = {"key": "999999"}
HANDOVERS = [
    Line("handovers/", only(*CLIENT, *PARTNER, "stranger")),
    Line(
        "handovers/ask/<str:number>/",
        only(saveliev=403, arefyev=403, frolov=403),
        of("client ticket"),
        method="POST",
    ),
    Line("handovers/<int:key>/", only(), NO_KEY),
    Line("handovers/<int:key>/consent/", only(), NO_KEY, method="POST"),
    Line("handovers/<int:key>/decline/", only(), NO_KEY, method="POST"),
]
NO_PROBLEM = {"number": "K-999999"}
PROBLEMS = [
    Line("problems/", members()),
    Line("problems/new/", members(403, gordeeva=200, arkhipova=200, zhdanov=200, titova=200)),
    Line("problems/new/", members(403, gordeeva=422, arkhipova=422, zhdanov=422, titova=422), method="POST"),
    Line("problems/similar/", members(), method="POST"),
    Line("problems/<str:number>/", members(404), NO_PROBLEM),
    Line("problems/<str:number>/change/", members(404), NO_PROBLEM),
    Line("problems/<str:number>/retire/", members(404), NO_PROBLEM),
    Line("problems/<str:number>/revive/", members(404), NO_PROBLEM, method="POST"),
]
IMPORTED = [
    Line("imported/", members()),
    Line("imported/<int:key>/", members(404), {"key": "0"}),
    Line("imported/files/<uuid:key>/", members(404), {"key": "no file"}),
]
OUTAGES = [
    Line("outages/", members()),
    Line("outages/new/", members(403, arkhipova=200, shulgin=200)),
    Line("outages/new/", members(403, arkhipova=422, shulgin=422), method="POST"),
    Line("outages/<int:key>/", members(404), NO_KEY),
    Line("outages/<int:key>/correct/", members(404), NO_KEY),
    Line("outages/<int:key>/end/", members(404), NO_KEY),
    Line("outages/<int:key>/end/", members(404), NO_KEY, method="POST"),
]
KONTUR = {"key": "kontur"}
NO_KEY = {"key": "999999"}
OVERSIGHT = [
    Line("oversight/", only("lapteva", "shulgin", titova=403, **dict.fromkeys(PARTNER, 303))),
    Line("oversight/late/", only(*PARTNER, "lapteva", "shulgin", titova=403)),
    Line("oversight/clauses/", only(*PARTNER, "lapteva", "shulgin", titova=403)),
    Line("oversight/lists/", only(*PARTNER, "lapteva", "shulgin", titova=403)),
    Line("oversight/lists/<slug:name>/", only(), {"name": "no-such-list"}),
    Line(
        "oversight/lists/<slug:name>/", only(*PARTNER, "lapteva", "shulgin", titova=403), {"name": "refusals"}
    ),
    Line("oversight/<int:key>/", only(*PARTNER, "lapteva", "shulgin", titova=403), KONTUR),
    Line(
        "oversight/<int:key>/closings/", only(*PARTNER, "lapteva", "shulgin", status=303, titova=403), KONTUR
    ),
    Line(
        "oversight/<int:key>/late-calls/",
        only(*PARTNER, "lapteva", "shulgin", status=303, titova=403),
        KONTUR,
    ),
    Line("refusal-reports/", members(titova=403)),
    Line("refusal-reports/new/", only("saveliev", "arefyev", "stranger", frolov=403)),
    Line(
        "refusal-reports/new/", only("saveliev", "arefyev", "stranger", status=422, frolov=403), method="POST"
    ),
    Line("refusal-reports/<int:key>/", members(404, titova=403), NO_KEY),
    Line("refusal-reports/<int:key>/answer/", members(404), NO_KEY, method="POST"),
    Line("violations/", only(*PARTNER, "lapteva", "shulgin", titova=403)),
    Line("violations/new/", only("lapteva", titova=403, shulgin=403)),
    Line("violations/<int:key>/", only(titova=403), NO_KEY),
    Line("violations/<int:key>/answer/", only(), NO_KEY, method="POST"),
    Line("violations/<int:key>/withdraw/", only(), NO_KEY, method="POST"),
]
