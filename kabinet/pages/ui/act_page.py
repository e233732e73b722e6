"""A page with the form of one act: GET shows it, POST does the act, or shows the form again with what stands against it."""

from collections.abc import Callable
from typing import ClassVar, Protocol, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse

from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.ui.citations import cited_rule, spoken
from kabinet.regulation.verdict import Verdict


def reason_and_remedy(verdict: Verdict, *, cite: bool = False) -> str:
    """As sentences; the place in the regulation where it is asked for."""
    said = ". ".join(filter(None, (spoken(verdict.reason), spoken(verdict.remedy))))
    place = cited_rule(verdict.clause).words if cite else ""
    return f"{said} ({place})." if place else f"{said}."


class RefusableForm(forms.Form):
    """A form that can say what its act has against it. `DENIALS` leads denials of the law, by their codes, to the field that
    they are about; with `CITES` the place in the regulation is said too, without `REMEDIES` the reason alone; `FAULT_ENDS`
    ends what is said of one field. With `ACT_JUDGES` the act is asked whatever the fields say: it names every fault.

    Without fields it is a button: what its act has against it stands over the page (`said_over`)."""

    DENIALS: ClassVar[dict[str, str]] = {}
    CITES: ClassVar[bool] = False
    FAULT_ENDS: ClassVar[str] = ""
    REMEDIES: ClassVar[bool] = True
    ACT_JUDGES: ClassVar[bool] = False
    refused: Refused | None = None

    def can_be_tried(self) -> bool:
        """Whether the act is asked at all."""
        return self.ACT_JUDGES or self.is_valid()

    def refuse(self, refused: Refused) -> bool:
        """Says it beside its field, or over the form where it has none of that name; False for what is no fault of it.
        `refused` is known from then on to whoever shows the form."""
        self.refused = refused
        if isinstance(refused, Mistaken):
            for fault in refused.faults:
                self.put_beside(fault.field, f"{spoken(fault.words)}{self.FAULT_ENDS}")
            return True
        field = self.field_of(refused)
        if field is None:
            return False
        for verdict in refused.verdicts:
            self.put_beside(field, self.words(verdict))
        return True

    def field_of(self, refused: Refused) -> str | None:
        """What a refusal is about; None for no value of the form."""
        return refused.field if isinstance(refused, Invalid) else self.DENIALS.get(refused.verdict.code)

    def put_beside(self, field: str, words: str) -> None:
        """An error of the field, or of the whole form."""
        self.add_error(field if field in self.fields else None, words)

    def words(self, verdict: Verdict) -> str:
        """What is said of a refusal."""
        return reason_and_remedy(verdict, cite=self.CITES) if self.REMEDIES else spoken(verdict.reason)

    def said_over(self) -> str:
        """What stands against the whole form, as sentences; empty when nothing does."""
        return " ".join(map(str, self.non_field_errors()))

    def status_of(self, refused: Refused) -> int:
        """With which status the form comes back."""
        return UNPROCESSABLE


Made = TypeVar("Made")


class Shown(Protocol):
    """How a page shows its form, whose `status` tells a form that came back."""

    def __call__(self, *, status: int = 200) -> HttpResponse: ...


def answer_form(
    request: HttpRequest,
    form: RefusableForm,
    *,
    show: Shown,
    act: Callable[[], Made],
    done: Callable[[Made], HttpResponse],
) -> HttpResponse:
    """GET shows the form; POST acts and goes on with what was made, or shows the form with everything typed and what stands
    against it. What is no fault of the form is raised."""
    if request.method != "POST":
        return show()
    if not form.can_be_tried():
        return show(status=UNPROCESSABLE)
    try:
        made = act()
    except Refused as refused:  # by hand: the one frame
        if not form.refuse(refused):
            raise
        return show(status=form.status_of(refused))
    return done(made)
