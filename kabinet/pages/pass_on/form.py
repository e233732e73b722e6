"""The form of the page, made of the fields that the regulation asks of a partner (P5b, P7)."""

from typing import Any

from django import forms

from kabinet.actions.tickets.registration.sheet import longest
from kabinet.pages.pass_on.document import field_choices, spoken
from kabinet.pages.pass_on.prepared import Prepared
from kabinet.pages.pass_on.sources import LONGEST
from kabinet.pages.pass_on.typed import CONFIRMED, PERSON, YES, values_of
from kabinet.pages.ui.forms import Described, LongText
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import lengths
from kabinet.regulation.pack import FormField, Leg, Widget

NOT_WRITTEN = frozenset({Widget.FILES, Widget.SOURCES, Widget.PERSON})
CLIENTS = "contact"  # of a ticket in the cabinet it is whom the client's ticket names
TYPES = {Widget.TEL: "tel", Widget.EMAIL: "email"}


class PassOnForm(forms.Form):
    """Shows everything that goes over, known or typed. What is missing is the law's question, not this form's."""

    def __init__(self, shown: Prepared) -> None:
        super().__init__(data=_data(shown), auto_id="id_%s")
        self.use_required_attribute = False
        for each in shown.found.leg.form:
            if each.widget is Widget.PERSON:
                self.fields[each.code] = _person(each, shown)
            elif (
                each.widget not in NOT_WRITTEN
                and each.code not in CONFIRMED
                and not (each.code == CLIENTS and shown.found.ticket.contact_id)
            ):
                self.fields[each.code] = _field(each, shown.found.leg)
        self.fields["sources"] = forms.CharField(
            label=spoken(shown.found.leg.field("sources").label), required=False, max_length=lengths.MESSAGE
        )
        self.fields |= _level(shown) | _promises(shown.found.leg) | _checks(shown.found.leg)
        if not any(each.slowness for each in shown.found.leg.symptoms):
            del self.fields["slow"]


def form_of(shown: Prepared, *, tried: bool) -> PassOnForm:
    """Once somebody has tried, or came back to a draft, every empty field says what is missing."""
    form = PassOnForm(shown)
    form.full_clean()
    named = {fault.field for fault in shown.faults}
    long = {
        name: [each for each in found if each.code == "max_length"]
        for name, found in form.errors.as_data().items()
        if name not in named
    }
    form.errors.clear()
    for name, faults in long.items():
        form.add_error(name, faults)
    if any(source.too_long for source in shown.typed.sources):
        form.add_error("sources", _("В каждой строке не более %(most)s символов") % {"most": LONGEST})
    for fault in shown.faults:
        if fault.field in form.fields:
            form.add_error(fault.field, f"{spoken(fault.verdict.reason)}. {spoken(fault.verdict.remedy)}")
    if denied := shown.found.named.fault:
        form.add_error(PERSON, f"{spoken(denied.reason)}. {spoken(denied.remedy)}")
    for gap in shown.found.missing if tried else ():
        if denied and gap.field == PERSON:
            continue
        name = {"scenario_verified": "verified"}.get(gap.field, gap.field)
        if name in form.fields:
            form.add_error(name, spoken(gap.text))
    return form


def _data(shown: Prepared) -> dict[str, Any]:
    typed, found = shown.typed, shown.found
    checks = {
        "slow": shown.slow,
        "defect": typed.defect,
        "verified": typed.verified,
        "reachable": typed.reachable,
        "within_hour": typed.within_hour,
    }
    return {
        **found.values,
        **values_of(typed),
        PERSON: named_key(shown),
        "service": found.service,
        "level": str(shown.level),
        "level_reason": typed.level_reason,
        "terms_phone": typed.phone or found.values.get("partner_phone", ""),
        **{name: YES for name, on in checks.items() if on},
    }


def named_key(shown: Prepared) -> str:
    """The partner's contact as the ticket would have it; empty when somebody has to choose."""
    chosen = shown.found.named.contact
    return str(chosen.person.pk) if chosen else ""


def _person(each: FormField, shown: Prepared) -> forms.Field:
    """One of the own people who are confirmed; whether the choice can stand is the law's question (P4.7b)."""
    several = len({contact.organisation for contact in shown.found.contacts}) > 1
    offered = [
        (
            str(contact.person.pk),
            f"{contact.person.name}, {contact.organisation}" if several else contact.person.name,
        )
        for contact in shown.found.contacts
    ]
    return forms.CharField(
        label=spoken(each.label),
        help_text=spoken(each.hint) if each.hint else "",
        required=False,
        widget=forms.Select(choices=[("", _("Выберите")), *offered]),
    )


def _field(each: FormField, leg: Leg) -> forms.Field:
    label, hint = spoken(each.label), spoken(each.hint) if each.hint else ""
    if each.widget is Widget.CHOICE:
        unfolded = [("", _("Выберите")), *field_choices(each, leg)]
        return forms.ChoiceField(label=label, help_text=hint, choices=unfolded, required=False)
    if each.widget is Widget.CONFIRM:
        return _check(label, hint)
    if each.widget is Widget.LINES:
        rows = 6 if each.code == "description" else 3
        return LongText(label=label, help_text=hint, required=False, max_length=longest(each), rows=rows)
    control = forms.TextInput(attrs={"type": TYPES[each.widget]} if each.widget in TYPES else {})
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=longest(each), widget=control
    )


def _level(shown: Prepared) -> dict[str, forms.Field]:
    """Each level with its signs: the partner rates by them (P4.7a)."""
    choices = [
        (str(level.number), Described(f"{level.number} · {spoken(level.name)}", spoken(level.criterion)))
        for level in shown.found.leg.levels
    ]
    return {
        "level": forms.ChoiceField(
            label=_("Уровень"), choices=choices, required=False, widget=forms.RadioSelect
        ),
        "level_reason": LongText(
            label=_("Почему уровень другой"),
            help_text=_("Причину увидит %(vendor_name)s"),
            required=False,
            max_length=lengths.REASON,
            rows=2,
        ),
    }


def _promises(leg: Leg) -> dict[str, forms.Field]:
    """The partner's own side of the critical terms (P5d)."""
    phone, hour = leg.critical_terms
    return {
        "reachable": _check(spoken(phone.text), spoken(phone.hint)),
        "within_hour": _check(spoken(hour.text), spoken(hour.hint)),
        # Not "phone": that is the contact's, of the first item.
        "terms_phone": forms.CharField(
            label=_("Круглосуточный телефон"),
            required=False,
            max_length=lengths.PHONE,
            widget=forms.TextInput(attrs={"type": "tel"}),
        ),
    }


def _checks(leg: Leg) -> dict[str, forms.Field]:
    return {
        "slow": _check(_("Обращение о замедлении"), _("Тогда нужны замеры до и после")),
        "defect": _check(_("Дефект нужно воспроизвести"), _("Тогда нужны сценарий, данные и своя проверка")),
        "verified": _check(spoken(leg.field("scenario_verified").label)),
    }


def _check(label: str, hint: str = "") -> forms.Field:
    control = forms.CheckboxInput(attrs={"value": YES})
    return forms.BooleanField(label=label, help_text=hint, required=False, widget=control)
