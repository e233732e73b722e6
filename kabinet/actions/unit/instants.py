"""Instants of the records (aware datetimes) and of the law (epoch seconds UTC); whole seconds in both."""

from datetime import UTC, datetime

from kabinet.regulation.working_time import epoch

__all__ = ["epoch", "moment", "moment_or_none", "whole"]


def whole(at: datetime) -> datetime:
    """`at` without its parts of a second; Unlawful for a naive one."""
    return moment(epoch(at))


def moment(at: int) -> datetime:
    """Epoch seconds as an aware datetime."""
    return datetime.fromtimestamp(at, UTC)


def moment_or_none(at: int | None) -> datetime | None:
    """The same for an instant that need not be there."""
    return None if at is None else moment(at)
