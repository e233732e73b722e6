"""Whether the mail server of this installation found that a letter comes from the domain that it names (RFC 8601).

Only a header is read that the trusted server signed with its name, and of several the topmost: a server writes its own above
everything that came with a letter. Whether it takes out forged ones is its business (docs/letters.md).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

METHOD: Final = re.compile(r"\s*([a-z0-9-]{1,20})(?:\s*/\s*\d+)?\s*=\s*([a-z]{1,20})", re.IGNORECASE)
PROPERTY: Final = re.compile(
    r'\b([a-z]{1,10}\.[a-z-]{1,20})\s*=\s*("[^"]{0,300}"|[^\s;"]{1,300})', re.IGNORECASE
)
# Which property of a method names the domain that was looked at.
NAMED_BY: Final = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom", "smtp.helo"),
}
Result = tuple[str, str, dict[str, str]]


def is_proved(verdicts: Sequence[str], trusted: str, sender: str) -> bool:
    """Whether the `trusted` server says that the letter comes from the sender's domain: DMARC passed for it, or a
    signature or an envelope of that domain; never where DMARC failed."""
    domain = sender.rpartition("@")[2]
    ours = next((each for each in map(_without_comments, verdicts) if _by(each) == trusted.lower()), "")
    if not (domain and ours):
        return False
    found = list(_results(ours))
    if any(method == "dmarc" and result == "fail" for method, result, _named in found):
        return False
    return any(result == "pass" and _aligned(method, named, domain) for method, result, named in found)


def _by(verdict: str) -> str:
    """Who says so: the first word, with or without a version."""
    return next(iter(verdict.partition(";")[0].split()), "").strip('"').lower()


def _results(verdict: str) -> Iterator[Result]:
    for part in verdict.split(";")[1:50]:
        if found := METHOD.match(part):
            named = {name.lower(): value.strip('"').lower() for name, value in PROPERTY.findall(part)}
            yield found[1].lower(), found[2].lower(), named


def _aligned(method: str, named: dict[str, str], domain: str) -> bool:
    """DMARC has looked at it itself; of the others the same domain, or one above or below it."""
    for name in NAMED_BY.get(method, ()):
        if name in named:
            other = named[name].rpartition("@")[2].strip(".")
            if method == "dmarc":
                return other == domain
            return "." in other and (other == domain or _below(other, domain) or _below(domain, other))
    return False


def _below(one: str, other: str) -> bool:
    return one.endswith(f".{other}")


def _without_comments(verdict: str) -> str:
    """(…) out, nested ones too; a quoted string keeps what it has."""
    kept, depth, quoted = [], 0, False
    for sign in verdict:
        if sign == '"' and not depth:
            quoted = not quoted
        elif sign == "(" and not quoted:
            depth += 1
        elif sign == ")" and not quoted:
            depth = max(0, depth - 1)
            continue
        if not depth:
            kept.append(sign)
    return "".join(kept)
