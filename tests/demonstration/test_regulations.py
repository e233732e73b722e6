"""The demonstration's versions of the regulation: one published, one partner under it, another being prepared."""

from datetime import timedelta

import pytest
from django.db import transaction

from kabinet.records.models import (
    Adoption,
    Organisation,
    OrganisationEntry,
    RegulationVersion,
    Ticket,
    VersionDraft,
)
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import regulation_for
from tests.demonstration.conftest import AT

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.mark.clause("L16", "L18")
def test_a_version_is_out_and_one_partner_lives_under_it() -> None:
    with transaction.atomic(), as_system("a look at the demonstration"):
        assert [row.number for row in RegulationVersion.objects.order_by("published_on")] == ["4.0", "4.1"]
        adopted = Adoption.objects.select_related("partner").get(version__number="4.1")
        today = AT.date()
        under = {
            row.short_name: regulation_for(row.pk, today).number
            for row in Organisation.objects.filter(kind="partner")
        }
        assert {name for name, number in under.items() if number == "4.1"} == {adopted.partner.short_name}
        tickets = (
            Ticket.objects.filter(partner=adopted.partner)
            .select_related("regulation")
            .defer("regulation__content")
        )
        for ticket in tickets:
            since = (ticket.registered_at + timedelta(hours=10)).date() >= adopted.day
            assert ticket.regulation.number == "4.0" or since
        assert any(ticket.regulation.number == "4.1" for ticket in tickets)


@pytest.mark.clause("L18")
def test_the_others_are_reminded_and_the_next_one_is_prepared() -> None:
    with transaction.atomic(), as_system("a look at the demonstration"):
        kinds = OrganisationEntry.objects.values_list("kind", flat=True)
        assert {"regulation_published", "regulation_adopted", "regulation_reminded"} <= set(kinds)
        assert "4.2" not in RegulationVersion.objects.values_list("number", flat=True)
        assert VersionDraft.objects.filter(kind="regulation").count() == 1
