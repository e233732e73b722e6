"""A contact lost the device: their second factors are reset by whoever may give them a new password."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.actions.factors.held import factors_of
from kabinet.actions.factors.reset import reset_factors
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people.page_context import contact_of, place
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.regulation.access import Act, Actor
from kabinet.web import security_log


@page(MEMBER, "GET", "POST")
def reset(request: HttpRequest, actor: Actor, at: datetime, key: int, person: int) -> HttpResponse:
    """Asks once more; sent, everything but the password ends."""
    where = place(actor, at, key)
    contact = contact_of(where, person)
    where.demand(Act.ISSUE_LINK)
    form = RefusableForm(request.POST if request.method == "POST" else None)
    context = {"where": where, "person": contact.person, "form": form, "held": factors_of(person)}

    def done(_nothing: None) -> HttpResponse:
        security_log.tell(request, "factors reset", of=person)
        flash_message(request, _("Второй фактор сброшен, сеансы завершены. Войти можно по паролю."))
        return SeeOther(where.people_url)

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "organisations/people/factors.html", context, here=where.here),
        act=lambda: reset_factors(actor=actor, at=at, organisation=key, person=person),
        done=done,
    )
