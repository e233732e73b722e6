"""What the field partials need of Django's forms."""

from collections.abc import Mapping, MutableMapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypedDict, Unpack

from django.core.files.uploadedfile import UploadedFile
from django.forms import (
    BaseForm,
    BoundField,
    CharField,
    CheckboxInput,
    ChoiceField,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.forms.boundfield import BoundWidget
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import amounts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Label = str | StrPromise
    Uploaded = UploadedFile[bytes]
else:
    Label, Uploaded = str | Promise, UploadedFile
# A select's choice, or the name of a group with its choices.
Choice = tuple[str, str | Sequence[tuple[str, str]]]
# What is offered in one: the value and its words.
Choices = Sequence[tuple[object, str]]
# What a form is made of: what was sent (None before anything was), the files of it, what it begins with.
Sent = Mapping[str, Any] | None
Files = MultiValueDict[str, Uploaded] | None
Initial = MutableMapping[str, Any] | None


NO_ATTRS: Mapping[str, str] = {}


class FieldWords(TypedDict, total=False):
    """What a field says of itself."""

    label: Label
    help_text: Label


class FieldOptions(FieldWords, total=False):
    """What any field is declared with."""

    required: bool


class LongOptions(FieldOptions, total=False):
    """What several lines of text are declared with."""

    initial: str
    strip: bool
    error_messages: dict[str, Label]


class ChoiceOptions(FieldOptions, total=False):
    """What a field of choices is declared with."""

    choices: Sequence[Choice]


class Described(str):
    """A choice's label with a hint: `Described("Не работает", "Обойти нельзя")`."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> Self:
        made = super().__new__(cls, label)
        made.hint = hint
        return made


class LongText(CharField):
    """Several lines of text, counted as the act counts them: a line's end is one character, whatever a browser sends."""

    def __init__(
        self,
        *,
        max_length: int,
        rows: int = 4,
        attrs: Mapping[str, str] = NO_ATTRS,
        **options: Unpack[LongOptions],
    ) -> None:
        super().__init__(
            max_length=max_length, widget=Textarea(attrs={"rows": str(rows), **attrs}), **options
        )

    def to_python(self, value: object) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class SaidOnce(ChoiceField):
    """A choice on which it hangs what is published and to whom. Said twice it is as good as not said: nobody guesses the
    wider, or the heavier, of two."""

    def __init__(self, *, widget: type[Widget], **options: Unpack[ChoiceOptions]) -> None:
        super().__init__(widget=type(f"One{widget.__name__}", (_Once, widget), {}), **options)


class Readers(SaidOnce):
    """Who will read what is written."""

    default_error_messages = dict.fromkeys(
        ("required", "invalid_choice"), lazily("Выберите, кто это прочтёт")
    )


class AnswerKind(SaidOnce):
    """What an answer is: it decides about clocks, and whether anything is offered as the end of the matter."""

    default_error_messages = dict.fromkeys(
        ("required", "invalid_choice"), lazily("Выберите, что это за ответ. Ничего не отправлено.")
    )


class _Once:
    """A control whose value is empty when it was sent more than once."""

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> object:
        said = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return said[0] if len(said) == 1 else None


class Fault(NamedTuple):
    """One error of the summary: where it leads (an id, or empty for the whole form), the field's label, what is wrong."""

    target: str
    label: str
    words: str


def errors(form: BaseForm) -> list[Fault]:
    """Of the whole form first, then field by field in the form's order."""
    whole = [Fault("", "", str(words)) for words in form.non_field_errors()]
    return whole + [
        Fault(target(field), str(field.label), str(words)) for field in form for words in field.errors
    ]


def target(field: BoundField) -> str:
    """The id of the control to go to: of a group of radios the first."""
    return f"{field.auto_id}_0" if isinstance(field.field.widget, RadioSelect) else str(field.auto_id)


def title(form: BaseForm) -> str:
    count = sum(1 for field in form if field.errors)
    if not count:
        return _("Не отправлено")
    return _("Не отправлено: проверьте %(fields)s") % {
        "fields": amounts.counted(count, "поле", "поля", "полей")
    }


def control(field: BoundField, rows: int) -> SafeString:
    """The widget; a select in which nobody chose anything yet says so: a browser would show the first as chosen."""
    widget = field.field.widget
    if isinstance(widget, Select) and not widget.allow_multiple_selected and field.value() in {None, ""}:
        _begin_unchosen(widget)
    return field.as_widget(attrs={"rows": str(rows)}) if rows else field.as_widget()


def _begin_unchosen(widget: Select) -> None:
    choices = list(widget.choices)
    if not any(value in {None, ""} for value, _words in choices):
        widget.choices = [("", _("Выберите")), *choices]


def is_check(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


class BoxGroup(NamedTuple):
    """Boxes under one heading; without one where the choices have none."""

    heading: str
    boxes: tuple[BoundWidget, ...]


def box_groups(bound: BoundField) -> list[BoxGroup]:
    """The boxes of a choice of many, as its choices put them together."""
    boxes, found = iter(bound), []
    for value, words in bound.field.choices:  # type: ignore[attr-defined]
        grouped = isinstance(words, list | tuple)
        found.append(
            BoxGroup(str(value) if grouped else "", tuple(islice(boxes, len(words) if grouped else 1)))
        )
    return found
