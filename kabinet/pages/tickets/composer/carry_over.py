"""What the client said goes into the vendor's ticket: exactly what they will see is shown first (P5b)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse

from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.carry_over import carry_over
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets import greeting
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, acted, form_page
from kabinet.pages.tickets.composer import effects
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import Files, Initial, LongText, Sent
from kabinet.pages.ui.talk import FileLine, Message, Tone
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors, lengths
from kabinet.records.doors.record_types import FileRecord, MessageRecord, TicketRecord
from kabinet.regulation.access import Act, Actor, Audience, OrgKind
from kabinet.regulation.facts import Fact, Kind, Side


class Carry(ActForm):
    """The client's words, or the partner's own about them; files go over one by one."""

    text = LongText(
        label=lazily("Что прочтёт %(vendor_name)s"), max_length=lengths.MESSAGE, rows=10, required=False
    )
    carried = forms.MultipleChoiceField(
        label=lazily("Файлы"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        opened: TicketView,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
        offered: Sequence[FileRecord] = (),
    ) -> None:
        self.offered = offered
        super().__init__(opened, data, files, initial=initial)

    def prepare(self) -> None:
        self.fields["carried"].choices = [(str(file.pk), file.name) for file in self.offered]  # type: ignore[attr-defined]
        if not self.offered:
            del self.fields["carried"]

    def given(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "files": self.cleaned_data.get("carried", ())}


@page(TICKET, "GET", "POST")
def carry(request: HttpRequest, actor: Actor, at: datetime, number: str, message: int) -> HttpResponse:
    """`number` is the client ticket; everything the page says is about the vendor's."""
    facts = surroundings.facts(actor, at)
    client = view_ticket(actor, at, facts.zone, number)
    said = doors.message(actor, client.ticket, message)
    if client.beside is None or said.side != OrgKind.CLIENT or said.audience != Audience.PUBLIC:
        raise doors.Closed
    vendor = TicketView(actor, at, facts.zone, doors.ticket(actor, client.beside.number))
    if not (verdict := vendor.may(Act.REPLY)).allowed:
        raise Refused(verdict)
    spec = _page(client, said, request)
    if request.method == "POST" and "preview" not in request.POST:
        return acted(request, spec, vendor, facts)
    given = request.POST if request.method == "POST" else None
    own = [str(file.pk) for file in _public(client) if file.message_id == said.pk]
    form = spec.form(vendor, given, initial={"text": greeting.part(said.text).text, "carried": own})
    return form_page(request, spec, vendor, facts, form)


def _page(client: TicketView, said: MessageRecord, request: HttpRequest) -> ActPage:
    def does(
        *, actor: Actor, at: datetime, number: str, version: int | None, text: str, files: Sequence[UUID]
    ) -> TicketRecord:
        return carry_over(
            actor=actor,
            at=at,
            number=client.number,
            message=said.pk,
            text=text,
            files=files,
            version=version,
        )

    return ActPage(
        act=Act.REPLY,
        title=lazily("Перенести сообщение клиента в %(vendor_name_acc)s"),
        verb=lazily("Отправить в %(vendor_name_acc)s"),
        icon="arrow-up-right",
        form=partial(Carry, offered=_public(client)),
        does=does,
        done=lazily("Сообщение клиента перенесено в %(vendor_name_acc)s."),
        consequence=_follows,
        template="tickets/composer/carry_over.html",
        more=partial(_beside, client=client, said=said, request=request),
    )


def _public(client: TicketView) -> list[FileRecord]:
    """The client ticket's files that the client reads as well."""
    own = [file for file in client.files if file.ticket_id == client.ticket.pk]
    return [file for file in own if file.audience == Audience.PUBLIC]


def _follows(vendor: TicketView) -> str:
    """What the reply does to the vendor ticket's clocks and turn."""
    return effects.effect_of_fact(vendor, Fact(Kind.REPLIED, vendor.now, Side.APPLICANT))


def _beside(
    vendor: TicketView, client: TicketView, said: MessageRecord, request: HttpRequest
) -> Mapping[str, Any]:
    sent = request.POST if request.method == "POST" else None
    text = sent.get("text", "") if sent is not None else greeting.part(said.text).text
    own = [str(file.pk) for file in _public(client) if file.message_id == said.pk]
    chosen = sent.getlist("carried") if sent is not None else own
    return {
        "preview": _preview(vendor, text, [file for file in _public(client) if str(file.pk) in chosen]),
        "source": said,
        "greeting": greeting.words(said.text),
        "source_author": called(said.author_name),
        "client_number": client.number,
    }


def _preview(vendor: TicketView, text: str, files: list[FileRecord]) -> Message:
    """The very message that the vendor's engineers will read, drawn by the same template."""
    return Message(
        id="preview-message",
        author=called(vendor.actor.name),
        side=OrgKind.PARTNER,
        about=vendor.ticket.partner_name,
        text=text,
        tone=Tone.OPEN,
        audience=_("Видят %(vendor_name)s и партнёр, клиент не видит"),
        at=moments.clock(vendor.at, vendor.zone),
        at_full=moments.full(vendor.at, vendor.zone),
        files=tuple(FileLine(file.name, "", file.size) for file in files),
    )
