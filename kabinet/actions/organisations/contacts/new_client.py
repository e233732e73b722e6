"""A client that is not in the cabinet yet is entered by its partner's form, and waits for the vendor (P6.3, L15)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction

from kabinet.actions.organisations.contacts.details import UNSEEN, is_email, telephone
from kabinet.actions.organisations.contacts.filled_form import Form, Summary, hand_in, rehearsed
from kabinet.actions.unit import known_elsewhere, permission
from kabinet.actions.unit.mistakes import Fault, Mistaken, mistaken
from kabinet.actions.unit.organisation_act import organisation_act
from kabinet.records.models import Agreement, Organisation
from kabinet.records.security.reach import as_system
from kabinet.records.versions import day_of
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, Role
from kabinet.regulation.fact_data.organisations import ClientEntered
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text
from kabinet.regulation.visible import line

ON_RECORD = (
    "Организация с этим ИНН уже есть в кабинете. Если теперь её обслуживаете вы, обратитесь в {vendor_firm_acc}",
    "An organisation with this INN is in the cabinet already. If you serve it now, turn to the vendor",
)
LONGEST = {"name": 200, "short_name": 60, "inn": 12, "phone": 40, "email": 254, "zone": 40, "number": 40}
WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
CLAUSE = "P6.3"


@dataclass(frozen=True, slots=True)
class Company:
    """The organisation as typed; `number` and `first_day` are the agreement's with the partner."""

    name: str = ""
    short_name: str = ""
    inn: str = ""
    phone: str = ""
    email: str = ""
    zone: str = ""
    number: str = ""
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """The organisation and what its form did."""

    organisation: int
    summary: Summary


def enter_client(*, actor: Actor, at: datetime, company: Company, form: Form) -> Entered:
    """Puts the client, its agreement with the actor's partner and its contacts on record, all waiting for the vendor.

    At least one organisational contact: they become its administrators. Raises Mistaken with every fault, Refused.
    """
    with transaction.atomic():
        _may(actor, at)
        tidy = _tidy(company)
        faults = [*_faults(tidy), *_of_day(tidy.first_day, day_of(actor, at)), *_without_head(form)]
        if faults:
            raise Mistaken(faults, CLAUSE)
        with as_system("a client is entered"):
            client = _made(actor, at, tidy)
            with organisation_act(
                actor=actor, at=at, organisation=client.pk, act=Act.HAND_IN_CLIENT_FORM
            ) as work:
                data = ClientEntered(number=tidy.number, name=tidy.name)
                work.record("client_entered", data, clause=CLAUSE, partner=actor.organisation)
            summary = hand_in(actor=actor, at=at, organisation=client.pk, form=form)
        return Entered(client.pk, summary)


def preview_client(*, actor: Actor, at: datetime, company: Company, form: Form) -> Summary:
    """The same errors, and nothing is left."""
    return rehearsed(lambda: enter_client(actor=actor, at=at, company=company, form=form).summary)


def _may(actor: Actor, at: datetime) -> None:
    """It will be the actor's client: nobody else serves it."""
    day = day_of(actor, at)
    case = Case(today=day, organisation=OrganisationCase(kind=OrgKind.CLIENT, partner=actor.organisation))
    permission.require(actor, Act.HAND_IN_CLIENT_FORM, case, law_of(actor))
    known_elsewhere.require_few(actor)


def _tidy(company: Company) -> Company:
    words: dict[str, Any] = {field: line(str(getattr(company, field))) for field in LONGEST}
    return Company(**words, first_day=company.first_day)


def _faults(company: Company) -> Iterator[Fault]:
    for field, longest in LONGEST.items():
        text = getattr(company, field)
        if not text:
            yield Fault(field, Text("Заполните это поле", "Fill this field in"))
        elif len(text) > longest:
            yield Fault(field, Text(f"Не длиннее {longest} знаков", f"At most {longest} characters"))
        elif UNSEEN.search(text):
            yield Fault(field, Text("Уберите невидимые знаки", "Take the invisible characters out"))
        elif (words := _wrong(field, text)) is not None:
            yield Fault(field, words)


def _of_day(first_day: date | None, today: date) -> Iterator[Fault]:
    """The client is served already: who is not served yet has nobody to hand its form in."""
    if first_day is None:
        yield Fault("first_day", Text("Укажите первый день соглашения", "Enter the agreement's first day"))
    elif first_day > today:
        words = Text("Соглашение ещё не началось", "The agreement has not begun yet")
        yield Fault("first_day", words)


def _wrong(field: str, text: str) -> Text | None:
    if field == "inn" and not is_inn(text):
        return Text(
            "Это не ИНН: 10 или 12 цифр с верной контрольной",
            "This is no INN: 10 or 12 digits with the right check digit",
        )
    if field == "email" and not is_email(text):
        return Text("Это не адрес электронной почты", "This is no e-mail address")
    if field == "phone" and not telephone(text):
        return Text("Это не телефон", "This is no telephone number")
    if field == "zone" and text not in available_timezones():
        return Text("Выберите часовой пояс из списка", "Choose a time zone from the list")
    return None


def is_inn(text: str) -> bool:
    """Whether the check digits of a Russian taxpayer's number are right."""
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", text):
        return False
    digits = [int(digit) for digit in text]
    places = (9,) if len(digits) == 10 else (10, 11)
    return all(_check(digits[:place]) == digits[place] for place in places)


def _check(digits: list[int]) -> int:
    weights = WEIGHTS[len(WEIGHTS) - len(digits) :]
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 % 10


def _without_head(form: Form) -> Iterator[Fault]:
    if not any(Role.ORGANISATIONAL_CONTACT in line.roles for line in form.lines):
        yield Fault(
            "lines",
            Text(
                "Нужно хотя бы одно контактное лицо по организационным вопросам: оно станет администратором организации",
                "At least one organisational contact is needed: they become the organisation's administrator",
            ),
        )


def _made(actor: Actor, at: datetime, company: Company) -> Organisation:
    try:
        with transaction.atomic():
            client = Organisation.objects.create(
                kind=OrgKind.CLIENT,
                name=company.name,
                short_name=company.short_name,
                inn=company.inn,
                phone=telephone(company.phone),
                email=company.email,
                zone=company.zone,
                created_at=at,
                pending=True,
            )
    except IntegrityError:
        raise known_elsewhere.tell(actor, mistaken("inn", *ON_RECORD, CLAUSE)) from None
    Agreement.objects.create(
        client=client,
        partner_id=actor.organisation,
        number=company.number,
        # Another zone is agreed by both sides (U3.6b): the form is the partner's word alone.
        zone=law_of(actor).leg(LegCode.CLIENT).terms.hours.zone,
        first_day=company.first_day or at.date(),
    )
    return client
