"""The deadlines of a ticket, with the reasons: for one from the arguments, or for many from JSON lines.

Lines in: {"id", "leg", "level", "registered", "zone"?, "first_contact"?}; lines out, in the same order:
{"id", "reaction_due", "update_due"} in UTC. A wrong line stops all with its number: nothing is answered then.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from kabinet.config.deadline.case import Case, case, in_utc
from kabinet.config.deadline.lines import answers
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time import Deadline, epoch
from kabinet.regulation.working_time.explanation import moment

_ASKED = ("leg", "level", "registered", "zone", "first_contact")
_REACTION = Text("Первый контакт", "First contact")
_UPDATE = Text("Обновление статуса", "Status update")
_UNKNOWN = Text(
    "считается от первого контакта (--first-contact)", "counted from the first contact (--first-contact)"
)


def add_arguments(parser: ArgumentParser) -> None:
    """What may be asked. Values are judged in `run`, where a mistake gets one sentence."""
    parser.add_argument("--leg", help="client: client to partner; vendor: partner to vendor")
    parser.add_argument("--level", help="criticality, 1 to 4")
    parser.add_argument("--registered", metavar="MOMENT", help="such as 2024-04-26T17:10+03:00")
    parser.add_argument("--zone", help="agreed time zone, such as Asia/Vladivostok")
    parser.add_argument("--first-contact", metavar="MOMENT", help="from when the status is to be updated")
    parser.add_argument(
        "--input", metavar="FILE", help="JSON lines instead of one ticket; - is standard input"
    )
    parser.add_argument("--json", action="store_true", help="the answer as JSON")
    parser.add_argument("--lang", choices=("ru", "en"), default="ru", help="language of reasons and mistakes")


def run(args: Namespace) -> int:
    """0, or 2 with one sentence on standard error."""
    try:
        return _many(args) if args.input is not None else _one(args)
    except Unlawful as error:
        _note(error.text, args.lang)
        return 2


def _many(args: Namespace) -> int:
    if given := [name for name in _ASKED if getattr(args, name) is not None]:
        option = f"--{given[0].replace('_', '-')}"
        raise Unlawful(Text(f"{option} не сочетается с --input", f"{option} does not go with --input"))
    lines, unused = _answers(args.input)
    sys.stdout.writelines(line + "\n" for line in lines)
    if unused:
        _note(
            Text(
                f"Часовой пояс не применён, строк: {unused}. На их звене он не согласуется",
                f"The time zone was not applied, lines: {unused}. Their leg leaves it to nobody",
            ),
            args.lang,
        )
    return 0


def _answers(path: str) -> tuple[list[str], int]:
    if path == "-":
        return answers(sys.stdin.buffer)
    try:
        with open(path, "rb") as lines:
            return answers(lines)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unlawful(Text(f"Файл {path} не читается: {reason}", f"Cannot read {path}: {reason}")) from error


def _one(args: Namespace) -> int:
    asked = {name: getattr(args, name) for name in _ASKED}
    this = case(asked | {"level": _number(args.level)})
    said = _as_json(this, args.lang) if args.json else "\n".join(_as_text(this, args.lang))
    print(said)
    if this.unused_zone:
        clause = this.terms.clause
        _note(
            Text(
                f"Часовой пояс {this.unused_zone} не применён: на этом звене он не согласуется ({clause})",
                f"The time zone {this.unused_zone} was not applied: this leg leaves it to nobody ({clause})",
            ),
            args.lang,
        )
    return 0


def _number(level: str | None) -> int | str | None:
    return (
        int(level) if level is not None and level.isascii() and level.isdigit() and len(level) < 9 else level
    )


def _note(text: Text, language: str) -> None:
    print(f"kabinet deadline: {text.say(language)}.", file=sys.stderr)


def _as_text(this: Case, language: str) -> Iterator[str]:
    yield from _told(_REACTION.say(language), this.reaction(), language)
    yield ""
    if update := this.update():
        yield from _told(_UPDATE.say(language), update, language)
    else:
        yield f"{_UPDATE.say(language)}: {_UNKNOWN.say(language)}."


def _told(name: str, of: Deadline, language: str) -> Iterator[str]:
    yield f"{name}: {moment(of.at).say(language)} ({of.calendar.hours.zone}), {in_utc(epoch(of.at))}"
    for number, step in enumerate(of.why(), 1):
        yield f"  {number}. {step.say(language)}"


def _as_json(this: Case, language: str) -> str:
    reaction, update = _shown(this.reaction(), language), this.update()
    shown = None if update is None else _shown(update, language)
    answer = {
        "leg": this.leg,
        "level": this.terms.level,
        "clause": this.terms.clause,
        "zone": this.calendar.hours.zone,
        "reaction_due": reaction["due"],
        "update_due": shown and shown["due"],
        "reaction": reaction,
        "update": shown,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _shown(of: Deadline, language: str) -> dict[str, Any]:
    return {
        "due": in_utc(epoch(of.at)),
        "local": of.at.isoformat(),
        "official": of.official,
        "why": [step.say(language) for step in of.why()],
    }
