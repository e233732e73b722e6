"""The page that the front server shows while Kabinet does not answer: one file, both languages, nothing loaded."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from kabinet.pages.ui import moments
from kabinet.records.versions.vendor_names import regulation
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket import letter_form

LANGUAGES = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Reached:
    """The telephone and the address of the vendor, empty where there is none."""

    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Part:
    """The page in one language; `form` is that of a new ticket, to be filled in by letter (U6a)."""

    language: str
    until: str
    form: str


def front_page(reached: Reached, until: datetime | None) -> str:
    """HTML without script, with its styles inside; `until` is when the cabinet is to be back, None where nobody knows."""
    context = {"reached": reached, "parts": [_part(language, until) for language in LANGUAGES]}
    return render_to_string("outages/front.html", context)


def _part(language: str, until: datetime | None) -> Part:
    with translation.override(language):
        form = letter_form.blank(regulation().leg(LegCode.CLIENT), language)
        return Part(language, moments.full(until, regulation().zone) if until else "", form)
