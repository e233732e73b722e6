"""«Место для загрузки»: given and ended by the support, so that a dump is sent from the server where it lies (U6c)."""

from datetime import timedelta
from typing import Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.uploads.place import (
    LATEST,
    SOONEST,
    ask_place,
    end_place,
    give_place,
)
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui.forms import LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act

# So long it is offered at first.
USUAL: Final = timedelta(days=7)


class Wanted(ActForm):
    """What is to be sent from a server."""

    text = forms.CharField(
        label=lazily("Что за файл и какого он размера"),
        help_text=lazily("Например: дамп рабочего процесса, 12 ГБ. Это прочтут обе стороны"),
        max_length=lengths.LINE,
        required=False,
    )


class Place(ActForm):
    """What is to be sent, and the last day on which it can be."""

    text = LongText(
        label=lazily("Что нужно прислать"),
        help_text=lazily("Это прочтут обе стороны; рядом встанет то, что придёт"),
        max_length=lengths.MESSAGE,
        rows=3,
        required=False,
    )
    until = forms.DateField(
        label=lazily("До какого дня включительно"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def prepare(self) -> None:
        today = self.opened.at.astimezone(self.opened.kept_in).date()
        bounds = {"min": str(today + SOONEST), "max": str(today + LATEST)}
        self.fields["until"].widget.attrs.update(bounds)
        self.fields["until"].initial = str(today + USUAL)
        self.fields["until"].help_text = _("Не больше %(days)s дней") % {"days": LATEST // timedelta(days=1)}


def asks(opened: TicketView) -> str:
    """Who is asked, and what comes of it."""
    said = _("Поддержке придёт уведомление; место откроет тот, кто ведёт обращение.")
    then = _("Тогда на странице обращения встанет команда, которой файл отправляют с сервера без входа.")
    return f"{said} {then}"


def opens(opened: TicketView) -> str:
    """What whoever gets the code can do; it is no answer (U3.6c)."""
    said = _("На странице обращения обе стороны увидят команду, которой файл отправляют без входа в Кабинет.")
    former = _("Прежнее место, если оно есть, закроется.")
    return f"{said} {former} {_('Часы от этого не остановятся: их останавливает только ответ.')}"


def takes_no_more(opened: TicketView) -> str:
    return _("По этому адресу больше ничего не примут. Что пришло, останется в обращении.")


PAGES = (
    ActPage(
        act=Act.ASK_PLACE,
        address="place/ask",
        title=lazily("Запросить место для загрузки"),
        verb=lazily("Запросить"),
        icon="paperclip",
        form=Wanted,
        does=ask_place,
        done=lazily("Место для загрузки запрошено."),
        consequence=asks,
    ),
    ActPage(
        act=Act.GIVE_PLACE,
        address="place",
        title=lazily("Дать место для загрузки"),
        verb=lazily("Дать место"),
        icon="paperclip",
        form=Place,
        does=give_place,
        done=lazily("Место для загрузки открыто."),
        consequence=opens,
    ),
    ActPage(
        act=Act.END_PLACE,
        address="place/end",
        title=lazily("Закрыть место для загрузки"),
        verb=lazily("Больше не принимать"),
        icon="ban",
        form=Sure,
        does=end_place,
        done=lazily("Место для загрузки закрыто."),
        consequence=takes_no_more,
    ),
)
