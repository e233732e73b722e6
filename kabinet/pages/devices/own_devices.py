"""Where the reader is told: devices, of which one is added by the browser itself (push.js), and chats (messengers.py)."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.alerts.devices import (
    LONGEST_ENDPOINT,
    LONGEST_KEY,
    add_device,
    change_device,
    devices_of,
    own_key,
    remove_device,
)
from kabinet.actions.alerts.sending import UNREADABLE
from kabinet.network.web_push import public_text
from kabinet.pages.browsers import browser_named
from kabinet.pages.devices import messengers
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, open_tab, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.records import doors
from kabinet.records.doors.record_types import DeviceRecord
from kabinet.regulation.access import Actor
from kabinet.web import security_log


class DeviceForm(RefusableForm):
    """Where the browser is told, in its own words, and what comes there."""

    FAULT_ENDS = "."
    endpoint = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_ENDPOINT)
    key = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_KEY)
    auth = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_KEY)
    urgent_only = forms.BooleanField(required=False)
    contents = forms.BooleanField(required=False)

    def said(self) -> str:
        """What stands against it, whichever of the hidden fields it is about."""
        return " ".join(dict.fromkeys(str(each) for errors in self.errors.values() for each in errors))


@page(MEMBER, "GET", "POST")
def devices(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """All of them; POST switches notices on in the browser that asks."""
    form = DeviceForm(request.POST if request.method == "POST" else None)
    kept = devices_of(actor)
    context = {
        "form": form,
        "used": settings.PUSH.used,
        "key": public_text(own_key()),
        "devices": [_line(each) for each in kept if each.channel == each.BROWSER],
        "chats": list(messengers.chats(actor, at, kept)),
        "in_tab": open_tab.chosen(request, actor),
    }

    def done(made: DeviceRecord) -> HttpResponse:
        security_log.tell(request, "notices switched on in a browser")
        flash_message(request, _("Уведомления на этом устройстве включены."))
        return SeeOther(f"{reverse('devices')}?{urlencode({'here': made.pk})}")

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "devices/devices.html", context, here="me"),
        act=lambda: add_device(
            actor=actor, at=at, browser=request.headers.get("User-Agent", ""), **form.cleaned_data
        ),
        done=done,
    )


@page(MEMBER, "POST")
def change(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """What comes to one of them, and what it shows."""
    wanted = {name: name in request.POST for name in ("urgent_only", "contents")}
    name = messengers.messenger_of(key, devices_of(actor))
    if not change_device(actor=actor, at=at, device=key, **wanted):
        raise doors.Closed
    chat = _("Настройки чата сохранены.")
    flash_message(request, chat if name else _("Настройки устройства сохранены."))
    return SeeOther(reverse("devices"))


@page(MEMBER, "POST")
def remove(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Nothing comes there any more."""
    name = messengers.messenger_of(key, devices_of(actor))
    if not remove_device(actor=actor, at=at, device=key):
        raise doors.Closed
    security_log.tell(request, f"notices switched off in a {'messenger' if name else 'browser'}")
    chat = _("Уведомления в %(name)s больше не приходят.") % {"name": name}
    flash_message(request, chat if name else _("Уведомления на это устройство больше не приходят."))
    return SeeOther(reverse("devices"))


def summary(actor: Actor) -> Mapping[str, Any]:
    """Of the profile: on how many devices they are switched on, if they can be."""
    kept = devices_of(actor)
    chats = [messengers.messenger_of(each.pk, [each]) for each in kept]
    return {
        "devices": {
            "used": settings.PUSH.used,
            "count": sum(each.channel == each.BROWSER for each in kept),
            "messengers": bool(settings.MESSENGERS),
            "chats": ", ".join(filter(None, chats)),
        }
    }


def _line(device: DeviceRecord) -> Mapping[str, Any]:
    return {
        "row": device,
        "browser": browser_named(device.browser),
        "unreadable": device.error == UNREADABLE,
    }
