from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kabinet.pages.ui.act_page import RefusableForm

LONGEST_CODE = 40
LONGEST_ANSWER = 16_000


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


class PasskeyAnswer(forms.Form):
    """What a key answered, as the script puts it."""

    answer = forms.CharField(max_length=LONGEST_ANSWER)


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


class NewPasskey(PasswordAgain):
    """What the person calls it, and what it answered: the script puts that here."""

    name = forms.CharField(
        label=_("Название"),
        max_length=60,
        help_text=_("По нему вы узнаете ключ в списке: «Рабочий ноутбук», «YubiKey на связке»"),
        error_messages={"required": _("Назовите ключ")},
    )
    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        error_messages={"required": _("Ключ не ответил: для него в браузере должен работать JavaScript")},
        widget=forms.HiddenInput(),
    )
    field_order = ("name", "password", "answer")
