from django import forms
from django.utils.translation import gettext_lazy as _

from kabinet.network.provider import LONGEST_ADDRESS
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.citations import spoken
from kabinet.regulation.organisation.logins import mixed

LONGEST_LOGIN = 80


def _secret(complete: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": complete})


class SignIn(forms.Form):
    """The portal login and the password."""

    login = forms.CharField(
        label=_("Логин"),
        max_length=LONGEST_LOGIN,
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

    def clean_login(self) -> str:
        """No login has letters of two alphabets: the wrong keyboard is named before a password is tried."""
        login: str = self.cleaned_data["login"]
        if (words := mixed(login)) is not None:
            raise forms.ValidationError(f"{spoken(words)}.")
        return login


class TypedFirst(forms.Form):
    """By which a provider is chosen."""

    address = forms.CharField(
        label=_("Логин или рабочая почта"),
        max_length=LONGEST_ADDRESS,
        help_text=_("По адресу почты определим, как входят в вашей организации"),
        error_messages={"required": _("Введите логин или рабочую почту")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "email",
            }
        ),
    )


class NewPassword(RefusableForm):
    """A password twice."""

    new = forms.CharField(
        label=_("Новый пароль"),
        max_length=200,
        strip=False,
        help_text=_("Не короче 10 знаков, не из списка частых, не из логина, имени и названия организации"),
        error_messages={"required": _("Придумайте пароль")},
        widget=_secret("new-password"),
    )
    again = forms.CharField(
        label=_("Ещё раз"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Повторите пароль")},
        widget=_secret("new-password"),
    )

    def clean_again(self) -> str:
        """Both alike: nobody sees what they typed."""
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(_("Пароли не совпали"))
        return again


class OtherPassword(NewPassword):
    """The old one first."""

    old = forms.CharField(
        label=_("Прежний пароль"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Введите прежний пароль")},
        widget=_secret("current-password"),
    )
    field_order = ("old", "new", "again")
