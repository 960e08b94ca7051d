"""The table of lists that left the house, or were to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import Organisation, User
from case_mgr.core.db import PUBLIC_ID, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.files.models import StoredFile


class Export(Numbered, Public, Timed, Versioned, Base):
    """One list on its way out. Every step of it is an entry of the log; what was looked for is sealed."""

    __tablename__ = "list_export"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        Index("ix_list_export_state", "state", "expires_at"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    reference: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(40))
    form: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(12), default="en")
    purpose: Mapped[str] = mapped_column(String(40), default="")
    state: Mapped[str] = mapped_column(String(12))
    # How many lines it has, or had when it was asked for: an approval reaches that far and no further.
    rows: Mapped[int] = mapped_column("row_count", Integer, default=0)
    left: Mapped[dict[str, int]] = mapped_column("left_out", JSON, default=dict)
    approved_rows: Mapped[int | None] = mapped_column(Integer)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    why_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    asked_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Who is in the file, to ask once more before it is fetched; gone with the file.
    about_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Why there is no file: a sentence to be said in the language of the page.
    fault: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    job: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    expires_at: Mapped[datetime | None] = mapped_column()
    fetched: Mapped[int] = mapped_column(Integer, default=0)
    fetched_at: Mapped[datetime | None] = mapped_column()

    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    file: Mapped[StoredFile | None] = relationship()

    name = Sealed()
    why = Sealed()
    asked = SealedData()
    told = SealedData()
    about = SealedData()
    reason = Sealed()
