"""Of what an organisation has its programs told: groups of facts, each fact in one of them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from kabinet.regulation.facts import OF_PLACE, Kind
from kabinet.regulation.text import Text


class EventGroup(StrEnum):
    """One choice, as a row keeps it."""

    REGISTERED = "registered"
    TALK = "talk"
    WORK = "work"
    LEVEL = "level"
    VENDOR = "vendor"
    DEADLINES = "deadlines"
    ENDED = "ended"


GROUP_WORDS: Final[Mapping[EventGroup, Text]] = {
    EventGroup.REGISTERED: Text(
        "регистрация, возврат в работу, передача другому партнёру",
        "registration, reopening, handover to another partner",
    ),
    EventGroup.TALK: Text("ответы, вопросы, звонки, файлы", "answers, questions, telephone calls, files"),
    EventGroup.WORK: Text(
        "исполнитель, контактное лицо, метки, связи и объединения",
        "assignee, contact, tags, links and mergers",
    ),
    EventGroup.LEVEL: Text("уровень критичности", "criticality level"),
    EventGroup.VENDOR: Text(
        "передача вендору, возвраты и сведения, план действий",
        "passing on to the vendor, returns and information, plan of action",
    ),
    EventGroup.DEADLINES: Text(
        "нарушенные сроки, вызовы, перенос по календарю", "missed deadlines, calls, changes of the calendar"
    ),
    EventGroup.ENDED: Text("решение принято, отказы, закрытие", "accepted solutions, refusals, closing"),
}
KINDS: Final[Mapping[EventGroup, frozenset[Kind]]] = {
    EventGroup.REGISTERED: frozenset(
        {
            *(Kind.REGISTERED, Kind.REOPENED, Kind.HANDOVER_ASKED, Kind.HANDOVER_GIVEN),
            *(Kind.HANDOVER_DECLINED, Kind.HANDED_OVER),
        }
    ),
    EventGroup.TALK: frozenset(
        {
            *(Kind.NOTED, Kind.ANSWERED, Kind.REPLIED, Kind.CALLED, Kind.CLAIMED, Kind.CLAIM_CONFIRMED),
            *(Kind.CLAIM_DENIED, Kind.TERMS_CONFIRMED, Kind.TERMS_DENIED, Kind.RELAYED, Kind.WIDENED),
            *(Kind.FILE_CAME, Kind.FILE_INFECTED, Kind.CONTENT_REMOVED, *OF_PLACE, Kind.BRIDGED),
        }
    ),
    EventGroup.WORK: frozenset(
        {
            *(Kind.TAKEN, Kind.ASSIGNED, Kind.CONTACT_CHANGED, Kind.LINKED, Kind.UNLINKED, Kind.MERGED),
            *(Kind.ABSORBED, Kind.TAGGED, Kind.UNTAGGED, Kind.WATCHER_ADDED, Kind.INVITED, Kind.LEFT),
        }
    ),
    EventGroup.LEVEL: frozenset({Kind.LEVEL_CHANGED, Kind.LEVEL_PROPOSED, Kind.LEVEL_DECLINED, Kind.LOWERED}),
    EventGroup.VENDOR: frozenset(
        {
            *(Kind.PASSED_ON, Kind.VENDOR_CHANGED, Kind.RETURNED, Kind.SUPPLIED, Kind.COMPLETED),
            *(Kind.EXPLAINED, Kind.RETURN_ENDED, Kind.PLAN_AGREED, Kind.PLAN_REFUSED),
        }
    ),
    EventGroup.DEADLINES: frozenset(
        {
            *(Kind.BREACHED, Kind.SUMMONED, Kind.ACKNOWLEDGED, Kind.UNANSWERED, Kind.CALENDAR_CHANGED),
            *(Kind.WAITING_BEGAN, Kind.WAITING_ENDED),
        }
    ),
    EventGroup.ENDED: frozenset(
        {
            *(Kind.ACCEPTED, Kind.DECLINED, Kind.CLOSED, Kind.CLOSED_BY_WORD, Kind.CLOSED_BY_SILENCE),
            *(Kind.CLOSING_ANNOUNCED, Kind.WITHDRAWN, Kind.REFUSED, Kind.OBJECTED, Kind.OBJECTION_UPHELD),
            Kind.REFUSAL_KEPT,
        }
    ),
}
GROUP_OF: Final[Mapping[str, EventGroup]] = {kind: group for group, kinds in KINDS.items() for kind in kinds}
