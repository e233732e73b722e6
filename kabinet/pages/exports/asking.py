"""What an export asks its list for: the query of the list's page, and the reader, asked for anew with every step."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from kabinet.pages.exports.known import listing_of
from kabinet.pages.gate import Steps
from kabinet.pages.ui import moments
from kabinet.queries.sheets.columns import Asking, Kind, Listed
from kabinet.queries.sheets.making import Step
from kabinet.queries.sheets.writing import FORMS, XLSX
from kabinet.records import doors
from kabinet.records.lengths import QUERY

OWN = ("after", "form")  # no list's: where its page begins, and in which form it is wanted
HALF_A_YEAR = timedelta(days=182)


def given_of(sent: Mapping[str, str]) -> dict[str, str]:
    """What the address asks of the list, each once; what would make it longer than any address of ours is passed over."""
    kept: dict[str, str] = {}
    for name in sent:
        value = sent.get(name, "").replace("\0", "")
        if value and name not in OWN and len(urlencode({**kept, name: value})) <= QUERY:
            kept[name] = value
    return kept


def named_listing(name: str) -> Callable[[Asking], Listed]:
    """The list's declaration, whose instants name the reader's zone."""
    listing = listing_of(name)

    def zoned(asking: Asking) -> Listed:
        found, zone = listing(asking), zone_words(asking.at, asking.zone)
        columns = [
            replace(each, title=f"{each.title}, {zone}") if each.kind is Kind.INSTANT else each
            for each in found.columns
        ]
        return replace(found, columns=columns)

    return zoned


def form_of(sent: Mapping[str, str]) -> str:
    """In which form the file is wanted."""
    form = sent.get("form", XLSX)
    return form if form in FORMS else XLSX


def asked_anew(step: Steps, at: datetime, given: Mapping[str, str]) -> Step:
    """A step that says who asks."""

    @contextmanager
    def asked() -> Iterator[Asking]:
        with step() as actor:
            yield Asking(actor, at, ZoneInfo(doors.person(actor).zone), given)

    return asked


def zone_words(at: datetime, zone: ZoneInfo) -> str:
    """«МСК+2»; of a zone that has a summer time its own name, for its clock is not as far from Moscow's all year round."""
    names = {moments.zone_name(each, zone) for each in (at, at - HALF_A_YEAR)}
    return zone.key if len(names) > 1 else names.pop()
