"""Why the summary may not be the whole truth, in words."""

from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.techlog import Summary

WORDS = {
    "no_hour": lazily(
        "По имени файла не видно, за какой он час: имя должно быть вида ГГММДДЧЧ.log. "
        "Событий этих файлов на шкале времени нет"
    ),
    "begins_inside": lazily("Файл начинается с середины события: его начало осталось в другом файле"),
    "unfinished": lazily("Последнее событие файла не дописано: его скопировали во время записи"),
    "unreadable": lazily("Свойства события разобраны не до конца"),
    "cut_event": lazily("Событие длиннее мегабайта, его середина пропущена"),
    "no_log": lazily("Файл назван как журнал, но событий в нём не найдено"),
    "broken": lazily("Архив или файл повреждён, прочитано до места повреждения"),
    "locked": lazily("Файл в архиве под паролем, не прочитан"),
    "packed": lazily("Сжатие этого вида здесь не читается, нужен zip или tar.gz"),
    "nested": lazily("Архив в архиве слишком глубоко или слишком велик, не прочитан"),
    "minutes": lazily("Минут в журнале больше, чем показывает шкала: оставлены те, где что-то случилось"),
    "kinds": lazily("Разных видов больше, чем считается порознь: редкие могли не попасть в списки"),
    "stopped_time": lazily("Чтение остановлено по времени: в сводке то, что успели прочитать"),
    "stopped_size": lazily(
        "Чтение остановлено по объёму распакованного: в сводке то, что прочитано до этого"
    ),
    "stopped_ratio": lazily("Архив сжат подозрительно сильно, чтение остановлено"),
    "stopped_members": lazily("Файлов в архиве слишком много, прочитаны не все"),
}


def reasons(summary: Summary) -> list[tuple[str, int, str]]:
    """Words, how often, an example."""
    return [
        (str(WORDS[each.code]), each.count, each.example) for each in summary.doubts if each.code in WORDS
    ]


def always() -> str:
    """True of every log's summary."""
    return _(
        "Имена, компьютеры, адреса, числа и значения запросов скрыты автоматически: "
        "проверьте текст, прежде чем выносить его из обращения."
    )
