"""Whoever meets a denial is told what they themselves can do, or which other role does it: nobody is sent to themselves,
told to wait for their own firm, or offered an act that they can never do."""

import re

import pytest

from kabinet.regulation.access import ACTS, Act, Actor, OrgKind, Role, readers_of
from kabinet.regulation.verdict import deny
from tests.regulation.access.access_cast import CORP
from tests.regulation.access.denials_met import READERS, Met, met

# What an imperative offers to do with a ticket. The others, below, ask somebody or are done in the form that is open.
OFFERS: dict[str, Act] = {
    "откройте": Act.REOPEN,
    "зарегистрируйте": Act.REGISTER,
    "возразите": Act.OBJECT,
    "снизьте": Act.CHANGE_LEVEL,
    "измените": Act.CHANGE_LEVEL,
    "поднимите": Act.CHANGE_LEVEL,
    "передавайте": Act.RELAY,
    "закройте": Act.CLOSE,
    "откажите": Act.REFUSE,
    "объедините": Act.MERGE,
    "свяжите": Act.LINK,
    "дайте": Act.ANSWER,
    "подготовьте": Act.DRAFT,
    "запишите": Act.CALL,
    "позвоните": Act.CALL,
    "пишите": Act.REPLY,
    "продолжите": Act.REPLY,
}
FREE = frozenset(
    {
        *("попросите", "обратитесь", "напишите", "выберите", "дождитесь", "предложите"),
        *("спросите", "заключите", "заполните", "передайте", "продлите", "назовите"),
        *("исправьте", "сообщите", "предупредите", "направьте", "подтвердите", "ответьте"),
        *("уточните", "поправьте", "перескажите", "посмотрите", "завершите", "сделайте"),
        *("укажите", "задайте", "поясните", "перечислите", "опишите", "приложите"),
        *("отметьте", "снимите", "отправьте", "отмените", "сошлитесь", "внесите"),
    }
)
IMPERATIVE = re.compile(r"\b[а-яё]+(?:ите|йте|ьте)(?:сь)?\b")
SPEAK = {Act.REPLY, Act.ANSWER}
# What tells a party's own people to turn to their party as if it were another.
OWN_PARTY = {
    OrgKind.VENDOR: r"фирм\w+ «1С»|специалист\w* 1С|ответ\w* 1С|контакт\w+ вендор",
    OrgKind.PARTNER: (
        r"обслуживающ\w+ партн|ваш\w* партн|партнёр это сделает|(?:опросите|апишите|ишите) партнёр"
    ),
    OrgKind.CLIENT: r"клиент",
}
ROLE_OF_VENDOR = re.compile(r"(?:координатор|администратор|проверяющ)\w*(?: или \w+)* фирмы «1С»")
ROLES = {
    OrgKind.VENDOR: {
        Role.COORDINATOR: r"координатор\w*(?: или администратор\w*)? фирмы",
        Role.ADMINISTRATOR: r"администратор\w* фирмы",
        Role.AUDITOR: r"проверяющ",
    },
    OrgKind.PARTNER: {
        Role.COORDINATOR: r"координатор\w*(?!\w| фирмы| или администратор)",
        Role.ORGANISATIONAL_CONTACT: r"контактн\w+ лиц\w+(?!\w| клиента)",
        Role.AUTHORISED_EMPLOYEE: r"уполномоченн\w+ сотрудник",
        Role.ENGINEER: r"инженер",
    },
    OrgKind.CLIENT: {
        Role.ORGANISATIONAL_CONTACT: r"контактн\w+ лиц\w+(?!\w| партнёра)",
        Role.AUTHORISED_PERSON: r"уполномоченн\w+ лиц",
    },
}
# Met where `failures` is not asked: who, on which leg.
ELSEWHERE = {
    "contact_left": {
        "client": "authorised head viewer engineer partner_head auditor",
        "vendor": "engineer vendor_engineer auditor",
    },
    "left_production": {
        "client": "authorised head viewer engineer partner_head auditor",
        "vendor": "engineer vendor_engineer auditor",
    },
    "licence_ended": {"vendor": "engineer partner_head vendor_engineer auditor"},
    "contract_ended": {"vendor": "engineer partner_head vendor_engineer auditor"},
}


def _everything() -> list[Met]:
    found = list(met())
    for code, legs in ELSEWHERE.items():
        for leg, names in legs.items():
            for name in names.split():
                said = deny(CORP.leg(leg), code, level=1, offered=2, day="").addressed(
                    readers_of(READERS[name], leg)
                )
                found.append(Met(name, Act.SEE, leg, code, said.remedy.ru, of_person=False))
    return found


EVERYTHING = _everything()


def test_most_of_the_denials_are_met_here() -> None:
    assert len({each.code for each in EVERYTHING}) > 95
    assert {each.reader for each in EVERYTHING} == set(READERS)


def test_nobody_is_sent_to_their_own_party() -> None:
    wrong = set()
    for each in EVERYTHING:
        kind = READERS[each.reader].kind
        words = ROLE_OF_VENDOR.sub("", each.remedy) if kind is OrgKind.VENDOR else each.remedy
        if kind and re.search(OWN_PARTY[kind], words):
            wrong.add((each.code, each.leg, each.reader, each.remedy))
    assert sorted(wrong, key=str) == []


def test_nobody_who_lacks_a_right_is_sent_to_a_role_that_they_hold() -> None:
    wrong = set()
    for each in EVERYTHING:
        who = READERS[each.reader]
        names = ROLES[who.kind] if who.kind and who.confirmed else {}
        if each.of_person and any(re.search(names[role], each.remedy) for role in who.roles & names.keys()):
            wrong.add((each.code, each.leg, each.reader, each.remedy))
    assert sorted(wrong, key=str) == []


def test_nobody_is_offered_an_act_that_they_can_never_do() -> None:
    wrong = set()
    for each in EVERYTHING:
        for verb in IMPERATIVE.findall(each.remedy.lower()):
            act = OFFERS.get(verb)
            if act and each.leg and not _can(READERS[each.reader], act, each.leg):
                wrong.add((each.code, each.leg, each.reader, each.remedy))
    assert sorted(wrong, key=str) == []


def test_words_are_asked_only_of_those_who_may_write() -> None:
    """«Напишите в обращение»."""
    wrong = {
        (each.code, each.leg, each.reader, each.remedy)
        for each in EVERYTHING
        if each.leg
        and re.search(r"[нН]апишите (?:в |партнёру)", each.remedy)
        and not _writes(READERS[each.reader])
    }
    assert sorted(wrong, key=str) == []


@pytest.mark.parametrize("leg", list(CORP.legs))
def test_every_imperative_is_known(leg: str) -> None:
    """One that stands in neither list would be looked at by nobody."""
    said = {
        verb
        for denial in CORP.leg(leg).denials.values()
        for text in (denial.remedy, *denial.remedies.values())
        for verb in IMPERATIVE.findall(text.ru.lower())
    }
    assert said - OFFERS.keys() - FREE == set()


def _can(actor: Actor, act: Act, leg: str) -> bool:
    """By role alone. What is registered by telephone, or prepared for the vendor, begins in the client's ticket."""
    acts = SPEAK if act is Act.REPLY else {act}
    legs = (leg, "client") if act in (Act.DRAFT, Act.RELAY) else (leg,)
    return any(
        row.covers(actor.kind, actor.roles) for each in acts for at in legs for row in ACTS[each].grants(at)
    )


def _writes(actor: Actor) -> bool:
    return _can(actor, Act.REPLY, "client") or _can(actor, Act.REPLY, "vendor")
