"""One thing that somebody has to decide or to know, as it is drawn over the talk."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import Cited
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView


@dataclass(frozen=True, slots=True)
class Link:
    """The way to an act."""

    label: str | Promise
    url: str
    icon: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a checklist; `url` leads to giving it, `way_out` to saying why it cannot be had, while the reader may.
    `lacking`: it is done without being given."""

    label: str
    done: str = ""
    url: str = ""
    way_out: str = ""
    lacking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`tone` is the banner's: "", info, ok, warn, bad. `asks`: the reader's side has to move. `steps` are ticked off."""

    tone: str
    icon: str
    title: str
    words: tuple[str, ...] = ()
    clauses: tuple[Cited, ...] = ()
    links: tuple[Link, ...] = ()
    steps: tuple[Step, ...] = field(default=())
    asks: bool = False

    @property
    def sentences(self) -> list[tuple[str, Cited | None]]:
        """Each with the clause to read on; clauses that belong to all of them follow the last."""
        if len(self.words) == len(self.clauses) > 1:
            return list(zip(self.words, self.clauses, strict=True))
        return [*((words, None) for words in self.words), *(("", place) for place in self.clauses)]

    @property
    def done(self) -> int:
        """How many of the steps are done."""
        return sum(bool(step.done) for step in self.steps)

    def there(self, number: str) -> "Matter":
        """As it is named in the linked ticket: in one line, with the way to it."""
        way = Link(
            _("Открыть %(number)s") % {"number": number}, reverse("ticket", args=[number]), "arrow-right"
        )
        return replace(self, title=f"{number}: {self.title}", words=(), links=(way,), steps=(), clauses=())


def link(opened: TicketView, page: str, label: str | Promise, icon: str, *, primary: bool = False) -> Link:
    """To an act of this ticket."""
    return Link(label, reverse(page, args=[opened.number]), icon, primary)


def when(opened: TicketView, at: int | datetime) -> str:
    """An instant as this reader reads it now."""
    return moments.instant(at if isinstance(at, datetime) else instant(at), opened.at, opened.zone)
