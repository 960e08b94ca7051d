"""What the log gives back, and its vocabulary for whoever writes to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from case_mgr.audit.chain import Tampering
from case_mgr.audit.events import Event
from case_mgr.audit.facts import LOOKS, REQUIRED
from case_mgr.audit.sentences import SENTENCES

__all__ = [
    "LOOKS",
    "REQUIRED",
    "SENTENCES",
    "AroundView",
    "CheckView",
    "EntryFilter",
    "EntryView",
    "Event",
    "FirstBad",
    "Named",
    "Verification",
]


@dataclass(frozen=True, slots=True)
class Named:
    """A record of another organisation, named for the own log by table and public id, and by nothing else."""

    table: str
    public_id: str


@dataclass(frozen=True, slots=True)
class FirstBad:
    """An entry that does not hold, and why: in words, and what was done in one word."""

    seq: int
    reason: str
    kind: Tampering = Tampering.ALTERED


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the whole chain found."""

    ok: bool
    entries: int
    head: str
    first_bad: FirstBad | None
    erased: int = 0
    # Where the clock of the server went back: perhaps it was only set right, so the chain still holds.
    clock_back: tuple[FirstBad, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckView:
    """What a check of the chain found, as pages show it."""

    number: int
    at: datetime
    # Names and words of another organisation are left out.
    by: str
    ok: bool
    entries: int
    # After which entry it began to read: nought when it read the whole log.
    since: int
    head: str
    checkpoint: int | None
    checkpoint_at: datetime | None
    seq: int | None
    kind: str
    reason: str
    put_down_at: datetime | None
    put_down_by: str
    put_down_reason: str
    # Whether whoever reads this may put the warning down.
    decides: bool = False


@dataclass(frozen=True, slots=True)
class AroundView:
    """An entry near one that does not hold, as it stands in the database."""

    seq: int
    at: datetime
    event: str
    actor: str
    hash: str


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries somebody wants to see."""

    event: Event | None = None
    actor: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    # The records of a person or case that somebody asks about, by public id.
    about: frozenset[str] | None = None
    # Only what was done in the installation itself, or only in the organisation.
    installation: bool | None = None


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as a page shows it."""

    seq: int
    at: datetime
    event: Event
    sentence: str
    actor: str
    actor_name: str
    subject_type: str
    subject_id: str
    subject_label: str
    facts: dict[str, object]
    changes: tuple[tuple[str, str, str], ...]
    erased: bool
    act: str
    hash: str
    previous: str
    # The rows whose fields changed, by public id: some may be closed to whoever may read the rest.
    touched: frozenset[str] = frozenset()
    # Whoever reads it may not open the record: what was written is left out.
    closed: bool = False
