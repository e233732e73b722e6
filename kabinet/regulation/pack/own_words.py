"""What a version calls its own in sentences of denials, also in those that a newer program lends it: the vendor's names,
the certificate, the statuses of partners, the levels of the contract and the promises of critical tickets."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kabinet.regulation.pack.leg import Denial, Leg, Pack
from kabinet.regulation.pack.vendor import VENDOR_MARKS
from kabinet.regulation.text import Text

MARK = re.compile(r"\{(\w+)\}")
NOTHING = Text("—", "—")
PAPERS = ("vendor_certificate", "vendor_statuses", "vendor_contract_levels")
TERMS = "critical_terms"
OWN_MARKS = frozenset((*VENDOR_MARKS, *PAPERS, TERMS))


def with_own_words(pack: Pack) -> Pack:
    """The pack whose legs know what their version calls its own."""
    return replace(
        pack, legs={code: replace(leg, own_words=_own_words(pack, leg)) for code, leg in pack.legs.items()}
    )


def worded(leg: Leg) -> Mapping[str, Denial]:
    """The denials of the leg in the words of its version; marks that an act fills in stay."""
    return {
        code: replace(
            denial,
            reason=_filled(denial.reason, leg),
            remedy=_filled(denial.remedy, leg),
            remedies={reader: _filled(text, leg) for reader, text in denial.remedies.items()},
        )
        for code, denial in leg.denials.items()
    }


def open_marks(denial: Denial) -> frozenset[str]:
    """What an act fills in."""
    said = " ".join(
        words for text in (denial.reason, denial.remedy, *denial.remedies.values()) for words in text
    )
    return frozenset(MARK.findall(said)) - OWN_MARKS


def _filled(text: Text, leg: Leg) -> Text:
    def word(language: str) -> Callable[[re.Match[str]], str]:
        return lambda found: own[found[1]].say(language) if found[1] in own else found[0]

    own = leg.own_words
    return Text(MARK.sub(word("ru"), text.ru), MARK.sub(word("en"), text.en))


def _own_words(pack: Pack, leg: Leg) -> Mapping[str, Text]:
    russian, english = pack.vendor.marks("ru"), pack.vendor.marks("en")
    found = {mark: Text(russian[mark], english[mark]) for mark in VENDOR_MARKS}
    held = pack.entitlement
    papers = (
        (
            held.certificate_name,
            _either(held.partner_statuses.values()),
            _either(held.contract_levels.values()),
        )
        if held
        else (NOTHING,) * len(PAPERS)
    )
    found |= dict(zip(PAPERS, papers, strict=True))
    found[TERMS] = _promises(each.text for each in leg.critical_terms)
    return found


def _either(names: Iterable[Text]) -> Text:
    """«А», «Б» или «В»."""
    all_names = [Text(f"«{each.ru}»", f"“{each.en}”") for each in names]
    if not all_names:
        return NOTHING
    *first, last = all_names
    begins = Text(", ".join(each.ru for each in first), ", ".join(each.en for each in first))
    return Text(f"{begins.ru} или {last.ru}", f"{begins.en} or {last.en}") if first else last


def _promises(texts: Iterable[Text]) -> Text:
    """In one sentence: each begins with a capital letter and goes on small (docs/regulation-files.md)."""
    said = [Text(*(f"{words[:1].lower()}{words[1:]}" for words in text)) for text in texts]
    return Text("; ".join(each.ru for each in said), "; ".join(each.en for each in said)) if said else NOTHING
