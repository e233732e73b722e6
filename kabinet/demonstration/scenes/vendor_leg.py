"""The turns of a ticket at the vendor, and of what travels between it and the client's."""

from typing import Any

from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.plan import agree_plan, lower_unagreed, refuse_plan
from kabinet.actions.tickets.proposal import agree_level, decline_level, propose_level
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.return_back import (
    complete_ticket,
    end_return,
    explain_item,
    return_ticket,
    supply_item,
)
from kabinet.demonstration.founding import phone
from kabinet.demonstration.scenes.errands import close_by_last_word, pass_on_with_talk, relay_latest
from kabinet.demonstration.scenes.form import SYMPTOMS
from kabinet.demonstration.scenes.scene import Enclosure, Scene, Step
from kabinet.demonstration.scenes.speech import called
from kabinet.demonstration.tables import table
from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode

LEG = LegCode.VENDOR


def passes_on(scene: Scene, **how: Any) -> Step:
    """The expert sends it to the vendor, after what they found out by themselves."""
    expert, speech = scene.company.expert, scene.speech
    values = {
        "sources": speech.phrase("sources"),
        "pass_on_reason": speech.phrase("pass_on_reason"),
        "changes": speech.text("changes", "changes"),
    }
    critical = CriticalTerms(phone(scene.world, expert), True, True) if scene.level == 1 else None
    return scene.step(expert, pass_on_with_talk, LegCode.CLIENT, values=values, critical=critical, **how)


def takes(scene: Scene) -> Step:
    """The vendor's engineer takes it."""
    return scene.step(scene.company.vendor, take_ticket, LEG)


def notes(scene: Scene) -> Step:
    """A note that only the vendor reads."""
    return scene.step(scene.company.vendor, write_note, LEG, text=scene.speech.phrase("vendor_note"))


def says(
    scene: Scene,
    *parts: str,
    kind: Answer = Answer.ANSWER,
    final: bool = False,
    enclosed: Enclosure | None = None,
) -> Step:
    """The vendor's engineer writes to the expert."""
    text = scene.speech.to(str(scene.world.people[scene.company.expert]["name"]), *parts)
    return scene.step(scene.company.vendor, answer_ticket, LEG, enclosed, text=text, kind=kind, final=final)


def acknowledges(scene: Scene) -> Step:
    """The first contact."""
    return says(scene, scene.speech.phrase("vendor_first"))


def updates(scene: Scene, *before: str) -> Step:
    """News without a solution."""
    return says(scene, *before, scene.speech.phrase("vendor_update"))


def asks(scene: Scene, enclosed: Enclosure | None = None) -> Step:
    """A question to the partner."""
    return says(scene, scene.speech.same("vendor_question"), kind=Answer.QUESTION, enclosed=enclosed)


def works_around(scene: Scene, *, final: bool) -> Step:
    """What they found and how to work meanwhile."""
    parts = scene.speech.text("vendor_answer"), scene.speech.text("workaround")
    return says(scene, *parts, kind=Answer.WORKAROUND, final=final)


def solves(scene: Scene) -> Step:
    """What they found and how it is mended."""
    parts = scene.speech.text("vendor_answer"), scene.speech.text("solution")
    return says(scene, *parts, kind=Answer.SOLUTION)


def plans(scene: Scene) -> Step:
    """A plan of action."""
    return says(scene, scene.speech.phrase("plan"), kind=Answer.PLAN)


def agrees(scene: Scene) -> Step:
    """The expert agrees to it."""
    return scene.step(scene.company.expert, agree_plan, LEG)


def objects(scene: Scene) -> Step:
    """The expert refuses it with reasons."""
    return scene.step(scene.company.expert, refuse_plan, LEG, reasons=scene.speech.phrase("plan_no"))


def replies(scene: Scene, *parts: str) -> Step:
    """The expert writes to the vendor's engineer."""
    name = called(str(scene.world.people[scene.company.vendor]["name"]))
    return scene.step(
        scene.company.expert, write_reply, LEG, text="\n\n".join([f"{name}, добрый день!", *parts])
    )


def returns(scene: Scene, case: str, phrase: str) -> Step:
    """It goes back for what is missing."""
    said = scene.speech.phrase(phrase)
    return scene.step(scene.company.vendor, return_ticket, LEG, cases=[case], text=said)


def completes(scene: Scene, **values: str) -> Step:
    """The expert gives what was missing."""
    return scene.step(scene.company.expert, complete_ticket, LEG, values=values)


def supplies(scene: Scene, item: str, value: str) -> Step:
    """The expert ticks off one missing item."""
    return scene.step(scene.company.expert, supply_item, LEG, item=item, value=value)


def explains(scene: Scene, item: str) -> Step:
    """The expert says why an item cannot be had."""
    reason = scene.speech.phrase("not_to_be_had")
    return scene.step(scene.company.expert, explain_item, LEG, item=item, reason=reason)


def does_without(scene: Scene) -> Step:
    """The vendor awaits nothing more."""
    reason = scene.speech.phrase("does_without")
    return scene.step(scene.company.vendor, end_return, LEG, reason=reason)


def lowers_unagreed(scene: Scene, level: int) -> Step:
    """The vendor lowers: the plan got no reasoned answer in its time (P4.8.2b)."""
    return scene.step(scene.company.vendor, lower_unagreed, LEG, level=level)


def proposes_level(scene: Scene, level: int) -> Step:
    """After recovery the vendor proposes a lower level (P4.8.2c)."""
    said = scene.speech.phrase("recovered")
    return scene.step(scene.company.vendor, propose_level, LEG, level=level, reason=said)


def agrees_level(scene: Scene) -> Step:
    """The expert agrees."""
    return scene.step(scene.company.expert, agree_level, LEG)


def declines_level(scene: Scene) -> Step:
    """The expert does not, and says why."""
    said = scene.speech.phrase("not_recovered")
    return scene.step(scene.company.expert, decline_level, LEG, reason=said)


def questions_refusal(scene: Scene) -> Step:
    """The expert objects to the vendor's refusal."""
    return scene.step(scene.company.expert, object_to, LEG, text=scene.speech.phrase("objection"))


def answers_objection(scene: Scene, *, upheld: bool) -> Step:
    """The vendor says whether the refusal stands, and why."""
    said = scene.speech.phrase("objection_upheld" if upheld else "objection_kept")
    return scene.step(scene.company.vendor, answer_objection, LEG, upheld=upheld, text=said)


def changes_level(scene: Scene, level: int, phrase: str) -> Step:
    """The vendor alone puts a wrong classification right, with a reason and the symptoms that say so (P5f)."""
    said = {"level": level, "reason": scene.speech.phrase(phrase), "symptoms": SYMPTOMS[level]}
    return scene.step(scene.company.vendor, change_level, LEG, **said, ground="misclassified")


def refuses(scene: Scene, reason: str) -> Step:
    """The vendor refuses for a reason of the regulation."""
    said = table("phrases")["refusal"][reason]
    return scene.step(scene.company.vendor, refuse_ticket, LEG, reason=reason, text=said)


def withdraws(scene: Scene) -> Step:
    """The expert takes it back."""
    return scene.step(
        scene.company.expert, withdraw_ticket, LEG, reason=scene.speech.phrase("vendor_withdraw")
    )


def closes(scene: Scene) -> Step:
    """The vendor closes because the expert wrote so."""
    return scene.step(
        scene.company.vendor, close_by_last_word, LEG, reason=scene.speech.phrase("vendor_close")
    )


def accepts(scene: Scene) -> Step:
    """The expert accepts."""
    return scene.step(scene.company.expert, accept_solution, LEG)


def declines(scene: Scene) -> Step:
    """The expert declines with a reason."""
    return scene.step(scene.company.expert, decline_solution, LEG, reason=scene.speech.phrase("decline"))


def relays(scene: Scene, *parts: str, kind: Answer, final: bool = False) -> Step:
    """The expert takes the vendor's latest message over into the client's ticket, in words of their own."""
    author = str(scene.world.people[scene.company.author]["name"])
    text = scene.speech.to(author, scene.speech.phrase("relay_lead"), *parts)
    return scene.step(scene.company.expert, relay_latest, LEG, text=text, kind=kind, final=final)


def relays_solution(scene: Scene) -> Step:
    """The vendor's solution reaches the client."""
    return relays(scene, scene.speech.text("solution"), kind=Answer.SOLUTION)


def relays_workaround(scene: Scene, *, final: bool) -> Step:
    """The vendor's workaround reaches the client."""
    return relays(scene, scene.speech.text("workaround"), kind=Answer.WORKAROUND, final=final)
