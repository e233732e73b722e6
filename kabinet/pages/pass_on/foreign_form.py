"""What is said of a client's ticket in another desk before its nine items."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.registration.client_desk import LONGEST, is_page
from kabinet.actions.vendor.third_party_desk import DESK, LONGEST_WHY, Foreign
from kabinet.pages.ui import phones
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import Files, Initial, LongText, Sent
from kabinet.records.doors.record_types import SystemRecord


class ForeignForm(RefusableForm):
    """Of one client, whose systems are offered."""

    system = forms.TypedChoiceField(label=lazily("Система клиента"), coerce=int)
    desk = forms.CharField(
        label=lazily("Система учёта клиента"),
        help_text=lazily("Как она называется у клиента"),
        max_length=DESK,
    )
    number = forms.CharField(label=lazily("Номер обращения в ней"), max_length=LONGEST["foreign_number"])
    url = forms.CharField(
        label=lazily("Ссылка"),
        help_text=lazily("Адрес целиком, начиная с https://"),
        required=False,
        max_length=LONGEST["foreign_url"],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    why = LongText(
        label=lazily("Почему обращение пришло оттуда"),
        help_text=lazily("Нужно, если в соглашении с клиентом этой системы нет"),
        required=False,
        max_length=LONGEST_WHY,
        rows=2,
    )
    confirmed = forms.BooleanField(
        label=lazily("Клиент подтвердил условия критического обращения"),
        help_text=lazily(
            "Отвечает по телефону круглосуточно и на вопросы в течение часа; нужно для уровня 1"
        ),
        required=False,
    )
    client_phone = forms.CharField(
        label=lazily("Круглосуточный телефон клиента"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )

    def __init__(
        self,
        systems: list[SystemRecord],
        desk: str,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.use_required_attribute = False
        self.fields["system"].choices = [(each.pk, each.name) for each in systems]  # type: ignore[attr-defined]
        self.agreed = desk
        if desk:
            self.initial.setdefault("desk", desk)

    def clean_url(self) -> str:
        typed = str(self.cleaned_data["url"]).strip()
        if typed and not is_page(typed):
            raise ValidationError(_("Это не адрес страницы. Вставьте его целиком, начиная с https://"))
        return typed

    def clean_why(self) -> str:
        if not self.agreed and not self.cleaned_data["why"]:
            raise ValidationError(
                _("Сторонней системы в соглашении нет: напишите, почему обращение пришло оттуда")
            )
        return str(self.cleaned_data["why"])

    def clean_client_phone(self) -> str:
        typed = str(self.cleaned_data["client_phone"])
        if self.cleaned_data.get("confirmed") and not phones.valid(typed):
            raise ValidationError(_("Укажите номер, по которому клиент отвечает круглосуточно"))
        return typed

    def foreign(self) -> Foreign:
        """As the act takes it."""
        said = dict(self.cleaned_data)
        confirmed = said.pop("confirmed")
        return Foreign(**said | {"client_phone": said["client_phone"] if confirmed else ""})
