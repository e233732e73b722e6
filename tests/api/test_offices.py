"""People, papers and oversight by the API: as on the pages, in pages of their own, nothing of another tenant."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from kabinet.api.offices import paging
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.api_scopes import Scope
from tests.api.program import Program, program
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later


def by_name(rows: list[Any]) -> set[str]:
    return {each["person"]["name"] for each in rows}


def test_people_and_papers_are_those_of_the_organisations_page(cast: Cast) -> None:
    client, partner = program(cast, "saveliev"), program(cast, "gordeeva")
    own = client.get(f"/organisations/{cast.client['zmk']}")
    assert "Савельев" in " ".join(by_name(own["contacts"]))
    assert {"licence", "agreement"} <= {each["paper"] for each in own["papers"]}
    assert cast.system["erp"] in {each["key"] for each in own["systems"]}
    assert by_name(partner.get(f"/organisations/{cast.client['zmk']}")["contacts"]) == by_name(
        own["contacts"]
    )
    kontur = partner.get(f"/organisations/{cast.partner['kontur']}")
    assert {"status", "certificate"} <= {each["paper"] for each in kontur["papers"]}
    for key in (cast.partner["kontur"], cast.client["gavan"], 2**62, 2**70):
        assert client.ask("GET", f"/organisations/{key}").status_code == 404
    assert program(cast, "saveliev", Scope.READ).ask("GET", "/organisations?kind=client").status_code == 403


def every(of: Program, path: str, name: str) -> list[Any]:
    """All of a list, page by page."""
    found: list[Any] = []
    while path:
        page = of.get(path.partition("/api/v1")[2] or path)
        found += page[name]
        path = page["next"]
    return found


def test_lists_are_read_page_by_page_without_a_gap(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor, partner = program(cast, "shulgin"), program(cast, "gordeeva")
    with transaction.atomic(), as_system("violations of one minute"):
        for each in range(5):
            for login in ("kontur", "primsoft"):
                _violation(cast, login, each)
    whole = {path: every(vendor, path, name) for path, name in LISTS.items()}
    monkeypatch.setattr(paging, "SIZE", 2)
    for path, name in LISTS.items():
        assert len(whole[path]) > 2
        assert every(vendor, path, name) == whole[path]
    own = every(partner, "/violations", "violations")
    assert {each["partner"]["key"] for each in own} == {cast.partner["kontur"]}
    assert len(own) == 5
    for cursor in ("x", "fjE=", "fg=="):
        assert vendor.ask("GET", f"/violations?cursor={cursor}").status_code == 422


LISTS = {"/organisations?kind=client": "organisations", "/violations": "violations"}


def _violation(cast: Cast, partner: str, number: int) -> None:
    models.Violation.objects.create(
        partner_id=cast.partner[partner],
        clause="L10",
        occurred_on=date(2024, 3, 1),
        text=f"{number}",
        evidence={"tickets": ["U-1"]},
        registered_by_id=cast.person["lapteva"],
        registrar_name="Лаптева",
        registered_at=later(AT, hours=-number // 3),
        answer_by=date(2024, 4, 1),
    )
