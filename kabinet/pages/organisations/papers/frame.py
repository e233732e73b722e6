"""The frame of an act's page: the form, the act, and whatever can go wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.organisations.papers.forms import PaperForm
from kabinet.pages.organisations.papers.place import today
from kabinet.pages.organisations.papers.preview import Reckoned, Reckoning, reckoning
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.ui.act_page import answer_form
from kabinet.regulation.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """What an act's page says: `line` whom it is about, `consequence` what will follow, `back` where it came from.

    `follows` is whose right to work it takes or gives; `anew` that what was sent leads to something else than was said.
    """

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
    template: str = "organisations/papers/act.html"
    follows: tuple[str, ...] = ()
    anew: bool = False
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

    def act() -> None:
        with transaction.atomic():
            does(actor=actor, at=at, **form.given())

    def done(_made: None) -> HttpResponse:
        flash_message(request, str(plate.done))
        return SeeOther(plate.back)

    return answer_form(
        request, form, show=partial(page_of, request, actor, at, plate, form), act=act, done=done
    )


def reckon(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    plate: Plate,
    form: Reckoned,
    does: Callable[..., Any],
    supposed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The same for an act that takes or gives a right to work: the page says beforehand whose.

    `supposed` is what the act is reckoned with before anything is typed, where that can be supposed. What is sent with
    days or partners from which something else follows than the page has said is shown once more, with that.
    """

    def said(given: Mapping[str, Any]) -> Reckoning | None:
        return reckoning(actor, today(at), lambda: does(actor=actor, at=at, **given))

    if request.method != "POST":
        return page_of(request, actor, at, _saying(plate, form, said(supposed) if supposed else None), form)
    if not form.is_valid():
        return page_of(request, actor, at, plate, form, UNPROCESSABLE)
    follows = said(form.given())
    if follows is not None and follows.stamp != form.cleaned_data["reckoned"]:
        return page_of(request, actor, at, _saying(plate, form, follows, anew=True), form, CONFLICT)
    return answer(request, actor, at, plate, form, does)


def _saying(plate: Plate, form: Reckoned, follows: Reckoning | None, *, anew: bool = False) -> Plate:
    """The plate with what follows, and the form that knows that it was said."""
    if follows is None:
        return plate
    if anew:
        form.data = {**{name: form.data[name] for name in form.data}, "reckoned": follows.stamp}
    else:
        form.initial["reckoned"] = follows.stamp
    return replace(plate, follows=follows.sentences, anew=anew)


def page_of(
    request: HttpRequest, actor: Actor, at: datetime, plate: Plate, form: PaperForm, status: int = 200
) -> HttpResponse:
    """The act's page with this form."""
    context = {"plate": plate, "form": form, "action": request.get_full_path(), **plate.more}
    return show(request, actor, at, plate.template, context, here=plate.here, status=status)
