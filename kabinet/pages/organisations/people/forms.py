"""Forms about one contact. What is wrong with a field the act says, all of it at once."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.organisations.contacts.details import LONGEST
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.pages.organisations.overview.roster import role_tag
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Described, Files, Initial, Sent
from kabinet.records.doors import Contact
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS, ROLES_OF, WORKING


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Spoken(RefusableForm):
    """A form whose act finds the faults."""

    DENIALS: ClassVar[dict[str, str]] = {"third_contact": "roles"}
    CITES = True


class Particulars(Spoken):
    """The five particulars (U5b, P6.2)."""

    name = forms.CharField(
        label=lazily("Фамилия, имя, отчество"),
        required=False,
        max_length=LONGEST["name"],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    position = forms.CharField(label=lazily("Должность"), required=False, max_length=LONGEST["position"])
    email = forms.CharField(
        label=lazily("Электронная почта"),
        required=False,
        max_length=LONGEST["email"],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=lazily("Телефон"),
        required=False,
        help_text=lazily("С кодом города или оператора, можно с добавочным"),
        max_length=LONGEST["phone"],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    login = forms.CharField(
        label=lazily("Логин на портале"),
        max_length=LONGEST["login"],
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def typed(self) -> dict[str, str]:
        return {field: self.cleaned_data.get(field, "") for field in Particulars.base_fields}


class Rights(Spoken):
    """Which rights, and the certificate of whoever sends to the vendor."""

    roles = forms.MultipleChoiceField(
        label=lazily("Права"), required=False, widget=forms.CheckboxSelectMultiple
    )
    number = forms.CharField(
        label=lazily("Номер сертификата"),
        required=False,
        max_length=40,
    )
    first_day = forms.DateField(label=lazily("Действует с"), required=False, widget=_day())
    last_day = forms.DateField(
        label=lazily("Действует по"),
        required=False,
        widget=_day(),
        help_text=lazily("Пусто — без срока"),
    )

    def __init__(
        self, kind: OrgKind, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role.value, Described(role_tag(role), spoken(ROLE_WORDS[role].hint))) for role in ROLES_OF[kind]
        ]
        self.certified = kind is OrgKind.PARTNER
        if not self.certified:
            for field in ("number", "first_day", "last_day"):
                del self.fields[field]

    def held(self) -> list[Role]:
        return [Role(code) for code in self.cleaned_data.get("roles", [])]

    def paper(self) -> Paper | None:
        """The certificate, if anything of it was typed: the act says what is missing."""
        number, *days = (self.cleaned_data.get(name) for name in ("number", "first_day", "last_day"))
        return Paper(number or "", *days) if number or any(days) else None


class NewContact(Rights, Particulars):
    """Everything about somebody who comes in."""

    field_order = (*Particulars.base_fields, "roles", "number", "first_day", "last_day")


class Leaving(Spoken):
    """Who takes the tickets over; that the last administrator knows what follows."""

    heir = forms.TypedChoiceField(
        label=lazily("Открытые обращения"), coerce=int, required=False, empty_value=None
    )
    aware = forms.BooleanField(
        label=lazily("Понимаю: у организации не останется администратора"), required=False
    )

    def __init__(
        self,
        contacts: Iterable[Contact],
        leaving: int,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        colleagues = [
            (contact.person.pk, contact.person.name)
            for contact in contacts
            if WORKING & set(contact.roles) and contact.person.pk != leaving
        ]
        self.fields["heir"].choices = [("", _("в общую очередь")), *colleagues]  # type: ignore[attr-defined]


def initial_of(contact: Contact) -> dict[str, str]:
    """What is on record."""
    return {field: getattr(contact.person, field) for field in Particulars.base_fields}


def roles_of(contact: Contact) -> list[str]:
    return [role.value for role in (*contact.roles, *contact.pending)]
