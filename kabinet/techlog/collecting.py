"""Events of all files into one summary: what is counted, what is kept as an example, where something is in doubt."""

import re
from collections import Counter
from datetime import datetime
from functools import lru_cache

from kabinet.techlog import masking, statements
from kabinet.techlog.bounds import MOST_KINDS, MOST_LISTED, MOST_MINUTES
from kabinet.techlog.counting import Minutes, Seen, Table
from kabinet.techlog.events import Event, context_of_other, wanted
from kabinet.techlog.heads import CALLS, SLOW_CALL, SLOW_STATEMENT, STATEMENTS, Form
from kabinet.techlog.summary import Collected, Conflict, Counted, Doubt, Happening, Summary

_HOUR = re.compile(r"(?:^|[/_])(\d{2})(\d{2})(\d{2})(\d{2})\.(?:log|json|txt)$", re.IGNORECASE)
_PROCESS = re.compile(r"([A-Za-z]\w{1,20})_(\d{1,10})(?=/|_\d{8}\.)")
_VERSION = re.compile(r"(?<![\w.])8\.\d{1,2}\.\d{1,3}\.\d{1,5}(?![\w.])")
_TELLS = re.compile(
    r"(?i)start|terminat|abandon|kill|run process|expir|stop|crash|exception|abort|dump|fail|error|not found|denied|запу|"
    r"останов|заверш|авари|ошибк|не найден|не обнаруж|отказ"
)
_BAD = re.compile(r"(?i)fail|error|not found|denied|ошибк|не найден|не обнаруж|отказ")
_PAIR = re.compile(r"(\d{1,10}) (\d{1,10}) ([\w.]{1,100})")
MOST_HOURS, MOST_PROCESSES, MOST_VERSIONS, MOST_LOOKED_FOR = 400, 60, 10, 100
PEOPLE = ("Usr", "t:computerName", "computerName", "ServerComputerName", "Computer", "UserName")


class Place:
    """Of one file: its hour as its name says it, its process, and its form once that is known."""

    def __init__(self, path: str) -> None:
        path = path.replace("\\", "/")[-300:]
        hour, process = _HOUR.search(path), _PROCESS.search(path)
        self.hour = _hour("20{}-{}-{}T{}".format(*hour.groups())) if hour else ""
        self.process = f"{process[1]}_{process[2]}" if process else ""

    def hour_of(self, stamp: str) -> str:
        """`2026-07-04T14`, "" when nobody knows."""
        return _hour(stamp) if stamp else self.hour


@lru_cache(maxsize=1_024)
def _hour(said: str) -> str:
    try:
        datetime.strptime(said, "%Y-%m-%dT%H")  # noqa: DTZ007
    except ValueError:
        return ""
    return said


class Collecting:
    """One reading. `add_block` for every piece of every file, then `summary`."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.minutes = Minutes()
        self.exceptions, self.waits, self.statements, self.calls = Table(), Table(), Table(), Table()
        self.deadlocks: list[Conflict] = []
        self.timeouts: list[Conflict] = []
        self.happenings: list[Happening] = []
        self.totals: Counter[str] = Counter()
        self.hours: set[str] = set()
        self.processes: set[str] = set()
        self.versions: Counter[str] = Counter()
        self.doubts: dict[str, Doubt] = {}
        self.people = masking.Names()
        self.collected: Collected | None = None
        self.files = self.idle = self.size = 0
        self.first = self.last = ""

    def doubt(self, code: str, example: str = "") -> None:
        """One more reason not to believe the summary wholly."""
        known = self.doubts.setdefault(code, Doubt(code, 0, masking.cut(_clean(example), 100)))
        known.count += 1

    def add_file(self, place: Place, *, idle: bool) -> None:
        """A file of a log; an idle one has nothing but its mark of order, and says that the hour was kept."""
        self.files += 1
        self.idle += idle
        if place.hour and len(self.hours) < MOST_HOURS:
            self.hours.add(place.hour)
        if place.process and len(self.processes) < MOST_PROCESSES:
            self.processes.add(place.process)
        if not place.hour and not idle:
            self.doubt("no_hour")

    def add_block(self, block: bytes, form: Form, place: Place) -> None:
        """Counts every event, and reads those that say something."""
        counted = Counter(form.counted.findall(block))
        for (stamp, minute, name), count in counted.items():
            said = name.decode("ascii", "replace").upper()
            if said in self.names or len(self.names) < MOST_KINDS:
                self.names[said] += count
            hour = place.hour_of(stamp.decode("ascii"))
            self.minutes.add(hour and f"{hour}:{minute.decode('ascii')}", Minutes.ALL, count)
            if hour and stamp and len(self.hours) < MOST_HOURS:
                self.hours.add(hour)
        for event in wanted(block, form):
            if not event.whole:
                self.doubt("unreadable")
            hour = place.hour_of(event.stamp)
            minute = hour and f"{hour}:{event.minute}"
            self._add(event, minute, minute and f"{minute}:{event.second}", (block, form))

    def span(self, first: str, last: str) -> None:
        """Of a file's first and last event; "" when the hour is not known."""
        if first:
            self.first = min(self.first or first, first)
        if last:
            self.last = max(self.last, last)

    def _add(self, event: Event, minute: str, at: str, where: tuple[bytes, Form]) -> None:
        given = event.values
        self.people.learn(given[name] for name in PEOPLE if name in given)
        seen = Seen(at, event.seconds, process=given.get("process", ""), user=given.get("Usr", ""))
        if event.name in ("EXCP", "QERR"):
            self._add_exception(event, seen, minute)
        elif event.name == "TLOCK":
            self._add_wait(event, seen, minute)
        elif event.name in ("TTIMEOUT", "TDEADLOCK"):
            self._add_conflict(event, minute, at, where)
        elif event.name in ("PROC", "ATTN", "LIC", "HASP"):
            self._add_happening(event, minute, at)
        elif event.name in STATEMENTS and event.seconds >= SLOW_STATEMENT:
            self._add_statement(event, seen, minute)
        elif event.name in CALLS and event.seconds >= SLOW_CALL:
            self._add_call(event, seen, minute)

    def _add_exception(self, event: Event, seen: Seen, minute: str) -> None:
        given = event.values
        text = given.get("Descr") or given.get("descr") or given.get("Txt") or ""
        kind = given.get("Exception", event.name)
        what, text = _masked_exception(kind, text[:2_000])
        seen.seconds, seen.context = 0.0, _place(given.get("Context", ""))
        self.exceptions.add((what, text), what, text, seen)
        self.minutes.add(minute, Minutes.EXCEPTIONS)

    def _add_wait(self, event: Event, seen: Seen, minute: str) -> None:
        given = event.values
        if not given.get("WaitConnections", "").strip():
            return
        regions = masking.cut(",".join(sorted(set(given.get("Regions", "").split(",")))), 200)
        seen.context = _place(given.get("Context", ""))
        self.waits.add(regions, regions, "", seen)
        self.minutes.add(minute, Minutes.WAITS)

    def _add_conflict(self, event: Event, minute: str, at: str, where: tuple[bytes, Form]) -> None:
        self.totals[event.name] += 1
        self.minutes.add(minute, Minutes.WAITS)
        to = self.deadlocks if event.name == "TDEADLOCK" else self.timeouts
        if len(to) >= MOST_LISTED:
            return
        given = event.values
        own = given.get("t:connectID", "")[:12]
        pairs = _PAIR.findall(given.get("DeadlockConnectionIntersections", ""))[:20]
        others = [each for pair in pairs for each in pair[:2] if each != own]
        other = (others or re.findall(r"\d{1,10}", given.get("WaitConnections", "")) or [""])[0]
        regions = sorted({pair[2] for pair in pairs}) or [masking.cut(given.get("Regions", ""), 100)]
        regions = [region for region in regions if region][:10]
        found = ""
        if self.totals["looked_for"] < MOST_LOOKED_FOR:
            self.totals["looked_for"] += 1
            block, form = where
            found = context_of_other(block, form, event.start, other, ",".join(regions))
        place = _place(given.get("Context", ""))
        to.append(Conflict(at, own, other, regions, place, _place(found)))

    def _add_statement(self, event: Event, seen: Seen, minute: str) -> None:
        given = event.values
        statement = statements.normalise(given.get("Sql") or given.get("Sdbl") or given.get("Func") or "")
        seen.context = _place(given.get("Context", ""))
        key = (event.name, statements.digest(statement))
        self.statements.add(key, event.name, statements.shown(statement), seen)
        self.minutes.add(minute, Minutes.SLOW)

    def _add_call(self, event: Event, seen: Seen, minute: str) -> None:
        given = event.values
        seen.context = _place(given.get("Context", ""))
        method = (
            given.get("Method", "") if given.get("Module") else given.get("MName") or given.get("Method", "")
        )
        said = ".".join(each for each in (given.get("Module") or given.get("IName"), method) if each)
        what = masking.cut(_clean(said), 200) or seen.context
        self.calls.add((event.name, what), event.name, what, seen)
        self.minutes.add(minute, Minutes.SLOW)

    def _add_happening(self, event: Event, minute: str, at: str) -> None:
        given = event.values
        text = " ".join(given[name][:2_000] for name in ("Txt", "txt", "Descr", "Event") if given.get(name))
        for version in _VERSION.findall(text):
            if version in self.versions or len(self.versions) < MOST_VERSIONS:
                self.versions[version] += 1
        told = _BAD if event.name in ("LIC", "HASP") else _TELLS
        if not told.search(text):
            return
        self.totals["happenings"] += 1
        self.minutes.add(minute, Minutes.PROCESSES)
        if len(self.happenings) < 20 * MOST_LISTED:
            process = given.get("Name") or given.get("process", "")
            self.happenings.append(
                Happening(at, event.name, masking.cut(_clean(process), 40), masking.mask(text, 240))
            )

    def summary(self) -> Summary:
        """All of it, bounded."""
        minutes, cut = self.minutes.kept(MOST_MINUTES)
        if cut:
            self.doubt("minutes")
        if any(each.left_out for each in (self.exceptions, self.waits, self.statements, self.calls)):
            self.doubt("kinds")
        happenings = sorted(self.happenings, key=lambda each: each.at)
        half = MOST_LISTED // 2
        if len(happenings) > MOST_LISTED:
            happenings = happenings[:half] + happenings[-half:]
        found = Summary(
            kind=self._kind(),
            size=self.size,
            events=self.names.total(),
            files=self.files,
            idle=self.idle,
            first=self.first,
            last=self.last,
            hours=sorted(self.hours),
            processes=sorted(self.processes),
            versions=[version for version, _count in self.versions.most_common()],
            names=self.names.most_common(80),
            collected=self.collected,
            exceptions=self.exceptions.top(by_time=False),
            waits=self.waits.top(by_time=True),
            deadlocks=self.deadlocks,
            timeouts=self.timeouts,
            statements=self.statements.top(by_time=True),
            calls=self.calls.top(by_time=True),
            happenings=happenings,
            minutes=minutes,
            totals=self._totals(),
            doubts=list(self.doubts.values()),
        )
        self._put_out_names(found)
        return found

    def _kind(self) -> str:
        if self.files:
            return "log"
        if self.collected:
            return "config"
        return next((kind for kind in ("locked", "packed") if kind in self.doubts), "other")

    def _totals(self) -> dict[str, int]:
        return {
            "exceptions": self.exceptions.total,
            "waits": self.waits.total,
            "statements": self.statements.total,
            "calls": self.calls.total,
            "deadlocks": self.totals["TDEADLOCK"],
            "timeouts": self.totals["TTIMEOUT"],
            "happenings": self.totals["happenings"],
        }

    def _put_out_names(self, found: Summary) -> None:
        """Of people and machines, in every text that is shown."""
        rows: list[Counted] = [*found.exceptions, *found.waits, *found.statements, *found.calls]
        places: list[tuple[object, str]] = [
            (row, name) for row in rows for name in ("what", "text", "context")
        ]
        places += [
            (each, name) for each in found.deadlocks + found.timeouts for name in ("context", "other_context")
        ]
        places += [(each, "text") for each in found.happenings]
        clean = self.people.put_out(str(getattr(row, name)) for row, name in places)
        for (row, name), text in zip(places, clean, strict=True):
            setattr(row, name, text)


def _clean(text: str) -> str:
    """Printable, in one line."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:400]).strip()


@lru_cache(maxsize=2_048)
def _place(context: str) -> str:
    return masking.last_place(context)


@lru_cache(maxsize=2_048)
def _masked_exception(kind: str, text: str) -> tuple[str, str]:
    name = masking.cut(_clean(kind), 100)
    return name, masking.mask(text)
