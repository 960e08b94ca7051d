"""Tables of where a batch stands published, with copies, and of who mediated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.advocacy.models import Contact
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, partial_date
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.files.models import StoredFile
from case_mgr.pardons.models.batches import Batch


class BatchSource(Audited, Numbered, Public, Timed, Base):
    """A publication about a batch as a whole; a page that disappears stays here as a copy. Taken back, never edited."""

    __tablename__ = "pardon_source"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("pardon_batch.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    link: Mapped[str] = mapped_column(String(500), default="")
    archived: Mapped[str] = mapped_column(String(500), default="")
    published: Mapped[PartialDate | None] = partial_date("published")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True, info=DERIVED)
    format: Mapped[str] = mapped_column(String(8), default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")

    batch: Mapped[Batch] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    author: Mapped[User] = relationship()

    def audit_root(self) -> Batch:
        """Show it in the history of the batch."""
        return self.batch


class Mediator(Audited, Numbered, Public, Timed, Base):
    """A contact of ours, person or body, who is said to have mediated a batch. Taken back, never edited."""

    __tablename__ = "pardon_mediator"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("pardon_batch.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    # The history of a batch is read by people who may see no contacts: what was said of one stands encrypted.
    part_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    source_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    batch: Mapped[Batch] = relationship()
    contact: Mapped[Contact] = relationship()
    author: Mapped[User] = relationship()

    part = Sealed()
    source = Sealed()
    reason = Sealed()

    def audit_root(self) -> Batch:
        """Show it in the history of the batch."""
        return self.batch
