"""A file from its first byte to its last, or to a bound; what came of it until then is a summary all the same."""

import re
import tarfile
import zipfile
import zlib
from typing import IO, Final

from kabinet.techlog.blocks import Readable, blocks, first_block
from kabinet.techlog.bounds import Bounds
from kabinet.techlog.collecting import Collecting, Place
from kabinet.techlog.heads import Form, form_of
from kabinet.techlog.logcfg import LARGEST, read_logcfg
from kabinet.techlog.sources import Budget, Stop, sources
from kabinet.techlog.summary import Summary

_FAULTS: Final = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError)
_ENDINGS: Final = (".log", ".zip", ".gz", ".tgz", ".tar", ".json", "logcfg.xml")
_UNREAD: Final = re.compile(r"(?i)(?:log|tj|тж|журнал|rphost|ragent|rmngr).*\.(?:7z|rar|xz|bz2|zst)$")
_STAMP: Final = re.compile(rb"(\d{4}-\d\d-\d\dT\d\d):")
_CLOCK: Final = re.compile(rb"([0-5]\d):([0-5]\d)\.")


def looks_like_log(name: str) -> bool:
    """Whether it is worth a look, by its name alone."""
    return name.lower().endswith(_ENDINGS) or _UNREAD.search(name) is not None


def read_log(file: IO[bytes], name: str, bounds: Bounds | None = None) -> Summary:
    """`file` can be sought in. Raises nothing for what is in it but MemoryError."""
    collecting = Collecting()
    size = file.seek(0, 2)
    file.seek(0)
    budget = Budget(bounds or Bounds(), size, collecting.doubt)
    try:
        for source in sources(file, name, budget):
            whole = Ending(source.stream)
            cut_off = _read(source.path, whole, collecting)
            if isinstance(whole.fault, Stop):
                raise whole.fault
            if whole.fault:
                collecting.doubt("broken", source.path)
            elif cut_off:
                collecting.doubt("unfinished", source.path)
    except Stop as stopped:
        collecting.doubt(f"stopped_{stopped}")
    collecting.size = budget.unpacked
    return collecting.summary()


class Ending:
    """A stream that ends where it cannot go on; what came until then is read like any other."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.fault: Exception | None = None

    def read(self, size: int, /) -> bytes:
        """Nothing from the fault on."""
        if self.fault is None:
            try:
                return self._stream.read(size)
            except (Stop, *_FAULTS) as fault:
                self.fault = fault
        return b""


def _read(path: str, whole: Readable, collecting: Collecting) -> bool:
    """Whether its last line has no end."""
    first, stream = first_block(whole)
    if path.lower().endswith(".xml"):
        collecting.collected = read_logcfg(first[1 : LARGEST + 2]) or collecting.collected
        return False
    place = Place(path)
    if len(first) == 1:
        if place.hour:
            collecting.add_file(place, idle=True)
        return False
    known = form_of(first)
    if known is None:
        if place.hour:
            collecting.doubt("no_log", path)
        return False
    form, at = known
    if first[:at].strip():
        collecting.doubt("begins_inside", path)
    collecting.add_file(place, idle=False)
    return _read_events(first[at:], stream, form, place, collecting)


def _read_events(first: bytes, stream: Readable, form: Form, place: Place, collecting: Collecting) -> bool:
    begun, last, block = "", "", b""
    for block, cut_off in blocks(first, stream, form):
        if cut_off:
            collecting.doubt("cut_event")
        collecting.add_block(block, form, place)
        begun = begun or _instant(block, 0, form, place)
        last = _instant(block, _last(block, form), form, place) or last
        collecting.span(begun, last)
    return not block.endswith(b"\n")


def _last(block: bytes, form: Form) -> int:
    """Where its last event begins."""
    at = len(block)
    for _ in range(200):
        at = block.rfind(b"\n", 0, at)
        if at <= 0 or form.head.match(block, at):
            return max(at, 0)
    return 0


def _instant(block: bytes, at: int, form: Form, place: Place) -> str:
    """Of the event that begins there."""
    line = block[at : at + 80]
    stamp, clock = _STAMP.search(line), _CLOCK.search(line)
    stamped = stamp[1].decode("ascii") if stamp and form.name != "text" else ""
    hour = place.hour_of(stamped)
    return f"{hour}:{clock[1].decode()}:{clock[2].decode()}" if hour and clock else ""
