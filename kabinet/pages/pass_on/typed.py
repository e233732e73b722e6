"""What was typed and chosen on the page, from the form or from the shared draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict

from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.registration.named_contact import NOBODY
from kabinet.pages.pass_on.sources import Source, field_value, typed_sources
from kabinet.records import lengths
from kabinet.regulation.pack import Leg, Widget

# What is too long for its field is kept, so that it can be shortened; longer than a whole form nobody types.
KEPT = lengths.SHEET
YES = "yes"
CHECKS = ("slow", "defect", "verified", "reachable", "within_hour")
WORDS = ("level_reason", "phone")
# Boxes that are the program's own: the promises of a critical ticket, and the check of the scenario.
CONFIRMED = frozenset({"client_terms", "partner_terms", "scenario_verified"})
PERSON, WAS, PHONE = "partner_contact", "partner_contact_was", "partner_phone"
SENT = {"phone": "terms_phone"}  # of the partner's promises; "phone" is the contact's


@dataclass(frozen=True, slots=True)
class Typed:
    """`values` are fields of the regulation's form. None keeps what is known: the client ticket's `level`, what the client's
    symptoms say about slowness (`slow`), the sender as the partner's `contact` (a person's key); `contact_was` is the one
    for whom the page had filled in the telephone."""

    values: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    level: int | None = None
    level_reason: str = ""
    slow: bool | None = None
    defect: bool = False
    verified: bool = False
    phone: str = ""
    reachable: bool = False
    within_hour: bool = False
    messages: tuple[int, ...] = ()
    files: tuple[UUID, ...] = ()
    contact: int | None = None
    contact_was: int | None = None

    @property
    def critical(self) -> CriticalTerms:
        """The partner's own promises (P5d)."""
        return CriticalTerms(self.phone, self.reachable, self.within_hour)

    def content(self) -> dict[str, Any]:
        """For the draft (JSON)."""
        kept = {name: getattr(self, name) for name in ("level", *WORDS, *CHECKS)}
        return {
            **kept,
            "values": dict(self.values),
            "contact": self.contact,
            "sources": [list(source) for source in self.sources],
            "messages": list(self.messages),
            "files": [str(key) for key in self.files],
        }


def of_form(form: QueryDict, leg: Leg, *, scripted: bool = False) -> Typed:
    """What the page sent. The level that the page was drawn with is no choice: the client's may have changed since. With
    script the telephone of a contact just chosen is that of their record; without it what was typed beside stays."""
    words: dict[str, Any] = {name: plain(form.get(SENT.get(name, name), ""))[:KEPT] for name in WORDS}
    checks: dict[str, Any] = {name: form.get(name) == YES for name in CHECKS}
    rows = (form.getlist(name) for name in ("source_kind", "source_title", "source_outcome"))
    values, contact = _values(form, leg), _person(form)
    was = _key(form.get(WAS, ""))
    if scripted and contact != was:
        values.pop(PHONE, None)
    return Typed(
        values=values,
        contact=contact,
        contact_was=was,
        sources=typed_sources(*rows),
        level=None if form.get("level") == form.get("level_was") else _level(form.get("level", ""), leg),
        messages=tuple(int(key) for key in form.getlist("message") if _is_key(key)),
        files=tuple(filter(None, map(_uuid, form.getlist("file")))),
        **words,
        **checks,
    )


def of_draft(content: Mapping[str, Any]) -> Typed:
    """What was kept."""
    if not content:
        return Typed()
    return Typed(
        values=content["values"],
        contact=content.get("contact"),
        sources=tuple(Source(*row) for row in content["sources"]),
        messages=tuple(content["messages"]),
        files=tuple(UUID(key) for key in content["files"]),
        **{name: content[name] for name in ("level", *WORDS, *CHECKS)},
    )


def values_of(typed: Typed) -> dict[str, str]:
    """The form's fields as the act takes them: the sources and the check of the scenario are fields as well."""
    values = dict(typed.values)
    if typed.sources:
        values["sources"] = field_value(typed.sources)
    if typed.verified:
        values["scenario_verified"] = YES
    return values


def _values(form: QueryDict, leg: Leg) -> dict[str, str]:
    not_written = (Widget.FILES, Widget.SOURCES, Widget.PERSON)
    written = [each for each in leg.form if each.widget not in not_written and each.code not in CONFIRMED]
    # A box that is not ticked is not sent.
    ticks = {each.code: YES if each.code in form else "" for each in written if each.widget is Widget.CONFIRM}
    values = ticks | {
        each.code: plain(form[each.code])[:KEPT]
        for each in written
        if each.code in form and each.widget is not Widget.CONFIRM
    }
    # A name that a page of before had in this field is kept, so that the form can say what is wrong with it.
    name = plain(form.get(PERSON, ""))[:KEPT]
    return values | ({PERSON: name} if name and _key(name) is None else {})


def _person(form: QueryDict) -> int | None:
    """The partner's contact chosen; NOBODY when the choice was sent empty."""
    if PERSON not in form:
        return None
    sent = plain(form[PERSON])
    return _key(sent) if sent else NOBODY


def _key(typed: str) -> int | None:
    return int(typed) if _is_key(typed) else None


def plain(value: object) -> str:
    """A text as the acts keep it; empty for anything else."""
    return value.replace("\r\n", "\n").replace("\0", "").strip() if isinstance(value, str) else ""


def _level(typed: str, leg: Leg) -> int | None:
    return int(typed) if typed in {str(level.number) for level in leg.levels} else None


def _is_key(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 19


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
