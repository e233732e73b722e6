"""Files of a form: put beside the act, sent with it, and gone with it when it is refused.

A large one comes in pieces beside the form, which names it by its key (pages/uploads) and does not wait for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Unpack
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.drafts.attach import attach, largest
from kabinet.pages.ui import amounts
from kabinet.pages.ui.forms import FieldWords, Uploaded
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Actor

# What a form sends of a file: the file, or the key under which it comes in pieces.
Chosen = Uploaded | UUID


def in_pieces(sent: QueryDict) -> list[UUID]:
    """Keys of large files that come beside the form, or have come."""
    found = []
    for said in sent.getlist("uploads"):
        with suppress(ValueError):
            found.append(UUID(said))
    return found


class ManyFiles(forms.ClearableFileInput):
    """Any number at once."""

    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict[str, Uploaded], name: str
    ) -> list[Chosen]:
        large = in_pieces(data) if isinstance(data, QueryDict) else []
        return [*(super().value_from_datadict(data, files, name) or []), *large]


class FilesField(forms.FileField):
    """A list of uploaded files and of keys of large ones, empty when none was chosen."""

    widget = ManyFiles
    small = 0  # bytes of the largest that comes with the form itself

    def __init__(self, **words: Unpack[FieldWords]) -> None:
        words.setdefault("label", lazily("Файлы"))
        super().__init__(required=False, **words)

    def say_limit(self, actor: Actor) -> None:
        """What the regulation of this reader lets one file have."""
        self.small = largest(actor)
        self.help_text = _("До %(size)s каждый") % {"size": amounts.size(self.small)}

    def clean(self, data: Iterable[Chosen] | None, initial: object = None) -> list[Chosen]:
        return [uploaded for uploaded in data or [] if uploaded]


def keys(opened: TicketView, uploaded: Iterable[Chosen], draft: int | None = None) -> Iterator[UUID]:
    """Puts each one on record; Invalid for one that is too large or empty."""
    for each in uploaded:
        if isinstance(each, UUID):
            yield each
        else:
            yield attach(actor=opened.actor, at=opened.at, name=each.name or "", content=each, draft=draft).pk
