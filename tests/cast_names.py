"""The tables behind tests/cast.py: who there is, and on which terms."""

from datetime import UTC, date, datetime

SINCE = datetime(2022, 1, 10, 9, tzinfo=UTC)
FIRST, LAST = date(2022, 1, 1), date(2099, 12, 31)
PASSWORD = "длинный-пароль-1"

# key: kind, short name, name, telephone, zone
ORGANISATIONS = {
    "vendor": ("vendor", "КОРП-поддержка 1С", "Фирма «1С», корпоративная поддержка", "+7 495 000-00-10"),
    "kontur": ("partner", "Северный Контур", "ООО «Северный Контур»", "+7 812 000-20-00"),
    "kontur-ural": ("partner", "Контур Урал", "ООО «Северный Контур — Урал»", "+7 343 000-20-11"),
    "primsoft": ("partner", "Примсофт", "АО «Примсофт Восток»", "+7 423 000-31-00"),
    "stepnoy": ("partner", "Степной Софт", "ООО «Степной Софт»", "+7 863 000-44-00"),
    "zmk": ("client", "АО «ЗМК»", "АО «Зареченский метизный комбинат»", "+7 841 000-41-00"),
    "kedr": ("client", "Кедровкабель", "АО «Кедровкабель»", "+7 382 000-33-00"),
    "atlant": ("client", "Логистик-Атлант", "ООО «Логистик-Атлант»", "+7 495 000-51-00"),
    "bank": ("client", "Банк «Белый Парус»", "Банк «Белый Парус» (АО)", "+7 495 000-12-00"),
    "vostok": ("client", "Порт Восход", "АО «Порт Восход»", "+7 423 000-70-00"),
    "les": ("client", "Лесной берег", "ООО «Лесной берег»", "+7 817 000-26-00"),
    "gavan": ("client", "Тихая гавань", "ООО «Тихая гавань»", "+7 423 000-99-00"),
}
ZONES = {"vostok": "Asia/Vladivostok", "primsoft": "Asia/Vladivostok", "kontur-ural": "Asia/Yekaterinburg"}
# login: name, organisation, roles
PEOPLE = {
    "saveliev": ("Савельев Игорь Петрович", "zmk", "authorised_person organisational_contact"),
    "orlova": ("Орлова Наталья Сергеевна", "zmk", "authorised_person"),
    "frolov": ("Фролов Кирилл Андреевич", "zmk", "viewer"),
    "arefyev": ("Арефьев Пётр Ильич", "zmk", "organisational_contact"),
    "dremin": ("Дрёмин Олег Васильевич", "kedr", "authorised_person organisational_contact"),
    "lukin": ("Лукин Степан Игоревич", "atlant", "authorised_person organisational_contact"),
    "nikitin": ("Никитин Георгий Львович", "bank", "authorised_person organisational_contact"),
    "kim": ("Ким Сергей Анатольевич", "vostok", "authorised_person organisational_contact"),
    "panina": ("Панина Лариса Викторовна", "les", "authorised_person organisational_contact"),
    "stranger": ("Чужаков Олег Олегович", "gavan", "authorised_person organisational_contact"),
    "gordeeva": ("Гордеева Алина Викторовна", "kontur", "engineer"),
    "zhdanov": ("Жданов Павел Николаевич", "kontur", "engineer authorised_employee"),
    "melnik": ("Мельник Евгения Юрьевна", "kontur", "engineer authorised_employee"),
    "arkhipova": ("Архипова Светлана Ильинична", "kontur", "organisational_contact coordinator"),
    "yusupov": ("Юсупов Ильдар Ринатович", "kontur-ural", "engineer"),
    "choi": ("Цой Андрей Владимирович", "primsoft", "engineer authorised_employee"),
    "kravets": ("Кравец Олег Степанович", "stepnoy", "engineer authorised_employee"),
    "titova": ("Титова Ольга Сергеевна", "vendor", "engineer"),
    "razin": ("Разин Максим Олегович", "vendor", "engineer"),
    "vlasov": ("Власов Сергей Игоревич", "vendor", "coordinator engineer"),
    "lapteva": ("Лаптева Вера Павловна", "vendor", "auditor"),
    "shulgin": ("Шульгин Пётр Денисович", "vendor", "administrator"),
    "newcomer": ("Новикова Ольга Игоревна", "zmk", "authorised_person"),
    "leaver": ("Уходов Семён Семёнович", "zmk", "authorised_person"),
    "loner": ("Одинцов Лев Львович", "", ""),
}
# client: partner, agreement's particulars
SERVED = {
    "zmk": ("kontur", {}),
    "kedr": ("kontur", {"stricter": {"levels": {"2": {"reaction": "2 working hours"}}}}),
    "atlant": ("kontur", {}),
    "bank": ("kontur", {}),
    "vostok": ("primsoft", {"zone": "Asia/Vladivostok"}),
    "les": ("stepnoy", {}),
    "gavan": ("primsoft", {}),
}
LICENCE_ENDED = {"atlant": date(2024, 2, 29)}
CONTRACT_LEVELS = {"bank": "techno"}
STATUSES = {
    "kontur": ("competence_centre", None),
    "primsoft": ("candidate", None),
    "stepnoy": ("competence_centre", date(2024, 6, 30)),
}
CERTIFICATES = {
    "zhdanov": LAST,
    "melnik": date(2024, 6, 30),
    "choi": None,
    "kravets": LAST,
}
# key: client, name, product, in production
SYSTEMS = {
    "erp": ("zmk", "ERP Производство", "1С:ERP Управление предприятием", True),
    "buh": ("zmk", "Бухгалтерия КОРП", "1С:Бухгалтерия предприятия КОРП", True),
    "zup": ("zmk", "ЗУП КОРП (испытания)", "1С:Зарплата и управление персоналом КОРП", False),
    "holding": ("kedr", "ERP Холдинг", "1С:ERP. Управление холдингом", True),
    "sklad": ("atlant", "УТ Склад", "1С:Управление торговлей КОРП", True),
    "zarplata": ("bank", "Зарплата КОРП", "1С:Зарплата и управление персоналом КОРП", True),
    "terminal": ("vostok", "Терминал", "1С:Транспортная логистика КОРП", True),
    "les_buh": ("les", "Бухгалтерия КОРП", "1С:Бухгалтерия предприятия КОРП", True),
    "pirs": ("gavan", "Пирс", "1С:Управление торговлей КОРП", True),
}
