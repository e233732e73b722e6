"""Tickets: their pages and acts, the desk, registration, joint work."""

from collections.abc import Mapping

from tests.acts_on_ticket import ACTS, Told, opens
from tests.pages.table.lines import CLIENT, PARTNER, VENDOR, Line, members, only

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
