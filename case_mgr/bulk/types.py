"""Acts on many cases: what is asked, how far one is, and what became of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from case_mgr.core.text import N_

CAP = 1000
SAMPLE = 20
UNDO_FOR = timedelta(days=30)


class ActKind(StrEnum):
    """What can be done to many cases at once."""

    ASSIGN = "assign"
    FLAG = "flag"


class ActState(StrEnum):
    """How far an act has come."""

    PICKED = "picked"
    READY = "ready"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class Outcome(StrEnum):
    """What became of a case."""

    DONE = "done"
    REFUSED = "refused"
    CHANGED = "changed"


class Undo(StrEnum):
    """What became of a case when the act was taken back."""

    REVERSED = "reversed"
    KEPT = "kept"
    FAILED = "failed"


KIND_LABELS: dict[ActKind, str] = {ActKind.ASSIGN: N_("Assign cases"), ActKind.FLAG: N_("Flag cases")}
STATE_LABELS: dict[ActState, str] = {
    ActState.PICKED: N_("Cases chosen"),
    ActState.READY: N_("To be checked"),
    ActState.RUNNING: N_("Running"),
    ActState.INTERRUPTED: N_("Interrupted"),
    ActState.DONE: N_("Done"),
    ActState.UNDOING: N_("Being taken back"),
    ActState.UNDONE: N_("Taken back"),
}
OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.DONE: N_("Done as asked"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.CHANGED: N_("Changed meanwhile"),
}
UNDO_LABELS: dict[Undo, str] = {
    Undo.REVERSED: N_("Put back"),
    Undo.KEPT: N_("Kept, because changed since"),
    Undo.FAILED: N_("Could not be put back"),
}
BEFORE_START = frozenset({ActState.PICKED, ActState.READY})
UNDOABLE = frozenset({ActState.DONE, ActState.INTERRUPTED})


@dataclass(frozen=True, slots=True)
class AssignDraft:
    """Who follows the cases from now on, and whether those that somebody follows are left alone."""

    owner: str
    only_free: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its parameters, kept until a page says it in its language."""

    sentence: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """Return it in a form that can be stored."""
        return {"sentence": self.sentence, "params": dict(self.params)}


@dataclass(frozen=True, slots=True)
class Planned:
    """A case as the check shows it: before, after, and why it would be refused."""

    reference: str
    person: str
    person_id: str
    before: str
    after: str
    refused: Told | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of an act as its result shows it."""

    reference: str
    person: str
    person_id: str
    before: str
    outcome: Outcome | None
    told: Told
    undo: Undo | None
    undo_told: Told


@dataclass(frozen=True, slots=True)
class ActView:
    """An act as lists and pages show it."""

    public_id: str
    reference: str
    kind: ActKind
    state: ActState
    by: str
    mine: bool
    rows: int
    matching: int
    params: Mapping[str, Any]
    job: str | None
    made_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    undoable_until: datetime | None
