"""What an empty list says: the fact, and one useful way on (guide 9)."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from kabinet.pages.lists.client.parameters import Asked


class Empty(NamedTuple):
    """What ui/empty.html takes."""

    title: str
    words: str
    link: str = ""
    link_words: str = ""


def words(asked: Asked, new_url: str) -> Empty:
    """`new_url` is where a ticket is registered, empty for those who may not."""
    if asked.wanted.narrowed or asked.after:
        back = f"?show={asked.show}" if asked.show else "?"
        return Empty(_("По этим условиям ничего нет"), _("Уберите одно из условий."), back, _("Показать всё"))
    if asked.show == "ours":
        waits = _("Ни одно открытое обращение не ждёт ответа вашей организации.")
        return Empty(_("Ваш ответ сейчас не нужен"), waits, "?", _("Все открытые"))
    if asked.show == "watching":
        return Empty(
            _("Вы ни за чем не наблюдаете"),
            _("Откройте обращение и нажмите «Наблюдать»."),
            "?",
            _("Все открытые"),
        )
    if asked.show == "mine":
        return Empty(_("Ваших открытых обращений нет"), _("Обращения коллег —"), "?", _("в общем списке"))
    if asked.show == "closed":
        return Empty(
            _("Закрытых обращений пока нет"), _("Здесь останется всё, что завершено."), "?", _("Открытые")
        )
    if asked.show == "all":
        return Empty(
            _("Обращений пока нет"),
            _("Здесь будет видно всё, что отправит ваша организация."),
            *_new(new_url),
        )
    return Empty(_("Открытых обращений нет"), _("Всё решено, новых вопросов нет."), *_new(new_url))


def _new(url: str) -> tuple[str, str]:
    return (url, _("Новое обращение")) if url else ("", "")
