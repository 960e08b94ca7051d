"""What may be disclosed today, from the answers that were given and what else stands in the way: pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from case_mgr.detainees.types import Answer, ConsentView, Decision, Giver, Purpose, Standing, Why

_YES = frozenset({Why.GIVEN_BY_PERSON, Why.GIVEN_BY_PROXY, Why.OWN_RECORD})


def decide(rows: Sequence[ConsentView], purpose: Purpose, standing: Standing, today: date) -> Decision:
    """Decide one purpose: the person's own word before anybody's, and a doubt is a no."""
    asked = [row for row in rows if purpose in row.purposes]
    answers = [_answer(of_record, purpose, standing, today) for of_record in _by_record(asked)]
    # Of records that turned out to be one person, the stricter one holds.
    answer = next((said for said in answers if said not in _YES), answers[0])
    blocks = tuple(_blocks(purpose, standing))
    return Decision(purpose, answer in _YES and not blocks, (*blocks, answer))


def _by_record(asked: Sequence[ConsentView]) -> list[list[ConsentView]]:
    """Part the answers by the record that they were given for; what was said after a merge is said of all."""
    moments = sorted({row.joined for row in asked if row.joined is not None})
    own = [row for row in asked if row.joined is None]
    parts = [[row for row in asked if row.joined == at] + [row for row in own if row.recorded > at] for at in moments]
    return [own, *parts] if own or not parts else parts


def is_standing(row: ConsentView, today: date) -> bool:
    """Whether an answer still holds: neither withdrawn nor expired."""
    return row.withdrawn is None and not is_expired(row, today)


def is_expired(row: ConsentView, today: date) -> bool:
    """Whether the last day that an answer can hold has passed."""
    last = row.expires.latest if row.expires else None
    return last is not None and last < today


def _blocks(purpose: Purpose, standing: Standing) -> list[Why]:
    blocks = []
    if standing.restricted and purpose is not Purpose.RECORD:
        blocks.append(Why.RESTRICTED)
    if purpose is Purpose.PUBLISH:
        blocks += [why for why, holds in ((Why.HOLD, standing.hold), (Why.GAG, standing.gag)) if holds]
    return blocks


def _answer(asked: Sequence[ConsentView], purpose: Purpose, standing: Standing, today: date) -> Why:
    # A refusal that was taken back is no answer any more; a consent that was taken back is one.
    kept = [row for row in asked if row.answer is Answer.GIVEN or is_standing(row, today)]
    own = [row for row in kept if row.giver is Giver.PERSON]
    if own:
        return _own_word(max(own, key=_age), today)
    holding = [row.answer for row in kept if is_standing(row, today)]
    if Answer.REFUSED in holding:
        return Why.DISAGREE if Answer.GIVEN in holding else Why.REFUSED_BY_PROXY
    if Answer.GIVEN in holding:
        # Keeping a record discloses nothing; anything else waits for the person's own word.
        return Why.RELEASED if standing.free and purpose is not Purpose.RECORD else Why.GIVEN_BY_PROXY
    if any(row.withdrawn is not None for row in kept):
        return Why.WITHDRAWN
    if kept:
        return Why.EXPIRED
    return Why.OWN_RECORD if purpose is Purpose.RECORD else Why.NOBODY_ASKED


def _own_word(row: ConsentView, today: date) -> Why:
    if row.answer is Answer.REFUSED:
        return Why.REFUSED_BY_PERSON
    if row.withdrawn is not None:
        return Why.WITHDRAWN
    return Why.EXPIRED if is_expired(row, today) else Why.GIVEN_BY_PERSON


def _age(row: ConsentView) -> tuple[date, datetime]:
    """Order answers by the day they were given, those of the same or of no known day by when they were recorded."""
    given = row.obtained.latest if row.obtained else None
    return given or row.recorded.date(), row.recorded
