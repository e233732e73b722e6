"""Files of a form: put beside the act, sent with it, and gone with it when it is refused."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.drafts.attach import attach
from kabinet.queries.ticket_view import TicketView


class ManyFiles(forms.ClearableFileInput):
    """Any number at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploaded files, empty when none was chosen."""

    widget = ManyFiles

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", lazily("Файлы"))
        given.setdefault("help_text", lazily("До 5 МБ каждый"))
        super().__init__(required=False, **given)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [uploaded for uploaded in data or [] if uploaded]


def keys(opened: TicketView, uploaded: list[Any], draft: int | None = None) -> Iterator[UUID]:
    """Puts each one on record; Invalid for one that is too large or empty."""
    for each in uploaded:
        yield attach(actor=opened.actor, at=opened.at, name=each.name or "", content=each, draft=draft).pk
