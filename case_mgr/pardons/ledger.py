"""The stock of people recognised and deprived of liberty: when each entered it and left it, as was known when.

Pure: from what is told of one person follow changes, each with one reason, and for each from when to when it was
known. Whatever two days are asked about, opening + entries − exits = closing, because all four count these changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from case_mgr.cases.versions import Told, counting, happenings
from case_mgr.jurisdictions import stages
from case_mgr.jurisdictions.enums import Stage
from case_mgr.jurisdictions.stages import Happened

_HELD = frozenset({Stage.DETAINED, Stage.SENTENCED, Stage.SERVING})
_TRIED = frozenset({Stage.CHARGED, Stage.ON_TRIAL})


class Entry(StrEnum):
    """Why somebody entered the stock."""

    ARRESTED = "arrested"
    REARRESTED = "rearrested"
    RECOGNISED = "recognised"


NO_LONGER_RECOGNISED = "recognition_ended"


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event of a timeline as this arithmetic needs it."""

    key: int
    case: int
    happened: Happened
    created: datetime
    withdrawn: datetime | None = None
    corrects: int | None = None
    version_of: int | None = None
    taken_as_true: bool = False
    # How custody ended by it, when an exit rests on it.
    exit_kind: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """From which day to which somebody was recognised, and when each was written down."""

    begins: date
    known: datetime
    ends: date | None = None
    end_known: datetime | None = None
    # It was recorded by mistake: known to be one, it never held.
    mistake: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Somebody entered the stock, or left it, on a day and for one reason."""

    day: date
    sign: int
    reason: str
    case: int


def takings_at(events: Iterable[EventTold], recognised: Iterable[Recognised], moment: datetime) -> list[Change]:
    """Return when each custody began in which somebody was in the stock: it moves nobody, and has no sign."""
    return [change for change in _all_at(events, recognised, moment) if not change.sign]


@dataclass(frozen=True, slots=True)
class KnownChange:
    """A change, and from when to when it was what was known."""

    change: Change
    known: datetime
    forgotten: datetime | None


Known = Callable[[Sequence[EventTold], Sequence[Recognised], datetime], list[Change]]


def known_changes(
    events: Sequence[EventTold], recognised: Sequence[Recognised], what: Known | None = None
) -> list[KnownChange]:
    """Return every change that was ever known of a person, with the time in which it was."""
    at = what or changes_at
    open_: dict[Change, datetime] = {}
    out: list[KnownChange] = []
    for moment in _moments(events, recognised):
        now = set(at(events, recognised, moment))
        for gone in sorted(open_.keys() - now):
            out.append(KnownChange(gone, open_.pop(gone), moment))
        for fresh in sorted(now - open_.keys()):
            open_[fresh] = moment
    return out + [KnownChange(change, since, None) for change, since in sorted(open_.items())]


def changes_at(events: Iterable[EventTold], recognised: Iterable[Recognised], moment: datetime) -> list[Change]:
    """Return the changes of a person as they were known at a moment."""
    return [change for change in _all_at(events, recognised, moment) if change.sign]


def _all_at(events: Iterable[EventTold], recognised: Iterable[Recognised], moment: datetime) -> list[Change]:
    by_case: dict[int, list[EventTold]] = {}
    for event in events:
        if event.created <= moment:
            by_case.setdefault(event.case, []).append(event)
    custody = {case: _custody(told, moment) for case, told in by_case.items()}
    terms = [term for row in recognised if (term := _term(row, moment))]
    days = sorted({day for steps in custody.values() for day in steps} | {day for term in terms for day in term if day})
    return _walk(days, custody, terms)


def end_of(day: date) -> datetime:
    """Return the last moment of a day, in which everything of the day is known."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) - timedelta(microseconds=1)


Steps = dict[date, tuple[bool, str]]
Term = tuple[date, date | None]


def _walk(days: list[date], custody: dict[int, Steps], terms: list[Term]) -> list[Change]:
    out: list[Change] = []
    held: dict[int, bool] = {}
    was_held = was_recognised = False
    freed_before = False
    began: Change | None = None
    for day in days:
        told = {case: steps[day] for case, steps in custody.items() if day in steps}
        held |= {case: state for case, (state, _) in told.items()}
        is_held, is_recognised = any(held.values()), any(b <= day and (e is None or day < e) for b, e in terms)
        before, after = was_held and was_recognised, is_held and is_recognised
        case = max(told, default=max(held, default=0))
        fresh = Entry.REARRESTED if freed_before else Entry.ARRESTED
        if is_held and not was_held:
            began = Change(day, 0, str(fresh), case)
        if after and not before:
            # Once for each custody, on the day on which it began, whenever they were recognised in it.
            out += [began] if began else []
            began = None
            out.append(Change(day, 1, str(Entry.RECOGNISED if was_held else fresh), case))
        elif before and not after:
            ended = next((why for state, why in told.values() if not state and why), "unknown")
            out.append(Change(day, -1, NO_LONGER_RECOGNISED if is_held else ended, case))
        freed_before = freed_before or (was_held and not is_held)
        was_held, was_recognised = is_held, is_recognised
    return out


def _custody(events: Sequence[EventTold], moment: datetime) -> Steps:
    """Return for each day on which something happened whether the person was held at its end, and how it ended."""
    rows = {event.key: event for event in events}
    told = happenings(
        Told(e.key, e.corrects, e.version_of, e.withdrawn is not None and e.withdrawn <= moment, e.taken_as_true)
        for e in sorted(events, key=lambda event: event.key)
    )
    standing = [rows[version.latest] for versions in told if (version := counting(versions))]
    by_happened = {id(event.happened): event for event in standing}
    ordered = stages.in_order(event.happened for event in standing)
    steps: Steps = {}
    arrested, day = False, date.min
    for at, one in enumerate(ordered, 1):
        event = by_happened[id(one)]
        stage = stages.stage_of(ordered[:at])
        arrested = arrested or one.kind.moves_to is Stage.DETAINED
        # A day that nobody knows is at the latest the one on which it was told; no event stands before its order.
        day = max(day, one.earliest or event.created.date())
        held = stage in _HELD or (stage in _TRIED and arrested)
        why = "" if held else event.exit_kind or str(stage)
        still_held, ended = steps.get(day, (True, ""))
        # What follows on the day on which custody ended gives another reason only when it is a way out itself.
        steps[day] = (held, why if held or still_held or event.exit_kind else ended)
    return steps


def _term(row: Recognised, moment: datetime) -> Term | None:
    if row.known > moment:
        return None
    over = row.end_known is not None and row.end_known <= moment
    if over and row.mistake:
        return None
    ends = row.ends if over else None
    return None if ends is not None and ends <= row.begins else (row.begins, ends)


def _moments(events: Iterable[EventTold], recognised: Iterable[Recognised]) -> list[datetime]:
    found = {event.created for event in events} | {e.withdrawn for e in events if e.withdrawn}
    for row in recognised:
        found |= {row.known, *([row.end_known] if row.end_known else [])}
    return sorted(found)
