"""«Почему мне это пришло»: for which part in a ticket, or as whom in an organisation, the reader was told (L6), and how else
such notices come to them."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise

from kabinet.actions.alerts.devices import devices_of
from kabinet.actions.letters import choices, wanted
from kabinet.actions.letters.choices import Channel, Mode
from kabinet.actions.notices import wording
from kabinet.actions.notices.subjects import Subject
from kabinet.actions.notices.told_as import ToldAs
from kabinet.pages.ui.vendor_words import gettext_lazy as _
from kabinet.records import doors
from kabinet.records.doors.record_types import LetterChoiceRecord, NoticeRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.facts import Side
from kabinet.regulation.legs import LegCode


@dataclass(frozen=True, slots=True)
class Why:
    """The reason, and the clause that says so, empty where none does; `ways` are how it comes beside Kabinet, where the
    reader can choose that under `key`."""

    words: str
    clause: str
    ways: str = ""
    key: str = ""


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
BY_LETTER = {
    Mode.AT_ONCE: _("письмом сразу"),
    Mode.TICKET: _("одним письмом по обращению"),
    Mode.HOURLY: _("в сводке раз в час"),
    Mode.MORNING: _("в сводке утром"),
}
BESIDE = {Channel.BROWSER: _("на устройства"), Channel.CHAT: _("в мессенджер")}
OTHERWISE = _("Кроме Кабинета: %(ways)s.")
NOWHERE = _("Только в Кабинете.")
ANYHOW = _("Нигде не выбрано, но это ждёт вас на критическом обращении: придёт письмом или на устройства.")
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
    Subject.WEBHOOKS: (_("О вебхуках организации извещают тех, кто их ведёт."), ""),
    Subject.BRIDGES: (_("О связи с системой организации извещают тех, кто её настраивает."), "L8"),
    Subject.CONTACT_LETTER: (_("Вы прислали форму контактных лиц письмом."), "U5d"),
}


@dataclass(frozen=True, slots=True)
class Ways:
    """How notices come to their reader: as whom, over which channels at all, and as they chose."""

    actor: Actor
    choice: LetterChoiceRecord
    channels: frozenset[Channel]

    def told(self, notice: NoticeRecord) -> str:
        """In words; what is a duty comes in one way at least."""
        roles = self.actor.roles
        by_letter = Channel.MAIL in self.channels
        mode = wanted.chosen_mode(notice, roles, self.choice) if by_letter else Mode.NEVER
        said = (
            [] if mode is Mode.NEVER else [str(BY_LETTER[Mode.AT_ONCE if wanted.is_urgent(notice) else mode])]
        )
        said += [
            str(words)
            for channel, words in BESIDE.items()
            if channel in self.channels and wanted.chosen_beside(channel, notice, roles, self.choice)
        ]
        if not said and wanted.is_duty(notice, roles):
            return str(ANYHOW)
        return str(OTHERWISE) % {"ways": ", ".join(said)} if said else str(NOWHERE)


def ways_of(actor: Actor) -> Ways:
    """Of whoever asks."""
    found = {wanted.channel_of(each.channel) for each in devices_of(actor)}
    found |= {Channel.MAIL} if doors.person(actor).email else set()
    used = frozenset(channel for channel in found if wanted.is_used(channel))
    return Ways(actor, choices.chosen_by(actor), used)


def why(notice: NoticeRecord, ways: Ways | None = None) -> Why:
    """Of one record of a notice: its reason, and with `ways` how else such notices come."""
    reason = _reason(notice)
    if ways is None:
        return reason
    return replace(reason, ways=ways.told(notice), key=choices.key_of(wording.declared_of(notice)))


def _reason(notice: NoticeRecord) -> Why:
    """What was kept with it, else what its side or its subject says."""
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
