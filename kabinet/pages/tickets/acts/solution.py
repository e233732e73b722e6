"""What the applicant says to a solution that waits for them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.pages.tickets.acts import ending
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.feed import answered
from kabinet.pages.ui.forms import LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act
from kabinet.regulation.ticket import lifecycle


class Decline(ActForm):
    """What is still wrong."""

    reason = LongText(
        label=lazily("Что не так"),
        help_text=lazily("Что проверили и что увидели: с этого продолжат работу"),
        max_length=lengths.REASON,
        rows=5,
        required=False,
    )


def closes(opened: TicketView) -> str:
    """Accepting ends both tickets, unless another one waits for the vendor's."""
    days = lifecycle.limits(opened.leg).reopen_days
    said = _(
        "Обращение закроется. Если проблема вернётся, его можно открыть снова в течение %(days)s дней."
    ) % {"days": days}
    return f"{said} {ending.ends_with_it(opened)}".strip()


def goes_on(opened: TicketView) -> str:
    return _("Обращение вернётся в работу, срок обновления начнётся заново.")


PAGES = (
    ActPage(
        act=Act.ACCEPT,
        address="accept",
        title=lazily("Принять решение"),
        verb=lazily("Принять и закрыть"),
        icon="circle-check",
        form=Sure,
        does=accept_solution,
        done=lazily("Решение принято, обращение закрыто."),
        consequence=closes,
        answers=answered.offer,
    ),
    ActPage(
        act=Act.DECLINE,
        address="decline",
        title=lazily("Решение не подошло"),
        verb=lazily("Вернуть в работу"),
        icon="rotate-ccw",
        form=Decline,
        does=decline_solution,
        done=lazily("Обращение вернулось в работу."),
        consequence=goes_on,
        answers=answered.offer,
    ),
)
