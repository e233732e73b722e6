"""Licences and support contracts of a client: what a partner enters waits, the vendor's counts (U1, P2.4, P2.6)."""

from datetime import date, datetime

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import paperwork
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit import known_elsewhere
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.records import lengths
from kabinet.records.models import Licence, Organisation, SupportContract
from kabinet.records.versions import day_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.fact_data.organisations import ContractEntered, LicenceEntered
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

KNOWN = Text(
    "{Vendor_licence} с этим номером уже внесена", "There is a licence of this number on record already"
)
NUMBER = Text(
    "Проверьте номер; номер поставки к подтверждённой записи добавляет {vendor_firm}",
    "Check the number; to a confirmed one {vendor_name} adds the number of the delivery",
)
SELLER = Text(
    "{Vendor_licence_acc} продаёт партнёр: ваш или вашей группы",
    "A partner sells the {vendor_licence}: yours or one of your group",
)
CHOOSE = Text("Выберите партнёра из списка", "Choose a partner of the list")
TWICE = Text("Такой договор уже внесён", "This contract is on record")
CLIENT = Text("Лицензии и договоры бывают только у клиента", "Only a client has licences and contracts")


def enter_licence(
    *,
    actor: Actor,
    at: datetime,
    client: int,
    seller: int,
    number: str,
    main_delivery: str,
    first_day: date,
    last_day: date,
) -> Licence:
    """A licence with the partner who sold it and the number of the main corporate delivery: the platform's licences. An
    empty number says that the client has none; such a licence gives no right until the same one is entered with the number,
    by the vendor, or by the partner while it waits for the vendor anyway."""
    with organisation_act(actor=actor, at=at, organisation=client, act=Act.ENTER_PAPER) as work:
        _of_client(work)
        paperwork.in_order(first_day, last_day)
        row = Licence(
            client_id=client,
            seller=_seller(actor, seller),
            number=paperwork.needed("number", number, lengths.NUMBER),
            main_delivery=clean(main_delivery, "main_delivery", lengths.DELIVERY),
            first_day=first_day,
            last_day=last_day,
            pending=_waits(actor),
        )
        with known_elsewhere.compared(actor, lambda: Invalid("number", KNOWN, NUMBER)):
            made = _completed(actor, row) or row
            made.save()
        data = LicenceEntered(
            number=made.number,
            day=day_said(first_day),
            until=paperwork.until(last_day),
            seller=made.seller.short_name,
        )
        _entered(work, "licence", made, data, made.seller_id)
        return made


def _completed(actor: Actor, typed: Licence) -> Licence | None:
    """The same licence that was on record without the delivery, with the number typed now; None where there is none.
    What the vendor has confirmed only the vendor completes."""
    if not typed.main_delivery:
        return None
    same = Licence.objects.select_for_update().filter(
        number=typed.number, client=typed.client_id, main_delivery=""
    )
    row = same.first()
    if row is None or (_waits(actor) and not row.pending):
        return None
    row.main_delivery, row.pending = typed.main_delivery, _waits(actor)
    return row


def enter_contract(
    *, actor: Actor, at: datetime, client: int, number: str, level: str, first_day: date, last_day: date
) -> SupportContract:
    """A support contract; one of a level that gives no right to support may be on record as well."""
    with organisation_act(actor=actor, at=at, organisation=client, act=Act.ENTER_PAPER) as work:
        _of_client(work)
        paperwork.in_order(first_day, last_day)
        row = SupportContract(
            client_id=client,
            number=paperwork.needed("number", number, lengths.NUMBER),
            level=paperwork.needed("level", level)[:24].lower(),
            first_day=first_day,
            last_day=last_day,
            pending=_waits(actor),
        )
        same = SupportContract.objects.filter(client=client, number=row.number, level=row.level)
        if same.filter(first_day=first_day, last_day=last_day).exists():
            raise Invalid("number", TWICE, NUMBER)
        row.save(force_insert=True)
        data = ContractEntered(
            number=row.number,
            day=day_said(first_day),
            until=paperwork.until(last_day),
            level=level_said(work, row.level),
        )
        _entered(work, "contract", row, data)
        return row


def level_said(work: OrganisationWork, level: str) -> Text:
    """The level in the regulation's words, or as it was typed."""
    names = work.pack.entitlement.contract_levels if work.pack.entitlement else {}
    return names[level] if level in names else Text(level.upper(), level.upper())


def _waits(actor: Actor) -> bool:
    return actor.kind is not OrgKind.VENDOR


def _of_client(work: OrganisationWork) -> None:
    if work.organisation.kind != OrgKind.CLIENT:
        raise Invalid("number", CLIENT, NUMBER)


def _seller(actor: Actor, seller: int) -> Organisation:
    """For the vendor any partner; for a partner one of its own group."""
    row = Organisation.objects.filter(pk=seller, kind=OrgKind.PARTNER).first()
    if row is None or (_waits(actor) and seller not in actor.group | {actor.organisation}):
        raise Invalid("seller", SELLER, CHOOSE)
    return row


def _entered(
    work: OrganisationWork,
    what: str,
    row: Licence | SupportContract,
    data: LicenceEntered | ContractEntered,
    seller: int | None = None,
) -> None:
    client = work.organisation.pk
    kind = f"{what}_handed_in" if row.pending else f"{what}_entered"
    work.record(kind, data, clause="U1")
    if row.pending:
        work.tell(paperwork.vendors(*paperwork.CONFIRMERS), kind, data, about=subjects.PAPERS_TO_CONFIRM)
        return
    work.tell(staff_of(client, *paperwork.WRITERS), kind, data, about=subjects.OWN_PAPERS)
    for partner in paperwork.partners_of(client, day_of(work.actor, work.at), seller):
        work.tell(staff_of(partner, *paperwork.SENDERS), kind, data, about=subjects.papers(client))
