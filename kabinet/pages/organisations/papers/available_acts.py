"""What the reader may do with papers, as links and buttons beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.doors.record_types import CertificateRecord, StatusRecord, SystemRecord
from kabinet.regulation.access import Act, OrgKind


@dataclass(frozen=True, slots=True)
class Deed:
    """A link, or a button that acts at once (`post`); `primary` is the page's one main deed."""

    url: str
    label: str
    icon: str = ""
    post: bool = False
    primary: bool = False


def of_organisation(rights: Rights) -> list[Deed]:
    """Over the papers of a client or a partner."""
    kind = rights.organisation.kind
    found = list(_of_client(rights) if kind == OrgKind.CLIENT else _of_partner(rights))
    return [Deed(each.url, each.label, each.icon, primary=not place) for place, each in enumerate(found)]


def of_waiting(rights: Rights, kind: str, key: int) -> tuple[Deed, ...]:
    """Beside a paper that waits for the vendor."""
    if not rights.may(Act.CONFIRM_PAPER):
        return ()
    return (
        Deed(reverse("confirm_paper", args=[kind, key]), _("Подтвердить"), "check", post=True, primary=True),
        Deed(reverse("refuse_paper", args=[kind, key]), _("Отказать")),
    )


def of_status(rights: Rights, row: StatusRecord) -> tuple[Deed, ...]:
    """Beside a status that has not ended."""
    if not _lasting(row, rights.today) or not rights.may(Act.WITHDRAW_STATUS):
        return ()
    return (Deed(reverse("withdraw_status", args=[row.pk]), _("Снять статус"), "shield-alert"),)


def of_certificate(rights: Rights, row: CertificateRecord) -> tuple[Deed, ...]:
    """Beside a certificate that has not ended."""
    if row.pending:
        return of_waiting(rights, "certificate", row.pk)
    if not _lasting(row, rights.today) or not rights.may(Act.END_CERTIFICATE):
        return ()
    return (Deed(reverse("end_certificate", args=[row.pk]), _("Закончить")),)


def of_system(rights: Rights, row: SystemRecord) -> tuple[Deed, ...]:
    """Beside a system in use."""
    if not rights.may(Act.KEEP_SYSTEM):
        return ()
    return (
        Deed(reverse("change_system", args=[row.pk]), _("Изменить"), "square-pen"),
        Deed(reverse("retire_system", args=[row.pk]), _("Вывести из работы")),
    )


def new_system(rights: Rights) -> list[Deed]:
    """Over the systems."""
    if not rights.may(Act.KEEP_SYSTEM):
        return []
    own = rights.organisation.pk == rights.actor.organisation
    url = reverse("new_system") if own else reverse("new_system_of", args=[rights.organisation.pk])
    return [Deed(url, _("Добавить систему"), "plus", primary=True)]


def _of_client(rights: Rights) -> Iterator[Deed]:
    key = rights.organisation.pk
    if rights.may(Act.CONCLUDE_AGREEMENT):
        yield Deed(reverse("propose_agreement", args=[key]), _("Предложить соглашение"), "scroll-text")
    if rights.may(Act.ENTER_PAPER):
        yield Deed(reverse("new_licence", args=[key]), _("Внести %(vendor_licence_acc)s"), "plus")
        yield Deed(reverse("new_contract", args=[key]), _("Внести %(vendor_contract_acc)s"), "plus")


def _of_partner(rights: Rights) -> Iterator[Deed]:
    key = rights.organisation.pk
    if rights.may(Act.GRANT_STATUS):
        yield Deed(reverse("grant_status", args=[key]), _("Присвоить статус"), "badge-check")
    if rights.may(Act.ENTER_CERTIFICATE):
        yield Deed(reverse("new_certificate", args=[key]), _("Внести сертификат"), "plus")


def _lasting(row: StatusRecord | CertificateRecord, today: date) -> bool:
    return row.last_day is None or row.last_day >= today
