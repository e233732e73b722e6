"""What programs ask (tests/api holds the rest of it), and help."""

from tests.pages.table.lines import CLIENT, PARTNER, Line, members, only, same

API = [
    Line("api/v1/openapi.json", same(200)),
    Line("api/", same(404)),
    Line("api/<path:rest>", same(404), {"rest": "nowhere"}),
    *(Line(f"api/v1/{path}", same(401)) for path in ("me", "colleagues", "form", "tickets", "organisations")),
    *(Line(f"api/v1/{path}", same(401)) for path in ("violations", "refusal-reports")),
    Line("api/v1/organisations/<int:organisation>", same(401), {"organisation": "zmk"}),
    Line("api/v1/files/<uuid:key>", same(401), {"key": "no file"}),
    *(
        Line(f"api/v1/tickets/<str:number>{what}", same(401), {"number": "U-1"})
        for what in ("", "/messages", "/history", "/files")
    ),
    *(
        Line(f"api/v1/tickets/<str:number>/{act}", same(401), {"number": "U-1"}, method="POST")
        for act in (
            *("take", "assign", "accept", "decline", "close", "withdraw", "reopen", "refuse", "object"),
            *("answer-objection", "agree-plan", "refuse-plan", "messages", "widen", "call", "log-answer"),
            *(
                "confirm-call",
                "deny-call",
                "ask-place",
                "place",
                "end-place",
                "contact",
                "acknowledge",
                "link",
                "unlink",
            ),
            *("merge", "tag", "untag", "watch", "unwatch", "watchers", "ask-handover", "give-handover"),
            *("decline-handover", "level", "propose-level", "agree-level", "decline-level", "lower-unagreed"),
            *("confirm-terms", "deny-terms", "pass-on", "relay", "carry-over", "return", "supply", "explain"),
            *("end-return", "complete", "invite", "end-participation", "close-by-word"),
        )
    ),
    Line("api/v1/tickets", same(401), method="POST"),
    Line("api/v1/files", same(401), method="POST"),
    Line("api/v1/uploads", same(401), method="POST"),
    Line("api/v1/uploads/<uuid:key>", same(401), {"key": "no file"}, method="DELETE"),
]
HELP = [
    Line("help/api/", members()),
    Line("help/", members(303)),
    Line("help/<slug:code>/", only(*PARTNER), {"code": "answering"}),
    Line("help/<slug:code>/", only(*CLIENT, "stranger"), {"code": "asking"}),
]
