"""The side that was called says whether a call took place that was written down after its term (U3.6c, P4.8.1a)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.claims import confirm_call, deny_call
from kabinet.pages.tickets.acts.form import ActForm, JudgedByTheAct
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.page import late_calls
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import Described, LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data.tickets import Claimed


class Which(ActForm):
    """The entry; several wait seldom."""

    claim = JudgedByTheAct(label=lazily("Какая запись"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        rows = late_calls.waiting(self.opened)
        self.fields["claim"].choices = [(row.pk, self._line(row)) for row in rows]  # type: ignore[attr-defined]
        if rows:
            self.initial.setdefault("claim", rows[0].pk)

    def _line(self, row: FactRecord) -> Described:
        said = {
            "who": called(row.actor_name),
            "when": moments.instant(row.occurred_at, self.opened.at, self.opened.zone),
        }
        reached = _("Разговор, %(when)s, записал(а) %(who)s") % said
        missed = _("Звонок без ответа, %(when)s, записал(а) %(who)s") % said
        return Described(reached if row.told_as(Claimed).reached else missed, self.follows(row))

    def follows(self, row: FactRecord) -> str:
        return late_calls.effect(self.opened, row)


class Deny(Which):
    """And what they like to say to it."""

    reason = LongText(
        label=lazily("Что было на самом деле"),
        help_text=lazily("Можно не указывать; прочтут обе стороны"),
        max_length=lengths.REASON,
        rows=3,
        required=False,
    )

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def follows(self, row: FactRecord) -> str:
        return _("Нарушение останется записанным, уровень и сроки не изменятся.")


def counts(opened: TicketView) -> str:
    return _("Звонок засчитается с того времени, когда он был, и сроки пересчитаются.")


def stands(opened: TicketView) -> str:
    return _("Запись останется в истории вместе с вашим ответом и не засчитается. Изменить ответ нельзя.")


PAGES = (
    ActPage(
        act=Act.CONFIRM_CALL,
        address="call/confirm",
        title=lazily("Подтвердить звонок"),
        verb=lazily("Подтвердить"),
        icon="phone-call",
        form=Which,
        does=confirm_call,
        done=lazily("Звонок подтверждён, сроки пересчитаны."),
        consequence=counts,
        chosen=("claim",),
        template="tickets/acts/claim.html",
    ),
    ActPage(
        act=Act.DENY_CALL,
        address="call/deny",
        title=lazily("Не было такого звонка"),
        verb=lazily("Ответить, что его не было"),
        icon="phone-off",
        form=Deny,
        does=deny_call,
        done=lazily("Ответ записан: звонок не засчитан."),
        consequence=stands,
        chosen=("claim",),
        template="tickets/acts/claim.html",
    ),
)
