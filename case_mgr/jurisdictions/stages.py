"""Says where a case stands from what happened, and why a move is impossible or unlikely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.jurisdictions.enums import ENDED, Stage
from case_mgr.jurisdictions.types import EventKind

STAGE_LABELS: Mapping[Stage, str] = {
    Stage.REPORTED: N_("Reported"),
    Stage.DETAINED: N_("Detained"),
    Stage.CHARGED: N_("Charged"),
    Stage.ON_TRIAL: N_("On trial"),
    Stage.SENTENCED: N_("Sentenced"),
    Stage.SERVING: N_("Serving"),
    Stage.IN_ABSENTIA: N_("Prosecuted in absentia"),
    Stage.RESTRICTED_FREEDOM: N_("Restricted freedom"),
    Stage.RELEASED: N_("Released"),
    Stage.DIED: N_("Died"),
    Stage.CLOSED: N_("Closed"),
}
START = Stage.REPORTED

# Whole sentences per stage, so that a translator never glues a stage's name into a grammar that does not take it.
IMPOSSIBLE: Mapping[Stage, str] = {
    Stage.REPORTED: N_("“%(kind)s” cannot stand first: record the detention, the charge or the verdict before it."),
    Stage.DETAINED: N_(
        "“%(kind)s” is not possible while the person is only detained: record first what came before it."
    ),
    Stage.CHARGED: N_("“%(kind)s” is not possible for a person who is charged: record first what came before it."),
    Stage.ON_TRIAL: N_("“%(kind)s” is not possible during the trial: record the verdict or the release first."),
    Stage.SENTENCED: N_("“%(kind)s” is not possible between the verdict and the sentence: check the date."),
    Stage.SERVING: N_("“%(kind)s” is not possible while the sentence is being served: check the date."),
    Stage.IN_ABSENTIA: N_("“%(kind)s” is not possible for a person who is out of reach: record the detention first."),
    Stage.RESTRICTED_FREEDOM: N_("“%(kind)s” is not possible under restricted freedom: record first what changed it."),
    Stage.RELEASED: N_(
        "“%(kind)s” is not possible after a release: a re-arrest opens a new case; "
        "if the release was taken back, record the return to custody first."
    ),
    Stage.DIED: N_("“%(kind)s” is not possible after a death: if the death is wrong, correct it first."),
    Stage.CLOSED: N_("“%(kind)s” is not possible in a closed case: record that it was reopened, or open a new case."),
}
UNLIKELY: Mapping[Stage, str] = {
    Stage.REPORTED: N_("Nothing is recorded before this. Check the date, or say how it is known."),
    Stage.DETAINED: N_("No charge and no verdict are recorded before this. Check the date, or say how it is known."),
    Stage.CHARGED: N_("No verdict is recorded before this. Check the date, or say how it is known."),
    Stage.ON_TRIAL: N_("The trial is not recorded as finished. Check the date, or say how it is known."),
    Stage.SENTENCED: N_("The sentence is not recorded as begun. Check the date, or say how it is known."),
    Stage.SERVING: N_("The person is recorded as serving a sentence. Check the date, or say how it is known."),
    Stage.IN_ABSENTIA: N_("The person is recorded as out of reach. Check the date, or say how it is known."),
    Stage.RESTRICTED_FREEDOM: N_("The person is recorded as outside custody. Check the date, or say how it is known."),
    Stage.RELEASED: N_("The person is recorded as released. Check the date, or say how it is known."),
    Stage.DIED: N_("The person is recorded as dead. Check the date, or say how it is known."),
    Stage.CLOSED: N_("The case is recorded as closed. Check the date, or say how it is known."),
}


class ImpossibleMove(Refused):
    """An event that cannot happen where the case stands; the sentence says what to record instead."""

    def __init__(self, stage: Stage, kind: EventKind) -> None:
        super().__init__(IMPOSSIBLE[stage], kind=kind.names["en"])
        self.stage = stage
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Happened:
    """What the stage needs to know of a timeline event: its kind and between which days it lies."""

    kind: EventKind
    earliest: date | None = None
    latest: date | None = None
    recorded: int = 0


def possible(stage: Stage, kind: EventKind) -> bool:
    """Say whether such an event can be recorded where the case stands."""
    return not kind.from_stages or stage in kind.from_stages


def advance(stage: Stage, kind: EventKind, *, before_release: Stage | None = None) -> Stage:
    """Give the stage after an event; a reversal goes back to the stage before the release when it is known."""
    if not possible(stage, kind):
        raise ImpossibleMove(stage, kind)
    if kind.reverses:
        if stage is not Stage.RELEASED:
            return stage
        known = before_release not in {None, Stage.REPORTED, Stage.IN_ABSENTIA, *ENDED}
        return before_release if known and before_release else kind.moves_to or stage
    return kind.instead.get(stage, kind.moves_to or stage)


def unlikely(stage: Stage, kind: EventKind) -> str | None:
    """Give the sentence that asks for a reason when an event is possible here but rare."""
    return UNLIKELY[stage] if possible(stage, kind) and stage in kind.unlikely_from else None


def in_order(events: Iterable[Happened]) -> list[Happened]:
    """Order events so that none stands before one that is certainly earlier, and prosecutions run forwards."""
    # Partial dates overlap, so dates alone do not order events: a verdict of "2022" and a release of March 2022 fall
    # on no known side of each other. Among events that could come next, the one earlier in a prosecution does.
    waiting = list(events)
    if len(waiting) < 2:
        return waiting
    waiting.sort(key=_key)
    ordered: list[Happened] = []
    while waiting:
        barrier = min(event.latest or date.max for event in waiting)
        chosen = next(event for event in waiting if (event.earliest or date.min) <= barrier)
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered


def _key(event: Happened) -> tuple[int, date, date, int]:
    return event.kind.rank, event.earliest or date.min, event.latest or date.max, event.recorded


def _fold(events: Iterable[Happened]) -> tuple[Stage, list[tuple[Happened, ImpossibleMove]]]:
    stage, before_release = START, START
    refused: list[tuple[Happened, ImpossibleMove]] = []
    for event in in_order(events):
        try:
            after = advance(stage, event.kind, before_release=before_release)
        except ImpossibleMove as error:
            refused.append((event, error))
            continue
        if after is Stage.RELEASED and stage is not Stage.RELEASED:
            before_release = stage
        stage = after
    return stage, refused


def stage_of(events: Iterable[Happened]) -> Stage:
    """Give the stage that follows from all events; one that cannot stand where it is dated moves nothing."""
    return _fold(events)[0]


def contradictions(events: Iterable[Happened]) -> tuple[ImpossibleMove, ...]:
    """List the events that cannot stand where they are dated, as imports may bring them."""
    return tuple(error for _, error in _fold(events)[1])


def place(events: Iterable[Happened], new: Happened) -> Stage:
    """Give the stage with one more event, also a back-dated one; refuse it when it contradicts what is recorded."""
    known = list(events)
    before = [event for event, _ in _fold(known)[1]]
    stage, refused = _fold([*known, new])
    for event, error in refused:
        if event in before:
            before.remove(event)
            continue
        raise error
    return stage


def unlikely_in(events: Iterable[Happened], new: Happened) -> str | None:
    """Give the sentence that asks for a reason, for the place in time where the new event belongs."""
    earlier: list[Happened] = []
    for event in in_order([*events, new]):
        if event is new:
            return unlikely(stage_of(earlier), new.kind)
        earlier.append(event)
    return None
