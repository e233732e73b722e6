"""Versions of the regulation as packs: what the program carries, and what the vendor published since.

A published version's code is made from its content (`code_of`), so whatever is kept ready under a code stays right for
ever, in every process; a version that a process has not met yet is read when its code is first met.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from hashlib import sha256

from django.db import connection
from django.db.models import F, FilteredRelation, Q, QuerySet

from kabinet.records.models import RegulationVersion, Supersession
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation import versions
from kabinet.regulation.organisation.versions import Version, version_of
from kabinet.regulation.pack import Pack, carried, completed, load_texts, pack, source
from kabinet.regulation.pack.editing import Source, digest, refuse_edited
from kabinet.regulation.text import Unlawful

VERSIONS = "hashtext('which version of the regulation is in force')"
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
Chosen = tuple[
    tuple[str, str | None], ...
]  # code of a version -> ISO day on which it was taken up, oldest first


class Changed(RuntimeError):
    """What stands in the database is not what was published."""


def law(code: str) -> Pack:
    """The version with this code; RegulationVersion.DoesNotExist for one that nobody published."""
    return pack(code) if code in carried() else _published(code)


def is_known(code: str) -> bool:
    """Whether there is such a version; `code` may be anything."""
    if code in carried():
        return True
    return bool(CODE.fullmatch(code)) and RegulationVersion.objects.filter(code=code).exists()


def law_of(actor: Actor) -> Pack:
    """The regulation in force for the actor's organisation: for a client its servicing partner's, for the vendor the one
    that binds everybody. Who acts for nobody goes by the latest that the program carries."""
    return actor.law or newest_pack()


def law_at(at: datetime, said: str) -> Pack | None:
    """The version that applies at `at`, each from midnight of its own zone, to whoever took versions up as `said` (JSON of
    Chosen); None before the first."""
    try:
        return _law_at(at, tuple((code, chosen) for code, chosen in json.loads(said)))
    except Unlawful:
        return None


def regulation_for(partner: int, day: date) -> RegulationVersion:
    """The version that applies to the partner on `day` (L18); Unlawful before the first one. One question."""
    # Open to whoever knows the partner (policies.py), as all do who register with it or through it.
    chosen = FilteredRelation("adoptions", condition=Q(adoptions__partner=partner))
    rows = list(standing().annotate(chosen=chosen, taken_up=F("chosen__day")))
    code = _in_force(day, tuple((row.code, _iso(row.taken_up)) for row in rows))
    return next(row for row in rows if row.code == code)


@dataclass(frozen=True, slots=True)
class HeldVersions:
    """That this transaction holds the versions: hold_versions gives it, and whoever hands on what was judged meanwhile."""


def hold_versions() -> HeldVersions:
    """Until the transaction ends no version is superseded: what is in force now is so when the ticket stands. Whoever opens
    a ticket asks for it before asking which version applies; the answers of before may be old."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock_shared({VERSIONS})")
    return HeldVersions()


def hold_versions_alone() -> None:
    """Until the transaction ends nobody opens a ticket: those that were being opened are there, the others wait."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({VERSIONS})")


def day_of(actor: Actor, at: datetime) -> date:
    """The vendor's day at `at`, by the version in force for whoever acts."""
    return at.astimezone(law_of(actor).zone).date()


def law_binding(at: datetime) -> Pack:
    """The version that binds everybody at `at`; before the first one the latest that the program carries."""
    try:
        return _law_at(at, tuple((row.code, None) for row in standing()))
    except Unlawful:
        return newest_pack()


def on_record() -> QuerySet[RegulationVersion]:
    """Every version without its text, in the order of publication."""
    rows = RegulationVersion.objects.defer("content").select_related("supersession")
    return rows.order_by("published_on", "id")


def standing() -> QuerySet[RegulationVersion]:
    """Those that apply to somebody or will: all but the superseded ones."""
    return on_record().filter(supersession=None)


def superseded(version: RegulationVersion) -> Supersession | None:
    """How a version was superseded, if it was."""
    found: Supersession | None = getattr(version, "supersession", None)
    return found


def on_its_day(version: RegulationVersion) -> Version:
    """The version as the law sees it, with the day on which it was superseded."""
    taken = superseded(version)
    own = law(version.code)
    day = taken.at.astimezone(own.zone).date() if taken else None
    return replace(version_of(own), superseded=day)


def written(version: RegulationVersion) -> dict[str, str]:
    """The text of a version: file name -> text."""
    return dict(version.content) if version.content else source(version.code)


def versions_of(codes: Mapping[str, object]) -> list[Version]:
    """The versions with these codes."""
    return [version_of(law(code)) for code in codes]


@cache
def newest_pack() -> Pack:
    """The latest regulation that the program carries."""
    return max((pack(code) for code in carried()), key=lambda each: each.published)


def code_of(texts: Source, number: str) -> str:
    """The code of a version with this text and number: no other text has it."""
    slug = re.sub(r"[^a-z0-9]+", "_", number.lower()).strip("_")[:20]
    said = sha256("\0".join(part for name in sorted(texts) for part in (name, texts[name])).encode())
    return f"version_{slug}_{said.hexdigest()[:10]}"


def put_carried_on_record() -> None:
    """A row for each version that the program carries, which is never changed; needs the whole reach. Changed where its
    text is not the one that is on record: a ticket keeps the version of its registration to the last word."""
    for code in carried():
        found, written_now = pack(code), digest(source(code))
        known = {"number": found.number, "published_on": found.published, "digest": written_now}
        row, _ = RegulationVersion.objects.get_or_create(code=code, defaults=known)
        if row.digest != written_now:
            raise Changed(refuse_edited(code))


@lru_cache(maxsize=64)
def _published(code: str) -> Pack:
    row = RegulationVersion.objects.get(code=code)
    if row.content is None or digest(row.content) != row.digest:
        raise Changed(f"the regulation {code} is not what was published")
    return completed(load_texts(row.content, code), newest_pack())


def _law_at(at: datetime, chosen: Chosen) -> Pack:
    days = tuple(at.astimezone(law(code).zone).date() for code, _chosen in chosen)
    return law(_in_force(max(days, default=at.date()), chosen, days))


@lru_cache(maxsize=4096)
def _in_force(day: date, chosen: Chosen, days: tuple[date, ...] = ()) -> str:
    adopted = {code: date.fromisoformat(said) for code, said in chosen if said}
    own = dict(zip(dict(chosen), days, strict=False))
    return versions.in_force(day, versions_of(dict(chosen)), adopted, own).code


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
