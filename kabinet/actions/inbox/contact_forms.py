"""The filled form of contacts by letter (U5d, P6.2b, P6.3): whose it may be, whether it can be read, what is answered.

Nothing is entered by the letter: it waits for its sender, or for the partner that serves the client, to look at what it
would do and hand it in (form_handing.py).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from kabinet.actions.inbox import answering, keeping
from kabinet.actions.inbox.matching import Match
from kabinet.actions.inbox.reading.letter import Enclosed, Read
from kabinet.actions.notices import subjects
from kabinet.actions.notices.subjects import About
from kabinet.actions.organisations.contact_sheet.guard import Unreadable
from kabinet.actions.organisations.contact_sheet.reading import Filled, filled, has_company, is_form
from kabinet.actions.organisations.contacts import clauses
from kabinet.actions.unit.organisation_act import asked
from kabinet.records.models import IncomingLetter, Organisation
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force, day_of, vendor_names
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.text import Text

State, Why = IncomingLetter.State, IncomingLetter.Why
# As the form is called when it is downloaded, with what a browser adds to the name of a second one; a file of that name and
# one under that subject are judged even where they cannot be read.
NAMED: Final = re.compile(r"(contacts-\d+|new-client)[ _()\d-]{0,12}\.xlsx", re.IGNORECASE)
SUBJECT: Final = re.compile(r"форм\w?\s+контактных\s+лиц|contact\s+form|form\s+of\s+contacts", re.IGNORECASE)
TABLES: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
MOST_FILES: Final = 5
MOST_FAULTS: Final = 3
WHERE = Text(
    "Форму клиента присылают на адрес поддержки его партнёра, форму партнёра — на адрес {vendor_firm_gen}",
    "The form of a client is sent to the address of its partner's support, that of a partner to the vendor's",
)
WHERE_NEXT = Text(
    "Отправьте её туда или загрузите в Кабинете, на странице сотрудников",
    "Send it there, or upload it in Kabinet, on the page of people",
)
SEVERAL = Text("В письме несколько форм", "The letter has several forms")
SEVERAL_NEXT = Text("Пришлите каждую отдельным письмом", "Send each in a letter of its own")
MEND = Text("Исправьте файл и пришлите его снова", "Mend the file and send it again")


@dataclass(frozen=True, slots=True)
class _No:
    """Why it is not taken, and what to do; `clause` says so."""

    why: IncomingLetter.Why
    reason: Text
    remedy: Text
    clause: str | None


def enclosed(read: Read) -> tuple[Enclosed, ...]:
    """The forms of contacts that came with it: by their names, by the letter's subject, or by what stands in them."""
    meant = SUBJECT.search(read.subject) is not None
    tables = [each for each in read.files if each.name.lower().endswith(TABLES)][:MOST_FILES]
    return tuple(each for each in tables if meant or NAMED.fullmatch(each.name) or is_form(each.content))


def read_form(kind: OrgKind, content: bytes) -> Filled:
    """What a form says that came from an organisation of `kind`: of its own people, or from a partner of a client that is
    not in the cabinet yet (P6.3). Raises Unreadable."""
    company = kind is OrgKind.PARTNER and has_company(content)
    return filled(content, OrgKind.CLIENT if company else kind, company=company)


def take_form(
    *, at: datetime, row: IncomingLetter, found: Match, read: Read, forms: Sequence[Enclosed]
) -> Mapping[str, Any] | None:
    """The columns that say what became of it, its sender told; None of somebody whose organisations have no such form."""
    judged = _sender(row, found.person, at)
    if judged is None:
        return None
    if isinstance(judged, Actor) and judged.kind is not None:
        judged = _unreadable(judged.kind, forms) or judged
    since = row.arrived_at
    if isinstance(judged, _No):
        _tell(at, found.person, answering.FORM_REFUSED, subjects.HOME, {"since": since, **_said(judged)})
        return {"state": State.HELD, "why": judged.why, "person_id": found.person}
    about = subjects.contact_letter(row.pk)
    _tell(at, found.person, answering.FORM_WAITS, about, {"since": since, "file": forms[0].name})
    return {"state": State.FORM, "person_id": found.person, "form_for_id": judged.organisation}


def _sender(row: IncomingLetter, person: int, at: datetime) -> Actor | _No | None:
    """As whom they sent it: an organisational contact, to the desk of their organisation. None of the vendor's people."""
    refused: _No | None = None
    for actor in keeping.actors(person, at):
        if actor.kind is None or actor.kind is OrgKind.VENDOR:
            continue
        clause = clauses.of(clauses.CHANGED, actor.kind)
        if not _right_desk(actor, row, at):
            refused = refused or _No(Why.FORM_WHERE, WHERE, WHERE_NEXT, clause)
            continue
        verdict = asked(actor=actor, at=at, organisation=actor.organisation, act=Act.SEND_CONTACT_FORM)
        if verdict.allowed:
            return actor
        refused = _No(Why.FORM_WHO, verdict.reason, verdict.remedy, verdict.clause)
    return refused


def _right_desk(actor: Actor, row: IncomingLetter, at: datetime) -> bool:
    with as_system("to whose box a form came"):
        if actor.kind is OrgKind.CLIENT:
            serving = agreement_in_force(actor.organisation, day_of(actor, at))
            return serving is not None and serving.partner_id == row.organisation_id
        desk = Organisation.objects.values_list("kind", flat=True).get(pk=row.organisation_id)
    return actor.kind is OrgKind.PARTNER and desk == OrgKind.VENDOR


def _unreadable(kind: OrgKind, forms: Sequence[Enclosed]) -> _No | None:
    clause = clauses.of(clauses.CHANGED, kind)
    if len(forms) > 1:
        return _No(Why.FORM_BAD, SEVERAL, SEVERAL_NEXT, clause)
    try:
        read = read_form(kind, forms[0].content)
    except Unreadable as unreadable:
        return _No(Why.FORM_BAD, unreadable.words, MEND, clause)
    if not read.faults:
        return None
    said = [tuple(_by_cell(read, language)) for language in ("ru", "en")]
    return _No(Why.FORM_BAD, Text(*("; ".join(each) for each in said)), MEND, clause)


def _by_cell(read: Filled, language: str) -> Iterator[str]:
    for fault in read.faults[:MOST_FAULTS]:
        yield f"{fault.place.say(language)}: {fault.words.say(language).removesuffix('.')}"
    left = len(read.faults) - MOST_FAULTS
    if left > 0:
        yield Text(f"и ещё ячеек: {left}", f"and more cells: {left}").say(language)


def _said(no: _No) -> dict[str, Text]:
    cited = vendor_names.clauses().get(no.clause or "")
    place = cited.place if cited is not None else Text("правило Кабинета", "a rule of Kabinet")
    bare = (Text(*(said.removesuffix(".") for said in text)) for text in (no.reason, no.remedy))
    reason, remedy = map(vendor_names.fill_text, bare)
    return {"clause": place, "reason": reason, "remedy": remedy}


def _tell(at: datetime, person: int, kind: str, about: About, data: Mapping[str, Any]) -> None:
    answering.tell(at=at, person=person, kind=kind, about=about, data=data)
