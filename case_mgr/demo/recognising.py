"""Who is recognised in the invented world: some for long, some after the fact, some wait for whoever tries the demo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from case_mgr.access.actor import Actor
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson
from case_mgr.recognition import service
from case_mgr.recognition.types import DecisionDraft, EndDraft, EndKind, RequestDraft, Stage, StatementDraft

GROUPS = ("Zhuravel Initiative", "Committee of Invented Lawyers", "Union of Invented Writers")
REASONS = {
    "pace-1900": {
        "pace-1900-a": "Held for a comment about the elections: a use of the freedom of expression.",
        "pace-1900-e": "The court was closed, and the lawyer was let in on the last day only.",
    },
    "guidelines-2013": {
        "guidelines-2013-3-1-a": "Held for taking part in a peaceful march, and for nothing else.",
        "guidelines-2013-3-2-c": "Four years for a march: far more than others got for the same.",
    },
}
OUTCOMES = {
    7: (Stage.DECLINED, "Violence against an officer is documented on video, and nobody contests it."),
    8: (Stage.DEFERRED, "Neither the charge nor the circumstances are known: ask the family again."),
    9: (Stage.WITHHELD, "The mother asks not to be public about it until the appeal."),
}
REQUESTED, UNDER_REVIEW, NOTHING = 10, 11, 12
ROUND = 13
HELD = frozenset(
    {"serving", "served", "restricted", "rearrested", "died", "sentenced", "on_trial", "charged", "detained"}
)
LAST_DECISION = date(2025, 10, 1)


@dataclass(frozen=True, slots=True)
class Members:
    """Who asks and who decides: never the same."""

    asks: Actor
    decides: Actor


def load(members: Members, people: Iterable[tuple[InventedPerson, str]]) -> None:
    """Recognise people in their cases, with every other outcome among them."""
    held = [(person, case) for person, case in people if person.story in HELD]
    for number, (person, case) in enumerate(held):
        _recognise(members, number, person, case)


def _recognise(members: Members, number: int, person: InventedPerson, case: str) -> None:
    turn, standard = number % ROUND, "guidelines-2013" if number % 3 else "pace-1900"
    if turn == NOTHING:
        return
    reasons = REASONS[standard]
    row = service.request(members.asks, case, RequestDraft(standard, reasons, "The family asked us, by code F-1."))
    if turn == REQUESTED:
        return
    if turn in OUTCOMES:
        stage, note = OUTCOMES[turn]
        service.decide(members.decides, case, row.public_id, DecisionDraft(stage, _day(person), note=note))
        return
    service.take_up(members.decides, case, row.public_id)
    if turn == UNDER_REVIEW:
        return
    late = person.story == "served" and number % 2 == 0
    day = _later(person.steps[-1].when, 40) if late else _day(person)
    # Whoever died was recognised before.
    after = False if person.story == "died" else None
    draft = DecisionDraft(Stage.RECOGNISED, day, reasons, after_the_fact=after)
    service.decide(members.decides, case, row.public_id, draft)
    statement = StatementDraft("Joint statement of invented groups", published=day, signatories=GROUPS)
    service.state(members.asks, case, row.public_id, statement)
    _end(members, number, person, case, row.public_id, day)


def _end(members: Members, number: int, person: InventedPerson, case: str, row: str, day: PartialDate) -> None:
    """End what held until a release, and a few for other reasons."""
    last = person.steps[-1].when
    if person.story == "served" and day.before(last):
        draft = EndDraft(EndKind.RELEASED, last, "The sentence was served in full.")
    elif number == ROUND:
        draft = EndDraft(EndKind.ERROR, _later(day, 20), "Meant was a namesake: the request named the wrong case.")
    elif number == 2 * ROUND:
        draft = EndDraft(EndKind.WITHDRAWN, _later(day, 60), "A call for violence came to light.")
    else:
        return
    service.end(members.decides, case, row, draft)


def _day(person: InventedPerson) -> PartialDate:
    return _later(person.steps[0].when, 60)


def _later(when: PartialDate, days: int) -> PartialDate:
    first = when.latest or LAST_DECISION
    return PartialDate.from_date(min(first + timedelta(days=days), LAST_DECISION))
