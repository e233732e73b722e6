"""People, clients, partners and systems as sheets."""

from datetime import date

from kabinet.pages.listed import count_up_to, listed_whole
from kabinet.pages.organisations.overview import roster
from kabinet.pages.organisations.overview.lists import tags_of
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.sheets.columns import STEP, Asking, Batch, Column, Kind, Listed
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind
from kabinet.web import keyset

WIDE = 40


def people_sheet(asking: Asking) -> Listed:
    """The contacts of an organisation, each once with all their rights."""
    organisation = _organisation(asking)
    law, today = law_of(asking.actor), vendor_day(asking.at)
    columns = [
        Column(_("Фамилия, имя, отчество"), lambda each: each.person.name, width=WIDE),
        Column(_("Должность"), lambda each: each.person.position, width=28),
        Column(_("Почта"), lambda each: each.person.email, width=28),
        Column(_("Телефон"), lambda each: each.person.phone, width=20),
        Column(_("Логин"), lambda each: each.person.login, width=20),
        Column(_("Права"), lambda each: roster.role_names(each.roles), width=WIDE),
        Column(_("Ждёт подтверждения"), lambda each: roster.role_names(each.pending), width=WIDE),
    ]
    if organisation.kind == OrgKind.PARTNER:
        columns.append(
            Column(
                _("Эксперт по технологическим вопросам"),
                lambda each: roster.certificate(each, law, today).words,
                width=28,
            )
        )
    title = f"{_('Сотрудники')}, {organisation.short_name}"
    found = doors.people(asking.actor, organisation.pk)
    return listed_whole(title, columns, found, _of_contact)


def systems_sheet(asking: Asking) -> Listed:
    """A client's installations, as the form of a new ticket knows them."""
    organisation = _organisation(asking)
    if organisation.kind != OrgKind.CLIENT:
        raise doors.Closed
    columns = [
        Column(_("Система"), lambda row: row.name, width=28),
        Column(_("Конфигурация"), lambda row: row.product, width=28),
        Column(_("Версия конфигурации"), lambda row: row.configuration_version),
        Column(_("Платформа"), lambda row: row.platform_version),
        Column(_("Поставка №"), lambda row: row.main_delivery),
        Column(_("Клиенты"), lambda row: row.client_environment, width=28),
        Column(_("Сервер"), lambda row: row.server_os, width=28),
        Column(_("Оборудование"), lambda row: row.server_hardware, width=28),
        Column(_("СУБД"), lambda row: row.dbms, width=20),
        Column(_("В эксплуатации с"), lambda row: row.production_since, Kind.DAY, 12),
        Column(_("Сведения проверены"), lambda row: row.checked_on, Kind.DAY, 12),
    ]
    title = f"{_('Системы')}, {organisation.short_name}"
    found = list(doors.systems(asking.actor, organisation.pk))
    return listed_whole(title, columns, found, lambda row: row.pk)


def clients_sheet(asking: Asking) -> Listed:
    """Clients with their licence and, for the vendor, their partner."""
    return _organisations(asking, OrgKind.CLIENT, ("licences", "agreements__partner"), _("Клиенты"))


def partners_sheet(asking: Asking) -> Listed:
    """Partners with their status."""
    return _organisations(asking, OrgKind.PARTNER, ("statuses",), _("Партнёры"))


def _organisations(asking: Asking, kind: OrgKind, with_: tuple[str, ...], title: str) -> Listed:
    actor, today = asking.actor, vendor_day(asking.at)
    rows = doors.organisations(actor, kind)

    def read(after: str) -> Batch:
        return Batch(*keyset.cut_by_name(rows.prefetch_related(*with_), keyset.named(after), STEP))

    columns = [
        Column(_("Название"), lambda row: row.short_name, width=28),
        Column(_("Полное название"), lambda row: row.name, width=WIDE),
        Column(_("Телефон"), lambda row: row.phone, width=20),
        Column(_("Состояние"), lambda row: _state(row, actor, today), width=WIDE),
    ]
    return Listed(title, columns, read, count_up_to(rows), lambda row: row.pk)


def _state(row: OrganisationRecord, actor: Actor, today: date) -> str:
    return "; ".join(each.words for each in tags_of(row, actor, today))


def _organisation(asking: Asking) -> OrganisationRecord:
    """The one that the address names, looked into as its page is; without a name the reader's own."""
    asked = asking.given.get("of", "")
    if not asked:
        return doors.own_organisation(asking.actor)
    try:
        key = keyset.number(asked)
    except ValueError:
        raise doors.Closed from None
    if key == asking.actor.organisation:
        return doors.own_organisation(asking.actor)
    if asking.actor.kind is OrgKind.CLIENT:
        raise doors.Closed
    return doors.organisation_inside(asking.actor, key)


def _of_contact(each: Contact) -> int:
    return each.person.pk
