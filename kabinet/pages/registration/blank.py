"""The form of a new ticket as a text to be filled in and sent by letter, while the cabinet is unreachable (U6a, U3.4a)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT
from kabinet.pages.ui.vendor_words import language
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket import letter_form


@page(CLIENT)
def letter_blank(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """In the reader's language; with the mark by which Windows sees that it is UTF-8."""
    head = _("Заполните и отправьте письмом, пока Кабинет недоступен. Названия строк не меняйте.")
    form = letter_form.blank(law_of(actor).leg(LegCode.CLIENT), language())
    answer = HttpResponse(f"\ufeff{head}\n\n{form}", content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="ticket.txt"'
    return answer
