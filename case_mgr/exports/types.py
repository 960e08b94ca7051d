"""What leaves the house as a list: its kinds, its states, for whom it is made, and what the door is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.core.text import N_

Asked = Mapping[str, Any]
Cells = Sequence[object]


class Form(StrEnum):
    """The form of a file."""

    CSV = "csv"
    XLSX = "xlsx"
    LINES = "jsonl"


class State(StrEnum):
    """How far a list has come on its way out."""

    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


STATE_LABELS: Mapping[State, str] = {
    State.WAITING: N_("Waits for approval"),
    State.REFUSED: N_("Refused"),
    State.WITHDRAWN: N_("Withdrawn"),
    State.LAPSED: N_("Nobody answered in time"),
    State.MAKING: N_("Being made"),
    State.READY: N_("Ready"),
    State.FAILED: N_("Not made"),
    State.EXPIRED: N_("Gone: its time is over"),
}
FORM_LABELS: Mapping[Form, str] = {
    Form.CSV: N_("CSV, in which no spreadsheet runs a formula"),
    Form.XLSX: N_("XLSX, with every cell as text"),
    Form.LINES: N_("JSON, one entry a line"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom a file is made and why; without a purpose it is for the organisation's own work."""

    purpose: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list and the people whom it is about, by public id; the door asks for each of them."""

    about: tuple[str, ...]
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it leaves: its headings, and its lines block by block."""

    header: Cells
    blocks: Iterable[Sequence[Line]]


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list that can leave the house: what it is called, who may read it, and how it is read anew from its filter.

    `people` gives only whom the lines are about, for a count that takes nothing; `outward` lists may go to somebody
    outside, the others are for the own work alone; `lines` ones are offered as JSON lines too, for programs.
    """

    key: str
    title: str
    holds: str
    permission: Permission
    sheet: Callable[[Actor, Asked, Recipient], Sheet]
    people: Callable[[Actor, Asked], Iterator[Sequence[tuple[str, ...]]]]
    outward: bool = False
    lines: bool = False


@dataclass(slots=True)
class Told:
    """How many lines are in a file, `bare` ones about nobody among them, and why others are not."""

    rows: int = 0
    left: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    bare: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks to take out: `asked` reads the list anew, `told` is its filter in words for the log."""

    kind: str
    asked: Asked
    told: Mapping[str, str]
    recipient: Recipient = field(default_factory=Recipient)
    form: Form = Form.CSV
    language: str = "en"
    name: str = ""


@dataclass(frozen=True, slots=True)
class ExportView:
    """An export as its pages show it."""

    public_id: str
    reference: str
    kind: str
    form: Form
    state: State
    rows: int
    left: Mapping[str, int]
    purpose: str
    why: str
    told: Mapping[str, str]
    asked_by: str
    asked_at: datetime
    own: bool
    decided_by: str
    decided_at: datetime | None
    reason: str
    fault: Mapping[str, Any] | None
    job: str
    size: int
    expires_at: datetime | None
    fetched: int
    fetched_at: datetime | None
