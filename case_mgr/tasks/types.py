"""What a task goes through, what is asked of lists, and what a rule says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from case_mgr.core.dates import PartialDate

# How near a day must be to be said to come soon, here and on My work.
SOON = 7


class State(StrEnum):
    """What became of a task."""

    OPEN = "open"
    SNOOZED = "snoozed"
    DONE = "done"
    DROPPED = "dropped"


UNDONE = (State.OPEN, State.SNOOZED)
CLOSED = (State.DONE, State.DROPPED)


class Group(StrEnum):
    """Where a task stands in the list, by when it is due."""

    OVERDUE = "overdue"
    SOON = "week"
    LATER = "later"
    UNDATED = "undated"
    CLOSED = "done"


class Whose(StrEnum):
    """Whose tasks somebody wants to see."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task that a person sets: what, by when, for whom, about which case."""

    what: str
    due: PartialDate | None = None
    assignee: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks somebody wants to see."""

    whose: Whose = Whose.ALL
    group: Group | None = None
    # What is overdue or comes soon, whichever.
    near: bool = False
    rule: str = ""
    assignee: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a rule found: about whom, from which record, and from which date of it the due day follows."""

    basis: str
    base: PartialDate
    due: PartialDate
    case_id: int | None = None
    detainee_id: int | None = None
    owner_id: int | None = None
    reference: str = ""
    # The one member who may know of it; everybody who may open its case and person otherwise.
    only_for_id: int | None = None
    confidential: bool = False


# Of an organisation, on a day, by the number of days that it has settled for the rule.
Candidates = Callable[[int, date, int], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class TaskRule:
    """A rule that opens tasks: its sentences, where its act is done, and everything that it finds on a day."""

    key: str
    name: str
    # Says what is to be done; may name %(case)s, %(base)s and %(days)s.
    what: str
    # Says from what the day follows; may name %(base)s and %(days)s.
    because: str
    # What is written down when the reason for the task is gone.
    gone: str
    act: str
    endpoint: str
    candidates: Candidates
    of_person: bool = False
    # Its act is done on the page of the record that the basis names by its public id.
    of_record: bool = False
    # Its act is done on a page of the case about the record that the basis names: what the address calls that record.
    record_arg: str = ""
    args: tuple[tuple[str, str], ...] = ()
