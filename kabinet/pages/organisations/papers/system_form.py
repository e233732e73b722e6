"""The form of a system: the values of the registration form, so that it fills itself (U6a)."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kabinet.actions.organisations.papers.systems import Particulars
from kabinet.pages.organisations.papers.forms import DayField, PaperForm
from kabinet.pages.ui.forms import Initial, Sent
from kabinet.records import lengths

FIELDS = tuple(each.name for each in fields(Particulars))


class SystemForm(PaperForm):
    """`flagged` are the numbers of open tickets that lose their ground when the system leaves production."""

    name = forms.CharField(label=gettext_lazy("Название у вас"), max_length=lengths.SYSTEM["name"])
    product = forms.CharField(label=gettext_lazy("Конфигурация"), max_length=lengths.SYSTEM["product"])
    configuration_version = forms.CharField(
        label=gettext_lazy("Версия конфигурации"),
        max_length=lengths.SYSTEM["configuration_version"],
        required=False,
    )
    platform_version = forms.CharField(
        label=gettext_lazy("Версия платформы"), max_length=lengths.SYSTEM["platform_version"]
    )
    main_delivery = forms.CharField(
        label=gettext_lazy("Номер основной корпоративной поставки"),
        max_length=lengths.SYSTEM["main_delivery"],
    )
    client_environment = forms.CharField(
        label=gettext_lazy("Клиенты"),
        help_text=gettext_lazy("ОС и тип клиента"),
        max_length=lengths.SYSTEM["client_environment"],
    )
    server_os = forms.CharField(label=gettext_lazy("ОС сервера"), max_length=lengths.SYSTEM["server_os"])
    server_hardware = forms.CharField(
        label=gettext_lazy("Оборудование сервера"), max_length=lengths.SYSTEM["server_hardware"]
    )
    dbms = forms.CharField(label=gettext_lazy("СУБД"), max_length=lengths.SYSTEM["dbms"], required=False)
    production = forms.BooleanField(
        label=gettext_lazy("В промышленной эксплуатации"),
        help_text=gettext_lazy("Уровни 1 и 2 — только для таких систем"),
        required=False,
    )
    production_since = DayField(label=gettext_lazy("С какого дня"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: Sent = None, *, initial: Initial = None, flagged: Sequence[str] = ()) -> None:
        super().__init__(data, initial=initial)
        self.flagged = list(flagged)
        if self.flagged:
            said = _("Знаю: если снять отметку, у обеих сторон будет пометка в открытых %(numbers)s")
            self.fields["aware"] = forms.BooleanField(
                label=said % {"numbers": ", ".join(self.flagged)}, required=False
            )

    def given(self) -> dict[str, Any]:
        typed = {name: self.cleaned_data[name] for name in FIELDS}
        found: dict[str, Any] = {"particulars": Particulars(**typed)}
        if self.cleaned_data.get("seen"):
            found |= {"seen": self.cleaned_data["seen"], "aware": bool(self.cleaned_data.get("aware"))}
        return found
