"""A line of organisations.*: the vendor, a partner, a client; and how another line names one."""

from datetime import datetime
from typing import Any, Final

from kabinet.actions.imports.master_data import values
from kabinet.actions.imports.master_data.lines import ORGANISATIONS
from kabinet.actions.imports.master_data.outcome import Outcome
from kabinet.actions.imports.master_data.values import Said
from kabinet.actions.imports.old_ticket import Faulty
from kabinet.actions.organisations.contacts.details import is_email, telephone
from kabinet.actions.organisations.contacts.new_client import LONGEST, is_inn
from kabinet.records.models import Organisation
from kabinet.regulation.access import OrgKind

SAID: Final = ("name", "short_name", "inn", "phone", "email", "zone", "pending")
KNOWN: Final = frozenset({"format", "kind", "created_at", *SAID})


def take_organisation(said: Said, at: datetime, outcome: Outcome) -> None:
    """Puts it on record, unless one with this INN is; the vendor is the one there is."""
    values.only(said, KNOWN)
    kind = values.text(said, "kind", 8, needed=True)
    if kind not in list(OrgKind):
        raise Faulty(f"kind: {kind!r} is none of {', '.join(OrgKind)}")
    row = _row(said, kind, at)
    rows = Organisation.objects.filter(kind=kind)
    known = rows.first() if kind == OrgKind.VENDOR else rows.filter(inn=row.inn).first()
    if known is not None:
        same = all(getattr(known, name) == getattr(row, name) for name in SAID)
        (outcome.here if same else outcome.differs)[ORGANISATIONS] += 1
        return
    row.save(force_insert=True)
    outcome.came[ORGANISATIONS] += 1
    outcome.add(ORGANISATIONS, row.pk, said)


def _row(said: Said, kind: str, at: datetime) -> Organisation:
    given = {name: values.text(said, name, most) for name, most in LONGEST.items() if name in SAID}
    name = values.text(said, "name", LONGEST["name"], needed=True)
    if kind != OrgKind.VENDOR and not is_inn(given["inn"]):
        raise Faulty(f"inn: {given['inn']!r} is no INN: 10 or 12 digits with the right check digit")
    if given["email"] and not is_email(given["email"]):
        raise Faulty(f"email: {given['email'][:80]!r} is no e-mail address")
    if given["phone"] and not telephone(given["phone"]):
        raise Faulty(f"phone: {given['phone']!r} is no telephone number")
    return Organisation(
        kind=kind,
        name=name,
        short_name=given["short_name"] or name[: LONGEST["short_name"]],
        inn=given["inn"],
        phone=telephone(given["phone"]),
        email=given["email"],
        zone=values.zone(said),
        pending=values.yes(said, "pending"),
        created_at=values.instant(said, "created_at", at) or at,
    )


def organisation_of(said: Said, name: str, kind: OrgKind | None = None) -> Organisation:
    """Whom the field `name` means: an INN, or an object with `inn`; of the vendor, which may have none, its short name."""
    value: Any = said.get(name)
    party: Said = value if isinstance(value, dict) else {"inn": value}
    inn = values.text(party, "inn", LONGEST["inn"])
    rows = Organisation.objects.filter(kind=kind) if kind else Organisation.objects.all()
    if inn and inn != OrgKind.VENDOR:
        found = rows.filter(inn=inn).first()
    else:
        short = values.text(party, "name", LONGEST["short_name"])
        vendors = rows.filter(kind=OrgKind.VENDOR)
        found = vendors.filter(short_name=short).first() if short else vendors.first() if inn else None
    if found is None:
        raise Faulty(f"{name}: no {kind or 'organisation'} here has the INN {inn!r}")
    return found
