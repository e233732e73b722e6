"""The partner's answer to the vendor's plan of action (P4.8.2a), and what the vendor may without one (P4.8.2b)."""

from django import forms

from kabinet.actions.tickets.plan import agree_plan, lower_unagreed, refuse_plan
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.acts.level import level_choice
from kabinet.pages.tickets.feed import answered
from kabinet.pages.tickets.open_questions import plans
from kabinet.pages.tickets.open_questions.question import when
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.forms import LongText
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act


class Reasons(ActForm):
    """Without them a plan cannot be refused."""

    reasons = LongText(
        label=lazily("Почему план не подходит"),
        help_text=lazily("Без обоснования отклонить план нельзя"),
        max_length=lengths.REASON,
        rows=5,
        required=False,
    )


class Lower(ActForm):
    """To any level that is not critical."""

    level = forms.TypedChoiceField(label=lazily("До какого уровня"), widget=forms.RadioSelect, coerce=int)

    def prepare(self) -> None:
        offered = [level for level in self.opened.leg.levels if not level.needs_critical_terms]
        self.fields["level"].choices = [level_choice(self.opened, level) for level in offered]  # type: ignore[attr-defined]


def agrees(opened: TicketView) -> str:
    return _("%(Vendor_name)s продолжит работу по плану. Согласие останется в истории.")


def refuses(opened: TicketView) -> str:
    return _("План останется в истории несогласованным, %(vendor_name)s увидит ваши возражения.")


def left(opened: TicketView) -> str:
    """Since when it waited, and until when an answer was due."""
    plan, due = opened.pending.plan, plans.due_at(opened)
    if plan is None or due is None:
        return ""
    due_words = deadlines.instant(instant(due), opened.at, deadlines.of_ticket(opened))
    said = {"since": when(opened, plan), "due": due_words}
    return (
        _(
            "План от %(since)s остался без мотивированного ответа до %(due)s. Критическое рассмотрение закончится, "
            "это и пункт регламента увидят обе стороны."
        )
        % said
    )


PAGES = (
    ActPage(
        act=Act.AGREE_PLAN,
        address="agree-plan",
        label=lazily("Согласовать план"),
        title=lazily("Согласовать план действий"),
        verb=lazily("Согласовать"),
        icon="list-checks",
        form=Sure,
        does=agree_plan,
        done=lazily("План согласован."),
        consequence=agrees,
        answers=answered.plan,
    ),
    ActPage(
        act=Act.REFUSE_PLAN,
        address="refuse-plan",
        label=lazily("Отклонить план"),
        title=lazily("Отклонить план действий"),
        verb=lazily("Отклонить план"),
        icon="x",
        form=Reasons,
        does=refuse_plan,
        done=lazily("План отклонён, %(vendor_name)s увидит причины."),
        consequence=refuses,
        answers=answered.plan,
    ),
    ActPage(
        act=Act.LOWER_UNAGREED,
        address="lower-unagreed",
        label=lazily("Понизить: план без ответа"),
        title=lazily("Понизить: план остался без ответа"),
        verb=lazily("Понизить уровень"),
        icon="chevrons-down",
        form=Lower,
        does=lower_unagreed,
        done=lazily("Уровень понижен, партнёр извещён."),
        consequence=left,
        answers=answered.plan,
        danger=True,
    ),
)
