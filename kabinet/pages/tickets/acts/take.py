"""Who works on a ticket: oneself, a colleague, or whoever answers the call of the desk."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.on_call.acknowledge import NO_CALL, acknowledge_call
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui.citations import spoken
from kabinet.queries.on_call import call_of
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.regulation.access import Act


class Assign(ActForm):
    """One of the colleagues."""

    assignee = forms.TypedChoiceField(label=lazily("Исполнитель"), coerce=int)

    def prepare(self) -> None:
        contacts = doors.colleagues(self.opened.actor)
        several = len({contact.organisation for contact in contacts}) > 1
        self.fields["assignee"].choices = [  # type: ignore[attr-defined]
            (
                contact.person.pk,
                f"{contact.person.name}, {contact.organisation}" if several else contact.person.name,
            )
            for contact in contacts
        ]
        self.initial.setdefault("assignee", self.opened.ticket.assignee_id)


def stops_nothing(opened: TicketView) -> str:
    """U3.6c: only a contact with the applicant does."""
    who = opened.ticket.assignee_name
    now = _("Сейчас исполнитель — %(who)s.") % {"who": who} if who else _("Исполнителя пока нет.")
    return f"{now} {_('Часы от этого не остановятся: их останавливает только ответ.')}"


def nobody_else(opened: TicketView) -> str:
    """What acknowledging does, and what it does not."""
    call = call_of(opened)
    if call is None or call.ended_at is not None or not call.told:
        return f"{spoken(NO_CALL)}."
    return _(
        "Больше никого звать не будут, и коллеги увидят, что обращением занимаетесь вы. Исполнителя и часов это не меняет."
    )


PAGES = (
    ActPage(
        act=Act.TAKE,
        address="take",
        button=True,
        title=lazily("Взять в работу"),
        verb=lazily("Взять в работу"),
        icon="user-check",
        form=Sure,
        does=take_ticket,
        done=lazily("Обращение теперь за вами."),
        consequence=stops_nothing,
    ),
    ActPage(
        act=Act.ASSIGN,
        address="assign",
        key="KeyA",
        title=lazily("Назначить исполнителя"),
        verb=lazily("Назначить"),
        icon="user-plus",
        form=Assign,
        does=assign_ticket,
        done=lazily("Исполнитель назначен."),
        consequence=stops_nothing,
    ),
    ActPage(
        act=Act.ACKNOWLEDGE,
        address="acknowledge",
        title=lazily("Принять вызов"),
        verb=lazily("Принимаю"),
        icon="circle-check",
        form=Sure,
        does=acknowledge_call,
        done=lazily("Вызов принят: больше никого не зовут."),
        consequence=nobody_else,
    ),
)
