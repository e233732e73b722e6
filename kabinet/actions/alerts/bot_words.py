"""What the bot of a messenger answers: nothing of anybody's work, and the same whatever is wrong with a code."""

from enum import Enum
from typing import Final

from kabinet.regulation.text import Text


class Answer(Enum):
    """What came of what somebody wrote."""

    LINKED = "linked"
    ANOTHERS = "anothers"
    NO_SUCH_CODE = "no such code"
    STOPPED = "stopped"
    NOT_LINKED = "not linked"
    HOW = "how"

    def say(self, language: str) -> str:
        """In the language of whoever wrote, as their messenger calls it."""
        return WORDS[self].say("en" if language and not language.startswith("ru") else "ru")


WORDS: Final = {
    Answer.LINKED: Text(
        "Готово. Сюда будут приходить уведомления Кабинета поддержки. Что приходит и что в них видно, выбирается там: "
        "«Мой профиль», «Уведомления на устройствах и в мессенджере». Отключить: /stop",
        "Done. Notices of the support desk Kabinet come here from now on. What comes and what it shows is chosen there: "
        "My profile, Notices on devices and in a messenger. To switch them off: /stop",
    ),
    Answer.ANOTHERS: Text(
        "Этот чат уже подключён другим сотрудником. Чтобы подключить его заново, отправьте сюда /stop, а потом код ещё раз.",
        "Somebody else has linked this chat. To link it anew, send /stop here, and then the code once more.",
    ),
    Answer.NO_SUCH_CODE: Text(
        "Код не подошёл: он введён с ошибкой, уже использован или устарел. Получите новый в Кабинете поддержки.",
        "The code does not fit: it is mistyped, used already, or too old. Get a new one in the support desk Kabinet.",
    ),
    Answer.STOPPED: Text(
        "Уведомления Кабинета поддержки сюда больше не приходят. В самом Кабинете они есть все.",
        "Notices of the support desk Kabinet come here no more. All of them are in Kabinet itself.",
    ),
    Answer.NOT_LINKED: Text(
        "Этот чат не подключён к Кабинету поддержки.",
        "This chat is not linked with the support desk Kabinet.",
    ),
    Answer.HOW: Text(
        "Сюда приходят уведомления Кабинета поддержки. Чтобы подключить этот чат, отправьте код из Кабинета: «Мой профиль», "
        "«Уведомления на устройствах и в мессенджере». Других сообщений здесь никто не читает.",
        "Notices of the support desk Kabinet come here. To link this chat, send the code of Kabinet: My profile, Notices on "
        "devices and in a messenger. Nobody reads other messages here.",
    ),
}
