"""Licences and support contracts of a client, entered by its partner or by the vendor (U1, P2.4, P2.6)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.actions.organisations.papers.licences import enter_contract, enter_licence
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.forms import DayField, PaperForm
from kabinet.pages.organisations.papers.frame import Plate, answer
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind

OTHER_LEVEL = "techno"  # the level most often met that gives no right


class LicenceForm(PaperForm):
    number = forms.CharField(label=gettext_lazy("Номер %(vendor_licence_gen)s"), max_length=40)
    seller = forms.TypedChoiceField(label=gettext_lazy("Партнёр, который продал"), coerce=int)
    main_delivery = forms.CharField(
        label=gettext_lazy("Номер основной корпоративной поставки"),
        help_text=gettext_lazy(
            "Права на лицензии платформы. Пусто, если у клиента их нет: новых обращений тогда не принимают"
        ),
        max_length=20,
        required=False,
    )
    first_day = DayField(label=gettext_lazy("Первый день"))
    last_day = DayField(
        label=gettext_lazy("Последний день"),
        help_text=gettext_lazy("В этот день ещё действует, по времени соглашения"),
    )


class ContractForm(PaperForm):
    number = forms.CharField(label=gettext_lazy("Номер %(vendor_contract_gen)s"), max_length=40)
    level = forms.ChoiceField(label=gettext_lazy("Уровень"))
    first_day = DayField(label=gettext_lazy("Первый день"))
    last_day = DayField(
        label=gettext_lazy("Последний день"), help_text=gettext_lazy("В этот день ещё действует")
    )


@page(SUPPORT, "GET", "POST")
def new_licence(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The licence of a client: from its partner it waits for the vendor."""
    client = place.organisation(actor, key, OrgKind.CLIENT)
    form = LicenceForm(place.posted(request), initial=_known(actor, client))
    sellers = _sellers(actor)
    form.fields["seller"].choices = sellers  # type: ignore[attr-defined]
    return _entered(
        request, actor, at, client, form, enter_licence, _("Внести %(vendor_licence_acc)s"), "badge-check"
    )


@page(SUPPORT, "GET", "POST")
def new_contract(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The support contract of a client."""
    client = place.organisation(actor, key, OrgKind.CLIENT)
    form = ContractForm(place.posted(request))
    form.fields["level"].choices = _levels(actor)  # type: ignore[attr-defined]
    return _entered(
        request, actor, at, client, form, enter_contract, _("Внести %(vendor_contract_acc)s"), "file-text"
    )


def _entered(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    client: OrganisationRecord,
    form: PaperForm,
    act: Callable[..., Any],
    title: str,
    icon: str,
) -> HttpResponse:
    Rights(actor, place.today(at), client).demand(Act.ENTER_PAPER)
    waits = actor.kind is not OrgKind.VENDOR
    plate = Plate(
        title=title,
        verb=_("Отправить на подтверждение") if waits else _("Внести"),
        done=_("Внесено, ждёт подтверждения %(vendor_firm_gen)s.")
        if waits
        else _("Внесено и действует в свои дни."),
        consequence=_("Права появятся, когда запись подтвердит %(vendor_firm)s.") if waits else "",
        icon=icon,
        clause="U1",
        **place.way_back(actor, client),
    )
    return answer(request, actor, at, plate, form, partial(act, client=client.pk))


def _sellers(actor: Actor) -> list[tuple[int, str]]:
    """Any partner for the vendor; for a partner its own group."""
    rows = doors.organisations(actor, OrgKind.PARTNER)
    if actor.kind is OrgKind.PARTNER:
        rows = rows.filter(pk__in=actor.group | {actor.organisation})
    return [(row.pk, row.short_name) for row in rows]


def _levels(actor: Actor) -> list[tuple[str, str]]:
    """Those that give a right to support first; another one is kept for the record."""
    rights = law_of(actor).entitlement
    named = rights.contract_levels.items() if rights else ()
    known = [(code, name.say(get_language() or "ru")) for code, name in named]
    return [*known, (OTHER_LEVEL, _("ТЕХНО: права на поддержку не даёт"))]


def _known(actor: Actor, client: OrganisationRecord) -> dict[str, Any]:
    """A renewal keeps the delivery and the seller of the last licence."""
    row = doors.licences(actor, client.pk).first()
    own = actor.organisation if actor.kind is OrgKind.PARTNER else None
    return {"main_delivery": row.main_delivery if row else "", "seller": row.seller_id if row else own}
