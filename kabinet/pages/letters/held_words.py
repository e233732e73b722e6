"""What a letter that came is called: what became of it, why it is held, what its reader can do about it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from kabinet.actions.inbox.sorting import State, Why


def states() -> Mapping[str, str]:
    """Parts of the list, in their order; what a person has to look at first."""
    return {
        State.HELD: _("Ждут разбора"),
        State.FORM: _("Формы контактов"),
        State.DRAFTED: _("Стали черновиками"),
        State.AUTOMATIC: _("Автоматические"),
        State.NOTED: _("Приложены"),
        State.ENTERED: _("Внесены"),
        State.CONFIRMED: _("Формы переданы"),
        State.ANSWERED: _("Обработаны"),
        State.DISCARDED: _("Удалены"),
    }


def state(code: str) -> str:
    """Of one letter."""
    return {
        State.HELD: _("Ждёт разбора"),
        State.DRAFTED: _("Стало черновиком отправителя"),
        State.AUTOMATIC: _("Автоматическое: его написала программа"),
        State.NOTED: _("Приложено заметкой"),
        State.ENTERED: _("Внесено в обращение"),
        State.FORM: _("Форма контактных лиц: ждёт, пока её передадут"),
        State.CONFIRMED: _("Форма контактных лиц: передана"),
        State.ANSWERED: _("Обработано"),
        State.DISCARDED: _("Удалено"),
    }[State(code)]


def reasons() -> Mapping[str, str]:
    """Why it waits for a person, as one sentence."""
    return {
        Why.STRANGER: _("Такого адреса нет ни у одного контакта. Отправителю ничего не ответили."),
        Why.SEVERAL: _("Этот адрес записан у нескольких контактов: чьё письмо, неясно."),
        Why.UNPROVED: _("Почтовый сервер не подтвердил отправителя (DMARC): письмо могли подделать."),
        Why.NO_SENDER: _("В письме нет одного ясного адреса отправителя."),
        Why.NOT_THEIRS: _("Отправитель назвал обращение, которого не видит, или ответил на чужое письмо."),
        Why.MAY_NOT: _(
            "Черновика не будет: отправитель не назвал обращение или писать в нём не вправе. Ему ответили, где Кабинет."
        ),
        Why.UNREADABLE: _("Письмо не удалось разобрать. Ниже его начало как есть."),
        Why.TOO_LARGE: _(
            "Письмо больше, чем принимает Кабинет. Целиком оно лежит в почтовом ящике, в папке Kabinet."
        ),
        Why.BOUNCE: _("Сообщение почтового сервера о письме, которое не доставлено."),
        Why.FORM_WHO: _(
            "Форму контактных лиц прислал не контакт по организационным вопросам: она не принята, ему ответили почему."
        ),
        Why.FORM_WHERE: _(
            "Форму контактных лиц прислали не на тот адрес: она не принята, отправителю ответили, куда."
        ),
        Why.FORM_BAD: _(
            "Форма контактных лиц не читается или заполнена с ошибками: отправителю ответили, что исправить."
        ),
        Why.OUTAGE: _("Пришло, пока Кабинет был объявлен недоступным: внесите его в обращение."),
    }
