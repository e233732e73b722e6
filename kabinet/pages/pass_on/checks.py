"""What has to hold before a ticket may go to the vendor: licence, contract, system, seller, sender."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kabinet.pages.pass_on.document import spoken
from kabinet.pages.pass_on.prepared import Prepared
from kabinet.pages.ui import moments
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.regulation.access import Verdict

# Denials by the check that they belong to.
SENDER = ("certificate_missing", "certificate_not_begun", "certificate_ended", "not_sender")
OF_CHECK = {
    "licence": ("korp_missing", "licence_missing", "licence_not_begun", "licence_ended"),
    "contract": ("contract_missing", "contract_level", "contract_not_begun", "contract_ended"),
    "production": ("not_production",),
    "seller": ("licence_other_partner",),
    "sender": SENDER,
}


class Check(NamedTuple):
    """One condition; when it does not hold, `words` are the regulation's reason."""

    words: str
    holds: bool


def checks(shown: Prepared) -> list[Check]:
    """In the order in which they are read; a right that is wholly absent has nothing to show but its refusal."""
    refused = {verdict.code: verdict for verdict in shown.found.verdicts}
    return list(_checks(shown, refused))


def _checks(shown: Prepared, refused: dict[str, Verdict]) -> Iterator[Check]:
    for check, codes in OF_CHECK.items():
        denied = next((refused[code] for code in codes if code in refused), None)
        if denied is not None:
            yield Check(_short(spoken(denied.reason)), False)
        elif words := WORDS[check](shown):
            yield Check(words, True)


def _licence(shown: Prepared) -> str:
    return _("%(Vendor_licence)s %(until)s") % {
        "until": _until(shown.found.case.client_rights.licence.last_day)
    }


def _contract(shown: Prepared) -> str:
    held, rights = shown.found.case.client_rights.contract, shown.found.pack.entitlement
    name = rights.contract_levels.get(held[0]) if held and rights else None
    return _("%(Vendor_contract)s %(level)s") % {"level": spoken(name)} if name else ""


def _production(shown: Prepared) -> str:
    return _("система промышленная") if shown.found.case.ticket.production else _("система не промышленная")


def _seller(shown: Prepared) -> str:
    seller = shown.found.case.client_rights.licence.seller
    if seller is None or seller == shown.actor.organisation:
        return _("%(Vendor_licence_acc)s продали мы")
    name = doors.organisation(shown.actor, seller).short_name
    return _("%(Vendor_licence_acc)s продал %(name)s, ваша группа: обращение пойдёт от его имени") % {
        "name": name
    }


def _sender(shown: Prepared) -> str:
    return _("отправляете вы, сертификат %(until)s") % {
        "until": _until(shown.found.case.partner_rights.certificate.last_day)
    }


WORDS = {
    "licence": _licence,
    "contract": _contract,
    "production": _production,
    "seller": _seller,
    "sender": _sender,
}


def _until(last: date | None) -> str:
    return _("по %(day)s") % {"day": moments.short_day(last)} if last else _("без срока")


def _short(reason: str) -> str:
    """A reason within a line of short words."""
    return reason if reason[1:2].isupper() else reason[:1].lower() + reason[1:]
