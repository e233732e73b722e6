"""A large file through the pages' own door, as a program sends it."""

import base64
from typing import Any

from django.test import Client

TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
STREAM = "application/offset+octet-stream"


def encoded(text: str) -> str:
    """A value of Upload-Metadata."""
    return base64.b64encode(text.encode()).decode()


def announced(client: Client, size: object, name: str = "журнал.zip", **named: object) -> Any:
    """The answer to an announcement."""
    pairs = {"filename": name, **named}
    said = ",".join(f"{key} {encoded(str(value))}" for key, value in pairs.items())
    return client.post(
        "/uploads/", **TUS, HTTP_UPLOAD_LENGTH=str(size), HTTP_UPLOAD_METADATA=said, content_type="text/plain"
    )


def begun(client: Client, size: int, name: str = "журнал.zip", **named: object) -> str:
    """The address of a file that was announced."""
    answer = announced(client, size, name, **named)
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.headers["Location"])


def key_of(address: str) -> str:
    """What a form sends of it."""
    return address.strip("/").rpartition("/")[2]


def piece(client: Client, address: str, content: bytes, offset: object, **more: Any) -> Any:
    """The answer to a piece."""
    return client.patch(
        address,
        content,
        **{"content_type": STREAM, **TUS, "HTTP_UPLOAD_OFFSET": str(offset), **more},
    )


def stands(client: Client, address: str) -> Any:
    """The answer to the question how far it is."""
    return client.head(address, **TUS)
