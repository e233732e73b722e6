"""From a request to what was asked: every part of it is bounded, and held to the type that the operation declares."""

import re

import msgspec
from django.http import HttpRequest
from msgspec import Struct

from kabinet.api.operation import Operation
from kabinet.api.problems import stop
from kabinet.api.said import say
from kabinet.api.shapes import Fault
from kabinet.regulation.text import Text
from kabinet.web.bearer import token_in

LONGEST_QUERY = 4_000
FILE_KIND = "application/octet-stream"
VERSION = re.compile(r'(?:W/)?"(\d{1,9})"')
KEY = re.compile(r"[\x21-\x7e]{1,120}")
AT = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")
GIVEN = {
    "",
    "*/*",
    "application/*",
    "application/json",
    "application/octet-stream",
    "application/problem+json",
}
TWICE = Text("Значений больше одного", "It is given more than once")
NO_VERSION = Text(
    'Заголовок If-Match: версия обращения, как "12", или *', 'If-Match: a version of the ticket as "12", or *'
)
BAD_KEY = Text(
    "Idempotency-Key: от 1 до 120 печатных знаков без пробелов", "Idempotency-Key: 1 to 120 printable signs"
)


def token_of(request: HttpRequest) -> str:
    """What the program shows; empty for nothing, and for what cannot be a token."""
    return token_in(request.headers.get("Authorization", ""))


def takes_json(request: HttpRequest) -> bool:
    """Whether the program takes what we give."""
    said = request.headers.get("Accept", "*/*")[:1000]
    kinds = {each.split(";")[0].strip().lower() for each in said.split(",")}
    return bool(kinds & GIVEN)


def query_of(request: HttpRequest, operation: Operation) -> Struct | None:
    """The query in the operation's type: an unknown name is refused, a name is given once."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise stop(422, code="query")
    given = {name: request.GET.getlist(name) for name in request.GET}
    if twice := [name for name, values in given.items() if len(values) > 1]:
        raise stop(422, code="query", errors=[Fault(name, say(TWICE)) for name in twice])
    single = {name: values[0] for name, values in given.items()}
    if operation.query is None:
        if single:
            raise stop(422, code="query", errors=[Fault(name, "unknown") for name in sorted(single)[:20]])
        return None
    return _converted(single, operation.query, code="query")


def body_of(request: HttpRequest, operation: Operation) -> Struct | None:
    """The body in the operation's type. No body is an empty object where nothing has to be said."""
    if operation.body is None:
        return None
    sent, kind = request.body, _kind_of(request)
    if sent and kind != "application/json":
        raise stop(415, accept="application/json")
    try:
        return msgspec.json.decode(sent or b"{}", type=operation.body)
    except msgspec.ValidationError as wrong:
        raise stop(422, code="body", errors=[_fault(wrong)]) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise stop(400, code="json") from None


def content_of(request: HttpRequest, operation: Operation) -> bytes:
    """The file that is the body, whole: its address takes no more than is attached directly (gate.address)."""
    if not operation.takes_file:
        return b""
    sent = request.read()
    if sent and _kind_of(request) != FILE_KIND:
        raise stop(415, accept=FILE_KIND)
    return sent


def _kind_of(request: HttpRequest) -> str:
    return request.headers.get("Content-Type", "").split(";")[0].strip().lower()


def version_of(request: HttpRequest, operation: Operation) -> int | None:
    """The version that If-Match names; None for any, and where none is asked for."""
    if not operation.conditional:
        return None
    said = request.headers.get("If-Match", "").strip()
    if not said:
        raise stop(428, say(NO_VERSION))
    if said == "*":
        return None
    found = VERSION.fullmatch(said)
    if found is None or int(found[1]) > 2**31 - 1:
        raise stop(400, say(NO_VERSION), code="if_match")
    return int(found[1])


def key_of(request: HttpRequest, operation: Operation) -> str:
    """The Idempotency-Key; empty for none."""
    said = request.headers.get("Idempotency-Key")
    if not operation.acts or said is None:
        return ""
    if not KEY.fullmatch(said):
        raise stop(400, say(BAD_KEY), code="idempotency_key")
    return said


def _converted(given: dict[str, str], shape: type[Struct], *, code: str) -> Struct:
    try:
        found: Struct = msgspec.convert(given, shape, strict=False)
    except msgspec.ValidationError as wrong:
        raise stop(422, code=code, errors=[_fault(wrong)]) from None
    # The library takes the word «null» for nothing; a parameter that says nothing is left out instead.
    if nothing := [name for name in given if getattr(found, name) is None]:
        raise stop(422, code=code, errors=[Fault(name, "null") for name in nothing])
    return found


def _fault(wrong: Exception) -> Fault:
    """The library says it in English: it is about a type, for whoever writes the program."""
    said = str(wrong)
    place = AT.search(said)
    return Fault(place[1] if place else "", AT.sub("", said)[:300])
