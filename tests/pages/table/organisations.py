"""Organisations, their papers and letters, what leaves the cabinet, the lists of tickets."""

from tests.pages.table.lines import CLIENT, PARTNER, VENDOR, Line, Statuses, members, only, same

ORGANISATION = [
    Line("people/", members()),
    Line("systems/", only(*CLIENT, "stranger")),
    Line("papers/", members(titova=404, lapteva=404, shulgin=404)),
    Line("clients/", only(*PARTNER, *VENDOR)),
    Line("partners/", only(*VENDOR)),
    Line("organisations/<int:key>/", only(*PARTNER, *VENDOR), {"key": "zmk"}),
    Line("organisations/<int:key>/systems/", only(*PARTNER, *VENDOR), {"key": "zmk"}),
    Line("organisations/<int:key>/papers/", only(*PARTNER, *VENDOR), {"key": "zmk"}),
]
_LEADS = {"gordeeva": 403, "zhdanov": 403}
_STAFF = {"titova": 403, "lapteva": 403}
_KEEPERS = {"frolov": 403, **_LEADS, **_STAFF, "shulgin": 403}
_ENTERS = only("arkhipova", "shulgin", **_LEADS, **_STAFF)
_GRANTS = only("shulgin", **_STAFF)
_STRANGERS = {"lapteva": 403, "shulgin": 403}
_HELD = [
    Line("letters/held/", only("gordeeva", "arkhipova", "zhdanov", "titova", **_STRANGERS)),
    *(
        Line(route, only("gordeeva", "arkhipova", "zhdanov", **_STRANGERS), {"key": "held letter"})
        for route in (
            "letters/held/<uuid:key>/",
            "letters/held/<uuid:key>/enter/",
            "letters/held/<uuid:key>/note/",
            "letters/held/<uuid:key>/answered/",
            "letters/held/<uuid:key>/discard/",
        )
    ),
    Line(
        "letters/held/<uuid:key>/files/<int:place>/",
        only("gordeeva", "arkhipova", "zhdanov", **_STRANGERS),
        {"key": "held letter", "place": "0"},
    ),
]
LETTERS = [
    Line("letters/", only("shulgin", **_STAFF)),
    Line("letters/repeat/", only(shulgin=303, **_STAFF), method="POST"),
    Line("letters/inbox/", members(404)),
    Line("letters/off/<str:token>/", same(404), {"token": "forged"}),
    Line("letters/off/<str:token>/", same(404), {"token": "forged"}, method="POST"),
    *_HELD,
    Line("me/letters/works/", members(303), method="POST"),
    Line("me/letters/", members()),
    Line("me/letters/", members(303), method="POST"),
    Line("me/deadlines/", members()),
    Line("me/deadlines/", members(303), method="POST"),
    Line("me/deadlines/end/", members(303), method="POST"),
    Line("me/tokens/", members()),
    Line("me/tokens/", members(422), method="POST"),
    Line("me/tokens/<int:key>/end/", members(404), {"key": "999"}),
    Line("me/tokens/<int:key>/end/", members(303), {"key": "999"}, method="POST"),
    Line("me/devices/", members()),
    Line("me/devices/", members(422), method="POST"),
    Line("devices/moved/", same(404), method="POST"),
    Line("me/devices/tab/", members(303), method="POST"),
    Line("notices/waiting/", members()),
    Line("me/devices/messengers/<slug:channel>/", members(404), {"channel": "no messenger"}, method="POST"),
    *(
        Line(f"me/devices/<uuid:key>/{end}", members(404), {"key": "no device"}, method="POST")
        for end in ("", "remove/")
    ),
    Line("deadlines/<str:secret>.ics", same(404), {"secret": "forged"}),
]
_AGREEMENT = {"key": "999999"}
PAPERS = [
    Line("papers/waiting/", only(*VENDOR)),
    Line(
        "papers/<slug:kind>/<int:key>/confirm/",
        only(shulgin=303, **_STAFF),
        {"kind": "licence", "key": "licence of zmk"},
        method="POST",
    ),
    Line("papers/<slug:kind>/<int:key>/refuse/", only(), {"kind": "licence", "key": "licence of zmk"}),
    Line("organisations/<int:key>/licences/new/", _ENTERS, {"key": "zmk"}),
    Line("organisations/<int:key>/contracts/new/", _ENTERS, {"key": "zmk"}),
    Line("organisations/<int:key>/certificates/new/", _ENTERS, {"key": "kontur"}),
    Line("certificates/<int:key>/end/", _ENTERS, {"key": "certificate of zhdanov"}),
    Line("systems/new/", only("saveliev", "arefyev", "stranger", frolov=403)),
    Line("systems/<int:key>/", only("saveliev", "arefyev", "arkhipova", **_KEEPERS), {"key": "system erp"}),
    Line(
        "systems/<int:key>/retire/",
        only("saveliev", "arefyev", "arkhipova", **_KEEPERS),
        {"key": "system erp"},
    ),
    Line(
        "organisations/<int:key>/systems/new/",
        only("arkhipova", **_LEADS, **_STAFF, shulgin=403),
        {"key": "zmk"},
    ),
    Line("organisations/<int:key>/agreement/", only("arkhipova", **_LEADS), {"key": "zmk"}),
    Line("agreements/<int:key>/", only(), _AGREEMENT),
    Line("agreements/<int:key>/accept/", only(), _AGREEMENT, method="POST"),
    Line("agreements/<int:key>/decline/", only(), _AGREEMENT),
    Line("agreements/<int:key>/take-back/", only(), _AGREEMENT, method="POST"),
    Line("organisations/<int:key>/status/", _GRANTS, {"key": "kontur"}),
    Line("statuses/<int:key>/withdraw/", _GRANTS, {"key": "status of kontur"}),
    Line("groups/", only(*VENDOR)),
    Line("groups/new/", _GRANTS),
    Line("groups/<int:key>/add/", _GRANTS, {"key": "group of kontur"}),
    Line("groups/members/<int:key>/end/", _GRANTS, {"key": "member kontur"}),
    Line("partners/below/", only(*VENDOR)),
]
PASS_ON = [
    Line("tickets/<str:number>/pass-on/", members(404), {"number": "U-1"}),
    Line("tickets/<str:number>/pass-on/preview/", members(404), {"number": "U-1"}, method="POST"),
    Line("tickets/<str:number>/pass-on/draft/", members(404), {"number": "U-1"}, method="POST"),
    Line("tickets/<str:number>/pass-on/send/", members(404), {"number": "U-1"}, method="POST"),
    Line("tickets/<str:number>/document/", members(404), {"number": "V-1"}),
]
SEARCH = [Line("search/", members())]
_NO_KEEPERS = dict.fromkeys(("frolov", "gordeeva", "zhdanov", "titova", "lapteva"), 403)
_KEEP = only("saveliev", "arefyev", "arkhipova", "shulgin", "stranger", **_NO_KEEPERS)
_OF_ZMK = {"key": "webhook of zmk"}


def _own_webhook(status: int) -> Statuses:
    return only("saveliev", "arefyev", status=status, **_NO_KEEPERS)


WEBHOOKS = [
    Line("webhooks/", _KEEP),
    Line("webhooks/new/", _KEEP),
    *(Line(f"webhooks/<uuid:key>/{page}", _own_webhook(200), _OF_ZMK) for page in ("", "change/", "remove/")),
    Line("webhooks/<uuid:key>/rotate/", _own_webhook(200), _OF_ZMK, method="POST"),
    *(
        Line(f"webhooks/<uuid:key>/{act}/", _own_webhook(303), _OF_ZMK, method="POST")
        for act in ("trial", "pause", "resume", "repeat", "remove")
    ),
]
_OF_BRIDGE = {"key": "bridge of zmk"}
_NO_BRIDGES = _NO_KEEPERS | {"shulgin": 403}
_KEEP_BRIDGES = only("saveliev", "arefyev", "arkhipova", "stranger", **_NO_BRIDGES)


def _own_bridge(status: int) -> Statuses:
    return only("saveliev", "arefyev", status=status, **_NO_BRIDGES)


BRIDGES = [
    Line("bridges/", _KEEP_BRIDGES),
    Line("bridges/new/", _KEEP_BRIDGES),
    *(Line(f"bridges/<uuid:key>/{page}", _own_bridge(200), _OF_BRIDGE) for page in ("", "change/")),
    *(
        Line(f"bridges/<uuid:key>/{act}/", _own_bridge(303), _OF_BRIDGE, method="POST")
        for act in ("check", "pause", "resume", "repeat")
    ),
]
EVIDENCE = [
    Line("evidence/<slug:kind>/<slug:of>/", members(404), {"kind": "ticket", "of": "U-1"}),
    Line("evidence/<slug:kind>/<slug:of>/", members(404), {"kind": "no-such-kind", "of": "U-1"}),
    Line(
        "evidence/<slug:kind>/<slug:of>/order/", members(404), {"kind": "ticket", "of": "U-1"}, method="POST"
    ),
]
EXPORTS = [
    # Nothing is said of them to whoever does not speak the protocol (tests/pages/uploads).
    Line("uploads/", same(412), method="POST"),
    Line("place/<str:code>/<str:name>", same(411), {"code": "forged", "name": "dump"}, method="PUT"),
    Line("uploads/<uuid:key>/", same(412), {"key": "no export"}, method="PATCH"),
    Line("exports/", members()),
    Line("exports/made/<uuid:key>/", members(404), {"key": "no export"}),
    Line("exports/<slug:name>/order/", only(*PARTNER, *VENDOR, status=303), {"name": "queue"}, method="POST"),
    Line("exports/<slug:name>/", only(*PARTNER, *VENDOR), {"name": "queue"}),
    Line("exports/<slug:name>/", members(404), {"name": "no-such-list"}),
    Line("exports/<slug:name>/file/", only(*CLIENT, "stranger"), {"name": "tickets"}),
]
QUEUE = [
    Line("queue/", only(*PARTNER, *VENDOR)),
    Line("vendor-tickets/", only(*PARTNER)),
    Line("queue/<slug:queue>/news/", only(*PARTNER, *VENDOR), {"queue": "queue"}),
    Line(
        "queue/<slug:queue>/choices/<slug:of>/", only(*PARTNER, *VENDOR), {"queue": "queue", "of": "client"}
    ),
    Line("queue/<slug:queue>/filters/", only(*PARTNER), {"queue": "vendor_tickets"}),
    Line("queue/bulk/", only(), {}),
    Line("queue/bulk/", only(*PARTNER, *VENDOR, status=303), method="POST", data={"act": "take"}),
    Line("queue/<str:number>/take/", members(404), {"number": "U-1"}, method="POST"),
]
