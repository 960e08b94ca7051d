"""States of background work, and what a handler is given to do it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from case_mgr.access.actor import Actor
from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
STATE_SENTENCES: dict[JobState, str] = {
    JobState.QUEUED: N_("Waiting for its turn"),
    JobState.RUNNING: N_("Running"),
    JobState.DONE: N_("Finished"),
    JobState.FAILED: N_("Failed"),
    JobState.CANCELLED: N_("Cancelled"),
}
INTERRUPTED = N_("Interrupted: it goes on by itself within a minute")


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its page shows it."""

    public_id: str
    kind: str
    title: str
    state: JobState
    interrupted: bool
    done: int
    total: int
    message: str
    params: Mapping[str, Any]
    where: str
    attempts: int
    cancelling: bool
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ENDED

    @property
    def sentence(self) -> str:
        """The state in words."""
        return INTERRUPTED if self.interrupted else STATE_SENTENCES[self.state]


class JobContext(Protocol):
    """What a handler sees of its job."""

    public_id: str

    @property
    def actor(self) -> Actor:
        """Whoever asked for it."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """What the job was enqueued with."""

    def checkpoint(self, done: int, total: int, message: str = "", **params: Any) -> None:
        """Make everything since the last checkpoint last, together with the progress; may end the job here."""

    def look(self) -> None:
        """Begin a transaction that only reads: all its statements see the same moment, until it is rolled back."""

    def tell(self, done: int, total: int, message: str = "", **params: Any) -> None:
        """Note progress beside the transaction of the work, which goes on as it is; may end the job here."""


Run = Callable[[JobContext], Mapping[str, Any] | None]
Failed = Callable[[Actor, Mapping[str, Any], DomainError], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """What does the work of one kind of job, and what its room does when the job has failed or was cancelled."""

    run: Run
    failed: Failed | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """Work that nobody asks for and that comes around by itself: which keys are due, and what is done for one.

    Two workers may find the same key due: `run` makes sure that only one of them does the work.
    """

    name: str
    due: Callable[[], list[int]]
    run: Callable[[int], None]


class Ends(BaseException):
    """Ends a handler between two blocks; everything before is kept. Not an Exception: no handler may swallow it."""


class Stopped(Ends):
    """The worker is told to stop: another one goes on from here."""


class Cancelled(Ends):
    """Somebody cancelled the job."""


class LeaseLost(Ends):
    """Another worker has taken the job over: what this one did since the last checkpoint does not count."""
