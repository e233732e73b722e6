"""A webhook is added, changed, given a new secret. A secret is shown in the answer to the form that asked for it, and never
again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.webhooks.keeping import add_webhook, change_webhook, rotate_secret
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Report, SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.queries.desk_lead import only_leads
from kabinet.records import doors
from kabinet.records.doors.record_types import WebhookRecord
from kabinet.records.lengths import LINE
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.organisation.event_groups import GROUP_WORDS, EventGroup
from kabinet.web import security_log


class WebhookForm(RefusableForm):
    """Where a program listens, and of what it is told."""

    url = forms.CharField(
        label=lazily("Адрес получателя"),
        help_text=lazily("Начинается с https://, порт 443 или 8443"),
        max_length=LINE,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )
    groups = forms.MultipleChoiceField(
        label=lazily("О чём сообщать"),
        choices=lambda: [(group.value, capfirst(spoken(words))) for group, words in GROUP_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def chosen(self) -> Sequence[EventGroup]:
        """As the act takes them."""
        return [EventGroup(each) for each in self.cleaned_data["groups"]]


@page(MEMBER, "GET", "POST")
def webhook_new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One more; its secret is the answer."""
    only_leads(actor, Act.KEEP_WEBHOOKS)
    every = [each.value for each in EventGroup]
    form = WebhookForm(request.POST if request.method == "POST" else None, initial={"groups": every})

    def done(secret: str) -> HttpResponse:
        security_log.tell(request, "webhook added")
        return _secret(request, actor, at, secret)

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form, None),
        act=lambda: add_webhook(actor=actor, at=at, url=form.cleaned_data["url"], groups=form.chosen()),
        done=done,
    )


@page(MEMBER, "GET", "POST")
def webhook_change(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Another address, another choice; the secret stays."""
    only_leads(actor, Act.KEEP_WEBHOOKS)
    row = doors.webhook(actor, key)
    initial = {"url": row.url, "groups": row.groups.split(",")}
    form = WebhookForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> None:
        change_webhook(actor=actor, at=at, key=key, url=form.cleaned_data["url"], groups=form.chosen())

    def done(_none: None) -> HttpResponse:
        security_log.tell(request, "webhook changed")
        flash_message(request, _("Вебхук изменён."))
        return SeeOther(reverse("webhook", args=[key]))

    return answer_form(request, form, show=partial(_form, request, actor, at, form, row), act=act, done=done)


@page(MEMBER, "POST")
def webhook_rotate(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """The former secret signs beside the new one for a day."""
    secret = rotate_secret(actor=actor, at=at, key=key)
    security_log.tell(request, "webhook secret renewed")
    return _secret(request, actor, at, secret, renewed=True)


def _form(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    form: WebhookForm,
    row: WebhookRecord | None,
    status: int = 200,
) -> HttpResponse:
    back = reverse("webhook", args=[row.pk]) if row else reverse("webhooks")
    context = {"form": form, "row": row, "back_url": back}
    return show(request, actor, at, "webhooks/form.html", context, here="webhooks", status=status)


def _secret(
    request: HttpRequest, actor: Actor, at: datetime, secret: str, *, renewed: bool = False
) -> HttpResponse:
    """Sent once more the form makes no second one, and leads to the list."""
    context = {"secret": secret, "renewed": renewed}
    shown = show(request, actor, at, "webhooks/secret.html", context, here="webhooks")
    return Report(shown.content, headers={"Location": reverse("webhooks")})
