"""URL x person: what each kind of person of the cast gets at each address. A missing address fails test_urls.py.

A line: the route as the resolver writes it (methods other than GET before it), where its parameters point, and the
statuses in the order of PEOPLE. Add the lines of your pages to your own block; `same` and `only` write the usual rows.
The pages of acts on a ticket follow tests/acts_on_ticket.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.acts_on_ticket import ACTS, Told, opens

# login in the cast: who that is
PEOPLE = {
    "": "nobody signed in",
    "saveliev": "client: authorised person and organisational contact",
    "frolov": "client: viewer, the colleague without the right",
    "arefyev": "client: organisational contact alone",
    "newcomer": "client: not confirmed",
    "gordeeva": "partner: engineer",
    "arkhipova": "partner: coordinator",
    "zhdanov": "partner: authorised employee with the certificate",
    "titova": "vendor: engineer",
    "lapteva": "vendor: auditor",
    "shulgin": "vendor: administrator",
    "stranger": "another client",
}
CLIENT, PARTNER, VENDOR = (
    ("saveliev", "frolov", "arefyev"),
    ("gordeeva", "arkhipova", "zhdanov"),
    ("titova", "lapteva", "shulgin"),
)
SIGN_IN_FIRST, UNCONFIRMED, NOT_THERE = 303, 403, 404
Statuses = Mapping[str, int]


@dataclass(frozen=True)
class Line:
    """What `people` get; `given` names the cast's things that the route's parameters point to (see `address`)."""

    route: str
    people: Statuses
    given: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    data: Mapping[str, str] = field(default_factory=dict)


def same(status: int) -> Statuses:
    """Everybody the same: open pages."""
    return dict.fromkeys(PEOPLE, status)


def members(status: int = 200, **others: int) -> Statuses:
    """Every confirmed person `status`, but for `others`."""
    return {**same(status), "": SIGN_IN_FIRST, "newcomer": UNCONFIRMED, **others}


def only(*logins: str, status: int = 200, **others: int) -> Statuses:
    """`logins` get `status`, the rest learn nothing."""
    return {**members(NOT_THERE), **dict.fromkeys(logins, status), **others}


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
OF_TICKET = {"number": "U-1"}
BESIDE = [
    *(
        Line(f"tickets/<str:number>/{act}/", members(404), OF_TICKET, method=method)
        for act, method in (
            *(("watch", "POST"), ("unwatch", "POST"), ("tag", "POST"), ("untag", "POST"), ("tags", "GET")),
            *(
                ("watchers", "GET"),
                ("watchers", "POST"),
                ("link", "GET"),
                ("link", "POST"),
                ("unlink", "GET"),
            ),
            *(
                ("unlink", "POST"),
                ("merge", "GET"),
                ("merge", "POST"),
                ("canned", "GET"),
                ("colleagues", "GET"),
            ),
        )
    ),
]
# Leads of a desk are its coordinators and organisational contacts; a key that is not there is not there for them either.
DESK = [
    Line("desk/canned/", only(*PARTNER, *VENDOR)),
    Line("desk/rules/", only(*PARTNER, *VENDOR)),
    Line("desk/on-call/", only(*PARTNER, *VENDOR)),
    *(
        Line(
            f"desk/{room}/new/",
            only("arkhipova", status=status, **dict.fromkeys(("gordeeva", "zhdanov", *VENDOR), 403)),
            method=method,
        )
        for room in ("canned", "rules", "on-call")
        for method, status in (("GET", 200), ("POST", 422))
    ),
    *(
        Line(f"desk/{room}/<int:key>/{act}", only(), {"key": "999999"}, method=method)
        for room in ("canned", "rules", "on-call")
        for act in ("", "remove/")
        for method in ("GET", "POST")
    ),
]
NO_DRAFT = {"draft": "999999"}
REGISTRATION = [
    Line("new/", only("saveliev", "stranger", frolov=403, arefyev=403)),
    Line("new/letter/", only("saveliev", "stranger", "frolov", "arefyev")),
    Line("new/", only("saveliev", "stranger", status=422, frolov=403, arefyev=403), method="POST"),
    Line("new/level/", only(*CLIENT, *PARTNER, "stranger"), method="POST"),
    Line("new/save/", only("saveliev", "stranger", status=204, frolov=403, arefyev=403), method="POST"),
    Line("new/<int:draft>/", only(), NO_DRAFT),
    Line("new/<int:draft>/", only(), NO_DRAFT, method="POST"),
    Line("new/<int:draft>/level/", only(), NO_DRAFT),
    Line("new/<int:draft>/promise/", only(), NO_DRAFT, method="POST"),
    Line("new/<int:draft>/save/", only(), NO_DRAFT, method="POST"),
    Line("new/<int:draft>/discard/", only(), NO_DRAFT),
    Line("new/<int:draft>/files/", only(), NO_DRAFT, method="POST"),
    Line("new/<int:draft>/files/<uuid:file>/remove/", only(), {**NO_DRAFT, "file": "no file"}, method="POST"),
]
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
OF_CLIENT = (*CLIENT, *PARTNER, "lapteva")  # who sees ZMK's ticket, and its vendor ticket
OF_VENDOR = (*PARTNER, "titova", "lapteva")
PARTNERS = {"titova": 403, "lapteva": 403}


def of(thing: str) -> Mapping[str, str]:
    return {"number": thing}


def of_act(told: Told, ticket: str) -> Line:
    """The page of an act: whoever sees the ticket and may not do it reads why."""
    statuses = {login: 200 if may else 403 for login, may in opens(told, ticket).items()}
    return Line(f"tickets/<str:number>/{told.page}/", only(**statuses), of(ticket))


TICKETS = [
    Line("tickets/", only(*CLIENT, "stranger")),
    Line("tickets/news/", only(*CLIENT, "stranger")),
    Line("tickets/filters/", only(*CLIENT, "stranger")),
    Line("tickets/choices/<slug:of>/", only(*CLIENT, "stranger"), {"of": "system"}),
    Line("tickets/<str:number>/", only(*OF_CLIENT), of("client ticket")),
    Line("tickets/<str:number>/live/", only(*OF_VENDOR), of("vendor ticket")),
    Line("tickets/<str:number>/clocks/", only(*OF_CLIENT), of("client ticket")),
    Line("tickets/<str:number>/say/", only(*OF_CLIENT), of("client ticket")),
    Line("tickets/<str:number>/draft/", only(*OF_CLIENT, status=204), of("client ticket"), method="POST"),
    *(of_act(told, ticket) for told in ACTS if told.page for ticket in told.tickets),
    Line(
        "tickets/<str:number>/complete/<slug:item>/",
        only(*OF_VENDOR, **PARTNERS),
        {**of("returned ticket"), "item": "sources"},
    ),
    Line(
        "tickets/<str:number>/relay/<int:message>/",
        only(*PARTNER, lapteva=403),
        {**of("vendor ticket"), "message": "vendor message"},
    ),
    Line(
        "tickets/<str:number>/carry/<int:message>/",
        only(*PARTNER, lapteva=403),
        {**of("client ticket"), "message": "client message"},
    ),
    Line("files/<uuid:key>/", only(*OF_CLIENT), {"key": "ticket file"}),
    Line("files/<uuid:key>/log/", only(*OF_CLIENT), {"key": "ticket log"}),
    Line("files/<uuid:key>/inside/", only(*OF_CLIENT), {"key": "ticket log"}),
    Line(
        "files/<uuid:key>/picture/<slug:size>/",
        only(*OF_CLIENT),
        {"key": "ticket picture", "size": "small"},
    ),
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
FOREIGN = [
    Line("calls/new/", only("gordeeva", "arkhipova", "zhdanov")),
    Line("vendor-tickets/new/", only("gordeeva", "arkhipova", "zhdanov")),
    Line("vendor-tickets/new/<int:draft>/", only(), {"draft": "999999999"}),
]
JOINT = [
    Line("joint/", only(*CLIENT, stranger=200)),
    Line("joint/<str:number>/", only("saveliev"), of("joint ticket")),
    Line("joint/<str:number>/live/", only("saveliev"), of("joint ticket")),
    Line("tickets/<str:number>/invite/", only(*OF_VENDOR, **PARTNERS), of("joint ticket")),
    Line(
        "tickets/<str:number>/leave/<int:person>/",
        only(*OF_VENDOR, "saveliev", **PARTNERS),
        {**of("joint ticket"), "person": "saveliev"},
    ),
    Line(
        "tickets/<str:number>/widen/<int:message>/",
        only(*PARTNER),
        {**of("noted ticket"), "message": "partner note"},
    ),
]
_ZMK, _ORLOVA = {"key": "zmk"}, {"key": "zmk", "person": "person orlova"}
_NOT_LEADS = {"gordeeva": 403, "zhdanov": 403}
_NOT_OWN = {"frolov": 403, **dict.fromkeys((*PARTNER, *VENDOR), 403)}
_HANDS_IN = only("saveliev", "arefyev", **{**_NOT_OWN, "arkhipova": 200})
_MANAGES = only("saveliev", "arefyev", **_NOT_OWN)
CONTACTS = [
    Line("clients/new/", only("arkhipova", **_NOT_LEADS)),
    Line("clients/new/template/", only("arkhipova", **_NOT_LEADS)),
    Line("organisations/<int:key>/history/", only(*CLIENT, *PARTNER, *VENDOR, frolov=403), _ZMK),
    Line("organisations/<int:key>/people/", only(*CLIENT, *PARTNER, *VENDOR, status=303), _ZMK),
    Line("organisations/<int:key>/people/add/", _HANDS_IN, _ZMK),
    Line("organisations/<int:key>/people/form/", _HANDS_IN, _ZMK),
    Line("organisations/<int:key>/people/form/template/", _HANDS_IN, _ZMK),
    Line("people/forms/<uuid:key>/", only("arefyev", "arkhipova", **_NOT_LEADS), {"key": "form letter"}),
    Line(
        "people/forms/<uuid:key>/",
        only("arefyev", "arkhipova", status=422, **_NOT_LEADS),
        {"key": "form letter"},
        method="POST",
    ),
    Line("organisations/<int:key>/people/<int:person>/", _MANAGES, _ORLOVA),
    Line(
        "organisations/<int:key>/people/<int:person>/rights/",
        only("saveliev", "arefyev", status=422, **_NOT_OWN),
        _ORLOVA,
        method="POST",
    ),
    Line("organisations/<int:key>/people/<int:person>/remove/", _MANAGES, _ORLOVA),
    Line("organisations/<int:key>/people/<int:person>/link/", {**_MANAGES, "shulgin": 200}, _ORLOVA),
    Line("organisations/<int:key>/people/<int:person>/factors/", {**_MANAGES, "shulgin": 200}, _ORLOVA),
    Line("confirmations/", only("shulgin", titova=403, lapteva=403)),
    Line("confirmations/decide/", only("shulgin", status=422, titova=403, lapteva=403), method="POST"),
]
# Whoever has no token is nobody here, signed in or not; tests/api/test_table.py asks with tokens.
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
            *("confirm-call", "deny-call", "place", "end-place", "contact", "acknowledge", "link", "unlink"),
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
TABLE = [
    *API,
    *BESIDE,
    *DESK,
    *PROBLEMS,
    *OUTAGES,
    *IMPORTED,
    *OVERSIGHT,
    *HANDOVERS,
    *HELP,
    *CALENDARS,
    *REGULATIONS,
    *CONTACTS,
    *ENTRANCE,
    *FOREIGN,
    *JOINT,
    *NOTICES,
    *LETTERS,
    *ORGANISATION,
    *PAPERS,
    *PASS_ON,
    *QUEUE,
    *SEARCH,
    *EVIDENCE,
    *EXPORTS,
    *WEBHOOKS,
    *REGISTRATION,
    *RULES,
    *TICKETS,
]
