"""The lists of the journals in words: title, what it lists, its clause on either leg, and what a state is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.regulation.legs import LegCode

Words = Promise | str


@dataclass(frozen=True, slots=True)
class Named:
    """`clauses` are of the client leg and of the vendor leg, empty of a rule of the cabinet's own; `ended`: a line
    says how long it lasted; a state that is a clause is said as its place."""

    title: Words
    about: Words
    clauses: tuple[str, str]
    states: Mapping[str, Words] = field(default_factory=dict)
    ended: bool = False
    by_clause: bool = False

    def clause(self, leg: str) -> str:
        """The clause that the list rests on."""
        return self.clauses[leg == LegCode.VENDOR]


OWN_RULE = ("", "")
CLAIMS: Mapping[str, Words] = {
    "waiting": _("Ждут ответа, нарушение пока остаётся"),
    "confirmed": _("Подтверждены другой стороной"),
    "silence": _("Засчитаны: за отведённые дни не опровергли"),
    "denied": _("Опровергнуты: такого звонка не было"),
    "lapsed": _("Не засчитаны: снижение уровня не подтвердили"),
}
NAMED: Mapping[str, Named] = {
    "lowered-alone": Named(
        _("Уровень понижен без согласия"),
        _("Поддержка понизила уровень сама; видно, на каком основании"),
        ("U3.5b", "P5f"),
        {
            "misclassified": _("Уровень был выбран неверно"),
            "recovered": _("Работа восстановлена"),
            "unagreed": _("План остался без обоснованного ответа"),
            "": _("Основание не названо"),
        },
    ),
    "lowered-by-regulation": Named(
        _("Уровень понижен по регламенту"),
        _("Снижено само: условия критического обращения не соблюдены"),
        ("U4d", "P5d"),
        by_clause=True,
    ),
    "returns": Named(
        _("Возвраты за сведениями"),
        _(
            "%(Vendor_firm)s вернула обращение партнёру: не хватало сведений. Видно, сколько длился каждый возврат"
        ),
        ("P5e", "P5e"),
        {"lasting": _("Ещё не закончены"), "over": _("Закончены")},
        ended=True,
    ),
    "refusals": Named(
        _("Отказы"),
        _("Каждый отказ со дня, когда отказано, и то, чем кончилось возражение"),
        ("U2b", "P3a"),
        {
            "stands": _("Возражения не было"),
            "objected": _("Возразили, ответа ещё нет"),
            "kept": _("Возразили, отказ остался в силе"),
            "reversed": _("Возразили, отказ отменён"),
            "reopened": _("Взято в работу без возражения"),
        },
    ),
    "without-terms": Named(
        _("Зарегистрированы без условий критического"),
        _("По симптомам уровень 1, но условия не подтверждены: обращение стало стандартным"),
        ("U4e", "P5d"),
    ),
    "late-entries": Named(
        _("Записаны задним числом"),
        _("Звонки и обращения по телефону, записанные позже, чем случились"),
        OWN_RULE,
        {"told": _("Срока не касались"), **CLAIMS},
    ),
    "declined-levels": Named(
        _("Отклонённые предложения уровня"),
        _("Поддержка предложила другой уровень, заявитель не согласился"),
        ("U3.5b", "P4.8.2c"),
    ),
    "closings": Named(
        _("Закрыты без действия заявителя"),
        _("По дням молчания, со слов заявителя или потому, что на решение не ответили"),
        OWN_RULE,
        {
            "closed": _("После дней молчания, по решению поддержки"),
            "closed_by_word": _("Со слов заявителя, по записи поддержки"),
            "closed_by_silence": _("Решение предложено, ответа не было"),
            "reopened": _("Заявитель открыл снова"),
        },
    ),
}
DESKS = "foreign-desks"
DESKS_TITLE = _("Клиенты со сторонней системой учёта")
DESK_STATES: Mapping[str, Words] = {
    "with": _("С номером сторонней системы: сроки %(vendor_name)s не проверяет"),
    "without": _("Без номера, через кабинет: входят в цифры"),
}
