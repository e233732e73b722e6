"""Whether the levels, the questions and the life of a version lead anywhere: no dead end for whoever registers a ticket."""

from collections.abc import Iterator

from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.symptoms import Answers, Question
from kabinet.regulation.pack.words import Level, Status, Turn
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.ticket import criticality, lifecycle

# Facts that nobody decides on: they are recorded whether the ticket's life knows them or not.
BY_ITSELF = (
    Kind.BREACHED,
    Kind.LOWERED,
    Kind.VENDOR_CHANGED,
    Kind.CLOSING_ANNOUNCED,
    Kind.CLOSED_BY_SILENCE,
    Kind.WAITING_BEGAN,
    Kind.WAITING_ENDED,
    Kind.CALENDAR_CHANGED,
    Kind.LINKED,
    Kind.UNLINKED,
    Kind.ABSORBED,
    Kind.HANDED_OVER,
)
PROMISES = ("phone", "hour")  # what a page asks and a ticket keeps of the critical terms
MOST_WAYS, MOST_QUESTIONS = 3_000, 30


def dead_ends(leg: Leg, carried: Leg) -> Iterator[Text]:
    """Everything that would leave a ticket without a level, a promise or a status."""
    for level in leg.levels:
        for fault in _level(level, leg):
            yield Text(f"уровень {level.number}: {fault.ru}", f"level {level.number}: {fault.en}")
    if tuple(term.code for term in leg.critical_terms) != PROMISES:
        yield Text(
            "условия критических обращений: нужны phone и hour, по порядку и больше никаких",
            "critical terms: phone and hour are needed, in this order, and no other",
        )
    yield from _symptoms(leg)
    yield from _answers(leg)
    yield from _life(leg, carried)


def _level(level: Level, leg: Leg) -> Iterator[Text]:
    other = _row(level.not_production_level, leg)
    if level.production_only and (other is None or other.production_only):
        yield Text(
            "не сказано, какой уровень вместо него вне промышленной эксплуатации",
            "it does not say which level takes its place outside production",
        )
    other = _row(level.unconfirmed_level, leg)
    if level.needs_critical_terms and (other is None or other.needs_critical_terms):
        yield Text(
            "не сказано, какой уровень вместо него без условий критических обращений",
            "it does not say which level takes its place without the critical terms",
        )


def _row(number: int | None, leg: Leg) -> Level | None:
    return next((level for level in leg.levels if level.number == number), None)


def _symptoms(leg: Leg) -> Iterator[Text]:
    if len(leg.symptoms) > MOST_QUESTIONS:
        yield Text(
            f"вопросов о симптомах больше {MOST_QUESTIONS}",
            f"more than {MOST_QUESTIONS} questions about symptoms",
        )
        return
    known = {question.code: _possible(question) for question in leg.symptoms}
    whens = [(f"вопрос {each.code}", f"question {each.code}", each.asked_when or {}) for each in leg.symptoms]
    whens += [
        (f"признак уровня {each.level}", f"criterion of level {each.level}", each.when)
        for each in leg.criteria
    ]
    strange = [
        Text(f"{ru}: ответа {answer} на вопрос {code} не бывает", f"{en}: {code} is never answered {answer}")
        for ru, en, when in whens
        for code, answer in when.items()
        if code in known and answer not in known[code]
    ]
    yield from strange
    for question in leg.symptoms:
        codes = [choice.code for choice in question.choices]
        if len(set(codes)) < len(codes):
            yield Text(
                f"вопрос {question.code}: ответы повторяются",
                f"question {question.code}: answers are repeated",
            )
    if not strange and (found := _open_way(leg)) is not None:
        said = ", ".join(f"{code} = {_answer(answer)}" for code, answer in found.items()) or "—"
        yield Text(f"по ответам {said} уровень не получается", f"the answers {said} come to no level")


def _possible(question: Question) -> list[str | bool]:
    return [choice.code for choice in question.choices] or [True, False]


def _open_way(leg: Leg) -> Answers | None:
    """Answers to everything that has to be answered, which still come to no level; None when there are none such."""
    ways: list[Answers] = [{}]
    for _ in range(MOST_WAYS):
        if not ways:
            return None
        answers = ways.pop()
        asked = [
            each for each in criticality.asked(answers, leg) if each.required and each.code not in answers
        ]
        if asked:
            ways += [{**answers, asked[0].code: answer} for answer in _possible(asked[0])]
        elif criticality.judge(answers, True, True, leg).symptoms is None:
            return answers
    return None


def _answer(answer: str | bool) -> str:
    return answer if isinstance(answer, str) else "yes" if answer else "no"


def _answers(leg: Leg) -> Iterator[Text]:
    codes = [each.code for each in leg.answers]
    for kind in Answer:
        if codes.count(kind) != 1:
            yield Text(
                f"вид ответа {kind} нужен ровно один раз", f"the kind of answer {kind} is needed exactly once"
            )


def _life(leg: Leg, carried: Leg) -> Iterator[Text]:
    """What the program relies on of its own statuses: who moves, whether it is open, and what can happen there."""
    first = carried.statuses[0].role
    if leg.statuses and leg.statuses[0].role is not first:
        yield Text(
            f"первым должен стоять статус с ролью {first}: с него начинается обращение",
            f"a status with the role {first} stands first: a ticket begins with it",
        )
    known = {status.role: status for status in carried.statuses}
    entered = {leg.statuses[0].code, *(move.to for move in leg.moves)} if leg.statuses else set()
    for ours in leg.statuses:
        theirs = known.get(ours.role)
        if theirs is None:
            yield Text(
                f"статус {ours.code}: роли {ours.role} на этом звене нет",
                f"status {ours.code}: this leg knows no role {ours.role}",
            )
            continue
        if (ours.open, ours.turn, ours.considered) != (theirs.open, theirs.turn, theirs.considered):
            said = ", ".join(f"{key} = {value}" for key, value in _of_role(theirs).items())
            yield Text(
                f"статус {ours.code}: ход и открытость у роли {ours.role} другие: {said}",
                f"status {ours.code}: the role {ours.role} has another turn and openness: {said}",
            )
        for kind in BY_ITSELF:
            happens = ours.code in entered and _happens(theirs.code, kind, carried)
            if happens and not _happens(ours.code, kind, leg):
                yield Text(
                    f"статус {ours.code}: программа записывает здесь {kind}, а ход обращения этого не знает",
                    f"status {ours.code}: the program records {kind} here, which the life does not know",
                )


def _of_role(status: Status) -> dict[str, str]:
    """What comes with the role of `status`, as a file says it."""
    return {
        "turn": f'"{status.turn}"',
        "open": str(status.open).lower(),
        "considered": str(status.considered).lower(),
    }


def _happens(status: str, kind: Kind, leg: Leg) -> bool:
    """Whether a fact that comes by itself leads somewhere, whoever has to move on the linked ticket."""
    turns = list(Turn) if kind is Kind.VENDOR_CHANGED else [None]
    try:
        for turn in turns:
            lifecycle.after(status, kind, None, leg, vendor_turn=turn)
    except Unlawful:
        return False
    return True
