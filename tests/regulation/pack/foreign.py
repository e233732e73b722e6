"""Regulations of other vendors, as docs/regulation-versions.md tells to write them: the carried text with its own in place.

Nothing of the carried pack stays that a vendor can have otherwise: names, licence and contract, codes of statuses, number of
levels, clauses, zone and hours, terms, whether clocks pause, statuses of partners, levels of the contract.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tomlkit

from kabinet.regulation.pack import source
from tests.regulation.pack.changes import Texts

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional", "en")
CONTRACT = "договор сопровождения, договора сопровождения, договору сопровождения, договор сопровождения, "
CONTRACT += "договором сопровождения, договоре сопровождения, service contract"
# What names the carried vendor in its own sentences: longest first.
OF_1C = {
    "фирма «1С»": "vendor.firm.nominative", "фирмы «1С»": "vendor.firm.genitive", "фирме «1С»": "vendor.firm.dative",
    "фирму «1С»": "vendor.firm.accusative", "фирмой «1С»": "vendor.firm.instrumental",
}  # fmt: skip
ID = re.compile(r'"([LUP]\d[\w.]*)"')


@dataclass(frozen=True)
class Foreign:
    """One vendor: `names` and `firm` in the cases of CASES; statuses are called `prefix` and the role; terms of level 1."""

    code: str
    number: str
    names: str
    firm: str
    licence: str
    prefix: str
    levels: int
    zone: str
    window: str
    reaction: int
    pauses: bool
    partner: str
    contract: str


RED_HAT = Foreign(
    code="red_hat",
    number="2026",
    names="Red Hat, Red Hat, Red Hat, Red Hat, Red Hat, Red Hat, Red Hat",
    firm="компания Red Hat, компании Red Hat, компании Red Hat, компанию Red Hat, компанией Red Hat, "
    "компании Red Hat, Red Hat",
    licence="подписка, подписки, подписке, подписку, подпиской, подписке, subscription",
    prefix="rh",
    levels=5,
    zone="Europe/Berlin",
    window="09:00-17:00",
    reaction=1,
    pauses=True,
    partner="premier",
    contract="premium",
)
SAP = Foreign(
    code="sap",
    number="2011",
    names="SAP, SAP, SAP, SAP, SAP, SAP, SAP",
    firm="компания SAP, компании SAP, компании SAP, компанию SAP, компанией SAP, компании SAP, SAP",
    licence="лицензия SAP, лицензии SAP, лицензии SAP, лицензию SAP, лицензией SAP, лицензии SAP, SAP licence",
    prefix="var",
    levels=3,
    zone="Asia/Yekaterinburg",
    window="10:00-19:00",
    reaction=3,
    pauses=False,
    partner="reseller",
    contract="enterprise",
)
ROMASHKA = Foreign(
    code="romashka",
    number="1.0",
    names="Ромашка, Ромашки, Ромашке, Ромашку, Ромашкой, Ромашке, Romashka",
    firm="фирма «Ромашка», фирмы «Ромашка», фирме «Ромашка», фирму «Ромашка», фирмой «Ромашка», фирме «Ромашка», Romashka",
    licence="карта клиента, карты клиента, карте клиента, карту клиента, картой клиента, карте клиента, client card",
    prefix="rom",
    levels=4,
    zone="Europe/Kaliningrad",
    window="08:00-20:00",
    reaction=4,
    pauses=True,
    partner="gardener",
    contract="full",
)
ALL = {each.code: each for each in (RED_HAT, SAP, ROMASHKA)}


def texts(vendor: Foreign) -> Texts:
    """The regulation as files."""
    found = {name: _renamed(text, vendor) for name, text in source("corp_4_0").items()}
    read = {name: tomlkit.parse(text).unwrap() for name, text in found.items()}
    _head(read["pack.toml"], vendor)
    for name in ("client_life.toml", "vendor_life.toml"):
        _life(read[name], vendor)
    for own in (
        read["limits.toml"],
        *(each for each in read["limits.toml"].values() if isinstance(each, dict)),
    ):
        if "reopened_as_new" in own:
            own["reopened_as_new"] = [f"{vendor.prefix}_{each}" for each in own["reopened_as_new"]]
    for name in ("client.toml", "vendor.toml"):
        _terms(read[name], vendor)
    _levels(read, vendor)
    read["pack.toml"]["clauses"] = {code: _clause(code, vendor) for code in sorted(_cited(read))}
    return {name: tomlkit.dumps(table) for name, table in read.items()}


def declined(said: str) -> dict[str, str]:
    """The cases of a name."""
    return dict(zip(CASES, (each.strip() for each in said.split(",")), strict=True))


def _renamed(text: str, vendor: Foreign) -> str:
    """Sentences name this vendor, clauses are its own."""
    firm, name, licence = declined(vendor.firm), declined(vendor.names), declined(vendor.licence)
    for said, place in OF_1C.items():
        word = firm[place.rpartition(".")[2]]
        text = text.replace(said, word).replace(said.capitalize().replace("«1с»", "«1С»"), word.capitalize())
    for said, word in (
        ("1С:РКЛ", licence["nominative"]),
        ("РКЛ", licence["nominative"]),
        ("RKL", licence["en"]),
    ):
        text = text.replace(said, word)
    text = re.sub(r"договор(\w*) ИТС", r"договор\1 сопровождения", text).replace("ИТС", "сопровождения")
    text = re.sub(r"\bITS\b", "service", text).replace("КОРП", "").replace("KORP", "")
    text = text.replace("1С", name["nominative"]).replace("1C", name["en"])
    return ID.sub(lambda found: f'"R{found[1]}"', text)


def _head(head: dict[str, Any], vendor: Foreign) -> None:
    head |= {"code": vendor.code, "number": vendor.number}
    head["name"] = {"ru": f"Регламент {vendor.code}", "en": f"Regulation of {vendor.code}"}
    head["vendor"] = {
        "name": declined(vendor.names),
        "firm": declined(vendor.firm),
        "licence": declined(vendor.licence),
        "contract": declined(CONTRACT),
    }
    right = head["entitlement"]
    right["certificate"], right["partner_status_short"] = f"{vendor.prefix}_certificate", {}
    right["partner_statuses"] = {vendor.partner: {"ru": "Особый партнёр", "en": "Special partner"}}
    right["contract_levels"] = {vendor.contract: {"ru": "Полный", "en": "Full"}}


def _life(life: dict[str, Any], vendor: Foreign) -> None:
    for status in (*life["statuses"], life["draft"]):
        status["code"] = f"{vendor.prefix}_{status['code']}"
    for move in life["moves"]:
        if isinstance(move["start"], list):
            move["start"] = [f"{vendor.prefix}_{each}" for each in move["start"]]
        if "to" in move:
            move["to"] = f"{vendor.prefix}_{move['to']}"


def _terms(leg: dict[str, Any], vendor: Foreign) -> None:
    terms, rows = leg["terms"], leg["rows"]
    terms["pause_while_waiting"] = vendor.pauses
    terms["hours"] |= {"zone": vendor.zone, "windows": [vendor.window]}
    terms["level"][0]["reaction"] = f"{vendor.reaction} hours"
    rows[0]["reaction"] = {"ru": f"{vendor.reaction} ч", "en": f"{vendor.reaction} hours"}
    for row in rows:
        row["hours"] = {"ru": "по часам вендора", "en": "in the vendor's hours"}


def _levels(read: dict[str, Any], vendor: Foreign) -> None:
    """The last level goes, or is there once more with the next number."""
    last, shared = 4, read["levels.toml"]
    if vendor.levels < last:
        gone = shared["levels"].pop()
        shared["levels"][-1]["partner_only"] = gone["partner_only"]
        for row in shared["criteria"]:
            row["level"] = min(row["level"], vendor.levels)
        for row in read["choices.toml"]["impacts"]:
            row["fits"] = sorted({min(each, vendor.levels) for each in row["fits"]})
    elif vendor.levels > last:
        extra = {**shared["levels"][-1], "number": 5, "name": {"ru": "Мелочь", "en": "Trifle"}}
        shared["levels"].append(extra)
    for leg in (read["client.toml"], read["vendor.toml"]):
        rows = leg["terms"]["level"]
        leg["terms"]["level"] = [*rows, {**rows[-1], "level": 5}][: vendor.levels]
        leg["rows"][-1]["levels"] = [*range(3, vendor.levels + 1)]


def _clause(code: str, vendor: Foreign) -> dict[str, Any]:
    en = declined(vendor.names)["en"]
    return {
        "place": {"ru": f"условия {en}, {code}", "en": f"terms of {en}, {code}"},
        "rule": {"ru": f"Так требует {en} ({code})", "en": f"{en} demands so ({code})"},
        "document": {"ru": f"Условия {en}", "en": f"Terms of {en}"},
    }


def _cited(value: Any, key: str = "") -> Iterator[str]:
    """Every clause that is named anywhere."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _cited(each, name if name not in ("client", "vendor") else key)
    elif isinstance(value, list):
        for each in value:
            yield from _cited(each, key)
    elif isinstance(value, str) and key.endswith("clause"):
        yield value
