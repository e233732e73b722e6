"""The client's own word on promises of a critical ticket that the partner wrote down from a call (U4c, U4e)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.terms import confirm_terms, deny_terms
from kabinet.pages.tickets import level_effects
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.frame import ActPage
from kabinet.pages.tickets.acts.level import TERM
from kabinet.pages.ui import vendor_words
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import LongText
from kabinet.queries.ticket_view import TicketView
from kabinet.records import lengths
from kabinet.regulation.access import Act


class ConfirmTerms(ActForm):
    """Each promise ticked, and the number that answers."""

    phone = forms.CharField(
        label=lazily("По какому телефону звонить"),
        max_length=lengths.PHONE,
        error_messages={"required": lazily("Укажите номер, по которому отвечают круглосуточно")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def prepare(self) -> None:
        for term in self.opened.leg.critical_terms:
            self.fields[TERM.format(term.code)] = forms.BooleanField(
                label=spoken(term.text),
                help_text=spoken(term.hint),
                error_messages={"required": _("Отметьте; если не согласны, ответьте, что условий не давали")},
            )
        self.order_fields([*self.fields][1:])
        self.initial = {"phone": self.opened.ticket.sheet.critical.get("phone", ""), **self.initial}

    def given(self) -> dict[str, Any]:
        return {"critical": CriticalTerms(self.cleaned_data["phone"], True, True)}


class DenyTerms(ActForm):
    """And what they like to say to it."""

    reason = LongText(
        label=lazily("Как было на самом деле"),
        help_text=lazily("Можно не указывать; прочтут обе стороны"),
        max_length=lengths.REASON,
        rows=3,
        required=False,
    )


def own_word(opened: TicketView) -> str:
    return _("С этого времени условия подтверждены вами. Уровень и сроки не изменятся.")


def treated_as_standard(opened: TicketView) -> str:
    """What becomes of the level, and of every deadline."""
    level = opened.leg.level(opened.ticket.level)
    if not level.needs_critical_terms or not level.unconfirmed_level:
        stays = _(
            "Уровень не изменится. Чтобы поднять его до критического, условия нужно будет подтвердить заново."
        )
        return f"{stays} {_at_vendor(opened)}".strip()
    said = _("Без этих условий обращение стандартное: уровень станет %(level)s.") % {
        "level": level.unconfirmed_level
    }
    return f"{said} {level_effects.moves(opened, level.unconfirmed_level)} {_at_vendor(opened)}".strip()


def _at_vendor(opened: TicketView) -> str:
    """What follows where it was passed on (P5d)."""
    if opened.ticket.passed_on_at is None:
        return ""
    return vendor_words.gettext(
        "Обращение, переданное в %(vendor_name_acc)s, тоже станет стандартным, если сейчас оно критическое."
    )


PAGES = (
    ActPage(
        act=Act.CONFIRM_TERMS,
        address="terms/confirm",
        title=lazily("Подтвердить условия критического обращения"),
        verb=lazily("Подтвердить"),
        icon="siren",
        form=ConfirmTerms,
        does=confirm_terms,
        done=lazily("Условия подтверждены."),
        consequence=own_word,
    ),
    ActPage(
        act=Act.DENY_TERMS,
        address="terms/deny",
        title=lazily("Условий не давали"),
        verb=lazily("Ответить, что не давали"),
        icon="x",
        form=DenyTerms,
        does=deny_terms,
        done=lazily("Ответ записан: условий нет."),
        consequence=treated_as_standard,
    ),
)
