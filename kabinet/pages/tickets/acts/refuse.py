"""Consideration is refused, only for a reason of the regulation and with its clause (U2b-d, P3a)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.pages.tickets.acts.attached import FilesField, keys
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui.citations import cited, spoken
from kabinet.pages.ui.forms import Described, LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act
from kabinet.regulation.pack import Reason


class Refuse(ActForm):
    """A fact needs evidence: text or file."""

    reason = forms.ChoiceField(label=lazily("Причина из регламента"), widget=forms.RadioSelect)
    text = LongText(
        label=lazily("Пояснение"),
        help_text=lazily("Заявитель прочтёт его вместе с причиной и сможет возразить"),
        max_length=lengths.MESSAGE,
        rows=5,
        required=False,
    )
    evidence = FilesField(label=lazily("Доказательство"))

    def prepare(self) -> None:
        choices = [
            (reason.code, Described(spoken(reason.name), _hint(reason))) for reason in self.opened.leg.reasons
        ]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        uploaded = self.cleaned_data.pop("evidence")
        return {**self.cleaned_data, "files": tuple(keys(self.opened, uploaded))}


def _hint(reason: Reason) -> str:
    needs = _("Нужно доказательство: текст или файл.") if reason.evidence else ""
    place = cited(reason.clause).words
    return f"{spoken(reason.instead)}. {needs} {place}".replace("  ", " ").strip()


def ends(opened: TicketView) -> str:
    over = _("Обращение закончится отказом.")
    seen = _("Заявитель увидит причину, пункт регламента, что делать дальше, и сможет возразить.")
    return f"{over} {seen}"


PAGES = (
    ActPage(
        act=Act.REFUSE,
        address="refuse",
        title=lazily("Отказать по регламенту"),
        verb=lazily("Отказать"),
        icon="ban",
        form=Refuse,
        does=refuse_ticket,
        done=lazily("Отказ записан, заявитель извещён."),
        consequence=ends,
        danger=True,
        chosen=("reason",),
    ),
)
