"""The first page of a telephone call that the partner's staff write down: who called, and when (U3.4a)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.registration.on_behalf import is_authorised
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import PARTNER
from kabinet.pages.registration import drafts, from_letter, parsing
from kabinet.pages.registration.typed import Typed
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.ui import moments
from kabinet.pages.ui.amounts import unbroken
from kabinet.pages.ui.forms import Described, Files, Initial, Sent
from kabinet.queries.registration_rights import rights
from kabinet.records import doors, lengths
from kabinet.records.doors import Contact
from kabinet.records.doors.record_types import IncomingLetterRecord, OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind, may
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.verdict import deny


class CallForm(forms.Form):
    """Of one client; `occurred_at` is typed in the reader's own zone, left empty it is now. `client` is its key: what came
    while the cabinet was declared unreachable for it needs no reason. `arrived` is when the letter came that is written
    down: its minute stands for that very instant."""

    client = 0
    arrived: datetime | None = None
    channel = forms.ChoiceField(
        label=lazily("Как обратились"), widget=forms.RadioSelect, required=False, initial=Channel.TELEPHONE
    )
    contact = forms.TypedChoiceField(label=lazily("Кто обратился"), coerce=int)
    occurred_at = forms.CharField(
        label=lazily("Когда это было"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        required=False,
    )
    reason = forms.CharField(
        label=lazily("Почему записываете позже"),
        help_text=lazily("Нужно, если это было раньше и не в период недоступности кабинета"),
        required=False,
        max_length=lengths.REASON,
    )

    def __init__(
        self,
        contacts: list[Contact],
        at: datetime,
        zone: ZoneInfo,
        hours: int,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.use_required_attribute = False
        self.at, self.zone, self.hours = at, zone, hours
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            (Channel.TELEPHONE, Described(_("По телефону"), _("В любое время"))),
            (Channel.EMAIL, Described(_("Письмом"), _("Только пока объявлена недоступность кабинета"))),
        ]
        self.fields["contact"].choices = [  # type: ignore[attr-defined]
            (each.person.pk, f"{each.person.name}, {each.person.position}".rstrip(", ")) for each in contacts
        ]
        limit = {"hours": hours, "zone": moments.zone_name(at, zone)}
        self.fields["occurred_at"].help_text = unbroken(
            _("Пусто — сейчас. Раньше — не больше чем на %(hours)s ч, время %(zone)s") % limit
        )

    def clean_occurred_at(self) -> str:
        """As ISO, or nothing for now."""
        said = self.cleaned_data["occurred_at"]
        if not said:
            return ""
        try:
            then = datetime.fromisoformat(said).replace(tzinfo=self.zone)
        except ValueError:
            raise forms.ValidationError(_("Укажите день и время")) from None
        if self.arrived and self.arrived.replace(second=0, microsecond=0) == then:
            then = self.arrived.astimezone(self.zone)
        ago = (self.at - then).total_seconds() / 3600
        if ago < 0:
            raise forms.ValidationError(_("Это время ещё не наступило"))
        if ago > self.hours:
            raise forms.ValidationError(
                unbroken(
                    _("Записать задним числом можно не больше чем за %(hours)s ч") % {"hours": self.hours}
                )
            )
        return then.isoformat()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        then = said.get("occurred_at")
        explained = said.get("reason", "").strip() or (
            then and doors.outage_at(self.client, datetime.fromisoformat(then))
        )
        if then and not explained:
            self.add_error("reason", _("Напишите, почему запись сделана позже"))
        return said


@page(PARTNER, "GET", "POST")
def call(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The client first, then who called; sent, it becomes a draft whose two steps are those of any registration."""
    verdict = may(actor, Act.DRAFT, doors.case_of(actor, at=at), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)
    letter = from_letter.letter_of(actor, request.POST.get("letter") or request.GET.get("letter", ""))
    if letter is not None and not from_letter.waits(letter):
        return SeeOther(reverse("held_letter", args=[letter.pk]))  # it says who has dealt with it
    chosen = request.POST.get("client") or request.GET.get("client", "")
    if letter is not None and not chosen:
        chosen = from_letter.client_of(actor, letter)
    client = _client(actor, chosen)
    if client is None:
        return _shown(request, actor, at, None, None, [], letter)
    people = _people(actor, at, client.pk)
    _authorised_or_refused(request, actor, people)
    form = _form(actor, at, client.pk, people, request.POST if request.method == "POST" else None, letter)
    if request.method != "POST":
        return _shown(request, actor, at, client, form, people, letter)
    if not form.is_valid():
        return _shown(request, actor, at, client, form, people, letter, status=UNPROCESSABLE)
    return _begun(request, actor, at, client, people, form, letter)


def _begun(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    client: OrganisationRecord,
    people: list[Contact],
    form: CallForm,
    letter: IncomingLetterRecord | None,
) -> HttpResponse:
    said = form.cleaned_data
    who = next(each.person for each in people if each.person.pk == said["contact"])
    mark = parsing.mark(request.POST.get("mark", ""))
    row = drafts.marked(actor, mark)
    typed = replace(
        Typed.of(row.content) if row else Typed(mark=mark, phone=who.phone),
        client=client.pk,
        client_name=client.short_name,
        contact=who.pk,
        contact_name=who.name,
        called_at=said["occurred_at"],
        call_reason=said["reason"].replace("\0", ""),
        call_channel=said["channel"] or Channel.TELEPHONE,
    )
    found = rights(actor, at, typed.client, typed.called)
    if found.failed:
        raise Refused(found.failed)
    typed = replace(typed, regulation=found.law.code)
    if letter is not None and row is None:
        values = from_letter.values_of(letter, typed.leg)
        typed = replace(typed, values=values, letter=str(letter.pk))
    kept = drafts.keep(actor, at, typed, row)
    if letter is not None and row is None:
        for fault in from_letter.enclose(actor, at, letter, kept.pk):
            flash_message(request, fault)
    return SeeOther(reverse("new_ticket_again", args=[kept.pk]))


def _authorised_or_refused(request: HttpRequest, actor: Actor, people: list[Contact]) -> None:
    """Somebody else of the client was named: who can mend that is said."""
    sent = parsing.number(request.POST.get("contact", ""))
    if sent is None or any(each.person.pk == sent and is_authorised(each) for each in people):
        return
    raise Refused(deny(law_of(actor).leg(LegCode.CLIENT), "contact_not_authorised"))


def _people(actor: Actor, at: datetime, client: int) -> list[Contact]:
    """The client's confirmed contacts; those among them who left within the hours in which their call can still be told."""
    now = [each for each in doors.people(actor, client) if each.roles]
    since = at - timedelta(hours=lifecycle.limits(law_of(actor).leg(LegCode.CLIENT)).backdate_hours)
    there = {each.person.pk for each in now}
    return now + [each for each in doors.confirmed_then(actor, client, since) if each.person.pk not in there]


def _client(actor: Actor, sent: str) -> OrganisationRecord | None:
    """The client chosen, of those whom the actor knows; None while nobody is."""
    if not sent:
        return None
    key = parsing.number(sent)
    found = doors.organisation(actor, key) if key else None
    if found is None or found.kind != OrgKind.CLIENT:
        raise doors.Closed
    return found


def _form(
    actor: Actor,
    at: datetime,
    client: int,
    people: list[Contact],
    data: Sent,
    letter: IncomingLetterRecord | None,
) -> CallForm:
    zone = ZoneInfo(doors.person(actor).zone)
    hours = lifecycle.limits(law_of(actor).leg(LegCode.CLIENT)).backdate_hours
    known: dict[str, Any] = {}
    if letter is not None:
        came = letter.arrived_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
        known = {"channel": Channel.EMAIL, "contact": letter.person_id, "occurred_at": came}
    allowed = [each for each in people if is_authorised(each)]
    form = CallForm(allowed, at, zone, hours, data, initial=known)
    form.client, form.arrived = client, letter.arrived_at if letter else None
    return form


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    client: OrganisationRecord | None,
    form: CallForm | None,
    people: list[Contact],
    letter: IncomingLetterRecord | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "client": client,
        "letter": letter,
        "clients": [] if client else list(doors.organisations(actor, OrgKind.CLIENT)),
        "form": form,
        "others": ", ".join(each.person.name for each in people if not is_authorised(each)),
        "nobody": client is not None and not any(map(is_authorised, people)),
        "mark": parsing.mark(request.POST.get("mark", "")),
        **({} if client else drafts.drafts(actor)),
    }
    return show(request, actor, at, "registration/call.html", context, here="queue", status=status)
