"""Files of a form: put beside the act, sent with it, and gone with it when it is refused."""

from collections.abc import Iterable, Iterator
from typing import Unpack
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.drafts.attach import attach, largest
from kabinet.pages.ui import amounts
from kabinet.pages.ui.forms import FieldWords, Uploaded
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Actor


class ManyFiles(forms.ClearableFileInput):
    """Any number at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files, empty when none was chosen."""

    widget = ManyFiles

    def __init__(self, **words: Unpack[FieldWords]) -> None:
        words.setdefault("label", lazily("Файлы"))
        super().__init__(required=False, **words)

    def say_limit(self, actor: Actor) -> None:
        """What the regulation of this reader lets one file have."""
        self.help_text = _("До %(size)s каждый") % {"size": amounts.size(largest(actor))}

    def clean(self, data: Iterable[Uploaded] | None, initial: object = None) -> list[Uploaded]:
        return [uploaded for uploaded in data or [] if uploaded]


def keys(opened: TicketView, uploaded: list[Uploaded], draft: int | None = None) -> Iterator[UUID]:
    """Puts each one on record; Invalid for one that is too large or empty."""
    for each in uploaded:
        yield attach(actor=opened.actor, at=opened.at, name=each.name or "", content=each, draft=draft).pk
