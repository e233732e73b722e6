"""Joint work with a client's participant, a note shown later, calls written down, a ticket from a client's own desk."""

from typing import Any

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.audience import widen_audience
from kabinet.actions.tickets.contact import change_contact
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.terms import confirm_terms, deny_terms
from kabinet.actions.vendor.participants import end_participation, invite_participant
from kabinet.actions.vendor.third_party_desk import Foreign, open_foreign, save_foreign
from kabinet.demonstration.founding import phone
from kabinet.demonstration.scenes.afterwards import Row, before, done, form_values, number_of
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.form import SYMPTOMS
from kabinet.demonstration.tables import table
from kabinet.demonstration.world import World
from kabinet.records.models import Message
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Audience
from kabinet.regulation.legs import LegCode


def together(cast: Cast) -> None:
    """Each once; needs a transaction. `farm` and `energo` are served by a partner of their own."""
    rows = table("together")
    _joint(cast.world, rows["joint"])
    _note(cast.world, rows["note"])
    _call(cast.world, rows["call"])
    for row in rows["promise"]:
        _promise(cast.world, row)
    _foreign(cast.world, rows["foreign"])


def _joint(world: World, row: Row) -> None:
    number = number_of(world, row["story"], row["client"], LegCode.VENDOR)
    if number is None:
        return
    guest, mistaken = world.person[row["guest"]], world.person[row["mistaken"]]
    done(world, row["partner"], row["ago"] + 9, invite_participant, number=number, person=mistaken)
    done(world, row["mistaken"], row["ago"] + 4, end_participation, number=number, person=mistaken)
    done(world, row["partner"], row["ago"], invite_participant, number=number, person=guest)
    done(world, row["partner"], row["ago"] - 2, write_reply, number=number, text=row["hello"], joint=True)
    done(
        world, row["vendor"], row["ago"] - 20, answer_ticket, number=number, text=row["question"], joint=True
    )
    done(world, row["guest"], row["ago"] - 34, write_reply, number=number, text=row["reply"], joint=True)
    done(world, row["partner"], row["ago"] - 40, write_reply, number=number, text=row["shown"])
    said = {"number": number, "message": _last(number), "audience": Audience.JOINT}
    done(world, row["partner"], row["ago"] - 44, widen_audience, **said)


def _note(world: World, row: Row) -> None:
    number = number_of(world, row["story"], row["client"])
    if number is None:
        return
    done(world, row["by"], row["ago"], write_note, number=number, text=row["text"])
    said = {"number": number, "message": _last(number), "audience": Audience.PUBLIC}
    done(world, row["by"], row["ago"] - 12, widen_audience, **said)


def _call(world: World, row: Row) -> None:
    caller = _caller(world, row)
    called = Called(world.person[caller], before(world, row["ago"]), row["reason"])
    form = _form(world, row, caller) | {"symptoms": SYMPTOMS[3], "critical": None, "impact": "minor"}
    ticket = done(world, row["by"], row["recorded"], register_ticket, called=called, **form)
    stead = {"number": ticket.number, "contact": world.person[row["contact"]]}
    done(world, row["by"], row["recorded"] - 1, change_contact, **stead)


def _promise(world: World, row: Row) -> None:
    caller = _caller(world, row)
    critical = CriticalTerms(phone(world, caller), True, True)
    form = _form(world, row, caller) | {"symptoms": SYMPTOMS[1], "critical": critical, "impact": "critical"}
    called = Called(world.person[caller])
    number = done(world, row["by"], row["ago"], register_ticket, called=called, **form).number
    if "confirmed" in row:
        done(world, caller, row["confirmed"], confirm_terms, number=number, critical=critical)
        return
    lower = {"number": number, "level": 2, "reason": row["reason"], "symptoms": SYMPTOMS[2]}
    done(world, caller, row["lowered"], change_level, **lower)
    done(world, caller, row["denied"], deny_terms, number=number, reason=row["word"])


def _caller(world: World, row: Row) -> str:
    people = world.clients[row["client"]]["people"]
    return str(next(each["login"] for each in people if "authorised_person" in each["roles"]))


def _form(world: World, row: Row, caller: str) -> dict[str, Any]:
    return {
        "system": world.system[row["client"], row["system"]],
        "values": form_values(world, row["client"], row["system"], caller)
        | {"description": row["description"]},
        "chosen_level": None,
        "service": "problem",
        "subject": row["subject"],
    }


def _foreign(world: World, row: Row) -> None:
    system = world.system[row["client"], row["system"]]
    foreign = Foreign(system, row["desk"], row["number"], row["url"])
    draft = done(world, row["by"], row["ago"], save_foreign, foreign=foreign, content={})
    people = {**form_values(world, row["client"], row["system"], row["contact"]), "impact": "minor"}
    items = {name: row[name] for name in ("subject", "description", "changes", "sources", "pass_on_reason")}
    done(world, row["by"], row["ago"] - 5, open_foreign, draft=draft.pk, values=people | items)


def _last(number: str) -> int:
    with as_system("a message of the demonstration"):
        return int(Message.objects.filter(ticket__number=number).order_by("-occurred_at", "-id")[0].pk)
