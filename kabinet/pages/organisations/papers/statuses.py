"""A partner's status: granted, changed, withdrawn with a reason from a day (L12a, L12b, L17b)."""

from datetime import date, datetime
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.actions.organisations.papers.statuses import grant_status, withdraw_status
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.forms import DayField, ReasonForm
from kabinet.pages.organisations.papers.frame import Plate, reckon
from kabinet.pages.organisations.papers.preview import Reckoned
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.ui import amounts
from kabinet.pages.ui.forms import Described
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy
from kabinet.records import doors
from kabinet.records.doors.record_types import StatusRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind


class GrantForm(Reckoned):
    status = forms.ChoiceField(label=gettext_lazy("Статус"), widget=forms.RadioSelect)
    first_day = DayField(label=gettext_lazy("С какого дня"))
    last_day = DayField(
        label=gettext_lazy("По какой день"), required=False, help_text=gettext_lazy("Пусто, если бессрочно")
    )


class WithdrawForm(Reckoned, ReasonForm):
    from_day = DayField(
        label=gettext_lazy("С какого дня статуса нет"),
        help_text=gettext_lazy("Не раньше сегодняшнего. По времени %(vendor_firm_gen)s"),
    )
    field_order = ("from_day", "reason")


SUPPOSED = "—"  # no reason was typed yet


MOST = 20  # violations beside the form, the latest first


@page(VENDOR, "GET", "POST")
def grant(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A status from a day on; another one that is held then ends the day before."""
    partner = place.organisation(actor, key, OrgKind.PARTNER)
    Rights(actor, place.today(at), partner).demand(Act.GRANT_STATUS)
    form = GrantForm(place.posted(request), initial={"first_day": place.today(at)})
    names = _names(actor)
    form.fields["status"].choices = names  # type: ignore[attr-defined]
    plate = Plate(
        title=_("Присвоить статус"),
        verb=_("Присвоить статус"),
        done=_("Статус записан, партнёр извещён."),
        consequence=_("Если в этот день действует другой статус, он закончится накануне."),
        icon="badge-check",
        clause="L12a",
        **place.way_back(actor, partner),
    )
    held = {row.status for row in doors.statuses(actor, partner.pk) if _lasts(row, place.today(at))}
    other = next((code for code, _name in names if code not in held), "")
    supposed = {"status": other, "first_day": place.today(at)}
    return reckon(request, actor, at, plate, form, partial(grant_status, partner=partner.pk), supposed)


@page(VENDOR, "GET", "POST")
def withdraw(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """From the day on the partner only reads; its clients are told whom to turn to."""
    status = doors.status(actor, key)
    partner = status.partner
    Rights(actor, place.today(at), partner).demand(Act.WITHDRAW_STATUS)
    form = WithdrawForm(place.posted(request), initial={"from_day": place.today(at)})
    plate = Plate(
        title=_("Снять статус"),
        verb=_("Снять статус"),
        done=_("Статус снят с указанного дня, все, кого это касается, извещены."),
        consequence=_(
            "Кто останется без права работать с обращениями, тот только читает: ни принять, ни ответить, ни передать "
            "в %(vendor_name_acc)s. Партнёр работает и по статусу участника своей группы."
        ),
        icon="shield-alert",
        danger=True,
        clause="L17b",
        more={"violations": doors.violations(actor).filter(partner=partner.pk, withdrawn_at=None)[:MOST]},
        **place.way_back(
            actor, partner, f"{partner.name}, {amounts.quoted(dict(_names(actor))[status.status])}"
        ),
    )
    supposed = {"from_day": place.today(at), "reason": SUPPOSED}
    return reckon(request, actor, at, plate, form, partial(withdraw_status, status=key), supposed)


def _lasts(row: StatusRecord, today: date) -> bool:
    return row.last_day is None or row.last_day >= today


def _names(actor: Actor) -> list[tuple[str, Described]]:
    rights = law_of(actor).entitlement
    names = rights.partner_statuses.items() if rights else ()
    return [(code, Described(name.say(get_language() or "ru"))) for code, name in names]
