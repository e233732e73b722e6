"""A return ends without the item: the partner says why it cannot be had, or the vendor does without (P5e)."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.vendor.missing_items import Missing, still_missing
from kabinet.actions.vendor.return_back import end_return, explain_item
from kabinet.pages.tickets.acts.ending import WhyIfYouLike
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.composer import effects
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import spoken
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.facts import Fact, Kind, Side


class Explain(ActForm):
    """One of the items that are still missing, and the reason."""

    item = forms.ChoiceField(label=lazily("Чего получить нельзя"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=lazily("Почему"),
        help_text=lazily("1С прочтёт и решит, можно ли обойтись без этого"),
        widget=forms.Textarea(attrs={"rows": 4}),
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
        "Это последний пункт: обращение сразу вернётся на своё место в очереди 1С. Если без него нельзя, 1С напишет, "
        "вернёт обращение снова или откажет по регламенту."
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
        due = moments.by(instant(clock.due), opened.at, opened.zone)
        yield _("Срок первого ответа прежний, первый ответ %(due)s: возврат его не останавливал.") % {
            "due": due
        }
    yield _("Время, пока ждали сведений, в учёте останется за партнёром.")


PAGES = (
    ActPage(
        act=Act.EXPLAIN,
        address="explain",
        title=lazily("Сведения получить нельзя"),
        verb=lazily("Отправить в 1С"),
        icon="message-circle-warning",
        form=Explain,
        does=explain_item,
        done=lazily("1С увидит, чего и почему получить нельзя."),
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
        done=lazily("Возврат снят, обращение снова у 1С."),
        consequence=does_without,
    ),
)
