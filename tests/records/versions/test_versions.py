from datetime import date

import pytest

from kabinet.records import doors, models, versions
from kabinet.records.security.reach import as_system
from kabinet.regulation.pack import pack
from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Unlawful
from tests.cast import Cast
from tests.records.world import AT, World


def test_every_version_that_the_program_carries_is_on_record(cast: Cast) -> None:
    (row,) = models.RegulationVersion.objects.all()
    assert (row.code, row.number, row.published_on) == ("corp_4_0", "4.0", date(2024, 1, 10))
    assert len(row.digest) == 64
    versions.put_on_record()
    assert models.RegulationVersion.objects.count() == models.CalendarVersion.objects.count() == 1


@pytest.mark.clause("L16")
def test_a_ticket_lives_under_the_version_it_was_registered_under(world: World) -> None:
    row = doors.ticket(world.cast.actor("saveliev", AT), "U-100")
    assert versions.pack_of(row) is pack("corp_4_0")
    assert versions.leg_of(row).code == "client"
    assert versions.calendar_of(row).version == row.calendar.code


@pytest.mark.clause("U3.6b")
def test_an_agreement_is_laid_over_the_terms_of_its_client_alone(world: World) -> None:
    hours = {}
    for login, number in (("dremin", "U-101"), ("saveliev", "U-100"), ("kim", "U-102"), ("titova", "V-102")):
        terms = doors.terms_of(doors.ticket(world.cast.actor(login, AT), number))
        hours[number] = (terms.hours.zone, terms.level(2).reaction)
    four, two = Term(4, Unit.WORKING_HOURS), Term(2, Unit.WORKING_HOURS)
    assert hours == {
        "U-101": ("Europe/Moscow", two),
        "U-100": ("Europe/Moscow", four),
        "U-102": ("Asia/Vladivostok", four),
        "V-102": ("Europe/Moscow", four),
    }


def test_a_ticket_keeps_its_terms_whoever_looks(world: World) -> None:
    """The agreement is the other partner's of the group, which this one has left since."""
    with as_system("a test"):
        kedr = models.Agreement.objects.filter(client=world.cast.client["kedr"])
        kedr.update(partner=world.cast.partner["primsoft"])
    row = doors.ticket(world.cast.actor("yusupov", AT), "U-101")
    assert row.agreement is None
    assert doors.terms_of(row).level(2).reaction == Term(2, Unit.WORKING_HOURS)


@pytest.mark.clause("L18")
def test_a_version_binds_after_its_days_and_before_them_whoever_took_it_up(cast: Cast) -> None:
    kontur, primsoft = cast.partner["kontur"], cast.partner["primsoft"]
    with as_system("a test"):
        version = models.RegulationVersion.objects.get()
        models.Adoption.objects.create(partner_id=kontur, version=version, day=date(2024, 1, 20))
        assert versions.regulation_for(kontur, date(2024, 1, 20)) == version
        assert versions.regulation_for(primsoft, date(2024, 2, 10)) == version
        for partner, day in ((kontur, date(2024, 1, 19)), (primsoft, date(2024, 2, 9))):
            with pytest.raises(Unlawful):
                versions.regulation_for(partner, day)


def test_the_agreement_in_force_names_the_servicing_partner(cast: Cast) -> None:
    cast.actor("saveliev", AT)
    found = versions.agreement_in_force(cast.client["zmk"], AT.date())
    assert found is not None
    assert found.partner_id == cast.partner["kontur"]
    assert versions.agreement_in_force(cast.client["zmk"], date(2021, 12, 31)) is None
