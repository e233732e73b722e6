"""The regulation is prepared, published, taken up: from the draft to the tickets that live under it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kabinet.actions.notices import wording
from kabinet.actions.regulation import adoption, drafts, publication
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records import doors, models
from kabinet.records.doors import Closed
from kabinet.records.security.reach import as_system
from kabinet.records.versions import regulations
from kabinet.regulation.pack.editing import packed, seen
from tests.desk import Desk, msk

D = date(2024, 9, 2)
AT = msk("2024-09-02 10:00")
TERM = ("client.toml", "terms", "level", "2", "reaction")


def on(day: date, clock: str = "10:00") -> datetime:
    return msk(f"{day} {clock}")


def drafted(desk: Desk, at: datetime = AT, **values: Any) -> models.VersionDraft:
    """Version 4.1: level 2 is answered in 3 working hours."""
    row = desk.do(drafts.begin, "shulgin", at, number="4.0")
    mark = seen(row.content, "terms")
    return desk.do(
        drafts.save_sheet,
        "shulgin",
        at,
        draft=row.pk,
        sheet="terms",
        values={TERM: "3 working hours"},
        before=mark,
    )


def published(desk: Desk, day: date = D, at: datetime | None = None) -> models.RegulationVersion:
    row = drafted(desk, at or on(day))
    mark = publication.mark(row.content)
    return desk.do(
        publication.publish, "shulgin", at or on(day), draft=row.pk, day=day, before=mark, note="Быстрее"
    )


@pytest.fixture
def desk(cast: Any) -> Desk:
    return Desk(cast)


def whole(model: Any) -> list[Any]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(model.objects.all())


@pytest.mark.clause("L16", "P2.8")
def test_a_draft_becomes_a_version_with_its_day_and_its_text(desk: Desk) -> None:
    version = published(desk)
    assert (version.number, version.published_on, version.note) == ("4.1", D, "Быстрее")
    law = regulations.law(version.code)
    assert (law.number, law.published, law.code) == ("4.1", D, version.code)
    assert str(law.leg("client").terms.level(2).reaction.amount) == "3"
    assert whole(models.VersionDraft) == []
    (entry,) = [row for row in whole(models.OrganisationEntry) if row.kind == "regulation_published"]
    assert wording.of_entry(entry).ru == (
        "Опубликована версия 4.1 («Регламент корпоративной технической поддержки»): выходит 2 сентября 2024, "
        "для всех действует с 3 октября 2024"
    )


@pytest.mark.clause("L18", "P2.8")
def test_everybody_who_administers_a_partner_or_a_client_is_told(desk: Desk) -> None:
    published(desk)
    assert desk.told("arkhipova") == ["regulation_published"]
    assert desk.told("saveliev") == ["regulation_coming"]
    assert desk.told("gordeeva") == desk.told("shulgin") == desk.told("orlova") == []


@pytest.mark.clause("L16")
def test_the_database_changes_no_published_version(desk: Desk) -> None:
    published(desk)
    for sql in ("UPDATE regulation_version SET note = 'x'", "DELETE FROM regulation_version"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            as_system("a slip"),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_a_version_whose_text_was_forged_does_not_load(desk: Desk) -> None:
    with transaction.atomic(), as_system("a forger"):
        models.RegulationVersion.objects.create(
            code="forged", number="9", published_on=D, digest="0" * 64, content={"pack.toml": "a = 1"}
        )
    with pytest.raises(regulations.Changed):
        regulations.law("forged")


@pytest.mark.clause("P2.8")
@pytest.mark.parametrize("login", ["titova", "vlasov", "lapteva", "arkhipova", "saveliev"])
def test_nobody_else_prepares_or_publishes(desk: Desk, login: str) -> None:
    row = drafted(desk)
    mark = publication.mark(row.content)
    for act, given in (
        (drafts.begin, {"number": "4.0"}),
        (drafts.begin_from_file, {"name": "a.toml", "raw": b"a = 1"}),
        (drafts.discard, {"draft": row.pk}),
        (publication.publish, {"draft": row.pk, "day": D, "before": mark}),
    ):
        with pytest.raises(Refused) as refused:
            desk.do(act, login, AT, **given)
        assert refused.value.verdict.clause == "P2.8"


DAYS = [
    (D - timedelta(days=1), "day"),
    (D + timedelta(days=400), "day"),
]


@pytest.mark.parametrize(("day", "field"), DAYS)
def test_a_day_that_is_past_or_far_is_refused(desk: Desk, day: date, field: str) -> None:
    row = drafted(desk)
    with pytest.raises(Invalid) as invalid:
        desk.do(
            publication.publish, "shulgin", AT, draft=row.pk, day=day, before=publication.mark(row.content)
        )
    assert invalid.value.field == field


def test_versions_follow_one_another(desk: Desk) -> None:
    published(desk, D + timedelta(days=20), AT)
    row = desk.do(drafts.begin, "shulgin", AT, number="4.1")
    assert "4.2" in row.content["pack.toml"]
    with pytest.raises(Invalid) as invalid:
        desk.do(publication.publish, "shulgin", AT, draft=row.pk, day=D, before=publication.mark(row.content))
    assert "22 сентября" in invalid.value.verdict.reason.ru


def test_a_number_is_published_once(desk: Desk) -> None:
    published(desk)
    row = desk.do(drafts.begin, "shulgin", AT, number="4.0")
    assert [fault.text.en for fault in faults(desk, row)] == ["number: version 4.1 is published already"]
    with pytest.raises(Invalid) as invalid:
        desk.do(publication.publish, "shulgin", AT, draft=row.pk, day=D, before=publication.mark(row.content))
    assert invalid.value.field == "draft"


def faults(desk: Desk, row: models.VersionDraft) -> list[drafts.Fault]:
    with transaction.atomic(), as_system("a look from outside"):
        return drafts.faults(models.VersionDraft.objects.get(pk=row.pk))


def test_a_draft_that_changed_since_it_was_seen_is_not_published(desk: Desk) -> None:
    row = desk.do(drafts.begin, "shulgin", AT, number="4.0")
    before = publication.mark(row.content)
    desk.do(
        drafts.save_sheet, "shulgin", AT, draft=row.pk, sheet="terms", values={TERM: "1 working hour"},
        before=seen(row.content, "terms"),
    )  # fmt: skip
    with pytest.raises(Invalid, match="meanwhile"):
        desk.do(publication.publish, "shulgin", AT, draft=row.pk, day=D, before=before)


def test_two_people_on_one_sheet(desk: Desk) -> None:
    row = desk.do(drafts.begin, "shulgin", AT, number="4.0")
    mark, other = seen(row.content, "terms"), seen(row.content, "limits")
    save: Any = {"draft": row.pk, "sheet": "terms", "before": mark}
    desk.do(drafts.save_sheet, "shulgin", AT, **save, values={TERM: "3 working hours"})
    with pytest.raises(Invalid, match="meanwhile"):
        desk.do(drafts.save_sheet, "shulgin", AT, **save, values={TERM: "2 working hours"})
    limit = {("limits.toml", "limits", "reopen_days"): 20}
    desk.do(drafts.save_sheet, "shulgin", AT, draft=row.pk, sheet="limits", before=other, values=limit)


def test_texts_are_kept_with_their_faults_which_name_the_line(desk: Desk) -> None:
    row = desk.do(drafts.begin, "shulgin", AT, number="4.0")
    text = row.content["reasons.toml"]
    save: Any = {"draft": row.pk, "file": "reasons.toml", "before": drafts.mark(text)}
    with pytest.raises(Invalid) as invalid:
        desk.do(drafts.save_text, "shulgin", AT, **save, text=text + "\n= 1")
    assert invalid.value.field == "text"
    wrong = text.replace('kind = "exclusion"', 'kind = "whim"', 1)
    row = desk.do(drafts.save_text, "shulgin", AT, **save, text=wrong.replace("\n", "\r\n"))
    (fault,) = faults(desk, row)
    assert fault.line is not None
    assert "whim" in row.content["reasons.toml"].split("\n")[fault.line.number - 1]
    with pytest.raises(Invalid, match="meanwhile"):
        desk.do(drafts.save_text, "shulgin", AT, **save, text=text)
    with pytest.raises(Closed):
        desk.do(drafts.save_text, "shulgin", AT, **save | {"file": "../x"}, text=text)


def test_a_version_comes_out_of_a_file_and_goes_into_one(desk: Desk) -> None:
    row = drafted(desk)
    desk.do(drafts.discard, "shulgin", AT, draft=row.pk)
    again = desk.do(drafts.begin_from_file, "shulgin", AT, name="4.1.zip", raw=packed(row.content))
    assert again.content == row.content
    with pytest.raises(Invalid) as invalid:
        desk.do(drafts.begin_from_file, "shulgin", AT, name="x.zip", raw=b"PK\x03\x04rubbish")
    assert invalid.value.field == "file"


def test_what_the_program_needs_must_be_there(desk: Desk) -> None:
    row = desk.do(drafts.begin, "shulgin", AT, number="4.0")
    text = row.content["client_life.toml"]
    other = text.replace('code = "withdrawn"', 'code = "gone"').replace('to = "withdrawn"', 'to = "gone"')
    other = other.replace('"refused", "withdrawn"]', '"refused", "gone"]')
    row = desk.do(
        drafts.save_text,
        "shulgin",
        AT,
        draft=row.pk,
        file="client_life.toml",
        text=other,
        before=drafts.mark(text),
    )
    assert any("withdrawn" in fault.text.en for fault in faults(desk, row))


# ---------------------------------------------------------------- taken up by partners (L18)
@pytest.mark.clause("L18", "P2.8")
def test_a_partner_takes_it_up_on_day_15_and_its_new_tickets_alone_live_under_it(desk: Desk) -> None:
    published(desk)
    chosen = D + timedelta(days=15)
    desk.do(adoption.adopt, "arkhipova", on(D + timedelta(days=14)), number="4.1", day=chosen)
    before = desk.register(on(D + timedelta(days=14), "17:00"), level=2)
    after = desk.register(on(chosen), level=2)
    other = desk.register(on(chosen), "kim", level=2, system="terminal")
    assert [row.regulation.number for row in (before, after, other)] == ["4.0", "4.1", "4.0"]
    due = {row.number: row.next_due_at for row in (before, after)}
    assert due[after.number] == on(chosen, "13:00")
    assert due[before.number] == on(
        chosen, "12:30"
    )  # four working hours, half an hour of them on the day before


@pytest.mark.clause("L18", "P2.8")
@pytest.mark.parametrize(("days", "number"), [(0, "4.0"), (30, "4.0"), (31, "4.1")])
def test_from_day_31_it_binds_who_did_nothing(desk: Desk, days: int, number: str) -> None:
    published(desk)
    at = on(D + timedelta(days=days), "12:00")
    client = desk.register(at, level=3)
    assert client.regulation.number == number
    assert regulations.regulation_for(desk.cast.partner["kontur"], at.date()).number == number
    actor = desk.cast.actor("gordeeva", at)
    assert actor.law is not None
    assert actor.law.number == number


@pytest.mark.clause("L18", "P2.8")
def test_the_vendor_leg_follows_as_well(desk: Desk) -> None:
    from tests.desk import passed_on

    published(desk)
    desk.do(adoption.adopt, "arkhipova", on(D, "11:00"), number="4.1", day=D)
    client, vendor = passed_on(desk, on(D, "12:00"))
    assert [desk.ticket(number).regulation.number for number in (client, vendor)] == ["4.1", "4.1"]


ADOPTING = [
    (-1, 0, "not_published"),
    (0, 0, ""),
    (15, 14, "day"),
    (15, 31, "day"),
    (30, 30, ""),
    (31, 31, "adoption_binding"),
]


@pytest.mark.clause("L18", "P2.8")
@pytest.mark.parametrize(("today", "chosen", "fault"), ADOPTING)
def test_the_days_of_adoption(desk: Desk, today: int, chosen: int, fault: str) -> None:
    published(desk, D, on(D - timedelta(days=3)))
    at, day = on(D + timedelta(days=today)), D + timedelta(days=chosen)
    if not fault:
        assert desk.do(adoption.adopt, "arkhipova", at, number="4.1", day=day).day == day
        return
    with pytest.raises(Refused) as refused:
        desk.do(adoption.adopt, "arkhipova", at, number="4.1", day=day)
    assert fault in (refused.value.verdict.code, getattr(refused.value, "field", ""))
    assert refused.value.verdict.clause == "L18"


@pytest.mark.clause("L18")
def test_the_day_can_be_moved_until_it_comes_and_all_concerned_are_told(desk: Desk) -> None:
    published(desk)
    first, second = D + timedelta(days=10), D + timedelta(days=5)
    desk.do(adoption.adopt, "arkhipova", AT, number="4.1", day=first)
    desk.do(adoption.adopt, "arkhipova", AT, number="4.1", day=second)
    assert [row.day for row in whole(models.Adoption)] == [second]
    with pytest.raises(Refused) as refused:
        desk.do(adoption.adopt, "arkhipova", on(second), number="4.1", day=first)
    assert refused.value.verdict.code == "adopted_already"
    assert desk.told("gordeeva") == ["regulation_adopted"] * 2
    assert desk.told("saveliev").count("regulation_of_partner") == 2
    assert desk.told("kim") == ["regulation_coming"]


@pytest.mark.clause("L18")
@pytest.mark.parametrize("login", ["gordeeva", "titova", "shulgin", "saveliev"])
def test_only_the_partners_contact_takes_it_up(desk: Desk, login: str) -> None:
    published(desk)
    with pytest.raises(Refused) as refused:
        desk.do(adoption.adopt, login, AT, number="4.1", day=D)
    assert (refused.value.verdict.code, refused.value.verdict.clause) == ("only_adopter", None)


@pytest.mark.clause("L18")
def test_who_has_not_taken_it_up_is_reminded_once_a_step(desk: Desk) -> None:
    published(desk)
    desk.do(adoption.adopt, "arkhipova", AT, number="4.1", day=D)
    told = [adoption.remind(at=on(D + timedelta(days=days))) for days in (20, 21, 21, 27, 28, 29, 30, 31)]
    # Three partners have not, whether anybody administers them or not; 31 days are 10 and 3 before it binds.
    assert told == [0, 3, 0, 0, 3, 0, 0, 0]
    kinds = [row.kind for row in whole(models.OrganisationEntry) if row.kind == "regulation_reminded"]
    assert len(kinds) == 6


@pytest.mark.clause("U3.6a", "P2.8")
def test_an_older_agreement_gives_way_where_it_promises_less(desk: Desk) -> None:
    row = desk.do(drafts.begin, "shulgin", AT, number="4.0")
    before = seen(row.content, "terms")
    values = {TERM: "1 working hour"}
    row = desk.do(drafts.save_sheet, "shulgin", AT, draft=row.pk, sheet="terms", values=values, before=before)
    desk.do(publication.publish, "shulgin", AT, draft=row.pk, day=D, before=publication.mark(row.content))
    desk.do(adoption.adopt, "arkhipova", AT, number="4.1", day=D)
    ticket = desk.register(on(D, "12:00"), "dremin", level=2, system="holding")
    assert ticket.next_due_at == on(D, "13:00")  # the agreement said two hours


def test_a_version_nobody_published_is_not_there(desk: Desk) -> None:
    with transaction.atomic(), pytest.raises(Closed):
        doors.regulation(desk.cast.actor("saveliev", AT), "4.9\0")
    assert not regulations.is_known("../etc")
    assert not regulations.is_known("version_none")
    assert regulations.is_known("corp_4_0")
