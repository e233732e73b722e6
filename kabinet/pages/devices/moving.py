"""A browser's own word that its push service has given it another address, said by the service worker of the page."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.alerts.devices import LONGEST_ENDPOINT, LONGEST_KEY, move_device
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import ANYONE
from kabinet.records import doors
from kabinet.web import security_log


class MoveForm(forms.Form):
    """Where the browser was told, by which secret that is proved, and where it is told now."""

    old = forms.CharField(max_length=LONGEST_ENDPOINT)
    secret = forms.CharField(max_length=LONGEST_KEY)
    endpoint = forms.CharField(max_length=LONGEST_ENDPOINT)
    key = forms.CharField(max_length=LONGEST_KEY)
    auth = forms.CharField(max_length=LONGEST_KEY)


@csrf_exempt
@page(ANYONE, "POST")
def move(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """No session is needed, for it may have run out while its person is on call: who knows the secret of the address that is
    left is that browser. Whatever is wrong, the answer is the same."""
    form = MoveForm(request.POST)
    if not (form.is_valid() and move_device(at=at, **form.cleaned_data)):
        raise doors.Closed
    security_log.tell(request, "a browser is told at another address")
    return HttpResponse(status=204)
