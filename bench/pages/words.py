"""Russian texts for tickets: sentences of the trade with a long tail of rare words, and one needle to be searched for."""

from itertools import accumulate
from random import Random

# Stands in a few of the bench partner's tickets and in some of everybody else's, nowhere in the sentences below.
NEEDLE = "гистерезис"
RARE = 20_000

OBJECTS = (
    "кластер серверов", "рабочий процесс rphost", "менеджер кластера", "сервер лицензирования", "журнал регистрации",
    "регламентное задание", "фоновое задание", "планировщик", "обмен с филиалом", "тонкий клиент", "веб-клиент",
    "сервер приложений", "полнотекстовый поиск", "агрегат регистра", "временная таблица", "план обмена", "база данных",
    "индекс таблицы", "управляемая блокировка", "публикация на веб-сервере", "внешний источник данных",
    "сервис взаимодействия",
)  # fmt: skip
TROUBLES = (
    "аварийно завершается", "не отвечает", "работает вдвое медленнее", "занимает всю память", "теряет соединение",
    "выдаёт ошибку доступа", "ждёт блокировку больше минуты", "не запускается после обновления", "не освобождает лицензии",
    "зависает при закрытии месяца", "пишет пустые записи", "не видит новые данные", "расходует место на диске",
)  # fmt: skip
MOMENTS = (
    "после перехода на новую версию платформы", "каждое утро около девяти", "при проведении документов", "ночью",
    "при работе двухсот пользователей", "после установки обновления Windows", "при формировании отчёта",
    "с прошлой недели", "во время обмена", "при пересчёте итогов", "на одном из двух узлов", "при резервном копировании",
)  # fmt: skip
QUESTIONS = (
    "Пришлите, пожалуйста, технологический журнал за время сбоя.",
    "Уточните версию платформы на всех узлах.",
    "Повторяется ли это на копии базы?",
    "Сколько сеансов было открыто в этот момент?",
    "Менялись ли настройки кластера за последние дни?",
    "Какой порог памяти задан рабочему процессу?",
)
REPLIES = (
    "Журнал собрали и приложили к обращению.",
    "Да, повторяется и на копии, но реже.",
    "Версия одинаковая на обоих узлах, проверили.",
    "За неделю менялся только объём памяти сервера.",
    "Сеансов было около двухсот, как обычно.",
)
ANSWERS = (
    "Изучаем журнал, следующее сообщение будет завтра.",
    "Воспроизвели проблему на стенде и разбираемся в причине.",
    "Нашли похожий случай в списке известных проблем, проверяем условия.",
    "Передали журналы разработчикам, ждём разбора.",
    "Промежуточный итог: причина не в оборудовании.",
)
SOLUTIONS = (
    "Ограничьте объём памяти процесса и включите перезапуск по превышению.",
    "Установите исправленную версию платформы и перестройте индекс.",
    "Перенесите регламентные задания на ночь и разделите их по узлам.",
    "Пересоберите статистику таблиц и обновите план обслуживания.",
    "Отключите агрегат и проверьте время отчёта ещё раз.",
)
NOTES = (
    "Похоже на прошлогодний случай, смотрю переписку.",
    "Без журнала дальше не продвинемся.",
    "Спросить коллег из группы.",
)
SYLLABLES = "ба ве гу до жи за ки ло му не пе ра си ту фо хи ца че шу эк ял юр мор тек лин гар дов пыж кер сал".split()  # noqa: SIM905
SPEECH = {
    "question": QUESTIONS, "reply": REPLIES, "answer": ANSWERS, "solution": SOLUTIONS, "workaround": SOLUTIONS,
    "plan": ANSWERS, "note": NOTES, "call": ANSWERS,
}  # fmt: skip


def _tail() -> list[str]:
    """Words that nobody ever said, the same in every run."""
    draw = Random("rare words")
    return ["".join(draw.choices(SYLLABLES, k=draw.randint(3, 5))) for _ in range(RARE)]


TAIL = _tail()
# Zipf: the word of rank n is n times rarer than the first.
WEIGHTS = list(accumulate(1 / rank for rank in range(1, RARE + 1)))


class Speaker:
    """Subjects and messages out of one stream of chance."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw

    def subject(self) -> str:
        """A line of some sixty letters."""
        pick = self.draw.choice
        return f"{pick(OBJECTS).capitalize()} {pick(TROUBLES)} {pick(MOMENTS)}"

    def statement(self, subject: str) -> str:
        """The description of a form: four to seven sentences."""
        return "\n".join([f"{subject}.", *(self._sentence() for _ in range(self.draw.randint(3, 6)))])

    def message(self, kind: str) -> str:
        """What is said later: one or two sentences of its kind and as many others."""
        said = [self.draw.choice(SPEECH[kind]), *(self._sentence() for _ in range(self.draw.randint(1, 3)))]
        return " ".join(said)

    def _sentence(self) -> str:
        pick, rare = self.draw.choice, self.draw.choices(TAIL, cum_weights=WEIGHTS, k=2)
        code = f"0x{self.draw.getrandbits(32):08X}"
        return f"{pick(OBJECTS).capitalize()} {pick(TROUBLES)} {pick(MOMENTS)}, в журнале {rare[0]} {code} и {rare[1]}."
