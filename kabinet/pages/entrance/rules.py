"""«Порядок входа»: of which roles a second factor is demanded; for the vendor's administrator."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.factors import demand
from kabinet.actions.unit.errors import Refused
from kabinet.pages import security_log
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.citations import spoken
from kabinet.records.versions.regulations import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case, OrgKind
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS
from kabinet.regulation.organisation.sign_in import EVERY_ROLE, PARTIES, PartyRole


@page(VENDOR, "GET", "POST")
def rules(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Each role of each party, with how many people have no second factor yet."""
    _may(actor, at)
    if request.method == "POST":
        return _demanded(request, actor, at)
    chosen, counts = demand.demanded_now(), demand.counts()
    context = {"parties": list(_parties(chosen, counts))}
    return show(request, actor, at, "entrance/rules.html", context, here="sign_in_rules")


def _demanded(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    if demand.demand_factors(actor=actor, at=at, of=chosen_in(request.POST, "factor")):
        security_log.tell(request, "factor demanded")
        flash_message(
            request, _("Сохранено. Кого это касается, узнает из уведомления; спросим при следующем входе.")
        )
    else:
        flash_message(request, _("Ничего не изменилось."))
    return SeeOther(reverse("sign_in_rules"))


def chosen_in(sent: QueryDict, name: str) -> list[PartyRole]:
    """The roles that were ticked; what names none is nobody."""
    ticked = set(sent.getlist(name))
    return [each for each in EVERY_ROLE if value_of(each) in ticked]


def value_of(each: PartyRole) -> str:
    """How a form names a role."""
    return f"{each.kind}:{each.role}"


def _parties(
    chosen: frozenset[PartyRole], counts: Mapping[PartyRole, tuple[int, int]]
) -> Iterator[dict[str, Any]]:
    for kind in OrgKind:
        roles = [each for each in EVERY_ROLE if each.kind is kind]
        yield {"name": spoken(PARTIES[kind]), "roles": [_line(each, chosen, counts) for each in roles]}


def _line(
    each: PartyRole, chosen: frozenset[PartyRole], counts: Mapping[PartyRole, tuple[int, int]]
) -> dict[str, Any]:
    people, without = counts.get(each, (0, 0))
    return {
        "value": value_of(each),
        "title": spoken(ROLE_WORDS[each.role].title),
        "on": each in chosen,
        "people": people,
        "without": without,
    }


def _may(actor: Actor, at: datetime) -> None:
    verdict = access.may(actor, Act.KEEP_SIGN_IN, Case(today=vendor_day(at)), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)
