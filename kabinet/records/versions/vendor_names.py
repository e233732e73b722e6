"""What this request calls the vendor: by the regulation of whoever asks, else by what the program carries.

Like the language of a page it holds for all that one request says; `config.language` forgets it when the request ends.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from kabinet.records.versions.regulations import newest_pack
from kabinet.regulation.clauses import Clause, clauses_of
from kabinet.regulation.pack import Pack, Vendor
from kabinet.regulation.text import Text

_IN_FORCE: ContextVar[Pack | None] = ContextVar("the regulation whose names are said", default=None)


def regulation() -> Pack:
    """The regulation whose names are in force."""
    return _IN_FORCE.get() or newest_pack()


def vendor_day(at: datetime) -> date:
    """The vendor's day at `at`, by that regulation."""
    return at.astimezone(regulation().zone).date()


def vendor() -> Vendor:
    """The vendor's names in force."""
    return regulation().vendor


def clauses() -> Mapping[str, Clause]:
    """What the regulation in force cites."""
    return clauses_of(regulation().clauses)


def clauses_of_partner() -> Mapping[str, Clause]:
    """Those of them that a partner can break."""
    return {code: each for code, each in clauses().items() if each.binds_partner}


def fill_text(said: Text) -> Text:
    """A sentence of an act with the vendor's names in place of its marks."""
    return vendor().fill_text(said)


def name_by(pack: Pack | None) -> None:
    """From now on this request says the names of `pack`; None: what the program carries."""
    _IN_FORCE.set(pack)


@contextmanager
def one_request() -> Iterator[None]:
    """Whatever is told inside is forgotten afterwards: the next request of this thread is somebody else's."""
    before = _IN_FORCE.set(None)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)
