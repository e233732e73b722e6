"""How much slower whoever is well is answered while many want nothing good, or send large files over slow lines: medians at
rest and under each flood, and the memory that all parts together have."""

import socket
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from threading import Thread
from time import sleep

from bench.faults.drill import PASSWORD, prepare, running, surroundings
from bench.pages.visit import Visitor

HALF_SENT, WRONG, SLOW, ASKED = 200, 50, 200, 60
SENDERS = (
    "saveliev",
    "orlova",
    "gordeeva",
    "zhdanov",
    "choi",
    "kravets",
    "arkhipova",
    "titova",
    "vlasov",
    "shulgin",
)
OF_ONE = 50 * 2**20
TUS = {"Tus-Resumable": "1.0.0"}
SECONDS_TO_BEGIN = 20.0
SECONDS_TO_RISE = 3.0
PAGES = ("/health", "/sign-in/", "/queue/")
HALF = (
    "POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 60000\r\n\r\nlogin="
)


def floods(home: Path, port: int) -> Mapping[str, Mapping[str, tuple[float, float, int]]]:
    """State -> page -> median and longest of its answers in seconds, and how many of ASKED were no answer (200, or 503
    with the time to come again)."""
    environment = surroundings(home, port)
    prepare(home, environment)
    with running(home, environment, port) as run:
        person = Visitor(port).sign_in("gordeeva", PASSWORD)
        found = {"at rest": _measured(person)}
        with _by_another(half_sent, port):
            found[f"{HALF_SENT} half-sent bodies"] = _measured(person)
        before = memory(run.pid)
        found["at rest again"] = _measured(person)
        with _by_another(slow_uploads, port):
            sleep(SECONDS_TO_BEGIN)
            found[f"{SLOW} slow uploads, {before} MB before and {memory(run.pid)} MB now"] = _measured(person)
        with _by_another(wrong_passwords, port):
            found[f"{WRONG} wrong sign-ins at a time"] = _measured(person)
        return found


def _measured(person: Visitor) -> dict[str, tuple[float, float, int]]:
    found = {}
    for page in PAGES:
        seconds, unanswered = [], 0
        for _ in range(ASKED):
            answer = person.get(page)
            seconds.append(answer.seconds)
            unanswered += answer.status not in (200, 303)
        found[page] = median(seconds), max(seconds), unanswered
    return found


@contextmanager
def _by_another(flood: Callable[[int, Event], None], port: int) -> Iterator[None]:
    """The flood comes from a process of its own: whoever measures must not wait for its interpreter."""
    context = get_context("spawn")
    stop = context.Event()
    other = context.Process(target=flood, args=(port, stop))
    other.start()
    try:
        sleep(SECONDS_TO_RISE)
        yield
    finally:
        stop.set()
        other.join()


def half_sent(port: int, stop: Event) -> None:
    """Opened anew as soon as the server has cut one off."""

    def hold() -> None:
        while not stop.is_set():
            with socket.create_connection(("127.0.0.1", port)) as one:
                one.sendall(HALF.encode())
                one.settimeout(0.5)
                while not stop.is_set():
                    try:
                        if not one.recv(1024):
                            break
                    except TimeoutError:
                        continue
                    except OSError:
                        break

    _at_once([Thread(target=hold) for _ in range(HALF_SENT)])


def wrong_passwords(port: int, stop: Event) -> None:
    """Each of another login, so that none is turned away for its login's sake."""

    def guess(number: int) -> None:
        stranger, times = Visitor(port), 0
        stranger.get("/sign-in/")
        while not stop.is_set():
            times += 1
            stranger.post("/sign-in/", {"login": f"nobody-{number}-{times}", "password": "wrong password"})

    _at_once([Thread(target=guess, args=(number,)) for number in range(WRONG)])


def slow_uploads(port: int, stop: Event) -> None:
    """Each person sends as many as one may begin, a kilobyte now and then; what is cut off goes on from where it stands."""

    def send(person: Visitor, address: str) -> None:
        while not stop.is_set():
            with suppress(OSError):
                _send(person, address, stop)

    begun = [(who, address) for who in (_sender(port, login) for login in SENDERS) for address in _begun(who)]
    _at_once([Thread(target=send, args=(who.twin(), address)) for who, address in begun[:SLOW]])


def _sender(port: int, login: str) -> Visitor:
    person = Visitor(port).sign_in(login, PASSWORD)
    person.get("/me/")
    return person


def _begun(person: Visitor) -> Iterator[str]:
    for number in range(SLOW // len(SENDERS)):
        heads = {
            "Upload-Length": str(OF_ONE),
            "Upload-Metadata": f"filename {b64encode(b'%d.bin' % number).decode()}",
        }
        answer = person.ask("POST", "/uploads/", b"", {**TUS, **heads, "X-CSRFToken": person.token})
        if answer.status != 201:
            raise SystemExit(f"bench/faults/run: an upload could not begin: {answer.status}")
        yield answer.location.partition(f":{person.port}")[2] or answer.location


def _send(person: Visitor, address: str, stop: Event) -> None:
    """One body of the rest, at four kilobytes a second, until it is cut off."""
    cookies = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    stands = person.twin().ask("HEAD", address, None, TUS)
    heads = {
        **TUS,
        "Host": f"127.0.0.1:{person.port}",
        "Cookie": cookies,
        "X-CSRFToken": person.token,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": stands.headers.get("Upload-Offset", "0"),
        "Content-Length": str(OF_ONE - int(stands.headers.get("Upload-Offset", "0"))),
    }
    said = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    with socket.create_connection(("127.0.0.1", person.port)) as one:
        one.sendall(f"PATCH {address} HTTP/1.1\r\n{said}\r\n".encode())
        while not stop.is_set():
            one.sendall(b"x" * 1024)
            sleep(0.25)


def memory(process: int) -> int:
    """What it and all that it started have in memory now, in MB; what several share is counted once for each."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            said = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            parents[int(said["Pid"])] = int(said["PPid"]), int(said.get("VmRSS", "0 kB").split()[0])
    family, found = {process}, 0
    while found < len(family):
        found = len(family)
        family |= {child for child, (parent, _size) in parents.items() if parent in family}
    return sum(size for child, (_parent, size) in parents.items() if child in family) // 1024


def _at_once(many: list[Thread]) -> None:
    for one in many:
        one.start()
    for one in many:
        one.join()


def table(found: Mapping[str, Mapping[str, tuple[float, float, int]]]) -> str:
    """As it stands in docs/figures.md: milliseconds, median / longest, and answers that were none."""
    lines = [f"| | {' | '.join(PAGES)} |", f"|---|{'---|' * len(PAGES)}"]
    for state, pages in found.items():
        cells = [
            f"{middle * 1000:.0f} / {longest * 1000:.0f} ({bad})" for middle, longest, bad in pages.values()
        ]
        lines.append(f"| {state} | {' | '.join(cells)} |")
    return "\n".join(lines)
