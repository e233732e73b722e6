"""Another desk that stands in memory and does as a test says, and a Request Tracker that is one."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import pytest
from django.db import transaction

from kabinet.network.desks import Away, Change, Changes, Denied, ForeignTicket, New, Said, What
from kabinet.records.security.reach import as_system
from tests import processes
from tests.browser import free_port
from tests.clock import until

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.tracker import Tracker

SERVER: Final = Path("/usr/share/request-tracker5/libexec/rt-server")
URL: Final = "https://rt.zmk.example"


@dataclass
class Scripted:
    """`away` and `refuses` are for how many questions it is so; `loses` whether it does what it is asked and never answers.
    `tickets` by key: subject, and what we said in it. `happened` is what its own people did."""

    tickets: dict[str, list[str]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    happened: list[Change] = field(default_factory=list)
    words: dict[str, Said] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    queues: dict[str, str] = field(default_factory=dict)
    away: int = 0
    refuses: int = 0
    loses: int = 0
    asked: list[str] = field(default_factory=list)

    def happen(
        self, what: What, ticket: str, text: str = "", status: str = "", at: datetime | None = None
    ) -> str:
        """Its own people do something; the key of that."""
        key = str(len(self.happened) + 1)
        when = at or datetime(2026, 4, 20, 9, tzinfo=UTC)
        self.happened.append(Change(key, ticket, what, "Петров", when, status))
        self.words[key] = Said(text, ())
        return key

    def check(self) -> str:
        self._asked("check")
        return "Scripted 1"

    def newest(self) -> str:
        self._asked("newest")
        return str(len(self.happened))

    def changes(self, since: str) -> Changes:
        self._asked("changes")
        # The last one is told again and again, as desks do whose keys come out of order.
        return Changes(self.happened[int(since) :], str(max(int(since), len(self.happened) - 1)), more=False)

    def read(self, change: Change) -> Said:
        self._asked("read")
        return self.words[change.key]

    def ticket(self, key: str) -> ForeignTicket:
        self._asked("ticket")
        if key not in self.tickets and key not in self.subjects:
            raise Denied("HTTP 404")
        subject = self.subjects.get(key) or self.tickets[key][0]
        level = self.levels.get(key, "0")
        queue = self.queues.get(key, "General")
        return ForeignTicket(key, subject, self.statuses.get(key, "new"), queue, level, f"{URL}/{key}")

    def create(self, new: New) -> str:
        self._asked("create")
        key = str(100 + len(self.tickets))
        self.tickets[key] = [f"{new.subject} {new.mark}", new.text]
        self._lost()
        return key

    def created(self, mark: str) -> str | None:
        self._asked("created")
        return next((key for key, said in self.tickets.items() if said[0].endswith(mark)), None)

    def correspond(self, ticket: str, text: str, mark: str) -> None:
        self._asked("correspond")
        self.tickets.setdefault(ticket, [""]).append(f"{mark} {text}")
        self._lost()

    def corresponded(self, ticket: str, mark: str) -> bool:
        self._asked("corresponded")
        return any(said.startswith(mark) for said in self.tickets.get(ticket, []))

    def set_status(self, ticket: str, status: str) -> None:
        self._asked("set_status")
        self.statuses[ticket] = status

    def _asked(self, what: str) -> None:
        self.asked.append(what)
        if self.away:
            self.away -= 1
            raise Away("nobody answers")
        if self.refuses and what in ("create", "correspond", "set_status"):
            self.refuses -= 1
            raise Denied("HTTP 403")

    def _lost(self) -> None:
        if self.loses:
            self.loses -= 1
            raise Away("the answer is lost")


@pytest.fixture
def scripted(own_db: object, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """The desk at the other end of every bridge of the test."""
    from kabinet.jobs import bridges

    found = Scripted()
    monkeypatch.setattr(bridges, "desk_at", lambda _program, _place: found)
    return found


Bridged = Callable[..., UUID]


@pytest.fixture
def bridged(own_db: object) -> Bridged:
    """`bridged(cast, login, at, **wanted)`: the agreement of zmk names a desk, and this person sets a bridge up to it and
    switches it on."""
    from kabinet.actions.bridges.keeping import Wanted, add_bridge, resume_bridge
    from kabinet.records import models

    def add(cast: "Cast", login: str, at: datetime, **wanted: Any) -> UUID:
        with transaction.atomic(), as_system("an agreement of a test"):
            models.Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="RT ЗМК")
        place = {"program": "request_tracker", "url": URL, "account": "kabinet", "queue": "General"}
        said = {"name": "RT ЗМК", "secret": "hidden-word-9", **place, **wanted}
        with transaction.atomic():
            actor, client = cast.actor(login, at), cast.client["zmk"]
            key = add_bridge(actor=actor, at=at, client=client, wanted=Wanted(**said))
            resume_bridge(actor=actor, at=at, key=key)
        return key

    return add


@pytest.fixture
def carry() -> Callable[[datetime], None]:
    """`carry(at)`: a worker does whatever is due at `at`."""
    from kabinet.jobs.bridges import step

    def work(at: datetime) -> None:
        for _turn in range(200):
            if not step(at):
                return
        pytest.fail("the loop of bridges finds no end")

    return work


SETTINGS: Final = """
Set($rtname, 'zmk.example');
Set($Organization, 'zmk.example');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.db');
Set($SendmailPath, '/bin/true');
Set($LogToSTDERR, 'error');
Set($LogToSyslog, undef);
Set($MasonDataDir, '{folder}/mason');
1;
"""


# The bridge's own account, and a person who works there. What they may is not what is tried out.
PEOPLE_THERE: Final = """
@Users = map +{ Name => $_, Password => 'hidden-word-9', Privileged => 1 }, qw(kabinet petrov);
@ACL = map +{ UserId => $_, Right => 'SuperUser' }, qw(kabinet petrov);
1;
"""


@pytest.fixture(scope="session")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Tracker"]:
    """A Request Tracker on loopback, with an account for the bridge and one of a person who works there."""
    from tests.tracker import Tracker

    setup = shutil.which("rt-setup-database-5") or "/usr/sbin/rt-setup-database-5"
    if not SERVER.exists() or not Path(setup).exists():
        if os.environ.get("CI"):
            pytest.fail("there is no Request Tracker: bin/rt installs it")
        pytest.skip("there is no Request Tracker: bin/rt installs it")
    folder, port = tmp_path_factory.mktemp("rt"), free_port()
    (folder / "empty").mkdir()
    (folder / "mason").mkdir()
    (folder / "site.pm").write_text(SETTINGS.format(port=port, folder=folder))
    # Debian's own configuration would win over the file alone.
    places = {"RT_SITE_CONFIG": str(folder / "site.pm"), "RT_SITE_CONFIG_DIR": str(folder / "empty")}
    environment = {**os.environ, **places}
    (folder / "people").write_text(PEOPLE_THERE)
    for words in (["init"], ["insert", "--datafile", str(folder / "people")]):
        command = [setup, "--skip-create", "--action", *words]
        subprocess.run(command, env=environment, check=True, capture_output=True)
    command = [str(SERVER), "--port", str(port), "--host", "127.0.0.1"]
    with (
        (folder / "log").open("w") as lines,
        processes.started(command, environment, stdout=lines, stderr=lines) as server,
    ):
        made = Tracker(f"http://127.0.0.1:{port}")
        until(made.answers, lambda: server.poll() is None)
        yield made
