"""The only place of the jobs that asks the time."""

from datetime import UTC, datetime


def now() -> datetime:
    """This instant in whole seconds, UTC."""
    return datetime.now(UTC).replace(microsecond=0)
