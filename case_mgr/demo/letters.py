"""What went between invented prisoners and the world: letters, parcels, visits, and what their timelines tell by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from case_mgr.access.actor import Actor
from case_mgr.cases import service
from case_mgr.cases.types import EventDraft, Level
from case_mgr.cases.types.correspondence import Direction, Kind, LetterDraft, Party, Status, StepDraft
from case_mgr.core.dates import PartialDate
from case_mgr.demo.world import InventedPerson

HELD = frozenset({"serving", "sentenced", "on_trial", "charged", "detained"})
FIRST = date(2025, 9, 3)
ROUND = 6


def load(actor: Actor, people: Iterable[tuple[InventedPerson, str]]) -> None:
    """Record for every third person in custody what came, what came back, and what was refused."""
    held = [case for person, case in people if person.story in HELD]
    for number, case in enumerate(held[::3]):
        day = FIRST + timedelta(days=number % 25)
        _letters(actor, number, case, day)
        if number % ROUND == 1:
            _events(actor, number, case, day)


def _letters(actor: Actor, number: int, case: str, day: date) -> None:
    match number % ROUND:
        case 0 | 1:
            draft = LetterDraft(
                Kind.LETTER,
                party=Party.FAMILY,
                who=f"Relative {number}",
                content="Invented: asks for books.",
                source="F-1",
            )
            row = service.record_letter(actor, case, draft, _step(Status.SENT, day - timedelta(days=12)))
            service.follow_letter(actor, case, row.public_id, _step(Status.ARRIVED, day))
        case 2:
            draft = LetterDraft(
                Kind.PARCEL, Direction.TO, 7, "Invented: warm clothes and tea.", Party.FAMILY, source="F-2"
            )
            row = service.record_letter(actor, case, draft, _step(Status.SENT, day))
            service.follow_letter(actor, case, row.public_id, _step(Status.RETURNED, day + timedelta(days=9)))
        case 3:
            service.record_letter(actor, case, LetterDraft(Kind.LAWYER_VISIT, source="L-4"), _step(Status.ARRIVED, day))
        case 4:
            draft = LetterDraft(Kind.VISIT, party=Party.FAMILY, source="F-3")
            service.record_letter(actor, case, draft, _step(Status.REFUSED, day))
        case _:
            service.record_letter(actor, case, LetterDraft(Kind.CALL, party=Party.FAMILY), _step(Status.ARRIVED, day))


def _events(actor: Actor, number: int, case: str, day: date) -> None:
    """Put somebody into a punishment cell, as two sources tell it, and let only the team know who told the second."""
    told = EventDraft(
        "punishment_cell",
        PartialDate.from_date(day),
        text="Invented: put there after a letter to a newspaper.",
        source="F-1",
        details={"days": str(10 + number % 6), "reason_given": "an unbuttoned collar"},
    )
    try:
        row = service.record_event(actor, case, told)
    except service.NeedsReason:
        return
    other = EventDraft(
        "punishment_cell",
        PartialDate.month(day.year, day.month),
        text="Invented: a former prisoner speaks of a whole month.",
        source="W-9",
        level=Level.TEAM if number % 4 == 1 else Level.NORMAL,
        details={"days": "30"},
    )
    service.tell_otherwise(actor, case, row.public_id, other)


def _step(status: Status, day: date) -> StepDraft:
    return StepDraft(status, PartialDate.from_date(day))
