"""Linking, parting, merging, asking a colleague to watch: one act a page, in the frame of every act on a ticket."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.desk import watch
from kabinet.actions.desk.link import link_tickets, unlink_tickets
from kabinet.actions.desk.merge import merge_ticket
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, act_page
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors, lengths
from kabinet.regulation.access import Act

OFFERED = 30
NUMBER = {"list": "candidates", "autocomplete": "off"}


class Other(ActForm):
    """The number of another ticket."""

    other = forms.CharField(
        label=lazily("Номер другого обращения"),
        help_text=lazily("Например U-48217; можно выбрать из списка"),
        max_length=20,
        widget=forms.TextInput(attrs=NUMBER),
    )


class Parting(ActForm):
    """The same, known already."""

    other = forms.CharField(label=lazily("Номер другого обращения"), max_length=20)


class Main(ActForm):
    """The main ticket, and why."""

    into = forms.CharField(
        label=lazily("Номер основного обращения"),
        help_text=lazily("То, в котором работа продолжится"),
        max_length=20,
        widget=forms.TextInput(attrs=NUMBER),
    )
    reason = LongText(
        label=lazily("Почему это одно и то же"),
        help_text=lazily("Можно не указывать; увидят обе стороны"),
        max_length=lengths.REASON,
        rows=3,
        required=False,
    )


class Colleague(ActForm):
    """One of those who could be given the ticket."""

    person = forms.TypedChoiceField(label=lazily("Коллега"), coerce=int)

    def prepare(self) -> None:
        watching = {each.person for each in self.opened.nearby.watchers}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (each.person.pk, each.person.name)
            for each in doors.colleagues(self.opened.actor)
            if each.person.pk not in watching
        ]


def candidates(opened: TicketView) -> Mapping[str, Any]:
    """The client's other open tickets of this leg: what is usually meant."""
    ticket = opened.ticket
    same = doors.tickets(opened.actor).filter(leg=ticket.leg, client=ticket.client_id, closed_at=None)
    rows = same.exclude(pk=ticket.pk).order_by("-registered_at", "-id")[:OFFERED]
    return {"candidates": list(rows.values_list("number", "subject"))}


def follows_linking(opened: TicketView) -> str:
    return _(
        "Связь встанет в оба обращения. Каждый увидит её, только если ему видны оба; ничего другого не изменится."
    )


def follows_merging(opened: TicketView) -> str:
    return _(
        "%(number)s закроется, его часы остановятся; %(who)s и наблюдатели дальше следят за основным. "
        "Переписка останется здесь и откроется по ссылке. Сроки основного не изменятся. Заявитель может возразить и "
        "открыть обращение снова."
    ) % {"number": opened.number, "who": _followers(opened)}


def _followers(opened: TicketView) -> str:
    """The author, and the contact where it is somebody else."""
    author, contact = called(opened.ticket.author_name), called(opened.contact_name)
    return author if author == contact else f"{author}, {contact}"


def follows_watching(opened: TicketView) -> str:
    return _("Коллега узнает об этом и будет получать уведомления вашей стороны.")


link = act_page(
    ActPage(
        act=Act.LINK,
        title=lazily("Связать обращения"),
        verb=lazily("Связать"),
        icon="link",
        form=Other,
        does=link_tickets,
        done=lazily("Обращения связаны."),
        consequence=follows_linking,
        template="tickets/sidebar/pair.html",
        chosen=("other",),
        more=candidates,
    )
)
unlink = act_page(
    ActPage(
        act=Act.LINK,
        title=lazily("Убрать связь"),
        verb=lazily("Убрать связь"),
        icon="x",
        form=Parting,
        does=unlink_tickets,
        done=lazily("Связь убрана."),
        consequence=lambda opened: _("Связь пропадёт из обоих обращений; запись о ней останется в истории."),
        chosen=("other",),
    )
)
merge = act_page(
    ActPage(
        act=Act.MERGE,
        title=lazily("Объединить с основным обращением"),
        verb=lazily("Закрыть как дубликат"),
        icon="copy",
        form=Main,
        does=merge_ticket,
        done=lazily("Дубликат закрыт, работа продолжается в основном обращении."),
        consequence=follows_merging,
        danger=True,
        template="tickets/sidebar/pair.html",
        chosen=("into",),
        more=candidates,
    )
)
add_watcher = act_page(
    ActPage(
        act=Act.ADD_WATCHER,
        title=lazily("Добавить наблюдателя"),
        verb=lazily("Добавить"),
        icon="user-plus",
        form=Colleague,
        does=watch.add_watcher,
        done=lazily("Коллега наблюдает за обращением."),
        consequence=follows_watching,
    )
)
