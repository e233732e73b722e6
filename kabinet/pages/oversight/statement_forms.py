"""Forms in which somebody says something once: a report, an answer, a violation, a reason. What is wrong the act says."""

from datetime import date
from typing import ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import Choices, Files, Initial, Label, Sent
from kabinet.regulation.clauses import clauses
from kabinet.regulation.verdict import Verdict


class Told(RefusableForm):
    """Every fault of the act beside its field."""

    def __init__(self, data: Sent = None, files: Files = None, *, initial: Initial = None) -> None:
        super().__init__(data, files, initial=initial)
        self.use_required_attribute = False


def day(label: Label) -> forms.DateField:
    """A day with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def text_of_lines(label: Label, hint: Label = "", rows: int = 5) -> forms.CharField:
    """A text of some lines; whether it must be there is the act's question."""
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


class ReportForm(Told):
    """A refusal to take a ticket through the cabinet."""

    partner = forms.TypedChoiceField(label=_("Кто отказал"), coerce=int)
    occurred_on = day(_("Когда"))
    text = text_of_lines(
        _("Что произошло"),
        _("Как вы просили принять обращение и как вам отказали. Прочтут партнёр и фирма «1С»"),
    )

    def __init__(
        self, partners: Choices, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]


class AnswerForm(Told):
    """An answer that is given once."""

    ACT_JUDGES = True

    text = text_of_lines(
        _("Ответ"), _("Ответить можно один раз: ответ войдёт в сведения о соблюдении регламента")
    )


BARE = "status_reason"  # the law's word for a violation without evidence


class ViolationForm(Told):
    """A violation with its evidence."""

    DENIALS: ClassVar[dict[str, str]] = {BARE: "tickets"}

    partner = forms.TypedChoiceField(label=_("Партнёр"), coerce=int)
    clause = forms.ChoiceField(label=_("Нарушенный пункт"))
    occurred_on = day(_("Когда"))
    text = text_of_lines(_("В чём нарушение"))
    tickets = forms.CharField(
        label=_("Доказательство: номера обращений"),
        help_text=_("Через запятую. Подставляются со страницы обращений за цифрой"),
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
            (code, f"{each.place.say(language)}: {each.rule.say(language)[:90]}")
            for code, each in clauses().items()
        ]
        self.fields["partner"].choices = partners  # type: ignore[attr-defined]
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
