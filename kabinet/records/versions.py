"""Versions: of the regulation, of the calendar, and the terms a ticket lives under from its registration on."""

from hashlib import sha256

from kabinet.records.models import CalendarVersion, RegulationVersion
from kabinet.records.reach import as_system
from kabinet.regulation.pack import PACKS, Pack, pack
from kabinet.regulation.years import LATEST, digest, official_years


def put_on_record() -> None:
    """See that every version the program carries has its row; needs a transaction, changes none that is there."""
    with as_system("versions that the program carries"):
        for folder in sorted(path for path in PACKS.iterdir() if path.is_dir()):
            _regulation(pack(folder.name))
        for number in range(1, int(LATEST.removeprefix("ru-")) + 1):
            _calendar(f"ru-{number}")


def _regulation(carried: Pack) -> None:
    hashed = sha256()
    for file in sorted((PACKS / carried.code).glob("*.toml")):
        hashed.update(file.read_bytes())
    known = {"number": carried.number, "published_on": carried.published, "digest": hashed.hexdigest()}
    RegulationVersion.objects.get_or_create(code=carried.code, defaults=known)


def _calendar(code: str) -> None:
    decrees = [year.decree.date for year in official_years(code).values() if year.decree]
    CalendarVersion.objects.get_or_create(
        code=code, defaults={"published_on": max(decrees), "digest": digest(code)}
    )
