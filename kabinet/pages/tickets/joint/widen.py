"""Showing a message to more people: exactly what they will see stands on the page before anything is shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.audience import widen_audience
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, acted, form_page
from kabinet.pages.tickets.joint.composer import sees
from kabinet.pages.tickets.joint.widening import TO
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import Files, Initial, Readers, Sent
from kabinet.pages.ui.talk import FileLine, Message, Tone
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.doors.record_types import FileRecord, MessageRecord
from kabinet.regulation.access import Act, Actor, Audience, OrgKind, wider


class Widen(ActForm):
    """Files go one by one; `audience` is whom the page named when it was drawn."""

    carried = forms.MultipleChoiceField(
        label=lazily("Какие файлы показать"), widget=forms.CheckboxSelectMultiple, required=False
    )
    audience = Readers(label=lazily("Кто прочтёт"), widget=forms.HiddenInput)

    def __init__(
        self,
        opened: TicketView,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
        narrow: Sequence[FileRecord],
        after: Audience,
    ) -> None:
        """`narrow` are the files that still have the narrow audience; `after` the readers of the button's words, and no
        others."""
        super().__init__(opened, data, files, initial=initial)
        self.fields["audience"].choices = [(after.value, "")]  # type: ignore[attr-defined]
        if narrow:
            self.fields["carried"].choices = [(str(file.pk), file.name) for file in narrow]  # type: ignore[attr-defined]
        else:
            del self.fields["carried"]

    def given(self) -> dict[str, Any]:
        return {"audience": self.cleaned_data["audience"], "files": self.cleaned_data.get("carried", ())}


@page(TICKET, "GET", "POST")
def widen(request: HttpRequest, actor: Actor, at: datetime, number: str, message: int) -> HttpResponse:
    """One message of the own side, to the next wider audience."""
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number)
    said = doors.message(actor, found.ticket, message)
    if not (verdict := found.may(Act.WIDEN)).allowed:
        raise Refused(verdict)
    after = wider(said.audience)
    if after is None or said.side != found.reader:
        raise doors.Closed
    files = [file for file in found.files if file.message_id == said.pk and file.audience == said.audience]
    spec = _page(found, said, after, files, request)
    if request.method == "POST" and "preview" not in request.POST:
        return acted(request, spec, found, facts)
    given = request.POST if request.method == "POST" else None
    return form_page(request, spec, found, facts, spec.form(found, given, initial={"audience": after.value}))


def _page(
    found: TicketView, said: MessageRecord, after: Audience, files: list[FileRecord], request: HttpRequest
) -> ActPage:
    return ActPage(
        act=Act.WIDEN,
        title=TO[after],
        verb=TO[after],
        icon="eye",
        form=partial(Widen, narrow=files, after=after),
        does=partial(widen_audience, message=said.pk),
        done=lazily("Показано. Запись об этом осталась в истории."),
        consequence=lambda opened: will_see(opened, after),
        template="tickets/joint/widen.html",
        more=partial(_beside, said=said, after=after, files=files, request=request),
    )


def will_see(opened: TicketView, after: Audience) -> str:
    """Who reads it from then on; that there is no way back, and that no clock cares."""
    ticket = opened.ticket
    who = {
        Audience.PUBLIC: _("Увидят все сотрудники %(client)s.") % {"client": ticket.client_name},
        Audience.VENDOR_LEG: _("Увидят сотрудники %(partner)s. Клиент не увидит.")
        % {"partner": ticket.partner_name},
        Audience.JOINT: sees(opened),
    }[after]
    return f"{who} {_('Скрыть снова будет нельзя. Ответом это не считается: часы не изменятся.')}"


def _beside(
    opened: TicketView, said: MessageRecord, after: Audience, files: list[FileRecord], request: HttpRequest
) -> Mapping[str, Any]:
    chosen = request.POST.getlist("carried") if request.method == "POST" else []
    shown = [file for file in files if str(file.pk) in chosen]
    return {"preview": _preview(opened, said, after, shown), "preview_title": _SEEN_BY[after]}


_SEEN_BY = {
    Audience.PUBLIC: lazily("Так это увидит клиент"),
    Audience.VENDOR_LEG: lazily("Так это увидит партнёр"),
    Audience.JOINT: lazily("Так это увидят участники"),
}


def _preview(opened: TicketView, said: MessageRecord, after: Audience, files: list[FileRecord]) -> Message:
    """The very message, drawn by the template that its readers will have."""
    return Message(
        id="preview-message",
        author=called(said.author_name),
        side=OrgKind(said.side),
        about=said.author_organisation,
        text=said.text,
        tone=Tone.OPEN,
        audience=_("Видит вся организация") if after is Audience.PUBLIC else "",
        at=moments.clock(said.occurred_at, opened.zone),
        at_full=moments.full(said.occurred_at, opened.zone),
        files=tuple(FileLine(file.name, "", file.size) for file in files),
    )
