"""Tables of documents: what is recorded of a file, and which events it proves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.access.fields import OPENED_ONE_BY_ONE
from case_mgr.accounts.models import User
from case_mgr.cases.models import Case, TimelineEvent
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.files.models import StoredFile


class Document(Audited, Numbered, Public, Timed, Versioned, Base):
    """One version of a document of a case. Its bytes never change: a newer version is a further row of its series."""

    __tablename__ = "case_document"
    __table_args__ = (
        UniqueConstraint("series", "number"),
        Index("ix_case_document_list", "case_id", "id"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True, info=DERIVED)
    preview_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True, info=DERIVED)
    # The public id of the first version, and the place in the row of versions.
    series: Mapped[str] = mapped_column(String(24), info=DERIVED)
    number: Mapped[int] = mapped_column(Integer, default=1)
    kind: Mapped[str] = mapped_column(String(20))
    part: Mapped[str] = mapped_column(String(12))
    format: Mapped[str] = mapped_column(String(8))
    cautions: Mapped[str] = mapped_column(String(80), default="")
    title_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    dated: Mapped[PartialDate | None] = partial_date("dated")
    language: Mapped[str] = mapped_column(String(12), default="")
    source: Mapped[str] = mapped_column(String(500), default="")
    certainty: Mapped[str] = mapped_column(String(12), default="reported")
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    # Grows with every change, so that a change of the events alone makes an open form stale too.
    changed_at: Mapped[datetime | None] = mapped_column(info=DERIVED)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500), default="")

    case: Mapped[Case] = relationship()
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    preview: Mapped[StoredFile | None] = relationship(foreign_keys=[preview_id])
    added_by: Mapped[User] = relationship()
    proofs: Mapped[list[DocumentEvent]] = relationship(
        back_populates="document", order_by="DocumentEvent.id", cascade="all, delete-orphan"
    )

    title = Sealed()
    note = Sealed()

    @property
    def is_closed(self) -> bool:
        """Whether it is opened one look at a time, each written down."""
        return self.part in OPENED_ONE_BY_ONE

    def audit_root(self) -> Any:
        """Show a document in the history of its case; a closed one only in its own, which few may read."""
        return self if self.is_closed else self.case


class DocumentEvent(Audited, Numbered, Public, Timed, Base):
    """That a document is evidence of an event of the same case."""

    __tablename__ = "case_document_event"
    __table_args__ = (UniqueConstraint("document_id", "event_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("case_document.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("timeline_event.id"), index=True)

    document: Mapped[Document] = relationship(back_populates="proofs")
    event: Mapped[TimelineEvent] = relationship()

    def audit_root(self) -> Any:
        """Show it where the document is shown."""
        return self.document.audit_root()
