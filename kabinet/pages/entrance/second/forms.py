from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kabinet.pages.ui.act_page import RefusableForm

LONGEST_CODE = 40


class Code(forms.Form):
    """A code of the app, or one that was kept on paper: however it is typed."""

    code = forms.CharField(
        label=_("Код"),
        max_length=LONGEST_CODE,
        error_messages={"required": _("Введите код")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Without the spaces and dashes that make it readable."""
        code: str = self.cleaned_data["code"]
        return code.replace(" ", "").replace("-", "").replace("\u00a0", "").replace("\0", "")


class PasswordAgain(RefusableForm):
    """The password, unless it was typed only just now: whoever finds an open session changes nothing with it."""

    password = forms.CharField(
        label=_("Ваш пароль"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Введите пароль")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, data: QueryDict | None = None, *, fresh: bool) -> None:
        super().__init__(data)
        if fresh:
            del self.fields["password"]


class NewApp(Code, PasswordAgain):
    """The code that proves that the app has the secret."""

    field_order = ("code", "password")
