"""The form of a known problem. What is wrong with it is the act's to say."""

from collections.abc import Callable

from django import forms

from kabinet.actions.problems.texts import LONGEST
from kabinet.pages.ui import vendor_words
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import Described, Files, Initial, LongText, Readers, Sent
from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.records import lengths
from kabinet.regulation.access import AUDIENCES, OrgKind, ProblemAudience, readers

NAMES = {
    ProblemAudience.OWN: _("Только мы"),
    ProblemAudience.PARTNERS: _("Все партнёры"),
    ProblemAudience.CLIENTS: _("Наши клиенты и %(vendor_name)s"),
    ProblemAudience.EVERYONE: _("Все"),
}
TEXTS = ("title", "text", "workaround", "product", "affected", "fixed_in")


class ProblemForm(RefusableForm):
    """The texts, and who reads them; `keep_names` appears when somebody's name was found in them.

    `names_in` finds the client's names in a text: they are pointed out once, and whoever means them says so.
    """

    ACT_JUDGES = True

    title = forms.CharField(label=_("Проблема одной строкой"), required=False, max_length=LONGEST["title"])
    text = LongText(
        label=_("Что происходит и отчего"),
        help_text=_("Своими словами, без имён и данных клиента: прочтут и другие"),
        max_length=lengths.MESSAGE,
        rows=6,
        required=False,
    )
    workaround = LongText(
        label=_("Что делать, пока не исправлено"),
        help_text=_("Обходное решение по шагам. Если его нет, оставьте пустым"),
        max_length=lengths.MESSAGE,
        rows=5,
        required=False,
    )
    product = forms.CharField(
        label=_("Продукт"),
        help_text=_("Платформа или конфигурация"),
        required=False,
        max_length=LONGEST["product"],
    )
    affected = forms.CharField(
        label=_("В каких версиях"),
        help_text=_("Например, 8.3.24 до 8.3.24.1548"),
        required=False,
        max_length=LONGEST["affected"],
    )
    fixed_in = forms.CharField(
        label=_("Исправлено в версии"),
        help_text=_("Пусто, пока не исправлено"),
        required=False,
        max_length=LONGEST["fixed_in"],
    )
    audience = Readers(label=_("Кто прочтёт"), widget=forms.RadioSelect, required=False)
    keep_names = forms.BooleanField(
        label=_("Оставить как есть"),
        help_text=_("Имена в тексте нужны, и прочесть их можно всем, кто выбран выше"),
        required=False,
    )

    def __init__(
        self,
        kind: OrgKind,
        data: Sent = None,
        files: Files = None,
        *,
        initial: Initial = None,
        names_in: Callable[[str], list[str]] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.use_required_attribute = False
        self.named = names_in("\n".join(self.typed().values())) if names_in and self.is_bound else []
        control = self.fields["audience"]
        if isinstance(control, forms.ChoiceField):
            control.choices = [
                (each, Described(str(NAMES[each]), vendor_words.say(readers(kind, each))))
                for each in AUDIENCES[kind]
            ]

    def can_be_tried(self) -> bool:
        if not self.named or self.data.get("keep_names"):
            return super().can_be_tried()
        self.add_error(
            None, _("В тексте есть сведения о клиенте: %(names)s") % {"names": ", ".join(self.named)}
        )
        return False

    def typed(self) -> dict[str, str]:
        """What the act takes, as it was sent."""
        texts = {name: str(self.data.get(name, "")) for name in TEXTS}
        return {**texts, "audience": str(self["audience"].value() or "")}
