"""Forms in which somebody says something once: a report, an answer, a violation, a reason. What is wrong the act says."""

from datetime import date
from textwrap import shorten
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language

from kabinet.actions.organisations.oversight.reports import WHAT
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Choices, Files, Initial, Label, LongText, Sent
from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.records import lengths
from kabinet.records.versions.vendor_names import clauses_of_partner
from kabinet.regulation.verdict import Verdict
from kabinet.regulation.visible import says_something


class Told(RefusableForm):
    """Every fault of the act beside its field."""

    def __init__(self, data: Sent = None, files: Files = None, *, initial: Initial = None) -> None:
        super().__init__(data, files, initial=initial)
        self.use_required_attribute = False


def day(label: Label, hint: Label = "", *, required: bool = True) -> forms.DateField:
    """A day with the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def text_of_lines(label: Label, hint: Label = "", rows: int = 5) -> forms.CharField:
    """A text of some lines; whether it must be there is the act's question."""
    return LongText(label=label, help_text=hint, required=False, max_length=lengths.STATEMENT, rows=rows)


class ReportForm(Told):
    """A refusal to take a ticket through the cabinet."""

    partner = forms.TypedChoiceField(label=_("Кто отказал"), coerce=int)
    occurred_on = day(_("Когда"))
    text = text_of_lines(
        _("Что произошло"),
        _("Как вы просили принять обращение и как вам отказали. Прочтут партнёр и %(vendor_firm)s"),
    )

    def __init__(
        self, partners: Choices, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Where the act is not reached for want of something else, words that are missing are said with the rest."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors and "text" not in self.errors and not says_something(str(found.get("text", ""))):
            self.add_error("text", spoken(WHAT))
        return found


class AnswerForm(Told):
    """An answer that is given once."""

    ACT_JUDGES = True

    text = text_of_lines(
        _("Ответ"), _("Ответить можно один раз: ответ войдёт в сведения о соблюдении регламента")
    )


LONGEST_RULE = 120  # of a clause in a list of them; cut between words
BARE = "status_reason"  # the law's word for a violation without evidence


class ViolationForm(Told):
    """A violation with its evidence."""

    DENIALS: ClassVar[dict[str, str]] = {BARE: "tickets"}

    partner = forms.TypedChoiceField(
        label=_("Партнёр"), coerce=int, error_messages={"required": _("Выберите партнёра.")}
    )
    clause = forms.ChoiceField(label=_("Нарушенный пункт"))
    occurred_on = day(_("Когда"))
    answer_by = day(_("Ответ партнёра ждём по"), _("Пока партнёр не ответит, ему напомнят"), required=False)
    text = text_of_lines(_("В чём нарушение"))
    tickets = forms.CharField(
        label=_("Доказательство: номера обращений"),
        help_text=_("Через запятую. Подставляются из списка опозданий"),
        required=False,
        max_length=4000,
    )
    report = forms.TypedChoiceField(
        label=_("Доказательство: сообщение клиента"), coerce=int, required=False, empty_value=None
    )
    evidence = text_of_lines(
        _("Доказательство: словами"), _("Если оно не в обращениях и не в сообщении клиента"), 3
    )

    def __init__(
        self,
        partners: Choices,
        reports: Choices,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        language = get_language() or "ru"
        named = [
            (
                code,
                f"{each.place.say(language)}: {shorten(each.rule.say(language), LONGEST_RULE, placeholder='…')}",
            )
            for code, each in clauses_of_partner().items()
        ]
        self.fields["partner"].choices = [("", str(_("Выберите"))), *partners]  # type: ignore[attr-defined]
        self.fields["clause"].choices = [("", str(_("Выберите"))), *named]  # type: ignore[attr-defined]
        self.fields["report"].choices = [("", str(_("Нет"))), *reports]  # type: ignore[attr-defined]

    def words(self, verdict: Verdict) -> str:
        if verdict.code != BARE:
            return super().words(verdict)
        return str(_("Нарушение нужно подтвердить: обращениями, сообщением клиента или словами."))

    def numbers(self) -> list[str]:
        """The tickets named."""
        return [
            each
            for each in self.cleaned_data["tickets"].replace("\0", "").replace(";", ",").split(",")
            if each.strip()
        ]


class ReasonForm(Told):
    """Why a violation is taken back."""

    ACT_JUDGES = True

    reason = text_of_lines(_("Почему снимаете"), _("Причину прочтёт партнёр"), 3)


def asked_day(text: str) -> date | None:
    """A day of an address."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
