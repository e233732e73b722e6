"""One rule as a form, and as words."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.desk.rules import Conditions, leg_of
from kabinet.pages.lists.filters import offered
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.forms import Files, Initial, Sent
from kabinet.records import doors
from kabinet.records.doors.record_types import AssignmentRuleRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind

ANY = [("", lazily("Любые"))]


class RuleForm(RefusableForm):
    """Empty conditions ask nothing; the system names its client by itself."""

    FAULT_ENDS = "."

    client = forms.ChoiceField(label=lazily("Клиент"), required=False)
    system = forms.ChoiceField(label=lazily("Система"), required=False)
    service = forms.ChoiceField(label=lazily("Услуга"), required=False)
    level = forms.ChoiceField(label=lazily("Уровень"), help_text=lazily("Этот или срочнее"), required=False)
    assignee = forms.TypedChoiceField(label=lazily("Кому назначить"), coerce=int)
    place = forms.IntegerField(
        label=lazily("Место по порядку"),
        help_text=lazily("Действует первое подходящее; пустое место — последнее"),
        required=False,
        min_value=1,
        max_value=99,
    )

    def __init__(
        self, actor: Actor, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        leg = law_of(actor).leg(leg_of(actor))
        clients = [(each.pk, each.short_name) for each in doors.organisations(actor, OrgKind.CLIENT)]
        self.systems = {
            each.pk: each.client_id for each in doors.systems_of(actor, [key for key, _name in clients])
        }
        choices: dict[str, list[tuple[object, object]]] = {
            "client": [*ANY, *clients],
            "system": [*ANY, *_by_client(actor, dict(clients))],
            "service": [*ANY, *offered.services(leg)],
            "level": [*ANY, *offered.levels()],
            "assignee": [(each.person.pk, each.person.name) for each in doors.colleagues(actor)],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    @staticmethod
    def of(rule: AssignmentRuleRecord) -> dict[str, Any]:
        """A kept rule as the form shows it."""
        return {
            "client": rule.client_id,
            "system": rule.system_id,
            "service": rule.service,
            "level": rule.level,
            "assignee": rule.assignee_id,
            "place": rule.place,
        }

    def given(self) -> dict[str, Any]:
        """What the act is called with."""
        said = self.cleaned_data
        system = int(said["system"]) if said["system"] else None
        client = int(said["client"]) if said["client"] else self.systems.get(system or 0)
        level = int(said["level"]) if said["level"] else None
        return {
            "assignee": said["assignee"],
            "place": said["place"],
            "conditions": Conditions(client=client, system=system, service=said["service"], level=level),
        }


def conditions_in_words(actor: Actor, rule: AssignmentRuleRecord) -> list[str]:
    """The conditions of a rule; one without any fits every ticket."""
    services = {each.value: each.label for each in offered.services(law_of(actor).leg(rule.leg))}
    words = [
        rule.client.short_name if rule.client is not None and rule.system is None else "",
        f"{rule.client.short_name}: {rule.system.name}"
        if rule.client is not None and rule.system is not None
        else "",
        services.get(rule.service, rule.service),
        _("уровень %(level)s или срочнее") % {"level": rule.level} if rule.level and rule.level > 1 else "",
        _("уровень 1") if rule.level == 1 else "",
    ]
    return [each for each in words if each] or [_("любое обращение")]


def _by_client(actor: Actor, clients: dict[int, str]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for each in doors.systems_of(actor, list(clients)):
        found.setdefault(each.client_id, []).append((each.pk, each.name))
    return ((clients[client], systems) for client, systems in found.items())
