from django import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.Form):
    """The portal login and the password."""

    login = forms.CharField(
        label=_("Логин"),
        max_length=80,
        help_text=_("Логин портала, под которым вас зарегистрировали"),
        error_messages={"required": _("Введите логин")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Пароль"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Введите пароль")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
