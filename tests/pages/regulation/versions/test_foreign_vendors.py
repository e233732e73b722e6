"""People live under another vendor's regulation through the pages: nothing of the carried one shows."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.journal.deadlines import settle_due
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import OrgKind
from kabinet.regulation.pack import completed, load_texts, unfit
from tests import clock
from tests.cast import Cast
from tests.desk import MOSCOW, Desk
from tests.pages.filling import filled
from tests.pages.regulation.versions.test_versions_served import drafted, publish
from tests.pages.regulation.versions.version_walk import Life
from tests.regulation.pack import foreign
from tests.regulation.pack.foreign import Foreign
from tests.some import some

pytestmark = pytest.mark.clause("L16", "P2.8")
# The carried vendor, its licence, contract and programme; what the people of these tests typed is taken out before.
NAMES = re.compile(r"1С|\b1C\b|РКЛ|ИТС|КОРП|RKL|\bITS\b|KORP|[Vv]endor_(?:name|firm|licence|contract)")
TYPED = re.compile(r"(?:Бухгалтерия|ЗУП) КОРП|PostgreSQL [\w.-]+|1С:[\w .:]*|ИТС-\d+|РКЛ-\d+|1C:\w+")
# The mark of a form is drawn by lot, and may spell anything.
DRAWN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class ForeignLife(Life):
    """What the pages that are seen say of another vendor."""

    def __init__(self, cast: Cast, number: str) -> None:
        super().__init__(cast, number)
        self.strange: list[str] = []

    def see(self, login: str, address: str) -> str:
        page = super().see(login, address)
        shown = TYPED.sub("", DRAWN.sub("", re.sub(r"\s+", " ", unescape(page))))
        for found in NAMES.finditer(shown):
            self.strange.append(f"{address}: …{shown[max(0, found.start() - 60) : found.end() + 40]}…")
        return page

    def say(self, login: str, address: str, text: str, kind: str = "answer") -> None:
        """An answer through the page of writing."""
        page = self.see(login, f"{address}say/?kind={kind}")
        self.send(login, f"{address}say/", filled(page, f"{address}say/", text=text, kind=kind))


def at_home(vendor: Foreign, cast: Cast) -> None:
    """The people's papers are this vendor's."""
    law = load_texts(foreign.texts(vendor))
    assert law.entitlement is not None
    with transaction.atomic(), as_system("papers of another vendor"):
        models.PartnerStatus.objects.update(status=vendor.partner)
        models.SupportContract.objects.update(level=vendor.contract)
        models.Certificate.objects.update(kind=law.entitlement.certificate)
        models.Organisation.objects.filter(kind=OrgKind.VENDOR.value).update(
            name=vendor.code, short_name=vendor.code
        )


def published(vendor: Foreign, cast: Cast, desk: Desk) -> ForeignLife:
    """In force for everybody since ten days."""
    day = clock.now().astimezone(MOSCOW).date() - timedelta(days=40)
    at = datetime.combine(day, datetime.min.time(), MOSCOW) + timedelta(hours=1)
    at_home(vendor, cast)
    publish(desk, drafted(desk, foreign.texts(vendor), at), day, at)
    return ForeignLife(cast, vendor.number)


@pytest.mark.parametrize("code", foreign.ALL)
def test_a_foreign_regulation_is_fit_and_says_what_it_is(code: str) -> None:
    vendor, carried = foreign.ALL[code], newest_pack()
    law = load_texts(foreign.texts(vendor))
    assert unfit(law, carried) == []
    full, own = completed(law, carried), carried.leg("client")
    for leg in some(full.legs.values()):
        assert [each.number for each in leg.levels] == [*range(1, vendor.levels + 1)]
        assert leg.terms.pause_while_waiting is vendor.pauses
        assert {each.code for each in leg.statuses}.isdisjoint(each.code for each in own.statuses)
        assert {move.to for move in leg.moves} <= {None, *(each.code for each in leg.statuses)}
    assert law.clauses.keys().isdisjoint(each for each in ("U2b", "P3a", "L9b"))


@pytest.mark.parametrize("code", foreign.ALL)
def test_people_live_under_another_vendors_regulation_through_every_page(
    cast: Cast, desk: Desk, code: str
) -> None:
    vendor = foreign.ALL[code]
    life = published(vendor, cast, desk)
    critical, standard = life.register(1), life.register(3)
    page = life.see("saveliev", critical)
    assert f"{vendor.reaction} " in page
    life.say("gordeeva", standard, "Смотрим дамп.")
    life.say("gordeeva", standard, "Какая версия платформы?", "question")
    answered = models.Ticket.objects.get(number=standard.split("/")[2])
    assert _status(answered) == f"{vendor.prefix}_waiting"
    at_vendor = life.pass_on(critical)
    life.ticket(critical, "saveliev", "gordeeva")
    life.ticket(at_vendor, "zhdanov", "titova")
    life.see("titova", f"{at_vendor}document/")
    life.returned(at_vendor)
    life.say("titova", at_vendor, "Нашли причину.")
    life.refused(standard, "gordeeva")
    life.ticket(standard, "saveliev", "gordeeva")
    settle_due(at=clock.now() + timedelta(days=60), limit=1000)
    with transaction.atomic(), as_system("what was broken"):
        broken = list(models.JournalEntry.objects.filter(kind="breached").values_list("clause", flat=True))
    assert broken
    assert all(each.startswith("R") for each in broken)
    for login, addresses in LISTS.items():
        for address in addresses:
            life.see(login, address.format(**cast.partner))
    assert not life.strange, "\n".join(life.strange)


LISTS: dict[str, tuple[str, ...]] = {
    "saveliev": ("/notices/", "/tickets/", "/tickets/filters/", "/rules/", "/problems/"),
    "gordeeva": ("/notices/", "/queue/", "/queue/?view=objections", "/rules/"),
    "zhdanov": ("/notices/", "/vendor-tickets/"),
    "arkhipova": ("/oversight/{kontur}/", "/violations/", "/refusal-reports/"),
    "titova": ("/notices/", "/queue/"),
    "lapteva": ("/oversight/", "/oversight/{kontur}/", "/violations/new/"),
    "shulgin": ("/confirmations/",),
}


def _status(ticket: Any) -> str:
    return str(ticket.status)
