"""Another level by agreement: proposed by the support, accepted or declined by the other side (P4.8.2c, U3.5b)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.proposal import agree_level, decline_level, propose_level
from kabinet.pages.tickets import level_effects
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.acts.level import against, level_choice, terms_now
from kabinet.pages.tickets.page.symptoms import symptoms_beside
from kabinet.pages.ui.act_page import reason_and_remedy
from kabinet.pages.ui.forms import LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act, LevelProposal


class Propose(ActForm):
    """A lower level, with what would become of the deadlines."""

    level = forms.TypedChoiceField(
        label=lazily("Какой уровень предложить"), widget=forms.RadioSelect, coerce=int
    )
    reason = LongText(
        label=lazily("Почему"),
        help_text=lazily("С этим согласятся или откажутся; прочтут обе стороны"),
        max_length=lengths.REASON,
        rows=3,
        required=False,
    )

    def prepare(self) -> None:
        opened = self.opened
        lower = [level for level in opened.leg.levels if level.number > opened.ticket.level]
        found = {level: against(opened, LevelProposal(to_level=level.number)) for level in lower}
        offered = [level for level, verdict in found.items() if verdict is None]
        self.offered = bool(offered)
        self.barred = tuple(reason_and_remedy(each, cite=True) for each in found.values() if each)
        self.fields["level"].choices = [level_choice(opened, level) for level in offered]  # type: ignore[attr-defined]


class Because(ActForm):
    """Why not, if they like to say."""

    reason = LongText(
        label=lazily("Почему уровень должен остаться"),
        help_text=lazily("Можно не указывать; прочтут обе стороны"),
        max_length=lengths.REASON,
        rows=3,
        required=False,
    )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def waits(opened: TicketView) -> str:
    if opened.vendor_leg:
        return _("Уровень и сроки не изменятся, пока партнёр не согласится.")
    return _("Уровень и сроки не изменятся, пока клиент не согласится.")


def lowers(opened: TicketView) -> str:
    """What would become of every deadline."""
    level = opened.pending.proposed
    if level is None:
        return ""
    said = _("Уровень станет %(level)s.") % {"level": level}
    return f"{said} {level_effects.moves(opened, level)}"


def stays(opened: TicketView) -> str:
    return _("Уровень останется %(level)s, сроки прежние.") % {"level": opened.ticket.level}


PAGES = (
    ActPage(
        act=Act.PROPOSE_LEVEL,
        address="level/propose",
        title=lazily("Предложить другой уровень"),
        verb=lazily("Предложить"),
        icon="signal",
        form=Propose,
        does=propose_level,
        done=lazily("Предложение отправлено."),
        consequence=waits,
        template="tickets/acts/level.html",
        more=terms_now,
    ),
    ActPage(
        act=Act.AGREE_LEVEL,
        address="level/agree",
        title=lazily("Согласиться на другой уровень"),
        verb=lazily("Согласиться"),
        icon="check",
        form=Sure,
        does=agree_level,
        done=lazily("Уровень изменён по согласованию."),
        consequence=lowers,
        more=symptoms_beside,
    ),
    ActPage(
        act=Act.DECLINE_LEVEL,
        address="level/decline",
        title=lazily("Отклонить другой уровень"),
        verb=lazily("Отклонить"),
        icon="x",
        form=Because,
        does=decline_level,
        done=lazily("Предложение отклонено, уровень прежний."),
        consequence=stays,
        more=symptoms_beside,
    ),
)
