"""The only place of the jobs that asks the time."""

from datetime import UTC, datetime

from kabinet.records.agreed_time import AgreedTime

_agreed = AgreedTime(every=0)


def now() -> datetime:
    """This instant in whole seconds, UTC, no later than the database's clock agrees to."""
    return _agreed.instant(own()).replace(microsecond=0)


def own() -> datetime:
    """What the clock of this machine says."""
    return datetime.now(UTC)
