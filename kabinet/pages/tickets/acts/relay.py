"""The vendor's answer goes into the client's ticket: exactly what the client will see is shown first (P5c)."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict

from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.work import organisation_name
from kabinet.actions.vendor.relay import relay_answer
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets import greeting
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage, acted, form_page
from kabinet.pages.tickets.composer import effects
from kabinet.pages.tickets.composer.form import FINAL, parsed
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called, spoken
from kabinet.pages.ui.forms import AnswerKind, Described, LongText
from kabinet.pages.ui.talk import FileLine, Message, Tone
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors, lengths
from kabinet.records.doors.record_types import FileRecord, MessageRecord, TicketRecord
from kabinet.regulation.access import Act, Actor, Audience, OrgKind
from kabinet.regulation.facts import Answer
from kabinet.regulation.visible import clean


class Relay(ActForm):
    """The partner's own words about what the vendor said; files go over one by one."""

    text = LongText(label=lazily("Что прочтёт клиент"), max_length=lengths.MESSAGE, rows=10, required=False)
    kind = AnswerKind(label=lazily("Что это"), widget=forms.RadioSelect)
    carried = forms.MultipleChoiceField(
        label=lazily("Файлы"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def prepare(self) -> None:
        self.fields["kind"].choices = list(_kinds(self.opened))  # type: ignore[attr-defined]
        files = [file for file in self.opened.files if file.ticket_id != self.opened.ticket.pk]
        self.fields["carried"].choices = [(str(file.pk), file.name) for file in files]  # type: ignore[attr-defined]
        if not files:
            del self.fields["carried"]

    def clean(self) -> dict[str, Any]:
        """The form has one reader, the client. Whoever names another, by a radio or a button, meant another form."""
        said = [*self._named("audience"), *self._named("send")]
        if any(each != Audience.PUBLIC for each in said):
            self.add_error(
                None, _("Перенесённое прочтёт клиент, а указан другой читатель. Ничего не отправлено.")
            )
        return self.cleaned_data

    def _named(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    def given(self) -> dict[str, Any]:
        kind, final = parsed(self.cleaned_data["kind"])
        return {
            "text": self.cleaned_data["text"],
            "kind": kind,
            "final": final,
            "files": self.cleaned_data.get("carried", ()),
        }


@page(TICKET, "GET", "POST", files=True)
def relay(request: HttpRequest, actor: Actor, at: datetime, number: str, message: int) -> HttpResponse:
    """`number` is the vendor ticket; everything the page says is about the client's."""
    facts = surroundings.facts(actor, at)
    vendor = view_ticket(actor, at, facts.zone, number)
    said = doors.message(actor, vendor.ticket, message)
    client = _client(vendor, request.GET.get("to", ""))
    if not (verdict := client.may(Act.RELAY)).allowed:
        raise Refused(verdict)
    spec = _page(vendor, client, said, request)
    if request.method == "POST" and "preview" not in request.POST:
        return acted(request, spec, client, facts)
    given = request.POST if request.method == "POST" else None
    initial = {
        "text": greeting.part(said.text).text,
        "kind": _same_kind(said),
        "carried": [str(file.pk) for file in _of(vendor, said)],
    }
    return form_page(request, spec, client, facts, Relay(client, given, initial=initial))


def _page(vendor: TicketView, client: TicketView, said: MessageRecord, request: HttpRequest) -> ActPage:
    def does(*, number: str, **given: Any) -> TicketRecord:
        return relay_answer(number=vendor.number, client=client.number, message=said.pk, **given)

    return ActPage(
        act=Act.RELAY,
        title=lazily("Перенести ответ %(vendor_name_gen)s клиенту"),
        verb=lazily("Отправить клиенту"),
        icon="corner-down-left",
        form=Relay,
        does=does,
        done=lazily("Ответ %(vendor_name_gen)s перенесён клиенту."),
        template="tickets/acts/relay.html",
        more=partial(_beside, vendor=vendor, said=said, request=request),
    )


def _client(vendor: TicketView, wanted: str) -> TicketView:
    """The client ticket `wanted` of those that wait for the vendor ticket, else its own, with that one beside it."""
    if not vendor.vendor_leg or vendor.other is None:
        raise doors.Closed
    number = wanted or vendor.other.number
    if number not in (each.number for each in vendor.clients):
        raise doors.Closed
    client = TicketView(vendor.actor, vendor.at, vendor.zone, doors.ticket(vendor.actor, number))
    client.__dict__["other"] = vendor.ticket
    return client


def _kinds(client: TicketView) -> list[tuple[str, Described]]:
    """What it is in the client's ticket, and what that does to the client's clocks."""
    found = []
    for answer in client.leg.answers:
        if effects.possible(client, answer.code, False):
            found.append(
                (str(answer.code), Described(spoken(answer.name), effects.effect(client, answer.code)))
            )
        if answer.code is Answer.WORKAROUND and effects.possible(client, answer.code, True):
            final = _("%(kind)s, окончательно") % {"kind": spoken(answer.name)}
            found.append((FINAL, Described(final, effects.effect(client, answer.code, True))))
    return found


def _same_kind(said: MessageRecord) -> str:
    if said.kind == Answer.WORKAROUND and said.final:
        return FINAL
    return said.kind if said.kind in list(Answer) else str(Answer.ANSWER)


def _of(vendor: TicketView, said: MessageRecord) -> list[FileRecord]:
    return [file for file in vendor.files if file.message_id == said.pk]


def _beside(
    client: TicketView, vendor: TicketView, said: MessageRecord, request: HttpRequest
) -> Mapping[str, Any]:
    text = request.POST.get("text", said.text) if request.method == "POST" else greeting.part(said.text).text
    chosen = (
        request.POST.getlist("carried")
        if request.method == "POST"
        else [str(file.pk) for file in _of(vendor, said)]
    )
    files = [file for file in vendor.files if str(file.pk) in chosen]
    return {
        "preview": _preview(client, text, files),
        "source": said,
        "greeting": greeting.words(said.text),
        "source_author": called(said.author_name),
        "vendor_number": vendor.number,
        "client_name": client.ticket.client_name,
    }


def _preview(client: TicketView, text: str, files: list[FileRecord]) -> Message:
    """The very message that the client's people will read, drawn by the same template."""
    return Message(
        id="preview-message",
        author=called(client.actor.name),
        side=OrgKind.PARTNER,
        about=organisation_name(client.actor, client.ticket),
        text=clean(text),
        tone=Tone.OPEN,
        audience=_("Видит вся организация"),
        at=moments.clock(client.at, client.zone),
        at_full=moments.full(client.at, client.zone),
        files=tuple(FileLine(file.name, "", file.size) for file in files),
    )
