"""What partners handed in and the vendor has not decided: confirmed singly, or refused with a reason."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.actions.organisations.papers.confirmation import confirm_paper, refuse_paper
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.organisations.overview.days import span
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.forms import ReasonForm
from kabinet.pages.organisations.papers.frame import Plate, answer
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy
from kabinet.records import doors
from kabinet.records.doors import Waiting
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor

KINDS = {
    "licence": gettext_lazy("%(Vendor_licence)s"),
    "contract": gettext_lazy("%(Vendor_contract)s"),
    "certificate": gettext_lazy("Сертификат"),
}
ICONS = {"licence": "badge-check", "contract": "file-text", "certificate": "shield-check"}


@page(VENDOR)
def waiting(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """All of it, the earliest first day first."""
    rows = [waiting_paper(actor, each) for each in doors.waiting_papers(actor)]
    may = bool(rows) and Rights(actor, place.today(at), doors.own_organisation(actor)).may(Act.CONFIRM_PAPER)
    return show(
        request,
        actor,
        at,
        "organisations/papers/waiting.html",
        {"rows": rows, "may": may},
        here="confirmations",
    )


@page(VENDOR, "POST")
def confirm(request: HttpRequest, actor: Actor, at: datetime, kind: str, key: int) -> HttpResponse:
    """It counts in its days; a second click finds it done."""
    found = doors.paper_of(actor, kind, key)
    Rights(actor, place.today(at), found.organisation).demand(Act.CONFIRM_PAPER)
    if found.paper.pending:
        confirm_paper(actor=actor, at=at, kind=kind, key=key)
    flash_message(request, _("Подтверждено: %(paper)s.") % {"paper": title(found)})
    return SeeOther(_back(request, actor, found))


@page(VENDOR, "GET", "POST")
def refuse(request: HttpRequest, actor: Actor, at: datetime, kind: str, key: int) -> HttpResponse:
    """The paper is taken off the record, its partner reads why."""
    found = doors.paper_of(actor, kind, key)
    if not found.paper.pending:
        raise doors.Closed
    Rights(actor, place.today(at), found.organisation).demand(Act.CONFIRM_PAPER)
    plate = Plate(
        title=_("Отказать в подтверждении"),
        verb=_("Отказать"),
        done=_("Отказано, партнёр и организация узнали причину."),
        consequence=_("%(paper)s убирается из записей. Партнёр прочтёт причину и сможет внести её заново.")
        % {"paper": title(found)},
        icon="ban",
        danger=True,
        back=reverse("waiting_papers"),
        back_words=_("Ждут подтверждения"),
        line=found.organisation.name,
        here="confirmations",
    )
    form = ReasonForm(place.posted(request))
    return answer(request, actor, at, plate, form, partial(refuse_paper, kind=kind, key=key))


def title(found: Waiting) -> str:
    """«Сертификат № 240001»."""
    return f"{KINDS[found.kind]} {amounts.numbered(found.paper.number)}"


def waiting_paper(actor: Actor, found: Waiting) -> dict[str, Any]:
    """One paper that waits, with the addresses where it is decided."""
    paper = found.paper
    return {
        "title": title(found),
        "icon": ICONS[found.kind],
        "about": _about(actor, found),
        "days": span(paper.first_day, paper.last_day),
        "organisation": found.organisation.short_name,
        "papers_url": place.papers_of(actor, found.organisation.pk),
        "confirm_url": reverse("confirm_paper", args=[found.kind, paper.pk]),
        "refuse_url": reverse("refuse_paper", args=[found.kind, paper.pk]),
    }


def _about(actor: Actor, found: Waiting) -> str:
    paper = found.paper
    if found.kind == "licence":
        said = {
            "delivery": paper.main_delivery or _("не указана, прав на лицензии платформы нет"),
            "seller": paper.seller.short_name,
        }
        return _("поставка %(delivery)s, продал %(seller)s") % said
    if found.kind == "contract":
        return _("уровень %(level)s") % {"level": _level(actor, paper.level)}
    return str(paper.person.name)


def _level(actor: Actor, code: str) -> str:
    rights = law_of(actor).entitlement
    name = rights.contract_levels.get(code) if rights else None
    return name.say(get_language() or "ru") if name else code.upper()


def _back(request: HttpRequest, actor: Actor, found: Waiting) -> str:
    papers = request.POST.get("back") == "papers"
    return place.papers_of(actor, found.organisation.pk) if papers else reverse("waiting_papers")
