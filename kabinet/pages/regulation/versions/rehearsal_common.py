"""What either leg shows by a version: a ticket's page, refusal, the level's change, the regulation, a comparison."""

from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from kabinet.pages.regulation.reader import comparing, legs
from kabinet.pages.regulation.versions import rehearsal_client
from kabinet.pages.tickets.acts import symptoms
from kabinet.pages.tickets.acts.form import ActForm
from kabinet.pages.tickets.acts.refuse import Refuse
from kabinet.pages.tickets.page import participants
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.drawing import badges
from kabinet.records.versions.regulations import newest_pack
from kabinet.regulation.access import OrgKind
from kabinet.regulation.pack import Leg, Pack, offered
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amount


def opened(leg: Leg) -> Any:
    """A ticket as a page has it open, with nothing behind it."""
    values = {field.code: next((each.code for each in offered(field, leg)), "…") for field in leg.form}
    impact = leg.impacts[0].code if leg.impacts else ""
    ticket = SimpleNamespace(
        sheet=SimpleNamespace(values=values, production=True),
        impact=impact,
        number="U-1",
        contact_id=None,
        contact_name="",
    )
    actor = SimpleNamespace(kind=OrgKind.PARTNER, law=SimpleNamespace(leg=lambda of: leg))
    at = rehearsal_client.AT
    return SimpleNamespace(leg=leg, ticket=ticket, actor=actor, zone=at.tzinfo, at=at)


def ticket(pack: Pack, leg: Leg) -> None:
    """What stands beside the talk, the statuses as each side reads them, the kinds of answer."""
    stand_in = opened(leg)
    participants.form(stand_in)
    participants.system(stand_in)
    for status in (*leg.statuses, *filter(None, [leg.draft])):
        for side in (OrgKind.CLIENT, OrgKind.PARTNER, OrgKind.VENDOR):
            badges.status(status.role, spoken(status.names.read_by(side)), status.icon, status.tone or "")
    for answer in leg.answers:
        spoken(answer.name), spoken(answer.hint)
    for row in leg.levels:
        badges.level(row.number, spoken(row.name))


def refusal(pack: Pack, leg: Leg) -> None:
    """The form that refuses, with every reason."""
    render_to_string("tickets/acts/fields.html", {"form": Refuse(opened(leg))})


def level(pack: Pack, leg: Leg) -> None:
    """The questions that are answered anew when a level is raised."""
    form = ActForm(opened(leg))
    form.fields |= symptoms.fields(leg)
    for answers in rehearsal_client.ways(leg):
        form.initial = {**form.initial, **symptoms.initial(leg, answers)}
    render_to_string("tickets/acts/fields.html", {"form": form})


def reader(pack: Pack, leg: Leg) -> None:
    """The regulation as people read it."""
    reading = SimpleNamespace(agreed=None, terms=lambda of: of.terms)
    shown = legs.shown(reading, leg, get_language() or "ru")  # type: ignore[arg-type]
    render_to_string("regulation/reader/leg.html", {"leg": shown})
    for terms in leg.terms.levels.values():
        for term in filter(None, (terms.reaction, terms.update, terms.answer, terms.agreement)):
            spoken(amount(term))


def comparison(pack: Pack, leg: Leg) -> None:
    """Beside the version that the program carries."""
    carried = newest_pack()
    old, new = (comparing.Side(each.number, each.number, each, {}) for each in (carried, pack))
    comparing.difference_groups(old, new, (leg.code,))


PARTS = {
    Text("Страница обращения", "Page of a ticket"): ticket,
    Text("Отказ", "Refusal"): refusal,
    Text("Изменение уровня", "Change of the level"): level,
    Text("Регламент", "Regulation"): reader,
    Text("Сравнение версий", "Comparison of versions"): comparison,
}
