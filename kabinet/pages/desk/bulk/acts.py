"""What can be done with many tickets at once, and what has to be typed for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.desk.tag import LONGEST, named, tag_ticket
from kabinet.actions.tickets.close import close_ticket
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.ui.act_page import reason_and_remedy
from kabinet.pages.ui.forms import Files, Initial, LongText, Sent
from kabinet.records import doors, lengths
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode


class Nothing(forms.Form):
    """Nothing to type."""

    def __init__(
        self, actor: Actor, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.actor = actor
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on who asks."""


class Whom(Nothing):
    """One of the colleagues."""

    assignee = forms.TypedChoiceField(label=lazily("Исполнитель"), coerce=int)

    def prepare(self) -> None:
        contacts = doors.colleagues(self.actor)
        several = len({contact.organisation for contact in contacts}) > 1
        self.fields["assignee"].choices = [  # type: ignore[attr-defined]
            (each.person.pk, f"{each.person.name}, {each.organisation}" if several else each.person.name)
            for each in contacts
        ]


class Word(Nothing):
    """A tag, with those that are used already at hand."""

    name = forms.CharField(
        label=lazily("Тег"), max_length=LONGEST, widget=forms.TextInput(attrs={"list": "tags"})
    )
    used: tuple[str, ...] = ()

    def prepare(self) -> None:
        self.used = tuple(
            doors.tags_used(
                self.actor, LegCode.VENDOR if self.actor.kind is OrgKind.VENDOR else LegCode.CLIENT
            )
        )

    def clean_name(self) -> str:
        try:
            return named(self.cleaned_data["name"])
        except Invalid as invalid:  # by hand: one field reads as the act will, which then acts on many
            raise forms.ValidationError(reason_and_remedy(invalid.verdict)) from None


class Why(Nothing):
    """The reason: both sides of every ticket read it."""

    reason = LongText(
        label=lazily("Причина"),
        help_text=lazily("Её увидят обе стороны в каждом обращении"),
        max_length=lengths.REASON,
        rows=4,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAct:
    """`does` is the act of kabinet.actions on one ticket; `consequence` says before it what will happen to each."""

    act: Act
    title: Promise
    verb: Promise
    icon: str
    does: Callable[..., Any]
    consequence: Promise
    form: type[Nothing] = Nothing
    danger: bool = False


ACTS: dict[str, BulkAct] = {
    "take": BulkAct(
        act=Act.TAKE,
        title=lazily("Взять в работу"),
        verb=lazily("Взять"),
        icon="user-check",
        does=take_ticket,
        consequence=lazily(
            "Исполнителем каждого станете вы. Часы от этого не остановятся: их останавливает только ответ."
        ),
    ),
    "assign": BulkAct(
        act=Act.ASSIGN,
        title=lazily("Назначить исполнителя"),
        verb=lazily("Назначить"),
        icon="user-plus",
        does=assign_ticket,
        form=Whom,
        consequence=lazily("Заявители узнают, кто ведёт их обращения. Часы от этого не остановятся."),
    ),
    "tag": BulkAct(
        act=Act.TAG,
        title=lazily("Поставить тег"),
        verb=lazily("Поставить"),
        icon="tag",
        does=tag_ticket,
        form=Word,
        consequence=lazily("Тег видят только ваши сотрудники."),
    ),
    "close": BulkAct(
        act=Act.CLOSE,
        title=lazily("Закрыть обращения"),
        verb=lazily("Закрыть"),
        icon="circle-check-big",
        does=close_ticket,
        form=Why,
        danger=True,
        consequence=lazily(
            "Закроются те, где дни молчания заявителя вышли; об остальных здесь будет сказано, почему нельзя."
            " Заявители узнают причину и смогут открыть обращения снова."
        ),
    ),
}


def counted_title(act: BulkAct, count: int) -> str:
    """«Взять в работу: 5»."""
    return _("%(act)s: %(count)s") % {"act": act.title, "count": count}
