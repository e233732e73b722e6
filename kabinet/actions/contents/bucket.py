"""The bucket to which contents go up, through Django's storage of them: bounded in time by its settings
(config/counterparts/bucket.py), never while a transaction is open."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, Final
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import connection

# Objects that are asked to go in one request (the protocol takes a thousand).
TOGETHER: Final = 500


class Away(Exception):
    """It does not answer, or says no; the text is for a log."""


def is_named() -> bool:
    """Whether there is one: else the storage of contents is this disk's folder."""
    return str(settings.STORAGES["default"]["BACKEND"]).endswith("S3Storage")


def put(key: UUID, path: Path) -> int:
    """What lies at `path` under this name; how many bytes are there then."""
    with _asked() as storage, path.open("rb") as content:
        storage.save(_name(key), File(content))
        size: int = storage.size(_name(key))
        return size


def bring(key: UUID, into: IO[bytes]) -> None:
    """The content of that name; FileNotFoundError where there is none."""
    with _asked() as storage:
        _object(storage, key).download_fileobj(into)


def size_of(key: UUID) -> int | None:
    """Bytes there; None where there is no such name."""
    try:
        with _asked() as storage:
            size: int = storage.size(_name(key))
            return size
    except FileNotFoundError:
        return None


def remove(keys: Iterable[UUID]) -> None:
    """Contents of these names, those that are there."""
    names = list(keys)
    for begin in range(0, len(names), TOGETHER):
        with _asked() as storage:
            objects = [{"Key": _object(storage, key).key} for key in names[begin : begin + TOGETHER]]
            storage.bucket.delete_objects(Delete={"Objects": objects, "Quiet": True})


def lying() -> Iterator[tuple[UUID, datetime]]:
    """Names there, and when each was written. Whatever has no key as its name is not ours."""
    with _asked() as storage:
        for found in storage.bucket.objects.filter(Prefix=storage.location):
            try:
                yield UUID(hex=found.key.rpartition("/")[2]), found.last_modified
            except ValueError:
                continue


def answers() -> str:
    """Empty when it does and lets us in; else what it says."""
    try:
        with _asked() as storage:
            storage.connection.meta.client.head_bucket(Bucket=storage.bucket_name)
    except (Away, FileNotFoundError) as failed:
        return str(failed) or "no such bucket"
    return ""


class _asked:  # noqa: N801 - used as a function
    """The storage, for one question; whatever its library raises is Away, or FileNotFoundError."""

    def __enter__(self) -> Any:
        if connection.in_atomic_block:
            raise RuntimeError("nobody else is asked while a transaction is open")
        return storages["default"]

    def __exit__(self, kind: object, failed: BaseException | None, trace: object) -> None:
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError

        if isinstance(failed, ClientError):
            status = failed.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
            said = str(failed.response.get("Error", {}).get("Code", status))
            raise (FileNotFoundError if status == HTTPStatus.NOT_FOUND else Away)(said) from None
        if isinstance(failed, BotoCoreError | Boto3Error):
            raise Away(type(failed).__name__) from None


def _name(key: UUID) -> str:
    return f"{key.hex[:2]}/{key.hex}"


def _object(storage: Any, key: UUID) -> Any:
    return storage.bucket.Object("/".join(filter(None, (storage.location, _name(key)))))
