"""What the cabinet demands of its own accord: the regulation does not say it, so no clause stands beside it."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import show
from kabinet.pages.ui.citations import spoken
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind, readers_of
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Pack, worded

MARK = "{"  # a rule that names a day or a level is said where it stands, with them


@page(MEMBER)
def own_rules(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Of the legs that the reader takes part in, each rule once."""
    context = {"rules": list(dict.fromkeys(_rules(law_of(actor), actor)))}
    return show(request, actor, at, "regulation/reader/own_rules.html", context, here="rules")


def _rules(law: Pack, actor: Actor) -> Iterator[tuple[str, str]]:
    legs = (LegCode.CLIENT,) if actor.kind is OrgKind.CLIENT else tuple(law.legs)
    for leg in legs:
        to = readers_of(actor, leg)
        for denial in worded(law.leg(leg)).values():
            reason, remedy = spoken(denial.reason), spoken(denial.remedy_for(to))
            if not denial.clause and MARK not in reason + remedy:
                yield reason, remedy
    if actor.kind is not OrgKind.CLIENT:
        yield (
            _("К критическому обращению, которое ждёт ночью, зовут по порядку вызова"),
            _("Его ведут те, кто руководит поддержкой; пустой порядок никого не зовёт"),
        )
