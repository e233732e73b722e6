"""What is said about a fact: its sentence in the history, and that of a notice (kinds.py declares them)."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.actions.notices import kinds
from kabinet.actions.notices.kinds import Declared, Journal, Urgency, Words
from kabinet.records.models import JournalEntry, Notice, OrganisationEntry
from kabinet.records.versions import vendor_names
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import Channel
from kabinet.regulation.text import Text

Data = Mapping[str, Any]
Instant = Callable[[datetime], str]

OPEN_MARKS = re.compile(r"…[ .,:;…]*…\.?|…\.")
INSTANTS = ("due", "closes", "since", "was_since", "was_closes")
# Kinds of an organisation whose data say themselves which sentence is meant.
SAY_HOW = frozenset({"outage_declared", "outage_corrected", "contact_form"})
# The name of a version, beside its number: a row of before they were kept has the number alone.
TITLES = ("title", "remains_title")
DURING = Text(
    ", в период недоступности кабинета ({since} – {closes})",
    ", during an outage of the cabinet ({since} – {closes})",
)
DURING_OPEN = Text(
    ", в период недоступности кабинета, объявленной с {since}",
    ", during an outage of the cabinet declared since {since}",
)
PROGRAM = Text("Кабинет", "Kabinet")

# Which sentence of a kind is meant, by the fact's own data; None or an undeclared one is the kind's plain sentence.
VARIANTS: Mapping[Kind, Callable[[Data], str | None]] = {
    Kind.REGISTERED: lambda data: _registered(data),
    Kind.NOTED: lambda data: "you" if data.get("you") else None,
    Kind.WATCHER_ADDED: lambda data: "you" if data.get("you") else None,
    Kind.ANSWERED: lambda data: data.get("answer"),
    Kind.REPLIED: lambda data: "joint" if data.get("joint") else data.get("channel"),
    Kind.WIDENED: lambda data: data.get("audience"),
    Kind.INVITED: lambda data: "you" if data.get("you") else None,
    Kind.LEFT: lambda data: "you" if data.get("you") else None,
    Kind.CONTACT_CHANGED: lambda data: _contact_changed(data),
    Kind.RELAYED: lambda data: data.get("answer"),
    Kind.ASSIGNED: lambda data: _assigned(data),
    Kind.CALLED: lambda data: None if data.get("reached") else "unreached",
    Kind.CLAIMED: lambda data: _claimed(data),
    Kind.CLAIM_CONFIRMED: lambda data: data.get("how"),
    Kind.CLAIM_DENIED: lambda data: data.get("how"),
    Kind.CLOSED: lambda data: "silent" if data.get("since") else None,
    Kind.CLOSED_BY_WORD: lambda data: "call" if data.get("call") else None,
    Kind.LEVEL_CHANGED: lambda data: _level_changed(data),
    Kind.REOPENED: lambda data: data.get("owed"),
    Kind.OBJECTION_UPHELD: lambda data: data.get("owed"),
    Kind.SUPPLIED: lambda data: "last" if data.get("final") else None,
    Kind.EXPLAINED: lambda data: "last" if data.get("final") else None,
    Kind.BREACHED: lambda data: "barred" if data.get("barred") else data.get("clock"),
    Kind.BRIDGED: lambda data: data.get("owner"),
    Kind.FILE_CAME: lambda data: "place" if data.get("place") else None,
    Kind.PLACE_ASKED: lambda data: None if data.get("reason") else "form",
    Kind.UNANSWERED: lambda data: "alone" if data.get("alone") else None,
    Kind.VENDOR_CHANGED: lambda data: data.get("role"),
}


def moscow(at: datetime) -> str:
    """How an instant is written when the reader's zone is not known."""
    return f"{at.astimezone(ZoneInfo('Europe/Moscow')):%d.%m.%Y %H:%M} UTC+3"


def history(kind: Kind, data: Data, *, actor: str = "", number: str = "", instant: Instant = moscow) -> Text:
    """The sentence of the ticket's history; `actor` is empty when the program did it."""
    return _history(kinds.of_ticket(kind), data, actor, number, instant)


def of_entry(
    entry: JournalEntry | OrganisationEntry, *, instant: Instant = moscow, without: Collection[str] = ()
) -> Text:
    """The sentence of a row of the history, of a ticket or of an organisation; the marks `without` stay unsaid."""
    journal = Journal.TICKET if isinstance(entry, JournalEntry) else Journal.ORGANISATION
    said = {mark: value for mark, value in entry.data.items() if mark not in without}
    return _history(kinds.declared()[journal, entry.kind], said, entry.actor_name, "", instant)


def of_notice(told: Notice, *, instant: Instant = moscow) -> Text:
    """The sentence of a notice, as the side reads it for whom it was written; else the history's."""
    declared = declared_of(told)
    number = {} if told.ticket_id is None else {"number": told.subject_key}
    reader = side_of(told)
    said = words(declared, told.data).notices.get(reader)
    if said is None:
        return _history(declared, told.data, told.data.get("actor", ""), number.get("number", ""), instant)
    return _filled(said, {**told.data, **number}, instant)


def told_as(notice: Notice) -> str:
    """Why its reader was told of what happened to a ticket (ToldAs); empty of what is about none."""
    return str(notice.data.get("told_as", ""))


def side_of(told: Notice) -> str:
    """On which side of its ticket's leg its reader stood (Side), or EVERYBODY."""
    return str(told.data.get("reader", kinds.EVERYBODY))


def declared_of(told: Notice) -> Declared:
    """The declaration of a notice's kind."""
    journal = Journal.ORGANISATION if told.ticket_id is None else Journal.TICKET
    return kinds.declared()[journal, told.kind]


def title(declared: Declared) -> Text:
    """What such facts are called without one of them at hand."""
    said = declared.title
    return Text(_untold(said.ru, "ru"), _untold(said.en, "en"))


def words(declared: Declared, data: Data) -> Words:
    """The sentences of a fact with these data."""
    variant = None
    if declared.journal is Journal.TICKET and declared.kind in VARIANTS:
        variant = VARIANTS[Kind(declared.kind)](data)
    if declared.journal is Journal.ORGANISATION and declared.kind in SAY_HOW:
        variant = data.get("how")
    # What became of a participant's part in joint work stands above all else.
    if (part := data.get("part")) and part in declared.words:
        variant = part
    return declared.words.get(variant) or declared.words[None]


def urgency(declared: Declared, data: Data) -> Urgency:
    """How soon its reader should know of a fact with these data."""
    level = data.get("to", data.get("level"))
    critical = isinstance(level, int) and level <= declared.now_at_level
    return Urgency.NOW if critical else words(declared, data).urgency


def _history(declared: Declared, data: Data, actor: str, number: str, instant: Instant) -> Text:
    told = {**data, "actor": actor} | ({"number": number} if number else {})
    return _filled(words(declared, data).history, told, instant)


def _claimed(data: Data) -> str | None:
    """Whether anybody was reached, and whether those who are asked may answer now (L12b)."""
    if data.get("unable"):
        return "unable" if data.get("reached") else "unreached_unable"
    return None if data.get("reached") else "unreached"


def _assigned(data: Data) -> str | None:
    """By a rule of the desk, or to nobody any more."""
    if data.get("rule"):
        return "rule"
    return None if data.get("assignee_id", True) else "released"


def _contact_changed(data: Data) -> str | None:
    """To the new contact and to the former one in words of their own; of the same person only the telephone changed."""
    if data.get("relieved"):
        return "relieved"
    if data.get("same"):
        return "same"
    return "you" if data.get("you") else None


def _level_changed(data: Data) -> str | None:
    """Why it was changed, or what is owed anew by it."""
    return (
        "denied" if data.get("how") == "denied" else data.get("owed") or data.get("how") or data.get("ground")
    )


def _registered(data: Data) -> str | None:
    """Whether the level is another than the symptoms led to: critical without its terms (U4e), or chosen lower (U3.5b)."""
    if data.get("continues"):
        return "continues"
    beside = data.get("channel") in (Channel.TELEPHONE, Channel.EMAIL)
    if data.get("unconfirmed") and not beside:
        return "standard"
    if data.get("named"):
        return "named"
    if beside:
        return "promised" if data.get("terms") else data.get("channel")
    return "lower" if "judged" in data and data["judged"] < data["level"] else None


def _untold(template: str, language: str) -> str:
    """Marks of the vendor are said, any other is an ellipsis."""
    marks = vendor_names.vendor().marks(language)
    return OPEN_MARKS.sub("…", template.format_map(defaultdict(lambda: "…", marks)))


def _filled(said: Text, data: Data, instant: Instant) -> Text:
    return Text(_said(said.ru, data, "ru", instant), _said(said.en, data, "en", instant))


def _said(template: str, data: Data, language: str, instant: Instant) -> str:
    """A mark without a value leaves nothing."""
    filled = dict(vendor_names.vendor().marks(language))
    filled |= {
        mark: _word(mark, value, language, instant) for mark, value in data.items() if value is not None
    }
    filled["actor"] = filled.get("actor") or PROGRAM.say(language)
    filled["during"] = _during(data, language, instant)
    # A reason that nobody gave leaves no dot behind.
    return template.format_map(defaultdict(str, filled)).removesuffix(". ")


def _during(data: Data, language: str, instant: Instant) -> str:
    """In which outage of the cabinet it came, as that was declared; nothing of what came at any other time."""
    if not data.get("outage_since"):
        return ""
    since, closes = (
        instant(datetime.fromisoformat(said)) if said else ""
        for said in (data["outage_since"], data.get("outage_closes"))
    )
    words = DURING if closes else DURING_OPEN
    return words.say(language).format(since=since, closes=closes)


def _word(mark: str, value: Any, language: str, instant: Instant) -> str:
    """An instant is written by `instant`; {"ru": …, "en": …} speaks the reader's language."""
    if mark in INSTANTS:
        return instant(datetime.fromisoformat(value))
    word = str(value[language]) if isinstance(value, Mapping) and language in value else str(value)
    if mark in TITLES:
        return f" (“{word}”)" if language == "en" else f" («{word}»)"
    return word
