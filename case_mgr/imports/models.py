"""Tables of imports: the list, its rows with everything said and done about them, and saved mappings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import DERIVED, PUBLIC_ID, Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.files.models import StoredFile
from case_mgr.imports.splitting import PART


class Import(Audited, Numbered, Public, Timed, Versioned, Base):
    """One uploaded list on its way into the records. The name of the user's file is sealed: it may hold a person's."""

    __tablename__ = "list_import"
    __audit_skip__ = frozenset(
        {"header_sealed", "file_issues", "counts", "sample_sealed", "columns", "unknown_sealed", "unseen_sealed"}
    )
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        Index("ix_list_import_same_file", "organisation_id", "sha256"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(20), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    source: Mapped[str] = mapped_column(String(500), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(8))
    encoding: Mapped[str | None] = mapped_column(String(40))
    delimiter: Mapped[str | None] = mapped_column(String(4))
    sheet: Mapped[str | None] = mapped_column(String(200))
    sheets: Mapped[list[str]] = mapped_column(JSON, default=list)
    # What the person asked for when reading; None where the reader decides.
    encoding_asked: Mapped[str | None] = mapped_column(String(40))
    delimiter_asked: Mapped[str | None] = mapped_column(String(4))
    header_asked: Mapped[str | None] = mapped_column(String(12))
    sheet_asked: Mapped[str | None] = mapped_column(String(200))
    # Empty where a person asked to find it out: then no mapping says it either.
    date_order: Mapped[str | None] = mapped_column(String(3))
    mapping_order: Mapped[str | None] = mapped_column(String(3))
    header_row: Mapped[int | None] = mapped_column(Integer)
    # A list without headings that is read as if it had them has a person in this place.
    header_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    sample_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Words of coded columns that nobody has explained yet, with the number of their rows.
    unknown_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Numbers of people whom rows may mean and whom the importer may not open, for a task of those who guard them.
    unseen_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    file_issues: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    # The field of each mapped column, by its position as text.
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    # Whether a cell that names several people is taken apart: only when somebody says so.
    splits: Mapped[bool] = mapped_column(Boolean, default=False)
    on_match: Mapped[str] = mapped_column(String(8), default="ask")
    jurisdiction: Mapped[str] = mapped_column(String(2), default="BY")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=DERIVED)
    # The newest person known when this import last looked, and whether anybody else registered one since the check.
    people_seen: Mapped[int] = mapped_column(Integer, default=0, info=DERIVED)
    others_came: Mapped[bool] = mapped_column(Boolean, default=False, info=DERIVED)
    # The import of an earlier version of this list, found by the check.
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("list_import.id"), index=True, info=DERIVED)
    job: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    checked_at: Mapped[datetime | None] = mapped_column()
    applied_at: Mapped[datetime | None] = mapped_column()
    undone_at: Mapped[datetime | None] = mapped_column()

    user: Mapped[User] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    follows: Mapped[Import | None] = relationship(remote_side="Import.id")

    name = Sealed()
    sample = SealedData()
    header = SealedData()
    unknown = SealedData()
    unseen = SealedData()

    @property
    def order(self) -> str | None:
        """The order of dates: as somebody said, else as the mapping in use says; None where it is to be found out."""
        return (self.mapping_order if self.date_order is None else self.date_order) or None


class ImportRow(Numbered, Public, Base):
    """One row of a list: its raw cells, what was read, what was decided, what was written, and how to take it back.

    Not audited itself: the verbs that it leads to are, and so is every decision. Everything that may hold the words of
    a cell is sealed, since any column of a list can be a diagnosis or the telephone number of a mother.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        UniqueConstraint("import_id", "row"),
        Index("ix_import_row_verdict", "import_id", "verdict", "row"),
        Index("ix_import_row_outcome", "import_id", "outcome", "line", "row"),
        Index("ix_import_row_line", "import_id", "line", "row"),
        Index("ix_import_row_digest", "import_id", "digest"),
        Index("ix_import_row_mark", "organisation_id", "mark"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    import_id: Mapped[int] = mapped_column(ForeignKey("list_import.id"))
    row: Mapped[int] = mapped_column(Integer)
    line: Mapped[int] = mapped_column(Integer)
    # Keyed digests by which the row is known again: its cells, and name with birth and arrest.
    digest: Mapped[str | None] = mapped_column(String(32))
    mark: Mapped[str | None] = mapped_column(String(32))
    raw_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    fields_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    problems_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    # Whether anything was found when it was read, and whether something of it is left out.
    remarked: Mapped[bool] = mapped_column(Boolean, default=False)
    faulty: Mapped[bool] = mapped_column(Boolean, default=False)
    verdict: Mapped[str] = mapped_column(String(12))
    candidates: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    repeats: Mapped[list[int]] = mapped_column(JSON)
    decision: Mapped[str | None] = mapped_column(String(12))
    # Whom the decision names: a person by public id, or an earlier row of this list.
    target: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    target_row: Mapped[int | None] = mapped_column(Integer)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column()
    # How often it was decided, so that a decision on an older page is noticed.
    decisions: Mapped[int] = mapped_column(Integer, default=0)
    outcome: Mapped[str | None] = mapped_column(String(12))
    person: Mapped[str | None] = mapped_column(String(PUBLIC_ID), index=True)
    case_reference: Mapped[str | None] = mapped_column("case_ref", String(20))
    notes_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    differences_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    undo: Mapped[str | None] = mapped_column(String(12))
    undo_note: Mapped[str] = mapped_column(String(300), default="")

    decided_by: Mapped[User | None] = relationship()

    raw = SealedData()
    fields = SealedData()
    problems = SealedData()
    notes = SealedData()
    differences = SealedData()

    @property
    def number(self) -> int:
        """The number of the row in its list; people of one cell have the same."""
        return self.row % PART


class Mapping(Audited, Numbered, Public, Timed, Base):
    """Which field each heading means in lists of one publisher; found by the headings, never by position."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(120))
    headings: Mapped[dict[str, str]] = mapped_column(JSON)
    date_order: Mapped[str | None] = mapped_column(String(3))
    splits: Mapped[bool] = mapped_column(Boolean, default=False)


class ValueMeaning(Audited, Numbered, Public, Timed, Base):
    """What a word of a list means: a code that somebody chose for it, found by the digest of the folded word."""

    __tablename__ = "import_value"
    __table_args__ = (UniqueConstraint("organisation_id", "field", "digest"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    field: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(32))
    word_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    meaning: Mapped[str] = mapped_column(String(120))

    word = Sealed()
