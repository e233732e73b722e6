"""Every form of the product in which somebody writes, and how a browser comes to it.

A line: the template that has the form, or the class of an act's form; who writes; the page's address, where {…} is a thing
of the cast (tests/pages/test_urls.py) or one that `MAKERS` makes; what else has to be chosen or typed for the server to
accept it.
The form of an act's own page needs no line unless it asks for more than words: it follows tests/acts_on_ticket.py.
`tests/house/test_forms.py` fails on a form that is missing here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests import clock
from tests.acts_on_ticket import ACTS, opens
from tests.cast import Cast

Things = Callable[[Cast], str]


@dataclass(frozen=True)
class Form:
    """`also` is typed or chosen by name («*»: whatever is there; «+…» goes behind what stands there), with `alone` nothing
    else; `button` is the CSS of what is pressed where the page has several; `again` is read when it is sent once more;
    `reading` are the tables in which reading the page after it leaves a row, as a link that was shown does."""

    login: str
    page: str
    also: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    button: str = ""
    alone: bool = False
    again: str = "второй раз ничего не сделано"
    reading: frozenset[str] = frozenset()


def now() -> datetime:
    return clock.now()


def today(days: int = 0) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


def posted(cast: Cast, login: str, address: str, **fields: Any) -> str:
    """Where the answer to this form leads."""
    from django.test import Client

    client = Client()
    cast.sign_in(client, login)
    answer = client.post(address, fields)
    assert answer.status_code == 303, (address, answer.status_code)
    return str(answer["Location"])


def _report(cast: Cast) -> str:
    partner = cast.partner["kontur"]
    return posted(
        cast, "saveliev", "/refusal-reports/new/", partner=partner, occurred_on=today(), text="Отказ"
    )


def _violation(cast: Cast) -> str:
    from tests.desk import Desk

    said = {"partner": cast.partner["kontur"], "clause": "U3.6c", "occurred_on": today(), "text": "Опоздал"}
    return posted(cast, "lapteva", "/violations/new/", **said, tickets=Desk(cast).register(now()).number)


def _registration(cast: Cast) -> str:
    answers = {"system": str(cast.system["erp"]), "step": "next", "q-happens": "isolated"}
    return posted(cast, "saveliev", "/new/", **answers)


def _problem(cast: Cast) -> str:
    return posted(cast, "gordeeva", "/problems/new/", title="Утечка", text="Растёт", audience="own")


def _handover(cast: Cast) -> str:
    from tests.desk import Desk
    from tests.pages.organisations.handover.test_handover import changed_partner

    return posted(cast, "saveliev", f"/handovers/ask/{changed_partner(Desk(cast))}/")


def _offer(cast: Cast) -> str:
    from kabinet.records.models import AgreementProposal
    from kabinet.records.security.reach import as_system

    posted(
        cast,
        "arkhipova",
        f"/organisations/{cast.client['zmk']}/agreement/",
        **OFFERED | {"first_day": today(5)},
    )
    with as_system("a look"):
        return f"/agreements/{AgreementProposal.objects.latest('pk').pk}/"


def _linked(cast: Cast) -> str:
    from tests.pages.tickets.scene import pointed_at

    number, other = pointed_at("client ticket", cast), pointed_at("noted ticket", cast)
    posted(cast, "gordeeva", f"/tickets/{number}/link/", other=other)
    return number


def _silent(cast: Cast) -> str:
    """A solution that nobody answered for longer than the regulation waits."""
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer
    from tests.desk import Desk, later

    desk = Desk(cast)
    number = desk.register(later(now(), days=-40)).number
    said = {"number": number, "text": "Исправлено", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", later(now(), days=-39), **said)
    return number


def _worded(cast: Cast) -> str:
    """The applicant wrote last."""
    from kabinet.actions.tickets.reply import write_reply
    from kabinet.actions.tickets.take import take_ticket
    from tests.desk import Desk, later

    desk = Desk(cast)
    number = desk.register(later(now(), hours=-3)).number
    desk.do(take_ticket, "gordeeva", later(now(), hours=-2), number=number)
    desk.do(write_reply, "saveliev", later(now(), hours=-1), number=number, text="Разобрались, закройте")
    return number


def _claimed(cast: Cast) -> str:
    """A call that was written down after the term that it would have met."""
    from kabinet.actions.tickets.call import log_call
    from tests.desk import Desk, later
    from tests.pages.tickets.test_claims import claim_of, missed

    desk = Desk(cast)
    number = missed(desk, now())
    rang = {"occurred_at": later(now(), hours=-9, minutes=-20), "reason": "Записали утром"}
    desk.do(log_call, "gordeeva", now(), number=number, reached=True, text="Говорили с дежурным", **rang)
    return f"/tickets/{number}/call/deny/?claim={claim_of(desk, number)}"


def _version(cast: Cast) -> str:
    from tests.desk import Desk
    from tests.pages.regulation.versions.test_superseding import PAGE, published

    published(Desk(cast), (now() + timedelta(hours=3)).date())
    return PAGE


OFFERED = {"number": "СП-2", "first_day": "{in five days}", "zone": "Europe/Moscow"}
# Days too are made when they are asked for: at import it is not known whether a page is read at the stated or the true time.
MAKERS: Mapping[str, Things] = {
    "today": lambda _: today(),
    "in five days": lambda _: today(5),
    "report": _report,
    "violation": _violation,
    "registration": _registration,
    "problem": _problem,
    "handover": _handover,
    "offer": _offer,
    "linked": _linked,
    "silent": _silent,
    "worded": _worded,
    "claimed": _claimed,
    "version": _version,
}
HOME = "/organisations/"
ASKED = {
    "system": "*",
    "desk": "Naumen",
    "number": "SD-1",
    "url": "https://sd.zmk.example/1",
    "why": "Так решили",
}
PERSON = {
    "name": "Зимина Анна Павловна",
    "position": "ведущий инженер",
    "email": "zimina@zmk.example",
    "phone": "8 900 123-45-67",
    "login": "zimina",
}
SERVICE = {"choices.toml/services/problem/name/ru": "Решение любых проблем"}
WEATHER = {
    "code": "spare",
    "kind": "exclusion",
    "name/ru": "Вопросы о погоде",
    "name/en": "Questions about the weather",
    "instead/ru": "Спросите синоптиков",
    "instead/en": "Ask the forecasters",
    "clause": "U2b",
}


def typed(field: Any) -> bool:
    """Whether somebody writes in this field of a form of Django's."""
    from django import forms

    return type(field) is forms.CharField and not field.widget.is_hidden


def of_acts() -> dict[str, Form]:
    """Every form with words on the page of an act: whoever may do it comes to it by the page's own address."""
    from kabinet.pages.tickets.act_pages import act_pages

    told = {each.act: each for each in ACTS if each.page}
    found: dict[str, Form] = {}
    for page in act_pages():
        row = told.get(page.act)
        if row and any(map(typed, getattr(page.form, "base_fields", {}).values())):
            login = next(login for login, may in opens(row, row.tickets[0]).items() if may)
            found.setdefault(page.form.__name__, Form(login, f"/tickets/{{{row.tickets[0]}}}/{row.page}/"))
    return found


# What a form of an act needs beside its words, or where else it is met, is said here anew.
LOWERED = {"level": "4", "ground": "misclassified", "q-happens": "wish"}
FORMS: dict[str, Form] = {
    **of_acts(),
    # Writing and acts on a ticket.
    "ui/composer.html": Form(
        "gordeeva", "/tickets/{client ticket}/say/", {"audience": "partner"}, "#composer"
    ),
    "Why": Form("gordeeva", "/tickets/{silent}/close/"),
    "ByWord": Form("gordeeva", "/tickets/{worded}/close-by-word/"),
    "Deny": Form("saveliev", "{claimed}"),
    "ConfirmTerms": Form(
        "saveliev", "/tickets/{promised ticket}/terms/confirm/", {"term-phone": "on", "term-hour": "on"}
    ),
    "Naming": Form("saveliev", "/tickets/{client ticket}/contact/", {"contact": "*"}),
    "Refuse": Form("gordeeva", "/tickets/{client ticket}/refuse/", {"reason": "optimisation"}),
    "Return": Form("titova", "/tickets/{vendor ticket}/return/", {"cases": "research"}),
    "Complete": Form("gordeeva", "/tickets/{returned ticket}/complete/"),
    "Explain": Form("gordeeva", "/tickets/{returned ticket}/explain/?item=sources"),
    "Item": Form("gordeeva", "/tickets/{returned ticket}/complete/sources/"),
    "Answer": Form("gordeeva", "/tickets/{objected ticket}/objection/", {"verdict": "kept"}),
    "Propose": Form("gordeeva", "/tickets/{client ticket}/level/propose/", {"level": "2"}),
    "Change": Form("titova", "/tickets/{vendor ticket}/level/", LOWERED),
    "Relay": Form("gordeeva", "/tickets/{vendor ticket}/relay/{vendor message}/", {"kind": "answer"}),
    "Carry": Form("gordeeva", "/tickets/{client ticket}/carry/{client message}/"),
    "Call": Form(
        "gordeeva", "/tickets/{client ticket}/call/", {"reached": "yes", "occurred_at": "", "reason": ""}
    ),
    "Other": Form("gordeeva", "/tickets/{client ticket}/link/", {"other": "{noted ticket}"}),
    "Parting": Form("gordeeva", "/tickets/{linked}/unlink/", {"other": "{noted ticket}"}),
    "Main": Form("gordeeva", "/tickets/{noted ticket}/merge/", {"into": "{proposed ticket}"}),
    "tickets/sidebar/beside.html": Form("gordeeva", "/tickets/{client ticket}/", {}, ".tag-add"),
    # Between the legs, and ways in.
    "pass_on/pass_on.html": Form(
        "zhdanov", "/tickets/{noted ticket}/pass-on/", button="[formaction$='/draft/']"
    ),
    "pass_on/foreign.html": Form("gordeeva", "/vendor-tickets/new/?client={zmk}", ASKED, alone=True),
    "registration/level/level.html": Form(
        "saveliev", "/new/", {"system": "{system erp}", "q-happens": "isolated"}, alone=True
    ),
    "registration/form/details.html": Form(
        "saveliev", "{registration}", {"service": "problem", "impact": "minor"}
    ),
    "registration/call.html": Form(
        "gordeeva", "/calls/new/?client={zmk}", {"occurred_at": "", "contact": "{orlova}"}
    ),
    "organisations/handover/handover.html": Form("arkhipova", "{handover}", form="form[action*=decline]"),
    # People and papers.
    "organisations/people/add.html": Form(
        "saveliev",
        HOME + "{zmk}/people/add/",
        {**PERSON, "roles": "viewer"},
        alone=True,
        reading=frozenset({"organisation_entry", "password"}),
    ),
    "organisations/people/card.html": Form(
        "saveliev",
        HOME + "{zmk}/people/{person orlova}/",
        {"position": "бухгалтер"},
        "#particulars",
        alone=True,
    ),
    "organisations/confirmations/list.html": Form(
        "shulgin", "/confirmations/", {"who": "*"}, button="[name=decision][value=refuse]"
    ),
    "organisations/papers/act.html": Form("saveliev", "/systems/new/"),
    "organisations/papers/agreement.html": Form("arkhipova", HOME + "{zmk}/agreement/", OFFERED, alone=True),
    "ReasonForm of papers": Form("saveliev", "{offer}decline/"),
    # The desk, known problems, oversight.
    "desk/canned_form.html": Form("arkhipova", "/desk/canned/new/", {"ticket": ""}),
    "desk/rule_form.html": Form("arkhipova", "/desk/rules/new/", {"place": "1", "assignee": "*"}),
    "desk/on_call_form.html": Form(
        "arkhipova", "/desk/on-call/new/", {"place": "1", "person": "*", "away_from": "", "away_until": ""}
    ),
    "desk/bulk/bulk.html": Form(
        "gordeeva", "/queue/bulk/?act=tag&pick={client ticket}", {"name": "срочно"}, again="Сделано: 1 из 1"
    ),
    "problems/form.html": Form("gordeeva", "/problems/new/", {"audience": "own"}),
    "letters/held_act.html": Form("gordeeva", "/letters/held/{held letter}/answered/"),
    "outages/form.html": Form("shulgin", "/outages/new/"),
    "problems/retire.html": Form("gordeeva", "{problem}retire/"),
    "oversight/report_new.html": Form(
        "saveliev", "/refusal-reports/new/", {"partner": "*", "occurred_on": "{today}"}
    ),
    "oversight/report.html": Form("arkhipova", "{report}", form="form[action$='/answer/']"),
    "oversight/violation_new.html": Form(
        "lapteva",
        "/violations/new/",
        {"partner": "{kontur}", "clause": "U3.6c", "occurred_on": "{today}", "tickets": "{client ticket}"},
    ),
    "oversight/violation.html": Form("arkhipova", "{violation}", form="form[action$='/answer/']"),
    # The regulation.
    "regulation/versions/supersede.html": Form("shulgin", "{version}"),
    "regulation/versions/text.html": Form(
        "shulgin", "/regulations/drafts/{regulation draft}/texts/pack.toml/", {"text": "+\n# Ещё"}
    ),
    "regulation/versions/sheet.html": Form(
        "shulgin", "/regulations/drafts/{regulation draft}/sheets/services/", SERVICE, "#sheet", alone=True
    ),
    "regulation/versions/publish.html": Form(
        "shulgin", "/regulations/drafts/{regulation draft}/publish/", {"sure": "on"}, "#publish"
    ),
    "regulation/versions/add.html": Form(
        "shulgin",
        "/regulations/drafts/{regulation draft}/sheets/reasons/add/?scope=client",
        WEATHER,
        "#add",
        alone=True,
    ),
}
