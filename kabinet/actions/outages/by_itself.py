"""What the program does about outages: ends those whose time has come, and declares what its watchdog saw (U3.4a, P4.4)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.outages import telling
from kabinet.actions.outages.declaring import CLAUSE, told
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.work import system
from kabinet.records.models import Organisation, Outage
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.fact_data.organisations import OutageTold

ENDS, WATCHDOG = "outages that end at their time", "the watchdog"
Span = tuple[datetime, datetime]
# Two who look at different seconds see the same outage: what stands over at an edge of a declared one is no other.
EDGE = timedelta(minutes=1)


def end_due(*, at: datetime) -> int:
    """Tells of outages whose end has come: everybody concerned, each once. How many there were."""
    now = whole(at)
    with transaction.atomic(), as_system(ENDS):
        due = list(Outage.objects.filter(over=False, ends_at__lte=now).values_list("pk", "organisation"))
    return sum(_ended(key, organisation, now) for key, organisation in due)


def declare_watched(*, at: datetime, spell: UUID, began_at: datetime, ends_at: datetime) -> int:
    """What the watchdog saw from outside: the cabinet did not answer in this time, and does again. How many outages were
    declared of it: none of what somebody declared already, for each stretch beside that one. Told twice it is one.

    Before there is a vendor nobody is concerned: nothing is declared.
    """
    with transaction.atomic(), as_system(WATCHDOG):
        vendor = Organisation.objects.select_for_update().filter(kind=OrgKind.VENDOR).first()
        if vendor is None:
            return 0
        if Outage.objects.filter(spell=uuid5(spell, "0")).exists():
            return 0
        left = list(_undeclared(vendor, whole(began_at), whole(ends_at)))
        for place, (since, until) in enumerate(left):
            outage = Outage.objects.create(
                organisation=vendor,
                of_vendor=True,
                began_at=since,
                ends_at=until,
                over=True,
                declared_at=whole(at),
                spell=uuid5(spell, str(place)),
            )
            _tell(outage, "outage_declared", told(outage), system(WATCHDOG), whole(at))
    return len(left)


def _ended(key: int, organisation: int, at: datetime) -> bool:
    """One transaction each, the organisation locked: of two workers the second finds it told, or moved meanwhile."""
    with transaction.atomic(), as_system(ENDS):
        Organisation.objects.select_for_update().get(pk=organisation)
        outage = Outage.objects.select_related("organisation").get(pk=key)
        if outage.over or outage.ends_at is None or outage.ends_at > at:
            return False
        outage.over = True
        outage.save(update_fields=["over"])
        _tell(outage, "outage_ended", told(outage), system(ENDS), at)
        return True


def _undeclared(vendor: Organisation, since: datetime, until: datetime) -> Iterator[Span]:
    """The stretches of this time that the vendor has not declared, in order."""
    beside = _declared(vendor, since, until)
    least = EDGE if beside else timedelta()
    for first, last in beside:
        if first - since > least:
            yield since, first
        since = max(since, last)
    if until - since > least:
        yield since, until


def _declared(vendor: Organisation, since: datetime, until: datetime) -> Sequence[Span]:
    rows = Outage.objects.filter(organisation=vendor, began_at__lt=until).exclude(ends_at__lte=since)
    return [(each.began_at, min(each.ends_at or until, until)) for each in rows.order_by("began_at")]


def _tell(outage: Outage, kind: str, data: OutageTold, actor: Actor, at: datetime) -> None:
    organisation_entries.write(outage.organisation_id, kind, data, actor=actor, at=at, clause=CLAUSE)
    telling.tell(outage, kind, data, at=at)
