"""Tickets of the table URL x person, made once a test: by names that its lines can point to."""

from datetime import UTC, datetime
from io import BytesIO

from tests.cast import Cast

NAMES = (
    "client ticket",
    "vendor ticket",
    "answered ticket",
    "closed ticket",
    "returned ticket",
    "planned ticket",
)
THINGS = (*NAMES, "vendor message", "ticket file")
_made: list[tuple[Cast, dict[str, str]]] = []


def pointed_at(thing: str, cast: Cast) -> str:
    """The number or the key of a thing in this cast's world."""
    if not _made or _made[0][0] is not cast:
        _made[:] = [(cast, _scene(cast))]
    return _made[0][1][thing]


def _scene(cast: Cast) -> dict[str, str]:
    from kabinet.actions.accept import accept
    from kabinet.actions.answer import answer
    from kabinet.actions.attach import attach
    from kabinet.actions.return_back import return_back
    from kabinet.records.reach import leave
    from kabinet.regulation.facts import Answer
    from tests.actions.desk import Desk, later, passed_on

    desk, at = Desk(cast), later(datetime.now(UTC).replace(microsecond=0), hours=-2)
    number, vendor = passed_on(desk, at, level=1)
    file = desk.do(attach, "gordeeva", at, name="журнал.zip", content=BytesIO(b"PK"))
    late = later(at, minutes=50)
    desk.do(answer, "gordeeva", late, number=number, text="Смотрим", files=[file.pk])
    desk.do(answer, "titova", late, number=vendor, text="Есть версия?")
    solved, closed = (desk.register(at).number for _ in range(2))
    for each in (solved, closed):
        desk.do(answer, "gordeeva", late, number=each, text="Обновите", kind=Answer.SOLUTION)
    desk.do(accept, "saveliev", late, number=closed)
    returned = passed_on(desk, at)[1]
    desk.do(return_back, "titova", late, number=returned, cases=["research"])
    planned = passed_on(desk, at, level=1)[1]
    desk.do(answer, "titova", late, number=planned, text="1. Снять дамп", kind=Answer.PLAN)
    message = desk.messages(vendor)[-1].pk
    leave()
    numbers = (number, vendor, solved, closed, returned, planned)
    return {
        **dict(zip(NAMES, numbers, strict=True)),
        "vendor message": str(message),
        "ticket file": str(file.pk),
    }
