"""What an act would do to the right to work on tickets, said before it is done: by the reckoning of the act itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django import forms
from django.utils.translation import gettext as _

from kabinet.actions.organisations.papers import work_rights
from kabinet.actions.organisations.papers.work_rights import Change
from kabinet.actions.unit.errors import Refused
from kabinet.pages.organisations.papers.forms import PaperForm
from kabinet.pages.ui import amounts, moments
from kabinet.records import doors
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind

MOST = 3  # names; the rest is counted


class Reckoned(PaperForm):
    """A form whose page has said what follows; sent with days from which something else would, it says that first."""

    reckoned = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`stamp` names what was said, empty when nobody is concerned; `sentences` are it."""

    stamp: str
    sentences: tuple[str, ...]


def reckoning(actor: Actor, today: date, does: Callable[[], object]) -> Reckoning | None:
    """None for what the act itself refuses: then there is nothing to say but that."""
    try:
        found = work_rights.reckoned(law_of(actor), today, does)
    except Refused:  # by hand: nothing was done, a look was taken
        return None
    names = doors.names(actor, {each.organisation for each in found} | {each.partner for each in found})
    return Reckoning(_stamp(found), tuple(_said(found, names, today)))


def _stamp(found: Iterable[Change]) -> str:
    """Who is concerned and how; the days are those of the form."""
    told = sorted((each.organisation, each.gains, bool(each.tickets)) for each in found)
    return sha256(repr(told).encode()).hexdigest()[:24] if told else ""


def _said(found: list[Change], names: dict[int, str], today: date) -> list[str]:
    lost = [each for each in found if not each.gains]
    gained = [each for each in found if each.gains]
    said = [*_losing(lost, names, today), *_gaining(gained, names, today)]
    return said or [
        _("Право работать с обращениями никто не теряет и не получает, сообщать клиентам не о чем.")
    ]


def _losing(lost: list[Change], names: dict[int, str], today: date) -> list[str]:
    partners, clients = _split(lost)
    said = []
    if partners:
        told = {"who": _listed(partners, names, today), "people": _people(partners)}
        said.append(_("Только читать смогут: %(who)s. Сотрудников: %(people)s.") % told)
    if clients:
        told = {"who": _listed(clients, names), "count": _houses(clients)}
        said.append(_("Клиентов, которым скажут, куда обратиться: %(count)s — %(who)s.") % told)
    elif partners:
        said.append(_("Клиентов, которых это коснётся, нет."))
    return said


def _gaining(gained: list[Change], names: dict[int, str], today: date) -> list[str]:
    partners, clients = _split(gained)
    said = []
    if partners:
        told = {"who": _listed(partners, names, today), "people": _people(partners)}
        said.append(_("Смогут работать с обращениями: %(who)s. Сотрудников: %(people)s.") % told)
    if clients:
        told = {"who": _listed(clients, names), "count": _houses(clients)}
        said.append(_("Клиентов, которым скажут, что партнёр работает: %(count)s — %(who)s.") % told)
    return said


def _split(found: list[Change]) -> tuple[list[Change], list[Change]]:
    return [each for each in found if each.kind == OrgKind.PARTNER], [
        each for each in found if each.kind == OrgKind.CLIENT
    ]


def _listed(found: list[Change], names: dict[int, str], today: date | None = None) -> str:
    known = {each.organisation: _named(each, names, today) for each in found}
    shown = list(known.values())[:MOST]
    rest = len(known) - len(shown)
    return ", ".join(shown) + (_(" и ещё %(count)s") % {"count": rest} if rest > 0 else "")


def _named(change: Change, names: dict[int, str], today: date | None) -> str:
    name = amounts.quoted(names.get(change.organisation, ""))
    return _("%(name)s с %(day)s") % {"name": name, "day": moments.day(change.day, today)} if today else name


def _people(found: list[Change]) -> int:
    return sum(work_rights.count_of(each) for each in found)


def _houses(found: list[Change]) -> int:
    return len({each.organisation for each in found})
