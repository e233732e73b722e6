"""Canned answers, assignment rules, an order of call, links, a duplicate, watchers, tags and a mention: by their acts."""

from collections.abc import Callable, Mapping
from typing import Any

from kabinet.actions.desk.canned import keep_canned
from kabinet.actions.desk.link import link_tickets, unlink_tickets
from kabinet.actions.desk.merge import merge_ticket
from kabinet.actions.desk.rules import Conditions, keep_rule
from kabinet.actions.desk.tag import tag_ticket, untag_ticket
from kabinet.actions.desk.watch import add_watcher, watch_ticket
from kabinet.actions.on_call.order import keep_step
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.demonstration.scenes.afterwards import Row, done, form_values, number_of
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.form import SYMPTOMS
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import World


def desk(cast: Cast) -> None:
    """Each table in its turn; needs a transaction. What concerns a ticket is left out where the world has none."""
    rows = table("desk")
    for name, told in TOLD.items():
        said = rows[name]
        for row in said if isinstance(said, list) else [said]:
            told(cast.world, row)


def _canned(world: World, row: Row) -> None:
    text = {name: row[name] for name in ("leg", "title", "text")}
    done(world, row["by"], row["ago"], keep_canned, **text)


def _rule(world: World, row: Row) -> None:
    conditions = Conditions(client=world.organisation[row["client"]], level=row.get("level"))
    whom = {"assignee": world.person[row["assignee"]], "conditions": conditions}
    done(world, row["by"], row["ago"], keep_rule, **whom)


def _on_call(world: World, row: Row) -> None:
    person = world.person[row["person"]]
    done(world, row["by"], row["ago"], keep_step, person=person, minutes=row["minutes"])


def _link(world: World, row: Row) -> None:
    other = number_of(world, row["other"], row["other_client"])
    if (number := _number(world, row)) and other:
        done(world, row["by"], row["ago"], link_tickets, number=number, other=other)
        if "parted" in row:
            done(world, row["by"], row["parted"], unlink_tickets, number=number, other=other)


def _watch(world: World, row: Row) -> None:
    if number := _number(world, row):
        done(world, row["who"], row["ago"], watch_ticket, number=number)


def _watcher(world: World, row: Row) -> None:
    if number := _number(world, row):
        done(world, row["by"], row["ago"], add_watcher, number=number, person=world.person[row["person"]])


def _tag(world: World, row: Row) -> None:
    if number := _number(world, row):
        for name in row["names"]:
            done(world, row["by"], row["ago"], tag_ticket, number=number, name=name)
        for name in row.get("mistaken", ()):
            done(world, row["by"], row["ago"], untag_ticket, number=number, name=name)


def _mention(world: World, row: Row) -> None:
    if number := _number(world, row):
        done(world, row["by"], row["ago"], write_note, number=number, text=row["text"])


def _duplicate(world: World, row: Row) -> None:
    main = _number(world, row)
    if main is None:
        return
    form = {
        "system": world.system[row["client"], row["system"]],
        "values": form_values(world, row["client"], row["system"], row["author"])
        | {"description": row["description"]},
        "symptoms": SYMPTOMS[3],
        "chosen_level": None,
        "critical": None,
        "service": "problem",
        "impact": "minor",
        "subject": row["subject"],
    }
    made = done(world, row["author"], row["ago"], register_ticket, **form)
    done(world, row["by"], row["merged"], merge_ticket, number=made.number, into=main, reason=row["reason"])


def _number(world: World, row: Row) -> str | None:
    return number_of(world, row["story"], row["client"])


TOLD: Mapping[str, Callable[[World, Row], Any]] = {
    "canned": _canned,
    "rule": _rule,
    "link": _link,
    "watch": _watch,
    "watcher": _watcher,
    "tag": _tag,
    "mention": _mention,
    "duplicate": _duplicate,
    "on_call": _on_call,
}
