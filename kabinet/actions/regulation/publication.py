"""The regulation is published by the vendor alone and changes nothing that was published (L16, P2.8)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from kabinet.actions.notices import subjects
from kabinet.actions.regulation import drafts
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records import doors, lengths
from kabinet.records.models import Membership, RegulationVersion, VersionDraft
from kabinet.records.versions import day_of, regulations
from kabinet.regulation.access import Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import RegulationPublished
from kabinet.regulation.organisation.versions import version_of
from kabinet.regulation.pack import load_texts
from kabinet.regulation.pack.editing import Source, digest, edited, head_file, value_at
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

MOST = 20  # faults that one sentence names
AHEAD = timedelta(days=366)
MEND = Text("Откройте черновик и исправьте их", "Open the draft and mend them")
MEANWHILE = Text("Черновик тем временем изменили", "The draft was changed meanwhile")
LOOK = Text("Посмотрите на него ещё раз и опубликуйте", "Look at it again, then publish")
CHOOSE = Text("Выберите другой день", "Choose another day")
PAST = Text("Задним числом версию не публикуют", "A version is not published backwards")
FAR = Text("Это дальше чем через год", "This is more than a year ahead")


def publish(
    *, actor: Actor, at: datetime, draft: int, day: date, before: str, note: str = ""
) -> RegulationVersion:
    """Publishes the draft on `day`: today or later, not before the last version's. From then on nothing of it changes.

    `before` is the mark of the draft that the person saw (`mark`). Invalid naming the field; Refused for whoever may not.
    """
    with organisation_act(
        actor=actor, at=at, organisation=actor.organisation, act=Act.PUBLISH_REGULATION
    ) as work:
        row = _ready(draft, before)
        _in_order(day, day_of(work.actor, work.at))
        version = _published(row, day, " ".join(clean(note, "note", lengths.NOTE).split()))
        _tell(work, version)
        row.delete()
        return version


def mark(content: Source) -> str:
    """What a page says of the draft that it showed."""
    return digest(content)[:16]


def sealed(content: Source, day: date) -> tuple[str, dict[str, str]]:
    """The code and the text as they are published: the day is in the text, and the code is made of everything in it."""
    file = head_file(content)
    dated = edited(content, {(file, "published"): day, (file, "code"): ""})
    code = regulations.code_of(dated, str(value_at(dated, (file, "number"))))
    return code, edited(dated, {(file, "code"): code})


def _ready(key: int, before: str) -> VersionDraft:
    row = VersionDraft.objects.select_for_update().filter(kind=VersionDraft.Kind.REGULATION, pk=key).first()
    if row is None:
        raise doors.Closed
    if mark(row.content) != before:
        raise Invalid("before", MEANWHILE, LOOK)
    if faults := drafts.faults(row):
        raise Invalid("draft", _faulty([fault.text for fault in faults]), MEND)
    return row


def _faulty(faults: list[Text]) -> Text:
    """Everything that stands against it, in one sentence."""
    ru, en = ("; ".join(getattr(fault, name) for fault in faults[:MOST]) for name in ("ru", "en"))
    return Text(f"Публиковать черновик нельзя: {ru}", f"The draft cannot be published: {en}")


def _in_order(day: date, today: date) -> None:
    last = regulations.standing().last()
    if day < today:
        raise Invalid("day", PAST, CHOOSE)
    if day > today + AHEAD:
        raise Invalid("day", FAR, CHOOSE)
    if last is not None and day < last.published_on:
        said = day_said(last.published_on)
        words = Text(f"Последняя версия выходит {said.ru}", f"The last version comes out on {said.en}")
        raise Invalid("day", words, CHOOSE)


def _published(row: VersionDraft, day: date, note: str) -> RegulationVersion:
    code, content = sealed(row.content, day)
    pack = load_texts(content, code)
    return RegulationVersion.objects.create(
        code=code,
        number=pack.number,
        published_on=pack.published,
        digest=digest(content),
        content=content,
        note=note,
    )


def _tell(work: OrganisationWork, row: RegulationVersion) -> None:
    """The history of the vendor; everybody who administers a partner or a client."""
    version = version_of(regulations.law(row.code))
    data = RegulationPublished(
        number=row.number,
        title=version.name,
        code=row.code,
        note=row.note,
        day=day_said(version.published),
        last=day_said(version.last_day_to_adopt),
        binding=day_said(version.binding),
    )
    work.record("regulation_published", data, clause="P2.8")
    about = subjects.regulation(row.number)
    work.tell(_heads(OrgKind.PARTNER), "regulation_published", data, about=about)
    work.tell(_heads(OrgKind.CLIENT), "regulation_coming", data, about=about)


def _heads(kind: OrgKind) -> Iterable[int]:
    held = Membership.objects.filter(
        organisation__kind=kind.value,
        role=Role.ORGANISATIONAL_CONTACT,
        confirmed_at__isnull=False,
        ended_at__isnull=True,
    )
    return held.values_list("person", flat=True).distinct()
