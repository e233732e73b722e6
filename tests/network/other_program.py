"""A program elsewhere that answers as a test says: raw bytes on a loopback port."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

Answering = Callable[[socket.socket], None]


@dataclass(slots=True)
class Program:
    """Where it listens, and the first lines that came."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address, without TLS."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def program(answering: Answering) -> Iterator[Program]:
    """Answers each connection by `answering`, after its head has come."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Program(listening.getsockname()[1])

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, suppress(OSError):
                        head = b""
                        while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
                            head += more
                        made.asked.append(head.decode("latin-1"))
                        answering(connection)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def says(body: bytes, status: str = "200 OK", *heads: str) -> Answering:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *heads, "", ""]

    def answer(connection: socket.socket) -> None:
        connection.sendall("\r\n".join(lines).encode() + body)

    return answer
