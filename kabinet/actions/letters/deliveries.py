"""A delivery beside each notice, in the transaction of the act: what was told and what is to be sent are one fact."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

from kabinet.records.models import Delivery, Notice

# settings.LETTERS
SENT, CAUGHT, OFF = "sent", "caught", "off"
_WITHHELD: ContextVar[bool] = ContextVar(
    "whether notices are history that nobody is written about", default=False
)


def are_sent() -> bool:
    """Whether notices become letters here, real ones or those that a demonstration keeps."""
    return bool(settings.LETTERS != OFF)


def are_withheld() -> bool:
    """Whether nobody is told outside Kabinet just now: what happens is history."""
    return _WITHHELD.get()


@contextmanager
def withheld() -> Iterator[None]:
    """Inside, notices are made and nobody is written a letter: a past that is played, not lived."""
    with _withholding(True):
        yield


@contextmanager
def posted() -> Iterator[None]:
    """Inside, they are written to again."""
    with _withholding(False):
        yield


@contextmanager
def _withholding(value: bool) -> Iterator[None]:
    token = _WITHHELD.set(value)
    try:
        yield
    finally:
        _WITHHELD.reset(token)


def post(notices: Sequence[Notice], *, repeated: bool = False) -> None:
    """One delivery for each of these notices that were just made, in one insert. `repeated`: some may have been made before,
    and theirs are not made again. Needs the whole reach."""
    if not are_sent() or _WITHHELD.get():
        return
    new = fresh(notices) if repeated else notices
    Delivery.objects.bulk_create(
        [
            Delivery(
                notice_id=each.pk,
                person_id=each.person_id,
                next_try=each.created_at,
                created_at=each.created_at,
            )
            for each in new
        ],
        ignore_conflicts=repeated,
    )


def fresh(notices: Sequence[Notice]) -> list[Notice]:
    """Those that stand there as they were made now: one that was made before has an instant of its own."""
    made = {each.pk: each for each in notices}
    kept = Notice.objects.filter(pk__in=made).values_list("pk", "created_at")
    return [made[key] for key, at in kept if made[key].created_at == at]
