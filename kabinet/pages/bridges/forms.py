"""A bridge is set up or changed: where the other desk is, and how its words and ours go together."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.bridges.keeping import SECRET, WORD, Wanted, add_bridge, change_bridge
from kabinet.network.desks.known import NAMES, REQUEST_TRACKER
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.forms import Initial, Sent
from kabinet.queries.desk_lead import only_leads
from kabinet.records import doors
from kabinet.records.doors import programs
from kabinet.records.doors.record_types import BridgeRecord
from kabinet.records.lengths import LINE, NAME
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode

PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


class BridgeForm(RefusableForm):
    """The desk, its words for our statuses and levels, and what crosses by itself."""

    client = forms.TypedChoiceField(label=lazily("Чьи обращения"), coerce=int)
    name = forms.CharField(
        label=lazily("Как называть систему"),
        help_text=lazily("Так её увидят обе стороны обращения"),
        max_length=60,
    )
    program = forms.ChoiceField(
        label=lazily("Программа"), choices=list(NAMES.items()), initial=REQUEST_TRACKER
    )
    url = forms.CharField(
        label=lazily("Адрес"),
        help_text=lazily("Начинается с https://, порт 443 или 8443, без /REST/2.0 в конце"),
        max_length=LINE,
        widget=forms.TextInput(attrs={"inputmode": "url", **PLAIN}),
    )
    account = forms.CharField(
        label=lazily("Учётная запись"),
        help_text=lazily(
            "Отдельная, только для этой связи: что пишет она, Кабинет считает своим и обратно не берёт"
        ),
        max_length=NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", **PLAIN}),
    )
    secret = forms.CharField(
        label=lazily("Пароль или токен"),
        max_length=SECRET,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    queue = forms.CharField(
        label=lazily("Очередь"),
        help_text=lazily("В ней заводятся наши обращения и из неё берутся новые"),
        max_length=NAME,
    )
    creates = forms.BooleanField(
        label=lazily("Заводить там обращения, зарегистрированные здесь"), required=False, initial=True
    )
    registers = forms.BooleanField(
        label=lazily("Регистрировать здесь обращения, заведённые там"),
        help_text=lazily(
            "От имени того, кто отвечает за связь. Условий критического обращения связь не подтверждает"
        ),
        required=False,
    )
    system = forms.TypedChoiceField(
        label=lazily("Для какой системы регистрировать"), coerce=int, required=False, empty_value=None
    )
    level = forms.TypedChoiceField(
        label=lazily("Каким уровнем, если слова для уровня нет"), coerce=int, required=False, empty_value=None
    )
    impact = forms.ChoiceField(label=lazily("С каким влиянием на бизнес"), required=False)

    def __init__(self, actor: Actor, data: Sent = None, *, initial: Initial = None) -> None:
        super().__init__(data, initial=initial)
        self.leg, self.side = law_of(actor).leg(LegCode.CLIENT), str(actor.kind)
        self._choose(actor)
        for name, label, word in self._pairs():
            self.fields[name] = forms.CharField(label=label, max_length=WORD, required=False, initial=word)

    def words_of_statuses(self) -> list[BoundField]:
        """A field a status of ours."""
        return [self[f"status_{each.code}"] for each in self.leg.statuses]

    def words_of_levels(self) -> list[BoundField]:
        """A field a level."""
        return [self[f"level_{each.number}"] for each in self.leg.levels]

    def wanted(self) -> Wanted:
        """As the act takes it."""
        said = self.cleaned_data
        alone = ("name", "program", "url", "account", "queue", "secret", "creates")
        return Wanted(
            **{name: said[name] for name in alone},
            statuses={each.code: said[f"status_{each.code}"] for each in self.leg.statuses},
            levels={str(each.number): said[f"level_{each.number}"] for each in self.leg.levels},
            registers=said.get("registers", False),
            system=said.get("system"),
            level=said.get("level"),
            impact=said.get("impact", ""),
        )

    def _choose(self, actor: Actor) -> None:
        """What the reader may choose among; a client its own tickets alone, a partner registers none."""
        if actor.kind is OrgKind.CLIENT:
            del self.fields["client"]
            systems = doors.systems(actor, actor.organisation)
            self._offer("system", ((each.pk, each.name) for each in systems))
            plain = (each for each in self.leg.levels if not each.needs_critical_terms)
            self._offer("level", ((each.number, spoken(each.name)) for each in plain))
            self._offer("impact", ((each.code, spoken(each.name)) for each in self.leg.impacts))
        else:
            for name in ("registers", "system", "level", "impact"):
                del self.fields[name]
            clients = doors.organisations(actor, OrgKind.CLIENT)
            self._offer("client", ((each.pk, each.short_name) for each in clients))

    def _offer(self, name: str, choices: Iterator[tuple[object, str]]) -> None:
        self.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def _pairs(self) -> Iterator[tuple[str, str, str]]:
        statuses, levels = (self.initial.get(name, {}) for name in ("statuses", "levels"))
        for status in self.leg.statuses:
            words = spoken(status.names.read_by(self.side))
            yield f"status_{status.code}", words, statuses.get(status.code, "")
        for level in self.leg.levels:
            words = f"{level.number}: {spoken(level.name)}"
            yield f"level_{level.number}", words, levels.get(str(level.number), "")


@page(MEMBER, "GET", "POST")
def bridge_new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One more; it is paused until its keeper has looked at it."""
    only_leads(actor, Act.KEEP_BRIDGES)
    form = BridgeForm(actor, request.POST if request.method == "POST" else None)

    def act() -> UUID:
        client = form.cleaned_data.get("client", actor.organisation)
        return add_bridge(actor=actor, at=at, client=client, wanted=form.wanted())

    def done(key: UUID) -> HttpResponse:
        flash_message(request, _("Связь настроена и пока не работает. Проверьте её и включите."))
        return SeeOther(reverse("bridge", args=[key]))

    show_it: Callable[..., HttpResponse] = partial(_form, request, actor, at, form, None)
    return answer_form(request, form, show=show_it, act=act, done=done)


@page(MEMBER, "GET", "POST")
def bridge_change(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """An empty password leaves the one that is kept, unless the address is another one."""
    only_leads(actor, Act.KEEP_BRIDGES)
    row = programs.bridge(actor, key)
    form = BridgeForm(actor, request.POST if request.method == "POST" else None, initial=_initial(row))
    form.fields.pop("client", None)
    form.fields["secret"].help_text = _("Пусто — прежний. Для нового адреса введите его заново")

    def act() -> None:
        change_bridge(actor=actor, at=at, key=key, wanted=form.wanted())

    def done(_none: None) -> HttpResponse:
        flash_message(request, _("Связь изменена."))
        return SeeOther(reverse("bridge", args=[key]))

    return answer_form(request, form, show=partial(_form, request, actor, at, form, row), act=act, done=done)


def _initial(row: BridgeRecord) -> dict[str, object]:
    names = ("name", "program", "url", "account", "queue", "creates", "registers", "level", "impact")
    words = {"statuses": row.statuses, "levels": row.levels, "system": row.system_id}
    return {name: getattr(row, name) for name in names} | words


def _form(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    form: BridgeForm,
    row: BridgeRecord | None,
    status: int = 200,
) -> HttpResponse:
    back = reverse("bridge", args=[row.pk]) if row else reverse("bridges")
    context = {"form": form, "row": row, "back_url": back, "registering": "registers" in form.fields}
    return show(request, actor, at, "bridges/form.html", context, here="bridges", status=status)
