"""The partner's answer to the vendor's plan of action (P4.8.2a)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.plan import agree_plan as agreeing
from kabinet.actions.plan import refuse_plan as refusing
from kabinet.pages.tickets.acts.form import ActForm, Sure
from kabinet.pages.tickets.acts.frame import ActPage, act_page
from kabinet.pages.tickets.opened import Opened
from kabinet.regulation.access import Act


class Reasons(ActForm):
    """Without them a plan cannot be refused."""

    reasons = forms.CharField(
        label=lazily("Почему план не подходит"),
        help_text=lazily("Без обоснования отклонить план нельзя"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )


def agrees(opened: Opened) -> str:
    return _("1С продолжит работу по плану. Согласие останется в истории.")


def refuses(opened: Opened) -> str:
    return _("План останется в истории несогласованным, 1С увидит ваши возражения.")


agree_plan = act_page(
    ActPage(
        act=Act.AGREE_PLAN,
        title=lazily("Согласовать план действий"),
        verb=lazily("Согласовать"),
        icon="list-checks",
        form=Sure,
        does=agreeing,
        done=lazily("План согласован."),
        consequence=agrees,
    )
)
refuse_plan = act_page(
    ActPage(
        act=Act.REFUSE_PLAN,
        title=lazily("Отклонить план действий"),
        verb=lazily("Отклонить план"),
        icon="x",
        form=Reasons,
        does=refusing,
        done=lazily("План отклонён, 1С увидит причины."),
        consequence=refuses,
    )
)
