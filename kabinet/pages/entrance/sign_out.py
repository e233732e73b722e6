"""Signing out: here, and at the identity provider for whoever wants that as well."""

from datetime import datetime

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.network import sign_in
from kabinet.pages.entrance.provider.attempts import here
from kabinet.pages.entrance.provider.token import kept_token
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ENTERING
from kabinet.web import security_log


@stepwise(ENTERING, "POST")
def sign_out(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """Ends the session here and forgets the pages that this browser kept. Whoever came from a provider has one there too."""
    provider, token = kept_token(request)
    now = int(at.timestamp())
    there = sign_in.end_url(provider, token=token, here=here(provider), now=now) if provider else None
    with step():
        security_log.tell(request, "signed out")
        auth.logout(request)
        response: HttpResponse = SeeOther(reverse("sign_in"))
        if there is not None:
            context = {"provider": provider, "there": there}
            response = render(request, "entrance/signed_out.html", context)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
