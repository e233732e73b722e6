"""«Почему мне это пришло»: for which part in a ticket, or as whom in an organisation, the reader was told (L6)."""

from dataclasses import dataclass

from django.utils.functional import Promise

from kabinet.actions.notices.subjects import Subject
from kabinet.actions.notices.ticket_notices import ToldAs
from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.records.doors.record_types import NoticeRecord
from kabinet.regulation.facts import Side
from kabinet.regulation.legs import LegCode


@dataclass(frozen=True, slots=True)
class Why:
    """The reason, and the clause that says so, empty where none does."""

    words: str
    clause: str


# Each with its clause on the client leg and on the vendor leg.
OF_TICKET: dict[str, tuple[Promise, str, str]] = {
    ToldAs.CONTACT: (_("Вы контактное лицо этого обращения."), "U3.5e", "P4.7b"),
    ToldAs.AUTHOR: (_("Вы автор этого обращения."), "U3.5e", "P4.7b"),
    ToldAs.ASSIGNEE: (_("Вы исполнитель этого обращения."), "", ""),
    ToldAs.WATCHER: (
        _("Вы наблюдаете за этим обращением: от этого можно отказаться на его странице."),
        "",
        "",
    ),
    ToldAs.WROTE: (_("Вы писали в этом обращении."), "", ""),
    ToldAs.PASSED_ON: (_("Вы исполнитель обращения клиента, из которого передано это."), "", ""),
    ToldAs.DESK: (
        _("Обращение тогда никто не взял: извещают всех инженеров и координаторов."),
        "",
        "",
    ),
    ToldAs.CONTACT_LEFT: (
        _("Контактное лицо обращения ушло: вместо него извещают контактных лиц организации."),
        "U3.5e",
        "P4.7b",
    ),
    ToldAs.RELIEVED: (_("До этого изменения контактным лицом обращения были вы."), "U3.5e", "P4.7b"),
    ToldAs.NIGHT: (
        _("Критическое обращение в нерабочее время: извещают всех, кто может действовать."),
        "U4c",
        "P5d",
    ),
    ToldAs.ON_CALL: (
        _("Вас назначили в порядке вызова к критическим обращениям, или вы его ведёте."),
        "",
        "",
    ),
    ToldAs.JOINT: (_("Вы участвуете в совместной работе по этому обращению."), "", "P5c"),
}
SIDES = {
    Side.APPLICANT: _("Вы на стороне того, кто подал обращение."),
    Side.SUPPORT: _("Вы на стороне того, кто оказывает поддержку."),
}
ABOUT: dict[Subject, tuple[Promise, str]] = {
    Subject.TICKET: (_("Вас известили как одного из тех, кого касается это обращение."), ""),
    Subject.PEOPLE: (_("О контактных лицах организации извещают тех, кто их ведёт."), "U5c"),
    Subject.OWN_ACCESS: (_("Это о вашем собственном доступе."), ""),
    Subject.CONTACTS_TO_CONFIRM: (_("Контактных лиц подтверждает ваша роль."), "L14"),
    Subject.PAPERS: (_("О бумагах клиента извещают тех, кто ведёт их у партнёра."), ""),
    Subject.OWN_PAPERS: (_("О бумагах своей организации извещают тех, кто за них отвечает."), ""),
    Subject.PAPERS_TO_CONFIRM: (_("Бумаги подтверждает ваша роль."), ""),
    Subject.AGREEMENT: (_("О соглашении извещают тех, кто отвечает за него с вашей стороны."), "U3.6b"),
    Subject.HANDOVER: (_("Обращение предлагают вашей организации."), ""),
    Subject.HANDOVERS: (_("О передаче обращений извещают обе стороны."), ""),
    Subject.REFUSAL_REPORT: (
        _("О сообщениях об отказе извещают обе стороны и тех, кто следит за регламентом."),
        "L10",
    ),
    Subject.VIOLATION: (
        _("О нарушениях извещают тех, кто отвечает за партнёра, и тех, кто следит за регламентом."),
        "L17b",
    ),
    Subject.REGULATION: (_("О версиях регламента извещают тех, кого они связывают."), "P2.8"),
    Subject.CALENDAR: (_("О календаре извещают тех, чьи сроки по нему считают."), "U3.6a"),
    Subject.CALENDARS_TO_KEEP: (_("Календарь ведёт ваша роль."), "U3.6a"),
    Subject.NEW_TICKET_DRAFT: (_("Вы написали на адрес поддержки."), "U3.4a"),
    Subject.SIGN_IN: (_("О порядке входа извещают тех, кто ведёт Кабинет."), "L7"),
    Subject.OWN_FACTORS: (_("Это о вашем собственном входе."), "L7"),
    Subject.OWN_TOKENS: (_("Это о доступе ваших программ."), "L7"),
    Subject.HOME: (_("Вы написали на адрес поддержки."), "U3.4a"),
    Subject.OUTAGE: (_("О недоступности кабинета извещают всех, кого она касается."), "U3.4a"),
    Subject.EXPORTS: (_("Вы заказали эту выгрузку."), ""),
    Subject.CONTACT_LETTER: (_("Вы прислали форму контактных лиц письмом."), "U5d"),
}


def why(notice: NoticeRecord) -> Why:
    """Of one record of a notice: what was kept with it, else what its side or its subject says."""
    data = notice.data
    if notice.ticket is not None and (known := OF_TICKET.get(data.get("told_as", ""))):
        words, on_client, on_vendor = known
        return Why(str(words), on_vendor if notice.ticket.leg == LegCode.VENDOR else on_client)
    if notice.ticket_id is not None and (side := data.get("reader")) in SIDES:
        return Why(str(SIDES[Side(side)]), "")
    try:
        words, clause = ABOUT[Subject(notice.subject)]
    except ValueError:
        return Why("", "")
    return Why(str(words), clause)
