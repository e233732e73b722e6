"""The register of known problems, narrowed down; paged by key."""

import re
from dataclasses import dataclass

from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from kabinet.records.doors.problems import problems
from kabinet.records.lists.question import Question
from kabinet.records.models import KnownProblem
from kabinet.regulation.access import Actor

SIZE = 30
NUMBER = re.compile(r"[kк]\s*[-‐‑–—]?\s*(\d{1,9})", re.IGNORECASE)
NOTHING_ASKED = Question("")
HAS = "known_problem.search @@ %s::tsquery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`fixed`: yes, no or "" for both; `retired` shows those that were taken out of use instead of the others."""

    asked: Question = NOTHING_ASKED
    product: str = ""
    version: str = ""
    fixed: str = ""
    own: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A page of the register and where the next one begins."""

    rows: tuple[KnownProblem, ...]
    after: int | None


def register(actor: Actor, wish: Wish, after: int | None = None, size: int = SIZE) -> Register:
    """The latest kept first; `after` is the key of the last problem of the page before."""
    query = _narrowed(problems(actor), actor, wish)
    begin = KnownProblem.objects.filter(pk=after).values("kept_at", "pk").first() if after else None
    if begin:
        query = query.filter(
            Q(kept_at__lt=begin["kept_at"]) | Q(kept_at=begin["kept_at"], pk__lt=begin["pk"])
        )
    found = list(query[: size + 1])
    shown = tuple(found[:size])
    return Register(shown, shown[-1].pk if len(found) > size else None)


def count_register(actor: Actor, wish: Wish, most: int) -> int:
    """How many problems this leaves, counted no further than `most`."""
    return _narrowed(problems(actor), actor, wish).order_by()[:most].count()


def products(actor: Actor) -> list[str]:
    """Every product that a problem of the reader's names."""
    named = problems(actor).filter(retired_at__isnull=True).exclude(product="").order_by("product")
    return list(named.values_list("product", flat=True).distinct())


def _narrowed(query: QuerySet[KnownProblem], actor: Actor, wish: Wish) -> QuerySet[KnownProblem]:
    query = query.filter(retired_at__isnull=not wish.retired)
    if wish.own:
        query = query.filter(organisation__in=actor.group | {actor.organisation})
    if wish.product:
        query = query.filter(product=wish.product)
    if wish.version:
        query = query.filter(Q(affected__icontains=wish.version) | Q(fixed_in__icontains=wish.version))
    if wish.fixed:
        query = query.exclude(fixed_in="") if wish.fixed == "yes" else query.filter(fixed_in="")
    return _with_words(query, wish.asked)


def _with_words(query: QuerySet[KnownProblem], asked: Question) -> QuerySet[KnownProblem]:
    if number := NUMBER.fullmatch(asked.text):
        return query.filter(number=f"K-{int(number[1])}")
    if not asked.query:
        return query.none() if asked.text else query
    return query.annotate(has=RawSQL(HAS, [asked.query], BooleanField())).filter(has=True)  # noqa: S611 - a constant
