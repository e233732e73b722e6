"""Sentences that a version words, or that name what is its own: denials, history and notices, papers (whose words they are:
docs/regulation-files.md)."""

from kabinet.actions.notices.every_sentence import every_sentence
from kabinet.pages.ui.citations import cited_rule, spoken
from kabinet.regulation.pack import Leg, Pack, open_marks
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import deny

STAND_IN = "…"


def denials(pack: Pack, leg: Leg) -> None:
    """Each with its clause, for every reader."""
    for code, denial in leg.denials.items():
        said = deny(leg, code, **dict.fromkeys(open_marks(denial), STAND_IN))
        for text in (said.reason, said.remedy, *(text for _, text in said.remedies)):
            spoken(text)
        cited_rule(said.clause)


def notices(pack: Pack, leg: Leg) -> None:
    """The cabinet's own sentences with this version's names, and what of the version they quote."""
    for sentence in every_sentence():
        spoken(sentence)
    quoted = (leg.reasons, leg.return_cases, leg.services, leg.impacts)
    for name in (each.name for things in quoted for each in things):
        spoken(name)
    for status in leg.statuses:
        for text in filter(None, (status.names.client, status.names.partner, status.names.vendor)):
            spoken(text)


def papers(pack: Pack, leg: Leg) -> None:
    """What statuses of partners, levels of contracts and the certificate are called."""
    held = pack.entitlement
    if held is None:
        return
    for text in (held.certificate_name, held.licence_name, *held.contract_levels.values()):
        spoken(text)
    for code in held.partner_statuses:
        spoken(held.partner_statuses[code]), spoken(held.short_status(code))


PARTS = {
    Text("Отказ в действии", "Denial of an act"): denials,
    Text("История и уведомления", "History and notices"): notices,
    Text("Бумаги", "Papers"): papers,
}
