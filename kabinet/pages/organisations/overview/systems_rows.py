"""An installation as a card: the values of the registration form (U6a)."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from kabinet.pages.organisations.overview.days import State, day_in_words


class System(Protocol):
    """What a record of a system says."""

    name: str
    main_delivery: str
    product: str
    configuration_version: str
    platform_version: str
    client_environment: str
    server_os: str
    server_hardware: str
    dbms: str
    production: bool
    production_since: date | None
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class SystemRow:
    """One card."""

    name: str
    state: State
    facts: tuple[tuple[str, str], ...]
    checked: str


def row(system: System) -> SystemRow:
    """The card of one system."""
    facts = (
        (_("Конфигурация"), f"{system.product} {system.configuration_version}".strip()),
        (_("Платформа"), system.platform_version),
        (_("Клиенты"), system.client_environment),
        (_("Сервер"), system.server_os),
        (_("Оборудование"), system.server_hardware),
        (_("СУБД"), system.dbms),
        (_("Поставка №"), system.main_delivery),
    )
    checked = (
        _("сведения проверены %(day)s") % {"day": day_in_words(system.checked_on)}
        if system.checked_on
        else ""
    )
    return SystemRow(system.name, _state(system), tuple(fact for fact in facts if fact[1]), checked)


def _state(system: System) -> State:
    if not system.production:
        return State("", "circle-pause", _("не в эксплуатации"), _("уровни 1 и 2 не ставятся"))
    since = (
        _("в эксплуатации с %(day)s") % {"day": day_in_words(system.production_since)}
        if system.production_since
        else ""
    )
    return State("ok", "circle-check", since or _("в эксплуатации"))
