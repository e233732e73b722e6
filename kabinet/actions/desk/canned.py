"""Texts that a desk keeps ready: its leads change them; whoever writes takes one and sees it filled in before it is sent."""

from datetime import datetime

from kabinet.actions.desk.marks import MARKS, unknown
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import lengths
from kabinet.records.doors import Closed
from kabinet.records.models import CannedAnswer
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import Named
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

TITLE, LONGEST = 120, lengths.CANNED
NO_TITLE = Text("Напишите название: по нему ответ находят", "Write a title: the answer is found by it")
LONG_TITLE = Text(f"Название длиннее {TITLE} знаков", f"The title is longer than {TITLE} characters")
TAKEN = Text("Ответ с таким названием уже есть", "There is an answer with this title already")
NO_TEXT = Text("Напишите текст", "Write the text")
LONG_TEXT = Text(f"Текст длиннее {LONGEST} знаков", f"The text is longer than {LONGEST} characters")
NO_LEG = Text("Выберите, кому пишут этот ответ", "Choose to whom this answer is written")


def keep_canned(
    *, actor: Actor, at: datetime, leg: str, title: str, text: str, key: int | None = None
) -> CannedAnswer:
    """Adds an answer to those of the actor's own desk, or changes the one with `key`; Mistaken names every fault."""
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_CANNED) as work:
        answer = _of(work, key) if key else CannedAnswer(organisation=work.organisation)
        before = answer.title
        answer.leg, answer.title, answer.text = leg, " ".join(clean(title).split()), clean(text)
        _check(answer)
        answer.kept_by_id, answer.kept_at = actor.person, work.at
        answer.save()
        work.record("canned_changed" if before else "canned_added", Named(name=answer.title))
    return answer


def remove_canned(*, actor: Actor, at: datetime, key: int) -> None:
    """Takes an answer away; what was sent with it stays as it was sent."""
    with organisation_act(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_CANNED) as work:
        answer = _of(work, key)
        answer.delete()
        work.record("canned_removed", Named(name=answer.title))


def _of(work: OrganisationWork, key: int) -> CannedAnswer:
    found = CannedAnswer.objects.filter(organisation=work.organisation, pk=key).first()
    if found is None:
        raise Closed
    return found


def _check(answer: CannedAnswer) -> None:
    faults = [
        *([Fault("leg", NO_LEG)] if answer.leg not in (LegCode.CLIENT, LegCode.VENDOR) else []),
        *([Fault("title", said)] if (said := _title(answer)) else []),
        *([Fault("text", said)] if (said := _text(answer.text)) else []),
    ]
    if faults:
        raise Mistaken(faults)


def _title(answer: CannedAnswer) -> Text | None:
    if not answer.title:
        return NO_TITLE
    if len(answer.title) > TITLE:
        return LONG_TITLE
    same = CannedAnswer.objects.filter(organisation=answer.organisation, leg=answer.leg, title=answer.title)
    return TAKEN if same.exclude(pk=answer.pk).exists() else None


def _text(text: str) -> Text | None:
    if not text or len(text) > LONGEST:
        return LONG_TEXT if text else NO_TEXT
    if not (strange := unknown(text)):
        return None
    named, known = ", ".join(f"{{{{{each[:40]}}}}}" for each in strange[:5]), ", ".join(MARKS)
    return Text(
        f"Таких меток нет: {named}. Есть: {known}", f"There are no such marks: {named}. There are: {known}"
    )
