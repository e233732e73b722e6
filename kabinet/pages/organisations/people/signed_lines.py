"""What was read goes from the preview to the sending in the page itself, signed: nobody puts anything else in between."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core import signing

from kabinet.actions.organisations.contact_sheet.reading import Filled
from kabinet.actions.organisations.contacts.filled_form import Line
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.actions.organisations.contacts.new_client import Company
from kabinet.regulation.access import Role

SALT = "kabinet.contacts.form"
A_DAY = 86400


def packed(read: Filled, person: int, organisation: int) -> str:
    """For one person and one organisation (0: a new client)."""
    content = {
        "for": [person, organisation],
        "lines": [_plain(line) for line in read.lines],
        "company": _company(read.company),
    }
    return signing.dumps(content, salt=SALT, compress=True)


def unpacked(text: str, person: int, organisation: int) -> Filled | None:
    """What `packed` packed for them within a day, else None."""
    try:
        content = signing.loads(text, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        return None
    if content["for"] != [person, organisation]:
        return None
    company = content["company"]
    return Filled(
        [_line(row) for row in content["lines"]],
        Company(**{**company, "first_day": _day(company["first_day"])}) if company else None,
    )


def _plain(line: Line) -> list[Any]:
    paper = line.paper and [line.paper.number, _iso(line.paper.first_day), _iso(line.paper.last_day)]
    return [line.row, line.typed, [role.value for role in line.roles], paper, line.leaves]


def _line(row: list[Any]) -> Line:
    number, typed, roles, paper, leaves = row
    held = Paper(paper[0], _day(paper[1]), _day(paper[2])) if paper else None
    return Line(number, typed, tuple(map(Role, roles)), held, leaves)


def _company(company: Company | None) -> dict[str, Any] | None:
    return {**asdict(company), "first_day": _iso(company.first_day)} if company else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
