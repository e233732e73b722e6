"""The turns of a client's ticket: each is one act of one person, in the words of the scene."""

from typing import Any

from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.close import close_ticket, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.proposal import agree_level, propose_level
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.demonstration.scenes.errands import (
    close_by_last_word,
    confirm_last_call,
    deny_last_call,
)
from kabinet.demonstration.scenes.form import SYMPTOMS, form
from kabinet.demonstration.scenes.scene import Enclosure, Scene, Step
from kabinet.demonstration.tables import table
from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode

LEG = LegCode.CLIENT


def registers(scene: Scene, *enclosed: Enclosure | None, **how: Any) -> Step:
    """The author sends the form; `how` as in form.form."""
    return scene.step(scene.company.author, register_ticket, "", *enclosed, **form(scene, **how))


def takes(scene: Scene) -> Step:
    """The engineer takes it."""
    return scene.step(scene.company.engineer, take_ticket, LEG)


def assigns(scene: Scene, to: str = "") -> Step:
    """The lead gives it to the engineer."""
    person = scene.world.person[to or scene.company.engineer]
    return scene.step(scene.company.lead, assign_ticket, LEG, assignee=person)


def notes(scene: Scene, said: str = "", by: str = "") -> Step:
    """An internal note: by default what the story's expert thinks."""
    return scene.step(by or scene.company.expert, write_note, LEG, text=said or scene.speech.text("note"))


def says(scene: Scene, *parts: str, kind: Answer = Answer.ANSWER, final: bool = False, by: str = "") -> Step:
    """A public message to the author."""
    text = scene.speech.to(_name(scene), *parts)
    return scene.step(by or scene.company.engineer, answer_ticket, LEG, text=text, kind=kind, final=final)


def acknowledges(scene: Scene) -> Step:
    """The first contact."""
    return says(scene, scene.speech.phrase("acknowledge"))


def asks(scene: Scene) -> Step:
    """The story's question."""
    return says(scene, scene.speech.text("question"), kind=Answer.QUESTION)


def solves(scene: Scene, *before: str) -> Step:
    """The story's solution."""
    return says(scene, *before, scene.speech.text("solution"), kind=Answer.SOLUTION)


def offers_workaround(scene: Scene, *, final: bool) -> Step:
    """The story's workaround, for the time being or as the end of the matter."""
    return says(scene, scene.speech.text("workaround"), kind=Answer.WORKAROUND, final=final)


def updates(scene: Scene, *before: str, phrase: str = "update") -> Step:
    """News without a solution."""
    return says(scene, *before, scene.speech.phrase(phrase))


def replies(scene: Scene, *enclosed: Enclosure | None, said: str = "") -> Step:
    """The author answers: by default the story's question."""
    return scene.step(
        scene.company.author, write_reply, LEG, *enclosed, text=said or scene.speech.text("reply")
    )


def calls(scene: Scene, phrase: str = "call", **how: Any) -> Step:
    """The engineer writes down a call; `how`: reached, asks, occurred_at, reason."""
    how.setdefault("reached", True)
    return scene.step(scene.company.engineer, log_call, LEG, text=scene.speech.phrase(phrase), **how)


def raises(scene: Scene, level: int) -> Step:
    """The author raises it: the symptoms are others now."""
    said = scene.speech.phrase("raise")
    return scene.step(
        scene.company.author, change_level, LEG, level=level, reason=said, symptoms=SYMPTOMS[level]
    )


def proposes_level(scene: Scene, level: int) -> Step:
    """The engineer proposes a lower one: only the author lowers what the author stated."""
    said = scene.speech.phrase("lower")
    return scene.step(scene.company.engineer, propose_level, LEG, level=level, reason=said)


def agrees_level(scene: Scene) -> Step:
    """The author agrees."""
    return scene.step(scene.company.author, agree_level, LEG)


def objects(scene: Scene) -> Step:
    """The author objects to a refusal."""
    return scene.step(scene.company.author, object_to, LEG, text=scene.speech.phrase("objection"))


def answers_objection(scene: Scene, *, upheld: bool) -> Step:
    """The engineer says whether the refusal stands, and why."""
    said = scene.speech.phrase("objection_upheld" if upheld else "objection_kept")
    return scene.step(scene.company.engineer, answer_objection, LEG, upheld=upheld, text=said)


def thanks(scene: Scene) -> Step:
    """The author says that it works, before accepting."""
    return replies(scene, said=scene.speech.text("thanks"))


def accepts(scene: Scene) -> Step:
    """The author accepts."""
    return scene.step(scene.company.author, accept_solution, LEG)


def declines(scene: Scene) -> Step:
    """The author declines with a reason."""
    return scene.step(scene.company.author, decline_solution, LEG, reason=scene.speech.phrase("decline"))


def closes(scene: Scene) -> Step:
    """The engineer closes without the author's word, after the days of silence."""
    return scene.step(scene.company.engineer, close_ticket, LEG, reason=scene.speech.phrase("close"))


def closes_by_word(scene: Scene) -> Step:
    """The engineer closes because the author wrote so."""
    return scene.step(
        scene.company.engineer, close_by_last_word, LEG, reason=scene.speech.phrase("close_by_word")
    )


def confirms_call(scene: Scene) -> Step:
    """The author says that the call took place which was written down late."""
    return scene.step(scene.company.author, confirm_last_call, LEG)


def denies_call(scene: Scene) -> Step:
    """The author says that there was no such call."""
    return scene.step(scene.company.author, deny_last_call, LEG, reason=scene.speech.phrase("deny_call"))


def reopens(scene: Scene, by: str = "", phrase: str = "reopen") -> Step:
    """It begins again."""
    return scene.step(by or scene.company.author, reopen_ticket, LEG, reason=scene.speech.phrase(phrase))


def withdraws(scene: Scene) -> Step:
    """The author takes it back."""
    return scene.step(scene.company.author, withdraw_ticket, LEG, reason=scene.speech.phrase("withdraw"))


def refuses(scene: Scene, reason: str) -> Step:
    """The engineer refuses for a reason of the regulation, with evidence."""
    said = table("phrases")["refusal"][reason]
    return scene.step(scene.company.engineer, refuse_ticket, LEG, reason=reason, text=said)


def _name(scene: Scene) -> str:
    return str(scene.world.people[scene.company.author]["name"])
