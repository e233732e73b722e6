"""Certificates of a partner's authorised employees: entered, ended early (P2.5, P4.5)."""

from datetime import datetime
from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.actions.organisations.papers.certificates import end_certificate, enter_certificate
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.forms import DayField, PaperForm, ReasonForm
from kabinet.pages.organisations.papers.frame import Plate, answer
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.ui import amounts
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy
from kabinet.records import doors
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind, Role


class CertificateForm(PaperForm):
    person = forms.TypedChoiceField(label=gettext_lazy("Уполномоченный сотрудник"), coerce=int)
    number = forms.CharField(label=gettext_lazy("Номер сертификата"), max_length=40)
    first_day = DayField(label=gettext_lazy("Первый день"))
    last_day = DayField(
        label=gettext_lazy("Последний день"),
        required=False,
        help_text=gettext_lazy("Пусто, если сертификат бессрочный"),
    )


class EndForm(ReasonForm):
    last_day = DayField(label=gettext_lazy("Последний день"))
    field_order = ("last_day", "reason")


@page(SUPPORT, "GET", "POST")
def new_certificate(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """From the partner's contact it waits for the vendor."""
    partner = place.organisation(actor, key, OrgKind.PARTNER)
    Rights(actor, place.today(at), partner).demand(Act.ENTER_CERTIFICATE)
    form = CertificateForm(place.posted(request), initial={"person": request.GET.get("person", "")})
    form.fields["person"].choices = _employees(actor, partner.pk)  # type: ignore[attr-defined]
    waits = actor.kind is not OrgKind.VENDOR
    plate = Plate(
        title=_("Внести сертификат"),
        verb=_("Отправить на подтверждение") if waits else _("Внести"),
        done=_("Внесено, ждёт подтверждения %(vendor_firm_gen)s.")
        if waits
        else _("Внесено и действует в свои дни."),
        consequence=_name(actor)
        if not waits
        else f"{_name(actor)} {_('Права появятся после подтверждения %(vendor_name_gen)s.')}",
        icon="badge-check",
        clause="P2.5",
        **place.way_back(actor, partner),
    )
    return answer(request, actor, at, plate, form, partial(enter_certificate, partner=partner.pk))


@page(SUPPORT, "GET", "POST")
def end(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Ends a certificate before its last day."""
    found = doors.paper_of(actor, "certificate", key)
    Rights(actor, place.today(at), found.organisation).demand(Act.END_CERTIFICATE)
    form = EndForm(place.posted(request), initial={"last_day": place.today(at)})
    number = amounts.numbered(found.paper.number)
    plate = Plate(
        title=_("Закончить сертификат %(number)s") % {"number": number},
        verb=_("Закончить сертификат"),
        done=_("Сертификат кончается в указанный день."),
        consequence=_(
            "На следующий день %(name)s уже не отправит обращение в %(vendor_name_acc)s; черновики останутся коллегам."
        )
        % {"name": found.paper.person.name},
        icon="calendar-x",
        danger=True,
        clause="P2.5",
        **place.way_back(actor, found.organisation),
    )
    return answer(request, actor, at, plate, form, partial(end_certificate, certificate=key))


def _employees(actor: Actor, partner: int) -> list[tuple[int, str]]:
    role = Role.AUTHORISED_EMPLOYEE
    return [
        (each.person.pk, each.person.name)
        for each in doors.people(actor, partner)
        if role in each.roles or role in each.pending
    ]


def _name(actor: Actor) -> str:
    rights = law_of(actor).entitlement
    name = rights.certificate_name.say(get_language() or "ru") if rights else ""
    return _("Сертификат %(name)s.") % {"name": name}
