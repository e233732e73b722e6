"""Pages that are slow on purpose wait for each other and for nobody else."""

import asyncio
from threading import Event

import pytest

from kabinet.config.serving import bodies, threads
from kabinet.config.serving.threads import Answer, Divided, Environ
from tests.clock import PATIENCE

ANSWERED: Answer = (200, [], b"")


def asked(path: str) -> Environ:
    return {"PATH_INFO": path, "REQUEST_METHOD": "POST"}


def test_however_many_slow_pages_are_asked_for_the_others_are_answered() -> None:
    over = Event()

    def application(environ: Environ) -> Answer:
        if environ["PATH_INFO"] == "/slow":
            over.wait(PATIENCE)
        return ANSWERED

    async def many() -> tuple[Answer, bool, list[Answer]]:
        divided = Divided(application, 1, lambda environ: environ["PATH_INFO"] == "/slow")
        slow = [asyncio.create_task(divided.answer(asked("/slow"))) for _ in range(threads.WAITING)]
        quick = await asyncio.wait_for(divided.answer(asked("/quick")), PATIENCE)
        waits = not any(task.done() for task in slow)
        over.set()
        return quick, waits, await asyncio.gather(*slow)

    quick, waits, slow = asyncio.run(many())
    assert (quick, waits) == (ANSWERED, True)
    assert slow == [ANSWERED] * threads.WAITING


@pytest.mark.parametrize("path", ["/sign-in/", "/welcome/", "/me/password/"])
def test_whatever_hashes_a_password_is_slow(path: str) -> None:
    assert bodies.is_slow(path, "POST")
    assert not bodies.is_slow(path, "GET")


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/provider/",
        "/sign-in/provider/back/",
        "/sign-in/provider/zmk/",
        "/sign-in/provider/zmk/back/",
    ],
)
def test_so_is_whatever_asks_an_identity_provider(path: str) -> None:
    assert bodies.is_slow(path, "GET")


@pytest.mark.parametrize("page", ["back", "ended"])
def test_so_is_whatever_a_provider_signed(page: str) -> None:
    """Signatures of XML take their time, and anybody may send what is looked at."""
    assert bodies.is_slow(f"/sign-in/provider/{page}/", "POST")
    assert bodies.is_slow(f"/sign-in/provider/zmk/{page}/", "GET")


@pytest.mark.parametrize("path", ["/queue/", "/health", "/nowhere/"])
def test_nothing_else_is(path: str) -> None:
    assert not bodies.is_slow(path, "GET")
    assert not bodies.is_slow(path, "POST")
