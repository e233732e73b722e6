"""«Принимаю»: the call of a desk is answered."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.on_call.acknowledge import NO_CALL, acknowledge_call
from kabinet.pages.tickets.acts.form import Sure
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui.citations import spoken
from kabinet.queries.on_call import call_of
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act


def nobody_else(opened: TicketView) -> str:
    """What it does, and what it does not."""
    call = call_of(opened)
    if call is None or call.ended_at is not None or not call.told:
        return f"{spoken(NO_CALL)}."
    return _(
        "Больше никого звать не будут, и коллеги увидят, что обращением занимаетесь вы. Исполнителя и часов это не меняет."
    )


PAGES = (
    ActPage(
        act=Act.ACKNOWLEDGE,
        address="acknowledge",
        button=True,
        title=lazily("Принять вызов"),
        verb=lazily("Принимаю"),
        icon="circle-check",
        form=Sure,
        does=acknowledge_call,
        done=lazily("Вызов принят: больше никого не зовут."),
        consequence=nobody_else,
    ),
)
