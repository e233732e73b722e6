"""What an act demands, as checks; and those among them that judge what is typed with the act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import signature
from types import NoneType
from typing import Generic, TypeVar, cast, get_args

from kabinet.regulation.access.actor import Actor
from kabinet.regulation.access.case import Case
from kabinet.regulation.access.case.typed import Typed
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import Verdict

T = TypeVar("T", bound=Typed | None)
Check = Callable[[Actor, Case, Pack, Leg], Iterator[Verdict]]
Judging = Callable[[Actor, Case, T, Pack, Leg], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class TypedCheck(Generic[T]):
    """A check to which what was typed is handed, None where nothing was yet. `reads` are the classes that it can be of: only
    an act that declares one of them may demand the check."""

    judge: Judging[T]
    reads: tuple[type[Typed], ...]

    def __call__(self, actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
        """TypeError for what is typed with another act."""
        if not isinstance(case.typed, (*self.reads, NoneType)):
            raise TypeError(f"{type(case.typed).__name__} is typed with another act")
        return self.judge(actor, case, cast("T", case.typed), pack, leg)


def of_typed(judge: Judging[T]) -> TypedCheck[T]:
    """A check that takes `typed` between the case and the pack; its annotation says of which classes."""
    classes = get_args(signature(judge).parameters["typed"].annotation)
    return TypedCheck(judge, tuple(each for each in classes if each is not NoneType))


def read_by(check: Check) -> tuple[type[Typed], ...]:
    """Of which classes what it reads can be; none for a check of the case alone."""
    return check.reads if isinstance(check, TypedCheck) else ()
