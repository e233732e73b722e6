"""Which denials each reader meets: every act x every person x every case in which one thing or two are spoilt."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from kabinet.regulation.access import ACTS, Act, Actor, Case, Late, Plan, Silence, failures, may, reach
from kabinet.regulation.access.checks.identity import identity
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.verdict import Verdict
from tests.regulation.access.access_cast import CASE, CORP, KONTUR, PEOPLE, VENDOR, ZMK, C, P, R, V, person
from tests.regulation.access.flat_case import laid

READERS: dict[str, Actor] = {
    **{name: who for name, who in PEOPLE.items() if name not in ("stranger", "rival", "ural_engineer")},
    "participant": replace(PEOPLE["authorised"], participates=frozenset({7})),
    "partner_nobody": person(P, KONTUR, group=frozenset({KONTUR})),
    "unconfirmed_client": person(C, ZMK, R.VIEWER, confirmed=False),
    "unconfirmed_partner": person(P, KONTUR, R.ENGINEER, confirmed=False),
    "unconfirmed_vendor": person(V, VENDOR, R.ENGINEER, confirmed=False),
}
OLD, LATER = date(2020, 1, 1), date(2030, 1, 1)
# What is spoilt in a case, alone and with each status.
SPOILT: tuple[dict[str, Any], ...] = (
    {},
    *({"level": number} for number in (1, 2, 4)),
    {"production": False, "level": 1},
    {"terms_confirmed": False, "level": 1},
    {"licence_delivery": ""},
    {"licence_first_day": None, "licence_last_day": None},
    {"licence_first_day": LATER, "licence_last_day": LATER},
    {"licence_last_day": OLD},
    {"licence_seller": 5},
    {"contract": None},
    {"contract": ("techno", OLD, LATER)},
    {"contract": ("prof", OLD, OLD)},
    {"contract": ("prof", LATER, LATER)},
    {"partner_status": None},
    {"partner_status": ("competence_centre", OLD, OLD)},
    {"partner_status": ("competence_centre", LATER, LATER)},
    {"certificate_first_day": None, "certificate_last_day": None},
    {"certificate_first_day": LATER},
    {"certificate_last_day": OLD},
    {"child_open": True},
    {"silence": Silence(over=False, ends=LATER)},
    {"words": frozenset()},
    {"plan": Plan(), "level": 1},
    {"ended_on": OLD},
    {"objection_answered": True},
    {"proposed_level": 2, "level": 1},
    {"written_on": OLD},
)
SUBJECTS: tuple[dict[str, Any], ...] = tuple(
    {"subject_kind": kind, "subject_key": key, "subject_organisational_contacts": 2, **more}
    for kind, key in ((C, ZMK), (P, KONTUR), (V, VENDOR), (C, 555))
    for more in ({}, {"subject_partner": KONTUR})
)
CLASSES: dict[Any, tuple[Any, ...]] = {
    bool: (True, False),
    int: (1, 3),
    float: (1.0, 900.0),
    frozenset: (frozenset(), frozenset({"sources"}), frozenset({"pass_on_reason"}), frozenset({"subject"})),
    Late: (Late(hours=1.0, reason_given=False), Late(hours=900.0)),
}
NAMED: dict[str, tuple[Any, ...]] = {
    "main_status": ("closed", "in_work"),
    "channel": ("cabinet", "email"),
    "came": ("", "email"),
    "reason": ("too_hard", "undocumented", "no_rights"),
    "ground": ("misclassified", "recovered", None),
    "before": ("partner", "public", "vendor_leg"),
    "after": ("public", "joint"),
    "cases": (frozenset(), frozenset({"scenario"})),
}


class Met(NamedTuple):
    """A denial as one reader has it; `of_person`: it is their own right that is missing, on `leg`, for `act`."""

    reader: str
    act: Act
    leg: str | None
    code: str
    remedy: str
    of_person: bool


@cache
def met() -> tuple[Met, ...]:
    """All of them, of tickets that the reader reaches."""
    return tuple(dict.fromkeys(_all(CORP)))


def _all(pack: Pack) -> Iterator[Met]:
    for act, declared in ACTS.items():
        legs = [leg for leg in pack.legs if any(declared.grants(leg))] if declared.on_ticket else [None]
        for leg in legs:
            for case in _cases(act, leg, pack):
                yield from _of(act, case, pack)


def _of(act: Act, case: Case, pack: Pack) -> Iterator[Met]:
    ticket = case.ticket
    for name, actor in READERS.items():
        seen = reach(replace(actor, confirmed=True)).includes(
            ticket.leg, ticket.client, ticket.partner, ticket.key
        )
        if ticket.leg and not seen:
            continue
        own = {each.code for each in identity(actor, act, case, pack.leg(ticket.leg or LegCode.VENDOR))}
        said: list[Verdict] = [may(actor, act, case, pack)] if own else list(failures(actor, act, case, pack))
        for each in said:
            if not each.allowed:
                yield Met(name, act, ticket.leg, each.code, each.remedy.ru, each.code in own)


def _cases(act: Act, leg: str | None, pack: Pack) -> Iterator[Case]:
    """One thing spoilt in the case, or one in what is typed with the act; the status beside either."""
    if leg is None:
        yield from (laid(CASE, leg=None, status=None, **subject) for subject in SUBJECTS)
        return
    law: Leg = pack.leg(leg)
    for status in (None, *(each.code for each in law.statuses)):
        for spoilt in SPOILT if status is None else ({},):
            if "child_open" in spoilt and leg == LegCode.VENDOR:
                continue  # nothing is passed on from there
            case = laid(CASE, **{"leg": leg, "key": 7, "status": status, **spoilt})
            yield case
            if status is None:
                yield from (replace(case, typed=typed) for typed in _typed(act))


@cache
def _typed(act: Act) -> tuple[Any, ...]:
    kind = ACTS[act].typed
    if kind is None:
        return ()
    hints = get_type_hints(kind)
    values = {each.name: NAMED.get(each.name) or _values(hints[each.name]) for each in fields(kind)}
    plain = {each.name: values[each.name][0] for each in fields(kind) if each.default is MISSING}
    return tuple(kind(**{**plain, name: value}) for name, each in values.items() for value in each)


def _values(hint: Any) -> tuple[Any, ...]:
    return next(
        CLASSES[kind] for each in (hint, *get_args(hint)) if (kind := get_origin(each) or each) in CLASSES
    )
