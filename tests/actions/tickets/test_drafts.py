"""What was typed and not sent is kept, uses no number and is nobody else's."""

import pytest

from kabinet.actions.tickets.drafts.draft import discard_draft, save_draft
from kabinet.actions.unit.errors import Refused
from kabinet.records import doors, models
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later, msk

AT = msk("2024-03-14 10:05")


def test_a_draft_is_saved_again_under_its_key(desk: Desk) -> None:
    first = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={"subject": "а"})
    again = desk.do(
        save_draft,
        "saveliev",
        later(AT, hours=1),
        kind="new_ticket",
        content={"subject": "б"},
        draft=first.pk,
    )
    assert (again.pk, again.content, again.saved_at) == (first.pk, {"subject": "б"}, later(AT, hours=1))
    other = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={})
    assert other.pk != first.pk
    with as_system("a look"):
        assert not models.Ticket.objects.exists()


def test_a_reply_has_one_draft_a_person(desk: Desk) -> None:
    number = desk.register(AT).number
    for login in ("saveliev", "gordeeva"):
        desk.do(save_draft, login, AT, kind="reply", content={"text": "1"}, ticket=number)
        desk.do(save_draft, login, AT, kind="reply", content={"text": "2"}, ticket=number)
    with as_system("a look"):
        assert models.Draft.objects.count() == 2
    gordeeva = desk.cast.actor("gordeeva", AT)
    draft = doors.draft_of(gordeeva, doors.ticket(gordeeva, number), "reply")
    assert draft
    assert (draft.person_id, draft.content) == (gordeeva.person, {"text": "2"})


@pytest.mark.clause("P2.5")
def test_a_client_prepares_no_passing_on(desk: Desk) -> None:
    number = desk.register(AT).number
    with pytest.raises(Refused):
        desk.do(save_draft, "saveliev", AT, kind="pass_on", content={}, ticket=number)
    for login in ("frolov", "arefyev"):
        with pytest.raises(Refused):
            desk.do(save_draft, login, AT, kind="new_ticket", content={})


def test_the_drafts_of_others_are_not_there(desk: Desk) -> None:
    draft = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={})
    for login in ("orlova", "stranger", "gordeeva", "titova"):
        with pytest.raises(doors.Closed):
            desk.do(discard_draft, login, AT, draft=draft.pk)
        with pytest.raises(doors.Closed):
            desk.do(save_draft, login, AT, kind="new_ticket", content={}, draft=draft.pk)
    desk.do(discard_draft, "saveliev", AT, draft=draft.pk)
