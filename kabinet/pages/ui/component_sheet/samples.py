"""What the component sheet shows. Invented, and fixed at Thursday 14 March 2024, 14:42 Moscow time."""

from datetime import datetime
from typing import Any

from django import forms

from kabinet.pages.ui.clockview import ClockView, State
from kabinet.pages.ui.component_sheet import sample_bars
from kabinet.pages.ui.forms import Described, LongText
from kabinet.pages.ui.moments import MOSCOW
from kabinet.pages.ui.talk import (
    Audience,
    Composer,
    Event,
    FileLine,
    Message,
    MessageKind,
    Tag,
    Tone,
)
from kabinet.records import lengths
from kabinet.regulation.access import OrgKind

NOW = datetime(2024, 3, 14, 14, 42, tzinfo=MOSCOW)

CLOCKS = (
    (ClockView(State.CALM, "5 ч 33 мин", "первый ответ · пт 11:45", 0.7), "Спокойно. Дуга: сколько осталось"),
    (
        ClockView(State.SOON, "1 ч 28 мин", "первый ответ · до 16:10", 0.18),
        "Скоро: меньше половины и не больше 4 ч. Сектор",
    ),
    (
        ClockView(State.URGENT, "48 мин", "первый ответ · до 15:30"),
        "Срочно: меньше четверти и не больше часа. Треугольник",
    ),
    (
        ClockView(State.OVER, "−2 ч 32 мин", "обновление · чт 12:10"),
        "Нарушено, записано в момент срока. Восьмиугольник",
    ),
    (
        ClockView(State.SLEEP, "2 ч 40 мин", "первый ответ · до 10:18"),
        "Нерабочее время по поясу договора. Месяц",
    ),
    (
        ClockView(State.ASK, "34:48", "клиент отвечает до 15:17", 0.58, 2088),
        "Час на ответ при уровне 1. Цвет стороны",
    ),
    (
        ClockView(State.ASK_HOT, "12:05", "клиент отвечает до 15:17", 0.2, 725),
        "То же, осталось меньше 15 минут",
    ),
    (ClockView(State.STOP, "часы стоят", "решение предложено"), "Остановлены"),
    (ClockView(State.MET, "за 28 мин", "из 2 ч"), "Выполнено"),
)

STATUSES = (
    ("draft", "Черновик"), ("registered", "Новое"), ("in_work", "В работе"), ("waiting", "Ждёт ответа клиента"),
    ("passed_on", "Передано в 1С"), ("answered", "Решение предложено"), ("closed", "Закрыто"), ("refused", "Отказано"),
    ("withdrawn", "Отозвано"), ("returned", "Возвращено: не хватает сведений"),
)  # fmt: skip

MESSAGES = (
    Message(
        id="m1", author="Алина Гордеева", side=OrgKind.PARTNER, about="Северный Контур", tone=Tone.OPEN,
        audience="Видит клиент", at="14:17", at_full="14 марта 2024, 14:17 МСК",
        text="Отключите, пожалуйста, регламентное задание до исправления.",
        files=(FileLine("logcfg-excp-proc.xml", "#", 2048),), tags=(Tag("Вопрос: ответ до 15:17", "client", "hourglass"),),
    ),
    Message(
        id="m2", author="Павел Жданов", side=OrgKind.PARTNER, tone=Tone.INTERNAL, audience="Видим только мы",
        at="12:58", at_full="14 марта 2024, 12:58 МСК", text="Стек во всех дампах один: `core83.so`, не повторяется.",
    ),
    Message(
        id="m3", author="Ольга Титова", side=OrgKind.VENDOR, about="КОРП-поддержка 1С", tone=Tone.ACROSS,
        audience="V-10352 — клиент не видит", at="14:02", at_full="14 марта 2024, 14:02 МСК",
        text="Нужны:\n1. технологический журнал с событиями EXCP и PROC;\n2. проверка без задания.",
        tags=(Tag("Первый ответ за 57 мин из 2 ч", "ok", "check"),), link="#", link_words="Перенесено клиенту в 14:17",
    ),
)  # fmt: skip

EVENT = Event(
    id="e1", icon="arrow-up-right", who="Павел Жданов", words="передал обращение в 1С: создано V-10352.",
    at="13:05", at_full="14 марта 2024, 13:05 МСК",
)  # fmt: skip

COMPOSER = Composer(
    action="#",
    audiences=(
        Audience("public", Tone.OPEN, "Клиенту", "Увидят: Игорь Савельев и ещё 3 сотрудника ЗМК.", "Отправить клиенту"),
        Audience("partner", Tone.INTERNAL, "Внутренняя заметка", "Увидим только мы.", "Сохранить заметку", "Заметка"),
        Audience("vendor_leg", Tone.ACROSS, "В 1С, V-10352", "Клиент не увидит.", "Отправить в 1С", "В 1С"),
    ),
    chosen="public",
    kinds=(
        MessageKind("answer", "Сообщение", "Часы обновления не остановит"),
        MessageKind("workaround", "Обходное решение", "Остановит часы обновления: новый срок через 12 часов после отправки"),
    ),
    kind="answer",
    hint="Часы обновления остановят только решение, обходное решение или план действий",
)  # fmt: skip

TAGS = (
    Tag("2 из 2"), Tag("по 15.11.2025", "ok", "check"),
    Tag("45 дней", "warn"), Tag("нет", "bad"), Tag("ждёт", "note", "hourglass"),
)  # fmt: skip
BANNERS = (
    {
        "tone": "warn", "icon": "calendar-clock", "title": "РКЛ действует до 30 апреля, осталось 47 дней.",
        "words": "Новые обращения можно создавать по 30 апреля включительно.", "clause": "правила доступа",
    },
    {"tone": "bad", "icon": "calendar-x", "title": "РКЛ закончилась 29 февраля.",
     "words": "Новые обращения создать нельзя."},
    {"tone": "info", "icon": "timer-reset", "words": "Остановит часы обновления."},
)  # fmt: skip
EMPTY = {
    "title": "Просроченных нет",
    "words": "Ближайший срок — сегодня в 15:30,",
    "link": "#",
    "link_words": "U-48208",
}
LINK = {
    "number": "V-10352",
    "words": "Передал в 1С Павел Жданов в 13:05 · 1С ждёт вашего ответа",
    "see_words": "Что видит 1С",
}


class SampleForm(forms.Form):
    """One field of each kind."""

    version = forms.CharField(label="Версия платформы", initial="8.3.24.1467")
    environment = forms.CharField(label="Клиентское окружение", initial="Windows 10 22H2, тонкий клиент")
    night_phone = forms.CharField(label="Телефон для связи ночью", help_text="Ответят в любое время")
    details = LongText(
        label="Подробное описание", max_length=lengths.MESSAGE, help_text="Что делали и что увидели"
    )
    service = forms.ChoiceField(
        label="Какая нужна услуга", choices=[("3", "3. Восстановление работоспособности")]
    )
    symptom = forms.ChoiceField(
        label="Что происходит с системой?",
        widget=forms.RadioSelect,
        choices=[
            (
                "down",
                Described("Не работает полностью или частично", "Обойти проблему нельзя или слишком дорого"),
            ),
            ("around", Described("Часть задач решается в обход", "Другой программой или дольше вдвое")),
        ],
        initial="down",
    )
    no_other_way = forms.ChoiceField(
        label="Другого способа сделать работу нет",
        widget=forms.RadioSelect,
        choices=[("yes", "Да"), ("no", "Нет")],
        initial="yes",
    )
    reachable = forms.BooleanField(
        label="Отвечаем по телефону круглосуточно", help_text="Если не ответить, уровень станет 2"
    )


def faulty_form() -> SampleForm:
    """Refused for its telephone and one box."""
    given = {name: field.initial or "" for name, field in SampleForm.base_fields.items()}
    form = SampleForm(
        {**given, "night_phone": "+7 900 000-41", "details": "Ошибка при входе", "service": "3"}
    )
    form.add_error("night_phone", "Не хватает двух цифр")
    return form


def sheet() -> dict[str, Any]:
    """The context of ui/components.html."""
    return {
        "clocks_shown": CLOCKS,
        "bars": sample_bars.BARS,
        "statuses": STATUSES,
        "messages_shown": MESSAGES,
        "event": EVENT,
        "composer": COMPOSER,
        "form": faulty_form(),
        "steps": ("Критичность", "Описание и окружение"),
        "facts": (("Платформа", "8.3.24.1467"), ("СУБД", "PostgreSQL 15.5-1.1C"), ("РКЛ", "")),
        "horizon": (1, 2, 3, 2, 4),
        "tags": TAGS,
        "banners": BANNERS,
        "empty": EMPTY,
        "linked": LINK,
        "held": "25 мин",
    }
