"""The filled form of contacts by letter: it waits, is shown as by page, and is handed in by a person (U5d, P6.2b, P6.3)."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.inbox.form_handing import hand_in_sent, sent_form
from kabinet.actions.unit.errors import Invalid
from kabinet.jobs.letters import Outcome
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later
from tests.fixtures_letters import MailBox, text_of
from tests.letters_in import VENDORS, Inbox, letter
from tests.pages.letters.form_letters import TYPE, bomb, came, filled_form, formula, other, with_form
from tests.pages.organisations.people.people import entries, people, reader, roles, told
from tests.pages.organisations.people.sheets import MOROZ, ZIMINA, company, downloaded, file, put
from tests.some import some

pytestmark = pytest.mark.usefixtures("stated_instant")
See = Callable[..., str]
Send = Callable[..., Any]
Work = Callable[[datetime], list[Outcome]]
YES = "да"


@pytest.mark.clause("U5d")
def test_a_form_by_letter_waits_for_its_sender_who_sees_what_it_would_do_and_hands_it_in(
    inbox: Inbox, cast: Cast, see: See, send: Send, mail: MailBox, worker: Work
) -> None:
    row = came(inbox, with_form(filled_form(cast)))
    assert (row.state, row.form_for_id) == ("form", cast.client["zmk"])
    assert entries(cast.client["zmk"]) == [], "the letter itself enters nothing"
    assert roles("zimina") == {}
    worker(AT)
    (answer,) = mail.to("arefyev@zmk.example")
    address = f"/people/forms/{row.pk}/"
    assert address in text_of(answer)
    assert "ещё ничего не внесено" in text_of(answer)
    assert address in see("arefyev", people(cast.organisation["zmk"], "form/"))
    shown = see("arefyev", address)
    assert ("Будут внесены" in shown, ZIMINA[0] in shown) == (True, True)
    assert entries(cast.client["zmk"]) == []
    assert send("arefyev", address).status_code == 303
    assert roles("zimina") == {"authorised_person": False}
    entry = entries(cast.client["zmk"])[-1]
    assert (entry.kind, entry.data["how"], entry.data["sender"]) == (
        "contact_form",
        "letter",
        "Арефьев Пётр Ильич",
    )
    assert "из письма от" in see("arefyev", f"/organisations/{cast.organisation['zmk']}/history/")
    assert told("vlasov") == ["contact_form"], "the vendor confirms whoever is new"
    row = inbox.one()
    assert (row.state, row.settler_name) == ("confirmed", "Арефьев Пётр Ильич")
    assert "Эта форма уже передана" in see("arefyev", address)
    assert send("arefyev", address).status_code == 409
    assert len([each for each in entries(cast.client["zmk"]) if each.kind == "contact_form"]) == 1


@pytest.mark.parametrize("how", ["discard", "answered"])
def test_its_sender_reads_that_the_desk_closed_it_and_it_waits_no_more(
    inbox: Inbox, cast: Cast, see: See, send: Send, how: str
) -> None:
    row = came(inbox, with_form(filled_form(cast)))
    address = f"/people/forms/{row.pk}/"
    assert send("gordeeva", f"/letters/held/{row.pk}/{how}/", reason="внутренняя причина").status_code == 303
    page = see("arefyev", address)
    assert "Эта форма не передана и больше не ждёт" in page
    assert "уже передана" not in page
    assert "внутренняя причина" not in page, "that is the desk's"
    assert "Передать форму" not in page
    assert send("arefyev", address).status_code == 409
    assert address not in see("arefyev", people(cast.organisation["zmk"], "form/"))
    assert roles("zimina") == {}


@pytest.mark.clause("U5d", "P4.6")
def test_the_partner_whose_address_it_came_to_hands_it_in_as_its_senders(
    inbox: Inbox, cast: Cast, see: See, send: Send
) -> None:
    row = came(inbox, with_form(filled_form(cast)))
    held, address = f"/letters/held/{row.pk}/", f"/people/forms/{row.pk}/"
    assert str(row.pk) in see("gordeeva", "/letters/held/?state=form")
    assert address in see("arkhipova", held)
    assert address not in see("gordeeva", held), "an engineer hands in no form"
    assert send("gordeeva", address).status_code == 403
    assert ZIMINA[0] in see("arkhipova", address)
    with transaction.atomic():
        stale = sent_form(cast.actor("arefyev", AT), row.pk)
    assert send("arkhipova", address).status_code == 303
    assert send("gordeeva", address).status_code == 403, "nor looks at one that was handed in"
    with pytest.raises(Invalid), transaction.atomic():
        hand_in_sent(actor=cast.actor("arefyev", AT), at=AT, sent=stale)
    entry = entries(cast.client["zmk"])[-1]
    assert (entry.kind, entry.actor_name) == ("contact_form", "Архипова Светлана Ильинична")
    assert entry.data["sender"] == "Арефьев Пётр Ильич"
    assert str(row.pk) in see("arkhipova", "/letters/held/?state=confirmed")


@pytest.mark.clause("P6.3")
def test_a_partners_form_of_a_new_client_is_entered_by_the_partner_and_waits_for_the_vendor(
    inbox: Inbox, cast: Cast, see: See, send: Send
) -> None:
    book = company(downloaded(reader(cast, "arkhipova"), "/clients/new/template/"))
    put(book, {5: (*ZIMINA, YES, YES), 6: (*MOROZ, None, YES)})
    row = came(inbox, with_form(file(book).read(), "arkhipova@kontur.example"), VENDORS)
    assert (row.state, row.form_for_id) == ("form", cast.partner["kontur"])
    address = f"/people/forms/{row.pk}/"
    assert "Новый завод" in see("arkhipova", address)
    with as_system("a look from outside"):
        assert not models.Organisation.objects.filter(inn="9955512342").exists()
    assert address not in see("titova", f"/letters/held/{row.pk}/"), (
        "the vendor confirms, and hands in nothing"
    )
    assert send("titova", address).status_code == 404
    assert send("arkhipova", address).status_code == 303
    with as_system("a look from outside"):
        made = models.Organisation.objects.get(inn="9955512342")
    assert made.pending
    assert roles("zimina") == {"authorised_person": False, "organisational_contact": False}
    assert entries(made.pk)[0].kind == "client_entered"


@pytest.mark.clause("P6.3")
def test_a_partners_own_form_goes_to_the_vendors_address(
    inbox: Inbox, cast: Cast, see: See, send: Send
) -> None:
    book = downloaded(reader(cast, "arkhipova"), people(cast.organisation["kontur"], "form/template/"))
    put(book, {15: (*ZIMINA, None, None, YES)})
    content = file(book).read()
    row = came(inbox, with_form(content, "arkhipova@kontur.example"), VENDORS)
    assert row.state == "form"
    assert ZIMINA[0] in see("arkhipova", f"/people/forms/{row.pk}/")
    assert send("arkhipova", f"/people/forms/{row.pk}/").status_code == 303
    assert roles("zimina") == {"engineer": False}


@pytest.mark.clause("U5d")
def test_from_anybody_else_it_is_refused_naming_the_clause_in_one_letter_a_day(
    inbox: Inbox, cast: Cast, see: See, mail: MailBox, worker: Work
) -> None:
    content = filled_form(cast)
    for hours in (0, 1):
        at = later(AT, hours=hours)
        inbox.come(with_form(content, "orlova@zmk.example", subject=f"Список {hours}"), at)
        inbox.read(at)
    worker(later(AT, hours=2))
    (answer,) = mail.to("orlova@zmk.example")
    assert "прил. 1, п. 5" in text_of(answer)
    assert "только контактное лицо по организационным вопросам" in text_of(answer)
    assert [(row.state, row.why) for row in inbox.rows()] == [("held", "form_who")] * 2
    assert inbox.drafts("orlova") == []
    assert entries(cast.client["zmk"]) == []
    assert "ему ответили почему" in see("gordeeva", "/letters/held/")


@pytest.mark.clause("U5d")
def test_a_viewer_is_refused_in_the_cabinet(inbox: Inbox, cast: Cast, see: See) -> None:
    """Of what is not urgent nobody writes to viewers who did not ask for it."""
    assert came(inbox, with_form(filled_form(cast), "frolov@zmk.example")).why == "form_who"
    assert "прил. 1, п. 5" in see("frolov", "/notices/")


@pytest.mark.clause("P6.3")
def test_a_partners_engineer_is_refused_by_the_clause_of_partners(
    inbox: Inbox, cast: Cast, mail: MailBox, worker: Work
) -> None:
    content = filled_form(cast, "arkhipova", "kontur")
    assert came(inbox, with_form(content, "gordeeva@kontur.example"), VENDORS).why == "form_who"
    worker(AT)
    (answer,) = mail.to("gordeeva@kontur.example")
    assert "прил. 2, п. 6.2" in text_of(answer)


@pytest.mark.clause("U5d")
def test_a_form_at_another_desks_address_is_sent_to_the_right_one(
    inbox: Inbox, cast: Cast, mail: MailBox, worker: Work
) -> None:
    assert came(inbox, with_form(filled_form(cast)), VENDORS).why == "form_where"
    worker(AT)
    (answer,) = mail.to("arefyev@zmk.example")
    assert "на адрес поддержки его партнёра" in text_of(answer)


@pytest.mark.clause("U5d")
@pytest.mark.parametrize(
    ("sender", "why"), [("arefyev@zmk.example", "unproved"), ("x@y.example", "stranger")]
)
def test_whoever_is_not_proved_is_answered_nothing(
    inbox: Inbox, cast: Cast, mail: MailBox, worker: Work, sender: str, why: str
) -> None:
    made = with_form(filled_form(cast), sender, proved=why == "stranger")
    assert (came(inbox, made).state, inbox.one().why) == ("held", why)
    worker(AT)
    assert mail.letters == []


HOSTILE: dict[str, tuple[Callable[[Cast], bytes], str]] = {
    "damaged": (lambda cast: filled_form(cast)[:-300], "Это не таблица .xlsx"),
    "oversized": (lambda _cast: b"PK" + b"0" * 1024 * 1024, "Файл больше 1 МБ: форма столько не занимает"),
    "a zip bomb": (lambda _cast: bomb(), "Файл распаковывается в слишком большую таблицу"),
    "another template": (other, "Это другая форма: в ячейке A4 должно стоять «Фамилия, имя, отчество»"),
    "a formula": (formula, "строка 20, столбец A: Здесь формула: впишите само значение"),
}


@pytest.mark.clause("U5d")
@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_is_told_in_the_pages_own_words(
    inbox: Inbox, cast: Cast, mail: MailBox, worker: Work, case: str
) -> None:
    make, said = HOSTILE[case]
    content = make(cast)
    row = came(inbox, with_form(content, name=f"contacts-{cast.organisation['zmk']} (1).xlsx"))
    assert (row.state, row.why) == ("held", "form_bad")
    worker(AT)
    (answer,) = mail.to("arefyev@zmk.example")
    assert said in text_of(answer)
    address = people(cast.organisation["zmk"], "form/")
    upload = BytesIO(content)
    upload.name = "form.xlsx"
    page = reader(cast, "arefyev").post(address, {"file": upload})
    assert page.status_code == 422
    assert said.rpartition(": ")[2] in page.content.decode()


def test_a_table_that_is_no_form_stays_what_it_was(inbox: Inbox, cast: Cast) -> None:
    from tests.pages.organisations.people.sheets import bare

    assert came(inbox, with_form(file(bare()).read(), "saveliev@zmk.example")).state == "drafted"
    named = letter(subject="Re: [U-999999]")
    named.add_attachment(filled_form(cast), maintype=TYPE[0], subtype=TYPE[1], filename="contacts-1.xlsx")
    inbox.come(named, later(AT, hours=1))
    inbox.read(later(AT, hours=1))
    assert inbox.rows()[-1].why == "not_theirs", "a letter in a ticket is the ticket's"


@pytest.mark.clause("U5d")
def test_faults_of_the_law_stand_on_the_page_and_nothing_is_entered(
    inbox: Inbox, cast: Cast, send: Send
) -> None:
    book = downloaded(reader(cast, "arefyev"), people(cast.organisation["zmk"], "form/template/"))
    put(book, {20: ("Зимина Анна", "инженер", "нет", "+7 900 123-45-67", "zimina", None, YES)})
    row = came(inbox, with_form(file(book).read()))
    address = f"/people/forms/{row.pk}/"
    page = reader(cast, "arefyev").get(address).content.decode()
    assert "строка 20, столбец C</b>: Это не адрес электронной почты" in page
    assert "Передать форму" not in page
    assert send("arefyev", address).status_code == 422
    assert entries(cast.client["zmk"]) == []


@pytest.mark.clause("U5d")
def test_nobody_else_learns_of_it(inbox: Inbox, cast: Cast) -> None:
    row = came(inbox, with_form(filled_form(cast)))
    for login in some(("saveliev", "orlova", "stranger", "kim", "choi", "titova", "vlasov", "shulgin")):
        assert reader(cast, login).get(f"/people/forms/{row.pk}/").status_code == 404, login


@pytest.mark.clause("U5d")
def test_whoever_is_no_organisational_contact_any_more_hands_in_nothing(inbox: Inbox, cast: Cast) -> None:
    row = came(inbox, with_form(filled_form(cast)))
    with as_system("they gave it up"):
        models.Membership.objects.filter(person=cast.person["arefyev"], role="organisational_contact").update(
            ended_at=later(AT, minutes=-1)
        )
        models.Membership.objects.create(
            person_id=cast.person["arefyev"],
            organisation_id=cast.organisation["zmk"],
            role="viewer",
            added_at=AT,
            confirmed_at=AT,
        )
    assert reader(cast, "arefyev").post(f"/people/forms/{row.pk}/").status_code == 403
    assert reader(cast, "arkhipova").post(f"/people/forms/{row.pk}/").status_code == 403
    assert entries(cast.client["zmk"]) == []
