"""A vendor ticket without a client ticket: the client asked in a desk of their own (L11a).

The nine items, the shared draft, the look at what the vendor will see and the sending are those of passing on; a ticket that
is not on record stands for the client's.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, Self

from django.db import transaction

from kabinet.actions.tickets.registration.client_desk import (
    LINK,
    LONG,
    LONGEST,
    SHORTEN,
    WHOLE,
    is_page,
)
from kabinet.actions.tickets.registration.judgement import CHOOSE, RETIRED
from kabinet.actions.tickets.registration.sheet import told_by
from kabinet.actions.tickets.speak import clean, require_whole
from kabinet.actions.unit import permission
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.vendor import pass_on_preview
from kabinet.actions.vendor.pass_on import begin, lawful, tell
from kabinet.actions.vendor.pass_on_preview import Parcel, Passing
from kabinet.records import doors, lengths
from kabinet.records.models import Draft, JournalEntry, Sheet, System, Ticket
from kabinet.records.versions import agreement_in_force, law_of
from kabinet.records.versions.regulations import hold_versions
from kabinet.regulation.access import Act, Actor, Case, Registration
from kabinet.regulation.fact_data.tickets import Registered
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg

DESK: Final = 80
LONGEST_WHY: Final = lengths.REASON
NOBODY: Final = 0  # the client's person is not known here
OF_SYSTEM: Final = ("client_environment", "server_os", "server_hardware", "dbms")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Where the client asked: `system` by key, the desk, the ticket's number and link there; `why` when the agreement names
    no desk. `client_phone` answers around the clock, once the client confirmed the critical terms (P5d)."""

    system: int
    desk: str
    number: str
    url: str = ""
    why: str = ""
    client_phone: str = ""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """From a draft."""
        return cls(**{each.name: content[each.name] for each in fields(cls) if each.name in content})

    def cleaned(self) -> Self:
        """As it is kept; Invalid for what is too long, and for a link that is no page of the web."""
        texts: dict[str, Any] = {name: clean(getattr(self, name)) for name in TEXTS}
        said = replace(self, **texts)
        for name, most in TEXTS.items():
            if len(getattr(said, name)) > most:
                raise Invalid(name, LONG, SHORTEN)
        if said.url and not is_page(said.url):
            raise Invalid("url", LINK, WHOLE)
        return said


TEXTS: Final = {
    "desk": DESK,
    "number": LONGEST["foreign_number"],
    "url": LONGEST["foreign_url"],
    "why": LONGEST_WHY,
    "client_phone": 80,
}


def save_foreign(
    *, actor: Actor, at: datetime, foreign: Foreign, content: Mapping[str, Any], draft: int | None = None
) -> Draft:
    """Keeps the draft of such a ticket, which the organisation shares (P2.5): a new one, or the one with this key."""
    said = foreign.cleaned()
    require_whole({**content, "foreign": asdict(said)}, lengths.DRAFT, "content")
    system = _system(actor, said.system)
    case = doors.case_of(actor, client=system.client_id, system=system, at=at, leg=LegCode.VENDOR)
    permission.require(actor, Act.DRAFT, case, law_of(actor))
    with transaction.atomic():
        row = draft_of(actor, draft) if draft is not None else None
        row = row or Draft(
            kind=Draft.Kind.PASS_ON, person_id=actor.person, organisation_id=actor.organisation
        )
        row.content, row.saved_at = {**content, "foreign": asdict(said)}, whole(at)
        row.save()
    return row


def draft_of(actor: Actor, key: int, *, for_update: bool = False) -> Draft | None:
    """A draft of such a ticket that the actor shares; None for anything else."""
    rows = doors.drafts(actor, Draft.Kind.PASS_ON).filter(pk=key, ticket=None, content__has_key="foreign")
    return (rows.select_for_update(of=("self",)) if for_update else rows).first()


def made_of(actor: Actor, key: int) -> Ticket | None:
    """The vendor ticket that came of the draft with this key, if the actor reaches it."""
    rows = JournalEntry.objects.filter(
        ticket__in=doors.tickets(actor), leg=LegCode.VENDOR, kind=Kind.REGISTERED, data__foreign_draft=key
    )
    return rows[0].ticket if rows[:1] else None


def preview_foreign(
    *, actor: Actor, at: datetime, foreign: Foreign, draft: int = 0, **parcel: Any
) -> Passing:
    """What the vendor would see and what still stands against it. Reads only."""
    return _considered(actor, whole(at), foreign, draft, Parcel(**parcel))


def open_foreign(*, actor: Actor, at: datetime, draft: int, **parcel: Any) -> Ticket:
    """Opens the vendor ticket of a draft. Refused names everything that stands against it, Incomplete every missing item.

    The same draft sent twice makes one ticket: the second caller gets the one that was made.
    """
    now = whole(at)
    with transaction.atomic():
        row = draft_of(actor, draft, for_update=True)
        if row is None:
            return _made(actor, draft)
        foreign = Foreign.of(row.content["foreign"]).cleaned()
        hold_versions()
        found = lawful(_considered(actor, now, foreign, draft, Parcel(**parcel)))
        columns = {
            "foreign_desk": foreign.desk,
            "foreign_number": foreign.number,
            "foreign_url": foreign.url,
        }
        vendor = begin(actor, now, found, **columns)
        kept = Registered(
            level=found.level,
            judged=found.judged_level,
            foreign=foreign.desk,
            foreign_number=foreign.number,
            foreign_draft=draft,
            why=foreign.why,
        )
        tell(vendor, found, Parcel(**parcel).critical, row, kept)
    return vendor.ticket


def _made(actor: Actor, draft: int) -> Ticket:
    made = made_of(actor, draft)
    if made is None:
        raise doors.Closed
    return made


def _considered(actor: Actor, at: datetime, foreign: Foreign, draft: int, parcel: Parcel) -> Passing:
    system = _system(actor, foreign.system)
    case = doors.case_of(actor, client=system.client_id, system=system, at=at, leg=LegCode.VENDOR)
    agreement = agreement_in_force(system.client_id, case.day())
    agreed = bool(agreement and agreement.third_party_desk) or bool(foreign.why)
    typed = Registration(desk_named=bool(foreign.desk and foreign.number), desk_agreed=agreed)
    law = law_of(actor)
    ticket = _stands_for(actor, system, draft, parcel, law.leg(LegCode.VENDOR))
    return pass_on_preview.weigh(
        actor, at, ticket, _sheet(actor, system, foreign, case, at), parcel, case, Act.REGISTER, typed
    )


def _system(actor: Actor, key: int) -> System:
    system = doors.system(actor, key)
    if system.retired:
        raise Invalid("system", RETIRED, CHOOSE)
    return system


def _stands_for(actor: Actor, system: System, draft: int, parcel: Parcel, leg: Leg) -> Ticket:
    """The client's ticket as far as it is known here. Nobody has rated it before the partner does (P4.7a)."""
    standard = leg.levels[0].unconfirmed_level or leg.levels[-1].number
    return Ticket(
        number=f"D-{draft}",
        leg=LegCode.CLIENT,
        client=system.client,
        client_name=system.client.short_name,
        partner_id=actor.organisation,
        system=system,
        system_name=system.name,
        level=parcel.level or standard,
        service=leg.services[0].code,
        version=0,
    )


def _sheet(actor: Actor, system: System, foreign: Foreign, case: Case, at: datetime) -> Sheet:
    """What the records say of the client's system, and the client's promises as the partner wrote them down: whoever asks in
    a desk of their own ticks nothing here."""
    values = {code: getattr(system, code) for code in OF_SYSTEM}
    values |= {
        "product": f"{system.product} {system.configuration_version}".strip(),
        "platform": system.platform_version,
        "company": system.client.name,
        "delivery": case.client_rights.licence.delivery or "",
    }
    said = {"phone": foreign.client_phone, "at": at.isoformat()} if foreign.client_phone else {}
    promised = told_by(said, actor, NOBODY, system.client.short_name)
    return Sheet(values=values, symptoms={}, critical=promised)
