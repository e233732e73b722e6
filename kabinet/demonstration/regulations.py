"""The regulation as its publisher left it: 4.1 out for three weeks, one partner lives under it, 4.2 is being prepared."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kabinet.actions.regulation import drafts, publication
from kabinet.actions.regulation.adoption import adopt, remind
from kabinet.actions.unit.instants import epoch
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of
from kabinet.records.models import VersionDraft
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import Actor
from kabinet.regulation.pack.editing import BOTH, Path, seen

PUBLISHER, ADOPTER = "shulgin", "gavrilov"
OUT, DECIDED, ADOPTED = -21, -18, -15  # days before the present
NOTE = "Пример: первый ответ на вопросы быстрее, ещё одна причина отказа"
TERMS: Mapping[Path, Any] = {("client.toml", "terms", "level", "4", "reaction"): "6 working hours"}
SERVICES: Mapping[Path, Any] = {
    ("choices.toml", "services", "documentation", "name", "ru"): "Разъяснения по документации и примеры",
    (
        "choices.toml",
        "services",
        "documentation",
        "name",
        "en",
    ): "Explaining the documentation, with examples",
}
REASON: Mapping[Path, Any] = {
    ("code",): "trial",
    ("kind",): "exclusion",
    ("name", "ru"): "Испытание сборок, которые ещё не выпущены",
    ("name", "en"): "Trying builds that are not released yet",
    ("instead", "ru"): "Сообщите о находках на площадке испытаний",
    ("instead", "en"): "Report what you find where the trial is run",
    ("clause", "client"): "U2b",
    ("clause", "vendor"): "P3a",
}


def regulations(cast: Cast) -> None:
    """Before the first ticket: whichever day a ticket is registered on, it goes by the version in force on it."""
    at = _morning(cast, OUT, 1)
    row = drafts.begin(actor=_by(cast, at), at=at, number=newest_pack().number)
    _save(cast, row, "terms", TERMS, at)
    _save(cast, row, "services", SERVICES, at)
    given: dict[str, Any] = {"sheet": "reasons", "scope": BOTH, "values": REASON}
    row = drafts.grow_sheet(actor=_by(cast, at), at=at, draft=row.pk, **given)
    version = publication.publish(
        actor=_by(cast, at),
        at=at,
        draft=row.pk,
        day=at.date(),
        before=publication.mark(row.content),
        note=NOTE,
    )
    decided = _morning(cast, DECIDED, 2)
    adopter = actor_of(cast.world, ADOPTER, epoch(decided))
    adopt(actor=adopter, at=decided, number=version.number, day=cast.world.day(ADOPTED))


def afterwards(cast: Cast) -> None:
    """The others are reminded on the day on which it is time to, and the next version is begun."""
    at = _morning(cast, -1, 1)
    drafts.begin(actor=_by(cast, at), at=at, number=drafts.next_number(newest_pack().number))
    remind(at=cast.world.morning(0))


def _save(cast: Cast, row: VersionDraft, sheet: str, values: Mapping[Path, Any], at: datetime) -> None:
    row.refresh_from_db()
    before = seen(row.content, sheet)
    drafts.save_sheet(actor=_by(cast, at), at=at, draft=row.pk, sheet=sheet, values=values, before=before)


def _by(cast: Cast, at: datetime) -> Actor:
    return actor_of(cast.world, PUBLISHER, epoch(at))


def _morning(cast: Cast, days: int, hours: int) -> datetime:
    return cast.world.morning(days) + timedelta(hours=hours)
