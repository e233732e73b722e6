"""The page instead of the form when nothing can be registered: every reason at once, each with its clause and the way on."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.errors.who_can_help import menders
from kabinet.pages.registration.drafts import drafts
from kabinet.pages.registration.law_words import verdict
from kabinet.pages.shell import show
from kabinet.pages.status_codes import FORBIDDEN
from kabinet.regulation.access import WRITERS, Actor, OrgKind, Verdict

NO_STATUS = "partner_without_status"
OWN_STATUS = frozenset({"status_lost", "no_status"})


def crumbs(actor: Actor) -> list[dict[str, str]]:
    """The way back to the list."""
    ours = actor.kind is OrgKind.PARTNER
    return [{"url": home(actor), "label": _("Очередь") if ours else _("Обращения")}]


def home(actor: Actor) -> str:
    """The list of a client, or the queue of whoever writes down a client's call."""
    return reverse("queue" if actor.kind is OrgKind.PARTNER else "tickets")


def refuse(
    request: HttpRequest, actor: Actor, at: datetime, failed: Sequence[Verdict], kept: bool = False
) -> HttpResponse:
    """`kept`: what was typed is safe in a draft."""
    verdicts = [verdict(each) for each in failed]
    helpers = menders(actor, at, failed)
    context = {
        "verdicts": verdicts,
        "menders": helpers,
        "kept": kept,
        "remains": remains(actor, {each.code for each in failed}),
        "calls_partner": actor.kind is OrgKind.CLIENT and NO_STATUS not in {each.code for each in failed},
        "crumbs": crumbs(actor),
        "home": home(actor),
        **drafts(actor),
    }
    return show(request, actor, at, "registration/refusal.html", context, here="new", status=FORBIDDEN)


def remains(actor: Actor, codes: Collection[str]) -> str:
    """What this person can do with tickets all the same, when these reasons stand against a new one."""
    if actor.kind is OrgKind.PARTNER:
        if OWN_STATUS & set(codes):
            return _("Читать обращения можно; работать с ними нельзя, пока статус не вернут.")
        return _("Читать обращения и продолжать открытые можно.")
    if not actor.roles & WRITERS:
        return _("Читать обращения организации можно.")
    if NO_STATUS in codes:
        return _(
            "Открытые обращения можно читать, дополнять и отзывать; ответить в них ваш партнёр сейчас не может."
        )
    return _("Читать обращения организации и продолжать открытые можно.")
