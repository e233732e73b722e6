"""What is typed when a year is imported.

A file has to be chosen again after an error, so its text may be pasted instead.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import LongText, Uploaded
from kabinet.regulation.working_time.years import LARGEST


class Import(RefusableForm):
    """A year's table and the decree that makes it official."""

    file = forms.FileField(
        label=lazily("Файл календаря"),
        help_text=lazily("xmlcalendar (XML), isdayoff (JSON) или таблица Кабинета (TOML)"),
        required=False,
    )
    text = LongText(
        label=lazily("Или его содержимое"),
        rows=6,
        attrs={"spellcheck": "false"},
        required=False,
        max_length=LARGEST,
        strip=False,
    )
    number = forms.CharField(label=lazily("Номер постановления"), max_length=40)
    day = forms.DateField(label=lazily("Дата постановления"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=lazily("Название постановления"), max_length=200)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("text") and "file" not in self.errors:
            self.add_error("file", _("Приложите файл или вставьте его содержимое"))
        return cleaned

    def clean_file(self) -> Uploaded | None:
        file: Uploaded | None = self.cleaned_data["file"]
        if file and file.size is not None and file.size > LARGEST:
            raise forms.ValidationError(_("Файл больше, чем бывает календарь года"))
        return file

    def given(self) -> dict[str, Any]:
        """What the act is called with."""
        told = self.cleaned_data
        raw = told["file"].read() if told["file"] else told["text"].encode()
        return {"raw": raw, "number": told["number"], "day": told["day"], "title": told["title"]}
