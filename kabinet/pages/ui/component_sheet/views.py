"""The component sheet: every part of the look on one page, for eyes and for screenshots. Its data is samples.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kabinet.pages.ui.component_sheet import samples


def components(request: HttpRequest) -> HttpResponse:
    """Always the same picture: no record, no clock."""
    return render(request, "ui/components.html", samples.sheet())
