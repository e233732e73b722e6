"""What is typed beside the sheets: a file, a text, a day of publication, a day of adoption."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.regulation.supersession import LONGEST
from kabinet.actions.unit.errors import Refused
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import Files, Initial, LongText, Sent, Uploaded
from kabinet.records import lengths
from kabinet.regulation.pack.editing import LARGEST_FILE, LARGEST_UPLOAD


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_of(said: str) -> date | None:
    """A day out of a form's "2024-09-02"; None for anything else."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


class VersionForm(RefusableForm):
    """A form that can be shown again with other values than were typed."""

    def put(self, **values: str) -> None:
        """Another value in what was typed, for the form that is shown again."""
        self.data = {**{name: self.data[name] for name in self.data}, **values}


class Upload(VersionForm):
    """A version out of a file."""

    file = forms.FileField(
        label=lazily("Файл версии"),
        help_text=lazily("Архив .zip с файлами TOML или один файл .toml"),
        widget=forms.FileInput(attrs={"accept": ".zip,.toml"}),
        error_messages={"required": lazily("Выберите файл"), "empty": lazily("Файл пуст")},
    )

    def clean_file(self) -> Uploaded | None:
        file: Uploaded | None = self.cleaned_data["file"]
        if file is not None and file.size is not None and file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("Файл больше 2 МБ: регламент столько не занимает"))
        return file

    def given(self) -> dict[str, Any]:
        """What the act is called with."""
        file = self.cleaned_data["file"]
        return {"name": file.name, "raw": file.read()}


class TextForm(VersionForm):
    """The text of one file."""

    text = LongText(
        label=lazily("Текст файла"),
        rows=30,
        attrs={"spellcheck": "false", "wrap": "off", "class": "code"},
        required=False,
        strip=False,
        max_length=LARGEST_FILE,
    )
    before = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def status_of(self, refused: Refused) -> int:
        """Somebody else saved the text meanwhile, or this one cannot be read."""
        return CONFLICT if self.field_of(refused) == "before" else UNPROCESSABLE


class Publication(VersionForm):
    """`told` is the day whose consequence the person was shown."""

    day = forms.DateField(label=lazily("День публикации"), widget=DayInput())
    note = forms.CharField(
        label=lazily("Что изменилось, одной фразой"),
        help_text=lazily("Её увидят партнёры и клиенты на странице версии"),
        required=False,
        max_length=lengths.NOTE,
    )
    sure = forms.BooleanField(
        label=lazily("Публикую: изменить версию потом нельзя, можно только отозвать"),
        error_messages={"required": lazily("Подтвердите, что версию можно публиковать")},
    )
    before = forms.CharField(widget=forms.HiddenInput, max_length=64)
    told = forms.CharField(widget=forms.HiddenInput, max_length=10, required=False)

    def clean(self) -> dict[str, Any]:
        """Another day has another consequence, which is shown before it is confirmed."""
        cleaned = super().clean() or {}
        day = cleaned.get("day")
        if day is not None and cleaned.get("told") != day.isoformat():
            self.add_error("day", _("День изменён: посмотрите ниже, что это значит, и подтвердите ещё раз"))
        return cleaned

    def typed_day(self) -> date | None:
        """The day as it was typed, whatever stands against it."""
        return day_of(str(self.data.get("day", "")))

    def given(self) -> dict[str, Any]:
        """What the act is called with."""
        told = self.cleaned_data
        return {"day": told["day"], "note": told["note"], "before": told["before"]}


class Reason(VersionForm):
    """Why a version is superseded."""

    reason = LongText(
        label=lazily("Почему версию отзывают"),
        help_text=lazily("Причину увидят партнёры и клиенты: в уведомлении, на странице версии и в истории"),
        rows=4,
        max_length=LONGEST,
        error_messages={"required": lazily("Напишите, почему версию отзывают")},
    )

    def __init__(self, data: Sent = None, files: Files = None, *, initial: Initial = None) -> None:
        super().__init__(data, files, initial=initial)
        self.use_required_attribute = False

    def field_of(self, refused: Refused) -> str | None:
        """That there is nothing to supersede is no fault of the reason."""
        field = super().field_of(refused)
        return field if field in self.fields else None


class AdoptionDay(VersionForm):
    """From which day a partner lives under the version."""

    day = forms.DateField(label=lazily("С какого дня"), widget=DayInput())

    def __init__(
        self, first: date, last: date, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["day"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}
