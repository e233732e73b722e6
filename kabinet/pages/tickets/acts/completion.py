"""Back to the partner for what is missing, and every way in which that ends: given, out of reach, not needed (P5e)."""

from collections.abc import Iterator
from typing import Any

from django import forms

from kabinet.actions.tickets.registration.sheet import longest
from kabinet.actions.vendor.missing_items import Missing, still_missing
from kabinet.actions.vendor.return_back import (
    can_be_asked,
    complete_ticket,
    end_return,
    explain_item,
    return_ticket,
)
from kabinet.pages.tickets.acts.attached import FilesField, keys
from kabinet.pages.tickets.acts.ending import WhyIfYouLike
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.composer import effects
from kabinet.pages.tickets.page.symptoms import symptoms_beside
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import LongText
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.fact_data.tickets import Returned
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.pack import FormField, Leg, Widget, offered

FILES = "diagnostics"  # files that come with the completion give it


class Return(ActForm):
    """The regulation's five cases; the fields are those that the cases name unless others are ticked, by the nine items."""

    cases = forms.MultipleChoiceField(
        label=lazily("Чего не хватает"), widget=forms.CheckboxSelectMultiple, required=False
    )
    missing = forms.MultipleChoiceField(
        label=lazily("Какие сведения дополнить"),
        help_text=lazily("Если не отмечать, партнёр дополнит то, что относится к отмеченным случаям"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = LongText(label=lazily("Пояснение партнёру"), max_length=lengths.MESSAGE, rows=4, required=False)

    def prepare(self) -> None:
        leg = self.opened.leg
        self.fields["cases"].choices = [(case.code, spoken(case.name)) for case in leg.return_cases]  # type: ignore[attr-defined]
        self.fields["missing"].choices = list(_by_item(leg))  # type: ignore[attr-defined]


def _by_item(leg: Leg) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each of the nine items with its fields (P5b), then what the cases name besides."""
    left = dict.fromkeys(can_be_asked(leg))
    for item in leg.items:
        own = [code for code in item.fields if code in left]
        left = dict.fromkeys(code for code in left if code not in own)
        if own:
            yield f"{item.number}. {spoken(item.name)}", [_choice(leg, code) for code in own]
    if left:
        yield _("Кроме девяти пунктов"), [_choice(leg, code) for code in left]


def _choice(leg: Leg, code: str) -> tuple[str, str]:
    return code, spoken(leg.field(code).label)


class Complete(ActForm):
    """The fields that were ticked, each to be filled in."""

    def prepare(self) -> None:
        values = self.opened.ticket.sheet.values
        for code in asked(self.opened):
            field = self.opened.leg.field(code)
            self.fields[code] = (
                FilesField(label=spoken(field.label)) if code == FILES else typed(self.opened.leg, field)
            )
            self.initial.setdefault(code, values.get(code, "") if code != FILES else None)
        self.fields["text"] = LongText(
            label=_("Сообщение %(vendor_name_gen)s"), max_length=lengths.MESSAGE, rows=3, required=False
        )
        if FILES not in self.fields:
            self.fields["attached"] = FilesField()

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        uploaded = data.get(FILES) or data.get("attached") or []
        values = {code: field_text(data.get(code)) for code in asked(self.opened) if code != FILES}
        return {"values": values, "text": data["text"], "files": tuple(keys(self.opened, uploaded))}


def asked(opened: TicketView) -> list[str]:
    """What of the last return is still to be given."""
    found = still_missing(opened.entries)
    return found.left if found else []


def typed(leg: Leg, field: FormField) -> forms.Field:
    if field.widget is Widget.CHOICE:
        known = [("", "—"), *((each.code, spoken(each.name)) for each in offered(field, leg))]
        return forms.ChoiceField(label=spoken(field.label), choices=known, required=False)
    if field.widget is Widget.CONFIRM:
        return forms.BooleanField(label=spoken(field.label), required=False)
    hint, most = spoken(field.hint) if field.hint else "", longest(field)
    if field.widget in (Widget.LINE, Widget.TEL, Widget.EMAIL):
        return forms.CharField(label=spoken(field.label), help_text=hint, required=False, max_length=most)
    return LongText(label=spoken(field.label), help_text=hint, required=False, max_length=most)


def field_text(value: str | bool | None) -> str:
    """A ticked box is said in a word: the form's values are texts."""
    return _("да") if value is True else value or ""


def waits(opened: TicketView) -> str:
    return _(
        "Ход перейдёт к партнёру. Место в очереди сохранится: после дополнения обращение вернётся на него."
    )


def returned_for(opened: TicketView) -> str:
    """The vendor's words, and how many items are left."""
    found = still_missing(opened.entries)
    if found is None:
        return ""
    returned = found.returned.told_as(Returned)
    told = f"{spoken(returned.name)}. {returned.reason}".strip()
    left = _("Осталось пунктов: %(left)s из %(all)s.") % {"left": len(found.left), "all": len(found.items)}
    apart = _("Чего получить нельзя, отметьте отдельно, пункт за пунктом.")
    return f"{told} {left} {apart}"


class Explain(ActForm):
    """One of the items that are still missing, and the reason."""

    item = forms.ChoiceField(label=lazily("Чего получить нельзя"), widget=forms.RadioSelect)
    reason = LongText(
        label=lazily("Почему"),
        help_text=lazily("%(Vendor_name)s прочтёт и решит, можно ли обойтись без этого"),
        max_length=lengths.REASON,
        required=False,
    )

    def prepare(self) -> None:
        found = still_missing(self.opened.entries)
        left = found.left if found else []
        self.fields["item"].choices = [(code, label_of(self.opened, code)) for code in left]  # type: ignore[attr-defined]
        if len(left) == 1:
            self.initial.setdefault("item", left[0])


class DoWithout(WhyIfYouLike):
    """The vendor's words to the partner, if any."""

    def prepare(self) -> None:
        self.fields["reason"].label = _("Пояснение партнёру")
        self.fields["reason"].help_text = _("Можно не писать. Ответом на обращение не считается")


def label_of(opened: TicketView, code: str) -> str:
    """The item's name in the form of the registration."""
    return spoken(opened.leg.field(code).label)


def explains(opened: TicketView) -> str:
    """What follows the item that is explained now."""
    found = still_missing(opened.entries)
    left = len(found.left) if found else 0
    if left > 1:
        return _("После этого пункта останется ещё %(left)s.") % {"left": left - 1}
    return _(
        "Это последний пункт: обращение сразу вернётся на своё место в очереди %(vendor_name_gen)s. Если "
        "без него нельзя, %(vendor_name)s напишет, вернёт обращение снова или откажет по регламенту."
    )


def does_without(opened: TicketView) -> str:
    """What the partner does not give any more, and what runs for the vendor from then on."""
    found = still_missing(opened.entries)
    return " ".join(_does_without(opened, found)) if found else ""


def _does_without(opened: TicketView, found: Missing) -> Iterator[str]:
    names = ", ".join(label_of(opened, code) for code in found.left)
    yield _("Недополненными останутся: %(names)s.") % {"names": names}
    yield effects.effect_of_fact(opened, Fact(Kind.RETURN_ENDED, opened.now, Side.SUPPORT))
    if (clock := opened.clocks.running(ClockName.REACTION)) and clock.due is not None:
        due = deadlines.by(instant(clock.due), opened.at, deadlines.of_ticket(opened))
        yield _("Срок первого ответа прежний, первый ответ %(due)s: возврат его не останавливал.") % {
            "due": due
        }
    yield _("Время, пока ждали сведений, в учёте останется за партнёром.")


PAGES = (
    ActPage(
        act=Act.RETURN,
        address="return",
        title=lazily("Вернуть: не хватает сведений"),
        verb=lazily("Вернуть партнёру"),
        icon="undo-2",
        form=Return,
        does=return_ticket,
        done=lazily("Обращение возвращено партнёру."),
        consequence=waits,
        more=symptoms_beside,
    ),
    ActPage(
        act=Act.COMPLETE,
        address="complete",
        title=lazily("Дополнить сведения"),
        verb=lazily("Отправить в %(vendor_name_acc)s"),
        icon="square-pen",
        form=Complete,
        does=complete_ticket,
        done=lazily("Сведения дополнены, обращение вернулось в %(vendor_name_acc)s."),
        consequence=returned_for,
    ),
    ActPage(
        act=Act.EXPLAIN,
        address="explain",
        title=lazily("Сведения получить нельзя"),
        verb=lazily("Отправить в %(vendor_name_acc)s"),
        icon="message-circle-warning",
        form=Explain,
        does=explain_item,
        done=lazily("%(Vendor_name)s увидит, чего и почему получить нельзя."),
        consequence=explains,
        chosen=("item",),
    ),
    ActPage(
        act=Act.END_RETURN,
        address="end-return",
        title=lazily("Сведений достаточно: снять возврат"),
        verb=lazily("Снять возврат"),
        icon="undo-2",
        form=DoWithout,
        does=end_return,
        done=lazily("Возврат снят, обращение снова у %(vendor_name_gen)s."),
        consequence=does_without,
    ),
)
