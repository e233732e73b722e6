"""The form of the second step, made of the fields that the regulation asks (U6a, U4b)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _

from kabinet.actions.tickets.registration import client_desk
from kabinet.actions.tickets.registration.sheet import longest
from kabinet.actions.tickets.uploads import place
from kabinet.pages.registration.form.known import origin
from kabinet.pages.registration.law_words import say
from kabinet.pages.registration.parsing import PROMISED, YES
from kabinet.pages.registration.typed import Known, Typed
from kabinet.pages.ui import phones
from kabinet.pages.ui.forms import Choices, LongText
from kabinet.records import lengths
from kabinet.regulation.pack import FormField, KnownFrom, Leg, Need, Widget, must_be_chosen, offered
from kabinet.regulation.ticket import completeness
from kabinet.regulation.ticket.criticality import is_slow
from kabinet.regulation.ticket.lifecycle import limits

BESIDE = "contact"  # the section that stands beside the form: who is asking


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field in its section; `follows`: its value is that of the contact chosen, until somebody corrects it."""

    bound: BoundField
    recommended: bool
    origin: str
    lines: int
    cards: bool
    follows: bool = False

    @property
    def files(self) -> bool:
        """Whether files are dropped beside it."""
        return isinstance(self.bound.field, FilesWords)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the form; `hint` says where its values are known from when all of them come from one place."""

    code: str
    title: str
    hint: str
    rows: list[FieldRow]
    one_column: bool

    @property
    def files(self) -> bool:
        """Whether files are dropped here."""
        return any(row.files for row in self.rows)


class FilesWords(forms.CharField):
    """What else there is beside the files themselves."""


class DetailsForm(forms.Form):
    """Shows what was typed; `bound` when it was sent. What is missing is the law's question, not this form's. `contacts`
    are those to choose from, `named` the one chosen."""

    def __init__(
        self,
        typed: Typed,
        leg: Leg,
        *,
        bound: bool = False,
        desk: str = "",
        contacts: Choices = (),
        named: str = "",
    ) -> None:
        values = {**typed.values, "contact": named}
        super().__init__(data=values if bound else None, initial=values)
        self.typed, self.leg = typed, leg
        self.shown = asked(typed, leg)
        for field in self.shown:
            self.fields[field.code] = made(field, leg, contacts)
        if typed.contact is None:
            self.fields[place.FIELD] = _place()
        self.desk = desk
        if desk or client_desk.FIELDS & typed.values.keys():
            self.fields |= foreign()

    def parts(self, today: date) -> list[FormSection]:
        """The sections in the regulation's order, each with its fields."""
        order = {section.code: nth for nth, section in enumerate(self.leg.sections)}
        rows = sorted(self.shown, key=lambda field: order[field.section])
        return [
            self._part(code, list(fields), today)
            for code, fields in groupby(rows, key=lambda one: one.section)
        ]

    def _part(self, code: str, fields: list[FormField], today: date) -> FormSection:
        section = next(section for section in self.leg.sections if section.code == code)
        known = {
            field.code: self.typed.known[field.code] for field in fields if field.code in self.typed.known
        }
        whence = {origin(each, today) for each in known.values()}
        hint = _("%(whence)s, проверьте") % {"whence": whence.copy().pop()} if len(whence) == 1 else ""
        rows = [self._row(field, "" if hint else _origin(known, field, today)) for field in fields]
        if place.FIELD in self.fields and any(row.files for row in rows):
            rows.append(FieldRow(self[place.FIELD], recommended=False, origin="", lines=0, cards=False))
        usual = _files_hint(fields) or (say(section.hint) if section.hint and not known else "")
        return FormSection(
            code,
            say(section.title),
            hint or usual,
            rows,
            len(rows) == 1 or any(row.lines or row.cards for row in rows),
        )

    def _row(self, field: FormField, whence: str) -> FieldRow:
        lines = {"description": 8}.get(field.code, 3) if field.widget is Widget.LINES else 0
        recommended = field.recommended and field.widget is not Widget.FILES
        follows = field.source is KnownFrom.PERSON and field.widget is not Widget.PERSON
        return FieldRow(self[field.code], recommended, whence, lines, is_cards(field, self.leg), follows)


def asked(typed: Typed, leg: Leg) -> list[FormField]:
    """The fields of this ticket's form; the promises of a critical ticket are asked in the first step."""
    shown = completeness.shown(leg, typed.level or leg.levels[-1].number, is_slow(typed.answers, leg))
    return [field for field in shown if field.code not in PROMISED]


def is_cards(field: FormField, leg: Leg) -> bool:
    """Few answers lie open, many are unfolded; one that may stay without an answer can be taken back."""
    needed = must_be_chosen(field) or not (field.recommended or field.need is Need.ASKED)
    return field.widget is Widget.CHOICE and needed and len(offered(field, leg)) <= 4


def control(field: FormField, leg: Leg) -> str:
    """The id of a field's control, of cards the first one's."""
    return f"id_{field.code}_0" if is_cards(field, leg) else f"id_{field.code}"


def made(field: FormField, leg: Leg, contacts: Choices = ()) -> forms.Field:
    """The control of one field."""
    if field.widget is Widget.PERSON:
        return _person(field, contacts)
    if field.widget is Widget.CHOICE:
        return _choice(field, leg)
    if field.widget is Widget.FILES:
        return _larger(leg)
    if field.widget is Widget.CONFIRM:
        hint = say(field.hint) if field.hint else ""
        box = forms.CheckboxInput(attrs={"value": YES})
        return forms.BooleanField(label=say(field.label), help_text=hint, required=False, widget=box)
    most = longest(field)
    hint = say(field.hint) if field.hint else ""
    if field.widget is Widget.LINES:
        return LongText(label=say(field.label), help_text=hint, required=False, max_length=most)
    kind = forms.EmailField if field.widget is Widget.EMAIL else forms.CharField
    return kind(
        label=say(field.label),
        help_text=hint,
        required=False,
        max_length=most,
        widget=forms.TextInput(attrs=_attributes(field)),
        validators=[callable_number] if field.widget is Widget.TEL else [],
    )


def _person(field: FormField, contacts: Choices) -> forms.Field:
    """A choice among people; whether the choice can stand is the law's question (U3.5e)."""
    offered = [("", _("Выберите")), *contacts]
    return forms.CharField(
        label=say(field.label),
        help_text=say(field.hint) if field.hint else "",
        required=False,
        widget=forms.Select(choices=offered),
    )


def callable_number(typed: str) -> None:
    """A telephone number that exists."""
    if not phones.valid(typed):
        raise ValidationError(_("По такому номеру не позвонить. Например, +7 900 000-41-17"))


def foreign() -> dict[str, forms.Field]:
    """The same question in the client's own desk, where the agreement names one (L8)."""
    number, url = client_desk.LONGEST[client_desk.NUMBER], client_desk.LONGEST[client_desk.URL]
    return {
        client_desk.NUMBER: forms.CharField(label=_("Номер у вас"), required=False, max_length=number),
        client_desk.URL: forms.CharField(
            label=_("Ссылка на него"),
            help_text=_("Адрес целиком, начиная с https://"),
            required=False,
            max_length=url,
            widget=forms.TextInput(attrs={"type": "url"}),
            validators=[page_address],
        ),
    }


def page_address(typed: str) -> None:
    """The whole address of a page."""
    if not client_desk.is_page(typed):
        raise ValidationError(_("Это не адрес страницы. Вставьте его целиком, начиная с https://"))


def _larger(leg: Leg) -> forms.Field:
    """Files themselves stand beside the draft; this says what else there is (U6c)."""
    most = limits(leg).small_file_bytes // 2**20
    return FilesWords(
        label=_("Есть файлы больше %(most)s\u00a0МБ") % {"most": most},
        help_text=_(
            "Приложите их: загрузятся частями. Или дайте ссылку, или напишите, что диагностики нет и почему"
        ),
        required=False,
        max_length=lengths.LINE,
    )


def _place() -> forms.Field:
    """Files that lie where nobody signs in (U6c)."""
    return forms.BooleanField(
        label=_("Понадобится место для загрузки с сервера"),
        help_text=_(
            "Партнёр откроет его, и в обращении появится команда, которой файл отправляют без входа в Кабинет"
        ),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": YES}),
    )


def _files_hint(fields: list[FormField]) -> str:
    """A section of files says what may be attached."""
    return next((say(each.hint) for each in fields if each.widget is Widget.FILES and each.hint), "")


def _choice(field: FormField, leg: Leg) -> forms.Field:
    choices = [(each.code, say(each.name)) for each in offered(field, leg)]
    hint = say(field.hint) if field.hint else ""
    if is_cards(field, leg):
        return forms.ChoiceField(
            label=say(field.label), help_text=hint, choices=choices, required=False, widget=forms.RadioSelect
        )
    unfolded = [("", _("Выберите")), *choices]
    return forms.ChoiceField(label=say(field.label), help_text=hint, choices=unfolded, required=False)


def _attributes(field: FormField) -> dict[str, str]:
    if field.widget is Widget.TEL:
        return {"type": "tel", "autocomplete": "tel"}
    return {"type": "email", "autocomplete": "email"} if field.widget is Widget.EMAIL else {}


def _origin(known: Mapping[str, Known], field: FormField, today: date) -> str:
    return origin(known[field.code], today) if field.code in known else ""
