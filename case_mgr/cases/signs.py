"""When somebody was last known to be alive: what counts as a sign of life, and which is the last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from case_mgr.cases.types import CaseView
from case_mgr.cases.types.correspondence import Direction, Kind, Status
from case_mgr.cases.types.letters import LetterView
from case_mgr.cases.types.signs import Sign
from case_mgr.core.dates import PartialDate

SIGN_OF_LIFE = "last_sign_of_life"
LATELY = timedelta(days=90)
_MEETINGS = frozenset({Kind.VISIT, Kind.LAWYER_VISIT, Kind.CALL})


def of_letter(letter: LetterView) -> Sign | None:
    """Return the sign of life that a letter from the prisoner gives, or a meeting that took place."""
    arrived = letter.last
    if letter.withdrawn or arrived.withdrawn or arrived.status is not Status.ARRIVED:
        return None
    if letter.kind in _MEETINGS:
        return Sign(arrived.happened, letter.kind, letter.public_id)
    if letter.kind is not Kind.LETTER or letter.direction is not Direction.FROM:
        return None
    # Whoever wrote was alive when they wrote: the day on which it came says less.
    written = next((step.happened for step in letter.standing if step.status is Status.SENT and step.happened), None)
    return Sign(written or arrived.happened, letter.kind, letter.public_id)


def of_event(happened: PartialDate | None, public_id: str) -> Sign:
    """Return the sign of life that an event of the timeline tells of."""
    return Sign(happened, None, public_id)


def of_case(case: CaseView) -> list[Sign]:
    """Return every sign of life of which the reader of a case may know."""
    told = [
        of_event(event.happened, event.public_id)
        for event in case.events
        if event.kind == SIGN_OF_LIFE and event.counts and not event.withdrawn
    ]
    return [*told, *(sign for letter in case.letters if (sign := of_letter(letter)))]


def last(signs: Iterable[Sign]) -> Sign | None:
    """Return the latest sign of life: by the first day that it may mean, so that a vague date does not win."""
    return max(signs, key=_day, default=None)


def refused_lately(letters: Iterable[LetterView], today: date) -> int:
    """Count what the prison refused in the last 90 days, as far as dates can tell: a date known in part may count."""
    since = today - LATELY
    return sum(
        1
        for letter in letters
        if not letter.withdrawn
        and letter.last.status is Status.REFUSED
        and letter.last.happened is not None
        and (letter.last.happened.latest or today) >= since
    )


def _day(sign: Sign) -> tuple[date, date]:
    when = sign.happened
    first = (when.earliest if when else None) or date.min
    return first, (when.latest if when else None) or date.min
