"""The frame of an act's page: the form, the act, and whatever can go wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from kabinet.actions.affairs.paperwork import Overtaken
from kabinet.actions.errors import Refused
from kabinet.pages.gate_answers import SeeOther
from kabinet.pages.papers.forms import PaperForm
from kabinet.pages.shell import say, show
from kabinet.regulation.access import Actor

REFUSED, CLASHED = 422, 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """What an act's page says: `line` whom it is about, `consequence` what will follow, `back` where it came from."""

    title: str | Promise
    verb: str | Promise
    done: str | Promise
    back: str
    back_words: str
    line: str = ""
    consequence: str | Promise = ""
    icon: str = "check"
    here: str = "papers"
    danger: bool = False
    clause: str = ""
    template: str = "papers/act.html"
    more: Mapping[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    plate: Plate,
    form: PaperForm,
    does: Callable[..., Any],
) -> HttpResponse:
    """GET shows the form; POST acts, or shows the form again with everything typed and what stands against it."""
    if request.method != "POST":
        return page_of(request, actor, at, plate, form)
    if not form.is_valid():
        return page_of(request, actor, at, plate, form, REFUSED)
    try:
        with transaction.atomic():
            does(actor=actor, at=at, **form.given())
    except Refused as refused:
        if not form.refuse(refused):
            raise
        status = CLASHED if isinstance(refused, Overtaken) else REFUSED
        return page_of(request, actor, at, plate, form, status)
    say(request, str(plate.done))
    return SeeOther(plate.back)


def page_of(
    request: HttpRequest, actor: Actor, at: datetime, plate: Plate, form: PaperForm, status: int = 200
) -> HttpResponse:
    """The act's page with this form."""
    context = {"plate": plate, "form": form, "action": request.get_full_path(), **plate.more}
    return show(request, actor, at, plate.template, context, here=plate.here, status=status)
