"""Events, and the timeline of a case, of which only what is shown is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import overload

from case_mgr.cases.types.kinds import Certainty, Level
from case_mgr.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as the timeline shows it."""

    public_id: str
    kind: str
    happened: PartialDate | None
    recorded_at: datetime
    recorded_by: str
    place: str
    facility: str | None
    opens: Callable[[], str] = field(repr=False, compare=False)
    source: str
    certainty: Certainty
    reason: str
    batch: str | None
    withdrawn: bool
    corrections: tuple[EventView, ...] = ()
    exit_id: str | None = None
    # Who recorded it, by public id.
    by: str = ""
    level: Level = Level.NORMAL
    handler: str = ""
    deputy: str = ""
    deputy_id: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)
    has_health: bool = False
    # Versions of one event share the event that was told first; one of them counts.
    happening: str = ""
    counts: bool = True
    disputed: bool = False
    taken_as_true: bool = False
    ruling: str = ""
    ruled_by: str = ""

    @property
    def text(self) -> str:
        """What the source says; opened only for an event that is shown."""
        return self.opens()


class Timeline(Sequence[EventView]):
    """The events of a case, newest first; each is made when somebody looks at it.

    Every page of a case counts its events and shows few of them; a case of many years has hundreds.
    """

    def __init__(self, happenings: Sequence[str], disputed: bool, make: Callable[[int], EventView]) -> None:
        """Take for each event the one that it is a version of, whether any is disputed, and how one is made."""
        self.happenings, self.disputed = tuple(happenings), disputed
        self._make, self._made = make, dict[int, EventView]()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timeline) and self[:] == other[:]

    def __hash__(self) -> int:
        return hash(self.happenings)

    def __len__(self) -> int:
        return len(self.happenings)

    @overload
    def __getitem__(self, index: int) -> EventView: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[EventView, ...]: ...

    def __getitem__(self, index: int | slice) -> EventView | tuple[EventView, ...]:
        if isinstance(index, slice):
            return tuple(self._at(place) for place in range(*index.indices(len(self))))
        return self._at(range(len(self))[index])

    def _at(self, place: int) -> EventView:
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def through(self, change: Callable[[EventView], EventView]) -> Timeline:
        """Return the same events as somebody else may read them."""
        return Timeline(self.happenings, self.disputed, lambda place: change(self[place]))

    def by_happening(self, *, oldest: bool = False) -> list[tuple[int, ...]]:
        """Return the places of the versions of each event together, in the order of the first of them."""
        places = range(len(self))
        groups: dict[str, list[int]] = {}
        for place in reversed(places) if oldest else places:
            groups.setdefault(self.happenings[place], []).append(place)
        return [tuple(group) for group in groups.values()]
