"""A version that was published before the program knew a denial is lent its words, and names its own vendor in them."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import tomlkit
from django.db import transaction
from django.urls import reverse

from kabinet.actions.regulation import publication
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.pack import completed, load_texts, worded
from kabinet.regulation.pack.bounds import denial_words
from kabinet.regulation.pack.editing import digest
from kabinet.regulation.pack.texts import texts
from tests import clock
from tests.cast import Cast
from tests.desk import MOSCOW
from tests.pages.regulation.versions.test_foreign_vendors import NAMES, TYPED, ForeignLife, at_home
from tests.pages.regulation.versions.test_third_pack import plain
from tests.regulation.pack import foreign
from tests.regulation.pack.changes import Texts
from tests.some import some

pytestmark = pytest.mark.clause("L16", "P2.8")
THIRD = Path(__file__).parents[3] / "regulation" / "third_pack"
# What else is the carried version's own: its papers, statuses and levels by name, its hour, the number of its cases.
CARRIED = re.compile(
    r"1С|\b1C\b|РКЛ|ИТС|КОРП|RKL|\bITS\b|KORP|ПРОФ|PROF|ЦК\b|Кандидат|Candidate|Competence|Эксперт|\bExpert|"
    r"течение часа|within an hour|пяти случаев|five cases"
)


def before_denials(texts: Texts) -> Texts:
    """The version as an older program would have published it: it words the denials alone that its own rows name."""
    found = {}
    for name, text in texts.items():
        table = tomlkit.parse(text).unwrap()
        if "denials" in table:
            kept = ("stated_agree", "recovered_agree", "level_alone")
            table["denials"] = {code: said for code, said in table["denials"].items() if code in kept}
        found[name] = tomlkit.dumps(table)
    return found


VERSIONS: dict[str, Texts] = {
    **{code: foreign.texts(vendor) for code, vendor in foreign.ALL.items()},
    "third_pack": texts(THIRD),
}


@pytest.mark.parametrize("code", VERSIONS)
def test_no_word_that_is_lent_is_the_carried_vendors_own(code: str) -> None:
    """Neither as it is written nor as it is said; only what an act fills in is still open in it."""
    written = load_texts(before_denials(VERSIONS[code]))
    law = completed(written, newest_pack())
    for name, leg in some(law.legs.items()):
        lent = leg.denials.keys() - written.leg(name).denials.keys()
        assert len(lent) > 100
        said = worded(leg)
        assert {each for each in lent if CARRIED.search(" ".join(denial_words(leg.denials[each])))} == set()
        assert {each for each in lent if NAMES.search(" ".join(denial_words(said[each])))} == set()


def test_the_carried_version_says_its_own_names_in_them() -> None:
    said = {
        code: " ".join(denial_words(denial)) for code, denial in worded(newest_pack().leg("client")).items()
    }
    assert "фирмы «1С»" in said["unconfirmed"]
    assert "договор ИТС уровня «ПРОФ»" in said["contract_missing"]
    assert "«Центр компетенции 1С:КОРП» или «Кандидат в ЦК 1С:КОРП»" in said["no_status"]
    assert "«1С:Эксперт по технологическим вопросам»" in said["certificate_missing"]
    assert "отвечаем в течение часа" in said["terms_unconfirmed"]


@pytest.fixture
def life(cast: Cast) -> ForeignLife:
    """«Ромашка» published its version long ago: a program of then asked for fewer denials."""
    vendor = foreign.ROMASHKA
    day = clock.now().astimezone(MOSCOW).date() - timedelta(days=40)
    code, content = publication.sealed(before_denials(VERSIONS[vendor.code]), day)
    with transaction.atomic(), as_system("an older program published it"):
        models.RegulationVersion.objects.create(
            code=code, number=vendor.number, published_on=day, digest=digest(content), content=content
        )
    at_home(vendor, cast)
    return ForeignLife(cast, vendor.number)


def without_papers(at: datetime) -> None:
    day = at.astimezone(MOSCOW).date()
    with transaction.atomic(), as_system("papers that ended"):
        models.Licence.objects.update(last_day=day - timedelta(days=2))
        models.SupportContract.objects.update(level="nothing")


def turned_back(life: ForeignLife, login: str, address: str) -> str:
    """The page that refuses, in Russian; in both languages it names nobody else."""
    found = ""
    for language in ("en", "ru"):
        life.client(login).cookies["django_language"] = language
        answer = life.client(login).get(address)
        assert answer.status_code == 403
        found = answer.content.decode()
        assert not NAMES.search(TYPED.sub("", plain(found)))
    return found


def test_whoever_is_turned_back_reads_the_names_of_the_version_in_force(life: ForeignLife) -> None:
    own = plain(life.see("saveliev", reverse("own_rules")))
    for said in (
        "подтверждает координатор или администратор фирмы «Ромашка»",
        "Передавать обращения в Ромашку",
    ):
        assert said.lower() in own.lower(), said
    for login in ("gordeeva", "titova"):
        life.see(login, reverse("own_rules"))
    without_papers(clock.now())
    refused = plain(turned_back(life, "saveliev", "/new/"))
    assert "Карта клиента действовала по" in refused
    assert "договор сопровождения уровня «Полный»" in refused
    assert not life.strange, "\n".join(life.strange)
