"""How much slower whoever is well is answered while many want nothing good: medians at rest and under each flood."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from threading import Thread
from time import sleep

from bench.faults.drill import PASSWORD, prepare, running, surroundings
from bench.pages.visit import Visitor

HALF_SENT, WRONG, ASKED = 200, 50, 60
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
    with running(home, environment, port):
        person = Visitor(port).sign_in("gordeeva", PASSWORD)
        found = {"at rest": _measured(person)}
        with _by_another(half_sent, port):
            found[f"{HALF_SENT} half-sent bodies"] = _measured(person)
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
