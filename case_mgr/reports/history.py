"""Reads the course of a case up to a day: whether it was custody, and when it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from case_mgr.jurisdictions import catalogue, stages
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import Happened, ImpossibleMove
from case_mgr.jurisdictions.types import EventKind
from case_mgr.reports.types import EventFact

_HELD = frozenset({Stage.DETAINED, Stage.SENTENCED, Stage.SERVING})
_TRIED = frozenset({Stage.CHARGED, Stage.ON_TRIAL})


@dataclass(frozen=True, slots=True)
class Course:
    """Where a case stood on a day, and what brought it there."""

    stage: Stage
    held: bool
    arrest: EventFact | None = None
    verdict: EventFact | None = None
    death: EventFact | None = None
    release: EventFact | None = None
    chain: tuple[EventFact, ...] = ()


def up_to(events: Iterable[EventFact], day: date, *, certain: bool) -> list[EventFact]:
    """Return the events that certainly, or possibly, happened by the end of a day."""
    if certain:
        return [event for event in events if event.latest is not None and event.latest <= day]
    return [event for event in events if event.earliest is None or event.earliest <= day]


def exact(events: Iterable[EventFact]) -> bool:
    """Whether the day of every event is known: then nothing is only possible."""
    return all(event.earliest is not None and event.earliest == event.latest for event in events)


def course(jurisdiction: str, events: Sequence[EventFact], *, held: bool = False) -> Course:
    """Follow a case through its events, as its stage is computed elsewhere."""
    ordered = in_order(jurisdiction, events)
    way = _way(jurisdiction, tuple([event.kind for event in ordered]))
    arrest, verdict, death, release = (None if at is None else ordered[at] for at in way.turns)
    inside = way.stage in _HELD or (way.stage in _TRIED and (held or arrest is not None))
    return Course(way.stage, inside, arrest, verdict, death, release, tuple([ordered[at] for at in way.chain]))


def in_order(jurisdiction: str, events: Sequence[EventFact]) -> list[EventFact]:
    """Order events as the stages of a case have them; where every day is known, days and ranks alone say it."""
    if exact(events):
        ranks = _ranks(jurisdiction)
        return sorted(events, key=lambda event: (event.earliest, ranks[event.kind], event.key))
    known = (
        Happened(catalogue.event_kind(jurisdiction, event.kind), event.earliest, event.latest, event.key)
        for event in events
    )
    by_key = {event.key: event for event in events}
    return [by_key[happened.recorded] for happened in stages.in_order(known)]


class _Way(NamedTuple):
    """What kinds of events in one order lead to: the stage, and at which places arrest, verdict and ends stand."""

    stage: Stage
    turns: tuple[int | None, int | None, int | None, int | None]
    chain: tuple[int, ...]


@lru_cache(maxsize=1 << 15)
def _way(jurisdiction: str, kinds: tuple[str, ...]) -> _Way:
    """Follow kinds of events from stage to stage; many cases go the same way, and it is followed once."""
    stage, before = stages.START, stages.START
    arrest = verdict = death = release = None
    chain: list[int] = []
    for at, code in enumerate(kinds):
        kind = catalogue.event_kind(jurisdiction, code)
        try:
            after = stages.advance(stage, kind, before_release=before)
        except ImpossibleMove:
            continue
        if kind.moves_to is Stage.DETAINED and arrest is None:
            arrest = at
        sentenced = kind.moves_to is Stage.RESTRICTED_FREEDOM and "sentence" in kind.needs
        if (kind.moves_to is Stage.SENTENCED or sentenced) and verdict is None:
            verdict = at
        if after is Stage.RELEASED:
            if stage is not Stage.RELEASED:
                before, release, chain = stage, at, []
            chain.append(at)
        if kind.exit == "died_in_custody" and after is Stage.DIED:
            death = at
        stage = after
    free = stage is Stage.RELEASED
    return _Way(stage, (arrest, verdict, death, release if free else None), tuple(chain) if free else ())


class _Ranks(dict[str, int]):
    """The ranks of the kinds of events of a country; one that it does not know is told as elsewhere."""

    def __init__(self, jurisdiction: str) -> None:
        super().__init__({kind.code: kind.rank for kind in catalogue.event_kinds(jurisdiction)})
        self.jurisdiction = jurisdiction

    def __missing__(self, code: str) -> int:
        return catalogue.event_kind(self.jurisdiction, code).rank


@lru_cache(maxsize=256)
def _ranks(jurisdiction: str) -> _Ranks:
    return _Ranks(jurisdiction)


def exit_of(jurisdiction: str, event: EventFact) -> str:
    """Return the way out of custody that an event itself names."""
    return catalogue.event_kind(jurisdiction, event.kind).exit


@lru_cache(maxsize=1)
def idle_kinds() -> frozenset[str]:
    """Return the kinds of events that move no case in any country: without them every case goes the same way."""
    known: defaultdict[str, list[EventKind]] = defaultdict(list)
    for country in catalogue.jurisdictions():
        for kind in catalogue.event_kinds(country.code):
            known[kind.code].append(kind)
    return frozenset(code for code, kinds in known.items() if not any(map(_moves, kinds)))


def _moves(kind: EventKind) -> bool:
    return bool(kind.moves_to or kind.instead or kind.reverses or kind.exit)
