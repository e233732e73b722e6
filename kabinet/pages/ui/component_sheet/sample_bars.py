"""The four bars of the component sheet."""

from datetime import datetime

from kabinet.pages.ui.drawing.barview import BarView, Holding, Mark
from kabinet.pages.ui.drawing.scale import Stretch
from kabinet.pages.ui.moments import MOSCOW
from kabinet.regulation.access import OrgKind


def march(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 3, day, hour, minute, tzinfo=MOSCOW)


def desk(day: int) -> Stretch:
    return Stretch(march(day, 9, 30), march(day, 18))


NOW = march(14, 14, 42)
OVERNIGHT = BarView(
    start=march(13, 16, 40), now=NOW, due=march(14, 16, 10), due_words="первый ответ, иначе нарушение",
    stretches=(Stretch(march(13, 16, 40), march(13, 18)), desk(14)),
    holdings=(Holding(OrgKind.PARTNER, march(13, 16, 40), NOW),), totals="мы 6 ч 32 мин",
)  # fmt: skip
LATE = BarView(
    start=march(14, 10, 5), now=NOW, due=march(14, 14, 5), due_words="нарушение записано",
    stretches=(Stretch(march(14, 10, 5), march(14, 18)),), holdings=(Holding(OrgKind.PARTNER, march(14, 10, 5), NOW),),
)  # fmt: skip
WEEK = BarView(
    start=march(6, 17, 20), now=NOW, due=march(14, 17, 20), due_words="обновление",
    stretches=(Stretch(march(6, 17, 20), march(6, 18)), *(desk(day) for day in (7, 11, 12, 13, 14))),
    holdings=(
        Holding(OrgKind.PARTNER, march(6, 17, 20), march(7, 11)),
        Holding(OrgKind.CLIENT, march(7, 11), march(11, 15, 30)),
        Holding(OrgKind.PARTNER, march(11, 15, 30), NOW),
    ),
)  # fmt: skip
CRITICAL = BarView(
    start=march(14, 11, 20), now=NOW, due=march(14, 23, 48), due_words="наше обновление, иначе нарушение",
    stretches=(Stretch(march(14, 11, 20), march(15, 0)),), nights=(Stretch(march(14, 18), march(15, 0)),),
    holdings=(
        Holding(OrgKind.PARTNER, march(14, 11, 20), march(14, 12, 31)),
        Holding(OrgKind.CLIENT, march(14, 12, 31), march(14, 12, 52)),
        Holding(OrgKind.PARTNER, march(14, 12, 52), march(14, 13, 5)),
        Holding(OrgKind.VENDOR, march(14, 13, 5), march(14, 14, 2)),
        Holding(OrgKind.PARTNER, march(14, 14, 2), march(14, 14, 17)),
        Holding(OrgKind.CLIENT, march(14, 14, 17), NOW),
    ),
    first_contact=march(14, 11, 48), marks=(Mark(march(14, 15, 17), "ответ клиента"),),
    totals="мы 1 ч 39 мин, клиент 46 мин, 1С 57 мин",
)  # fmt: skip
BARS = (
    ("Уровень 3, первый ответ за 8 рабочих часов; ночь 15 ч 30 мин не считается", OVERNIGHT),
    ("Уровень 2, первый ответ за 4 рабочих часа; нарушение в 14:05", LATE),
    ("Уровень 2, обновление раз в 5 рабочих дней; 8–10 марта свёрнуты в один знак", WEEK),
    ("Уровень 1, круглосуточно; ночь в масштабе", CRITICAL),
)
