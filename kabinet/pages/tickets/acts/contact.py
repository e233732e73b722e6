"""Another contact of the ticket, or another telephone of the one who is (U3.5e, P4.7b)."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.contact import change_contact, nameable
from kabinet.actions.tickets.registration.named_contact import LONGEST
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.ui import phones
from kabinet.pages.ui.citations import called
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors import Contact
from kabinet.regulation.access import Act, OrgKind, Role

READS = frozenset({Role.VIEWER})


class Naming(ActForm):
    """One of the confirmed contacts; telephone and address are those of their record unless typed."""

    contact = forms.TypedChoiceField(label=lazily("Контактное лицо"), coerce=int)
    phone = forms.CharField(
        label=lazily("Телефон для этого обращения"),
        help_text=lazily("Пусто — из карточки этого человека"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(
        label=lazily("Почта для этого обращения"),
        help_text=lazily("Пусто — из карточки этого человека"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "email"}),
    )

    def prepare(self) -> None:
        contacts = nameable(self.opened.actor, self.opened.ticket)
        field = self.fields["contact"]
        field.choices = [  # type: ignore[attr-defined]
            ("", _("Выберите")),
            *((each.person.pk, label(each)) for each in contacts),
        ]
        field.error_messages["invalid_choice"] = _(
            "Этот человек не подтверждён как контактное лицо. Выберите человека из списка"
        )
        field.help_text = format_html(
            '<a class="link" href="{}">{}</a>',
            people_url(self.opened),
            _("Нет нужного человека? Как внести коллегу"),
        )

    def clean_phone(self) -> str:
        typed = str(self.cleaned_data["phone"])
        if typed and not phones.valid(typed):
            raise ValidationError(_("По такому номеру не позвонить. Например, +7 900 000-41-17"))
        return typed


def label(contact: Contact) -> str:
    """Name, place and telephone; that somebody can only read."""
    about = [contact.person.position, contact.person.phone]
    about += [_("только читает")] if READS.issuperset(contact.roles) else []
    return ", ".join([contact.person.name, *filter(None, about)])


def people_url(opened: TicketView) -> str:
    """Where the contacts of the side that asks stand, and how a colleague becomes one."""
    if opened.reader is not OrgKind.PARTNER or opened.vendor_leg:
        return reverse("people")
    return reverse("organisation", args=[opened.ticket.client_id])


def follows(opened: TicketView) -> str:
    """Who is told, and who goes on being told."""
    who = opened.ticket.contact_name
    now = (
        _("Сейчас контактное лицо — %(who)s.") % {"who": called(who)}
        if who
        else _("Контактного лица сейчас нет.")
    )
    then = _("Выбранный человек дальше получает все уведомления обращения.")
    former = (
        _("При замене %(who)s узнает об этом.") % {"who": called(who)}
        if "contact" in (opened.case.ticket.told or ()) and opened.ticket.contact_id != opened.actor.person
        else ""
    )
    kept = _("Замена видна в истории обеим сторонам, сроки не меняются.")
    return " ".join(filter(None, (now, then, former, kept)))


PAGES = (
    ActPage(
        act=Act.CHANGE_CONTACT,
        address="contact",
        name="ticket_contact",
        title=lazily("Назвать другое контактное лицо"),
        verb=lazily("Назвать"),
        icon="circle-user",
        form=Naming,
        does=change_contact,
        done=lazily("Контактное лицо указано."),
        consequence=follows,
        chosen=("contact",),
    ),
)
