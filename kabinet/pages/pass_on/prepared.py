"""A passing on as it stands: what was typed against what the law says, and the draft that keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from kabinet.actions.tickets.registration.on_behalf import among
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.vendor.pass_on import preview_pass_on
from kabinet.actions.vendor.pass_on_preview import Passing
from kabinet.actions.vendor.third_party_desk import Foreign, draft_of, preview_foreign
from kabinet.pages.pass_on.typed import PHONE, Typed, of_draft, plain, values_of
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord, FileRecords, MessageRecords, TicketRecord
from kabinet.regulation.access import Actor, Audience
from kabinet.regulation.ticket.criticality import is_slow

KIND = "pass_on"
STATEMENT = "statement"  # the client's description, which the document has already
# What the rest is looked at without when the act cannot take it; of a level without a reason that it had one.
WITHOUT: Mapping[str, Mapping[str, Any]] = {
    "level_reason": {"level_reason": "…"},
    "carried": {"messages": (), "files": ()},
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """`known` is the passing on with nothing typed: what the client's ticket has already. `faults` name what of `typed` the
    act cannot take; `found` is what the law says of the rest."""

    actor: Actor
    at: datetime
    known: Passing
    found: Passing
    typed: Typed
    faults: tuple[Invalid, ...]
    draft: DraftRecord | None
    foreign: Foreign | None = None

    @property
    def number(self) -> str:
        return str(self.found.ticket.number)

    @property
    def level(self) -> int:
        """The level asked for, which the law may still refuse."""
        return self.typed.level or int(self.found.ticket.level)

    @property
    def can_be_sent(self) -> bool:
        too_long = any(source.too_long for source in self.typed.sources)
        return self.found.can_be_sent and not self.faults and not too_long

    @property
    def slow(self) -> bool:
        """Whether the ticket is about slowness, so that measurements are asked for (P5b 6)."""
        return is_slow(self.found.symptoms, self.found.leg)


def prepared(actor: Actor, at: datetime, number: str, typed: Typed | None = None) -> Prepared:
    """With what was typed, else with what the draft has. Closed for anything but a client's ticket, or the draft of one that
    is in another desk (D-15)."""
    if (key := desk_draft(number)) is not None:
        return _in_other_desk(actor, at, key, typed)
    if not number.strip().upper().startswith("U-"):
        raise doors.Closed
    known = preview_pass_on(actor=actor, at=at, number=number, values={})
    draft = doors.draft_of(actor, known.ticket, KIND)
    asked = typed or of_draft(draft.content if draft else {})
    changed = changes(replace(asked, **_offered(actor, known.ticket, asked)), known)
    found, faults = (
        (known, ()) if changed == Typed() else considered(actor, at, number, parcel(changed, known))
    )
    return Prepared(actor, at, known, found, changed, faults, draft)


def desk_draft(number: str) -> int | None:
    """The draft that stands for a client's ticket in another desk, of a number like D-15 (L11a)."""
    sent = number.strip().upper()
    digits = sent.removeprefix("D-")
    return (
        int(digits) if sent != digits and digits.isascii() and digits.isdigit() and len(digits) < 19 else None
    )


def _in_other_desk(actor: Actor, at: datetime, key: int, typed: Typed | None) -> Prepared:
    row = draft_of(actor, key)
    if row is None:
        raise doors.Closed
    foreign = Foreign.of(row.content["foreign"])
    preview = partial(preview_foreign, actor=actor, at=at, foreign=foreign, draft=key)
    known = preview(values={})
    changed = changes(typed or of_draft(row.content), known)
    found, faults = (known, ()) if changed == Typed() else _weighed(preview, parcel(changed, known))
    return Prepared(actor, at, known, found, changed, faults, row, foreign)


def changes(typed: Typed, known: Passing) -> Typed:
    """Without what is known anyway: a later change of the client's ticket is then carried over as well."""
    there = {**known.values, "service": known.service}
    settled = {"contact"} if known.ticket.contact_id else set()
    values = {
        code: value
        for code, value in typed.values.items()
        if value != plain(there.get(code)) and code not in settled | _followed(typed, known)
    }
    same_level = typed.level == known.ticket.level
    same_pace = typed.slow == is_slow(known.symptoms, known.leg)
    return replace(
        typed,
        values=values,
        level=None if same_level else typed.level,
        level_reason="" if same_level else typed.level_reason,
        slow=None if same_pace else typed.slow,
        contact=None if typed.contact == _usual(known) else typed.contact,
        contact_was=None,
    )


def _usual(known: Passing) -> int | None:
    """The partner's contact when nobody chooses: the reader."""
    return known.named.contact.person.pk if known.named.contact else None


def _followed(typed: Typed, known: Passing) -> set[str]:
    """The telephone goes with the contact chosen anew, unless somebody typed another one beside the choice."""
    former = among(known.contacts, typed.contact_was) if typed.contact_was else None
    if former is None or typed.contact == typed.contact_was:
        return set()
    return {PHONE} if typed.values.get(PHONE, "") == former.person.phone else set()


def talk(actor: Actor, ticket: TicketRecord) -> MessageRecords:
    """Messages that may go along: what the client reads as well."""
    return doors.messages(actor, ticket).filter(audience=Audience.PUBLIC).exclude(kind=STATEMENT)


def attached(actor: Actor, ticket: TicketRecord) -> FileRecords:
    """Files that may go along."""
    return doors.files(actor, ticket).filter(audience=Audience.PUBLIC)


def _offered(actor: Actor, ticket: TicketRecord, typed: Typed) -> dict[str, Any]:
    """Of what was chosen that which may be chosen: never the partner's own notes."""
    found: dict[str, Any] = {}
    if typed.messages:
        found["messages"] = tuple(
            talk(actor, ticket).filter(pk__in=typed.messages).values_list("pk", flat=True)
        )
    if typed.files:
        found["files"] = tuple(
            attached(actor, ticket).filter(pk__in=typed.files).values_list("pk", flat=True)
        )
    return found


def parcel(typed: Typed, known: Passing) -> dict[str, Any]:
    """The arguments of the act."""
    values = values_of(typed)
    service = values.pop("service", "")
    return {
        "values": values,
        "messages": typed.messages,
        "files": typed.files,
        "level": typed.level,
        "level_reason": typed.level_reason,
        "critical": typed.critical,
        "symptoms": _symptoms(typed, known),
        "defect": typed.defect,
        "service": service,
        "contact": typed.contact,
    }


def considered(
    actor: Actor, at: datetime, number: str, given: Mapping[str, Any]
) -> tuple[Passing, tuple[Invalid, ...]]:
    """What would be sent, but for what cannot be taken; that is named beside it."""
    return _weighed(partial(preview_pass_on, actor=actor, at=at, number=number), given)


def _weighed(
    preview: Callable[..., Passing], given: Mapping[str, Any]
) -> tuple[Passing, tuple[Invalid, ...]]:
    faults: list[Invalid] = []
    left: dict[str, Any] = dict(given)
    while True:
        try:
            return preview(**left), tuple(faults)
        except Invalid as fault:  # by hand: a look, taken until every fault is known
            if any(each.field == fault.field for each in faults):
                raise
            faults.append(fault)
            left.update(WITHOUT.get(fault.field, {}))
            # A value that cannot be taken: the rest is looked at as if it were there.
            left["values"] = {
                **left["values"],
                **({fault.field: "…"} if fault.field in left["values"] else {}),
            }


def _symptoms(typed: Typed, known: Passing) -> Mapping[str, str | bool] | None:
    """The client's, but for what the partner says about slowness."""
    if typed.slow is None:
        return None
    slowness = [each.code for each in known.leg.symptoms if each.slowness]
    if not slowness:
        return None
    return {**known.symptoms, **dict.fromkeys(slowness, False), slowness[0]: typed.slow}
