"""Answers as mailers of the world write them: the mailer -> the text and what its writer wrote themselves."""

from collections.abc import Mapping

OWN = "Перезапустили, не помогло.\n\nЖурнал во вложении."
QUOTED: Mapping[str, tuple[str, str]] = {
    "Gmail in Russian": (
        f"{OWN}\n\nсб, 28 нояб. 2026 г. в 10:15, Поддержка <support@vendor.example>:\n\n> Пришлите журнал\n>\n> --\n",
        OWN,
    ),
    "Gmail in English": (
        f"{OWN}\n\nOn Sat, Nov 28, 2026 at 10:15 AM Support <support@vendor.example> wrote:\n\n> Send the log\n",
        OWN,
    ),
    "Gmail, broken over two lines": (
        f"{OWN}\n\nOn Sat, Nov 28, 2026 at 10:15 AM Support of the vendor\n<support@vendor.example> wrote:\n\n> Send\n",
        OWN,
    ),
    "Outlook in Russian": (
        f"{OWN}\n\nОт: Поддержка <support@vendor.example>\nОтправлено: 28 ноября 2026 г.\nКому: Савельев\n\nПришлите",
        OWN,
    ),
    "Outlook in English": (
        f"{OWN}\n\n________________________________\nFrom: Support\nSent: Saturday, November 28, 2026\nTo: S\n\nSend",
        OWN,
    ),
    "old Outlook": (
        f"{OWN}\n\n-----Исходное сообщение-----\nFrom: Support\nSent: 28.11.2026\n\nПришлите",
        OWN,
    ),
    "old Outlook in English": (f"{OWN}\n\n-----Original Message-----\nFrom: Support\n\nSend", OWN),
    "1C": (
        f"{OWN}\n\n-----Исходное сообщение-----\nОт: Поддержка\nДата: 28.11.2026 10:15:00\nКому: S\n\nПришлите",
        OWN,
    ),
    "Yandex": (f'{OWN}\n\n28.11.2026, 10:15, "Поддержка" <support@vendor.example>:\n> Пришлите\n', OWN),
    "Yandex, without marks": (
        f'{OWN}\n\n28.11.2026, 10:15, "Поддержка" <support@vendor.example>:\nПришлите\n',
        OWN,
    ),
    "mail.ru": (
        f"{OWN}\n\nСуббота, 28 ноября 2026, 10:15 +03:00 от Поддержка <support@vendor.example>:\n\n>Пришлите\n",
        OWN,
    ),
    "Thunderbird in Russian": (f"{OWN}\n\n28.11.2026 10:15, Поддержка пишет:\n> Пришлите\n", OWN),
    "Thunderbird in English": (f"{OWN}\n\nOn 28.11.2026 10:15, Support wrote:\n> Send\n", OWN),
    "the Bat": (f"{OWN}\n\nПоддержка <support@vendor.example> писал(а):\n\nП> Пришлите\n", OWN),
    "without a day, before quoted lines": (f"{OWN}\n\nПоддержка пишет:\n> Пришлите\n", OWN),
    "a forwarded letter": (f"{OWN}\n\n-------- Пересылаемое сообщение --------\nОт: x\n\nтекст", OWN),
    "our own line": (f"{OWN}\n\nОтветьте выше этой строки\n\nПришлите журнал", OWN),
    "written below": (f"28.11.2026 10:15, Поддержка пишет:\n> Пришлите журнал\n>\n\n{OWN}", OWN),
    "written between": ("> Какая версия?\n8.3.24\n> Какая база?\nPostgreSQL", "8.3.24\nPostgreSQL"),
    "no quotation": (OWN, OWN),
    "a program that writes": (
        "Сервер пишет:\nОшибка СУБД\nЧто делать?",
        "Сервер пишет:\nОшибка СУБД\nЧто делать?",
    ),
    "a field that is called so": (
        "От: меня ничего не зависит\nПомогите",
        "От: меня ничего не зависит\nПомогите",
    ),
    "nothing but what is quoted": ("> Пришлите\n> журнал", "> Пришлите\n> журнал"),
}
