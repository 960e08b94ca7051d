"""Documents as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from case_mgr.access.fields import Group
from case_mgr.cases.types import Certainty
from case_mgr.core.dates import PartialDate
from case_mgr.documents.types import Caution, Format, Kind


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a list shows it; the title of a closed one stands on its own page alone."""

    public_id: str
    title: str
    kind: Kind
    part: Group
    closed: bool
    format: Format
    size: int
    dated: PartialDate | None
    number: int
    added_at: datetime
    added_by: str
    # Who added it, by public id.
    by: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A document that proves an event, as the timeline names it."""

    # The event, by public id.
    event: str
    public_id: str
    title: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Slice:
    """Some documents of a list, newest first, and from where it goes on."""

    rows: tuple[DocumentRow, ...]
    older: str
    total: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with everything that its page shows."""

    row: DocumentRow
    case: str
    sha256: str
    file_name: str
    cautions: tuple[Caution, ...]
    language: str
    source: str
    certainty: Certainty
    note: str
    events: tuple[str, ...]
    has_preview: bool
    withdrawn_at: datetime | None
    reason: str
    version: int
    versions: tuple[DocumentRow, ...]

    @property
    def newest(self) -> DocumentRow:
        """The last version that stands, or this one."""
        return next((row for row in self.versions if not row.withdrawn), self.row)


@dataclass(frozen=True, slots=True)
class Twin:
    """The same bytes, kept elsewhere."""

    case: str
    public_id: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way out: its name says nothing of a person."""

    name: str
    mimetype: str
    size: int
    chunks: Iterator[bytes]
