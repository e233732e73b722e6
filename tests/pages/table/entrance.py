"""Coming in, and what a person has for themselves."""

from tests.pages.table.lines import Line, members, only, same

DEMONSTRATION_PROVIDER = (".well-known/openid-configuration", "keys/", "authorize/", "end/")
ENTRANCE = [
    Line("health", same(200)),
    Line("", members(303)),
    Line("sign-in/", {**same(303), "": 200}),
    Line("sign-in/provider/", same(404)),  # without a provider; with one: entrance/provider/
    Line("sign-in/provider/", same(404), method="POST"),
    Line("sign-in/provider/back/", same(404)),
    Line("sign-in/provider/back/", same(404), method="POST"),
    Line("sign-in/provider/ended/", same(404)),
    Line("sign-in/provider/ended/", same(404), method="POST"),
    Line("sign-in/provider/metadata/", same(404)),
    Line("sign-in/provider/<slug:key>/", same(404), {"key": "own-portal"}),
    Line("sign-in/provider/<slug:key>/", same(404), {"key": "own-portal"}, method="POST"),
    Line("sign-in/provider/<slug:key>/back/", same(404), {"key": "own-portal"}),
    Line("sign-in/provider/<slug:key>/back/", same(404), {"key": "own-portal"}, method="POST"),
    Line("sign-in/provider/<slug:key>/ended/", same(404), {"key": "own-portal"}),
    Line("sign-in/provider/<slug:key>/ended/", same(404), {"key": "own-portal"}, method="POST"),
    Line("sign-in/provider/<slug:key>/metadata/", same(404), {"key": "own-portal"}),
    # In a demonstration alone; there: demonstration_provider/
    *(Line(f"demonstration/provider/{path}", same(404)) for path in DEMONSTRATION_PROVIDER),
    *(Line(f"demonstration/provider/{path}/", same(404), method="POST") for path in ("authorize", "token")),
    Line("sign-out/", same(303), method="POST"),
    Line("me/", {**members(), "newcomer": 200}),
    Line("welcome/", same(410)),
    *(
        Line(f"sign-in-rules/{page}/", only("shulgin", status=422, titova=403, lapteva=403), method="POST")
        for page in ("local", "door")
    ),
    Line("sign-in-rules/", only("shulgin", titova=403, lapteva=403)),
    Line("me/second-factor/", {**members(), "newcomer": 200}),
    *(
        Line(f"me/second-factor/{page}/", {**members(), "newcomer": 200})
        for page in ("app", "app/remove", "codes")
    ),
    Line("me/second-factor/keys/add/", {**members(), "newcomer": 200}),
    Line("me/second-factor/keys/<int:key>/remove/", {**members(404), "newcomer": 404}, {"key": "1000000000"}),
    Line("sign-in/second/", same(303)),
    Line("me/password/", {**members(), "newcomer": 200}),
    Line("me/sessions/end/", members(303, newcomer=303), method="POST"),
    Line("me/zone/", members(303, newcomer=303), method="POST"),
    Line("me/keys/", members(303, newcomer=303), method="POST"),
    Line("me/organisation/", members(303, newcomer=404), {"organisation": "own"}, method="POST"),
    Line("me/language/", same(303), method="POST"),
    Line("sendings/", members(newcomer=200)),
    Line("look/", same(200)),
    Line("app.webmanifest", same(200)),
    Line("service-worker.js", same(200)),
    Line("offline/", same(200)),
    Line("look/theme/", same(302), method="POST"),
]
NOTICES = [
    Line("notices/", members()),
    Line("notices/news/", members()),
    Line("notices/count/", members()),
    Line("notices/read/", members(303), method="POST"),
    Line("notices/unread/", members(303), method="POST"),
    Line("notices/<uuid:key>/open/", members(404), {"key": "no notice"}, method="POST"),
]
