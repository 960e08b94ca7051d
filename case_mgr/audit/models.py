"""Tables of the log: entries and head of the chain, and the personal detail beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import PUBLIC_ID, Base
from case_mgr.core.sealed import SECRET, SealedData

HEAD_ID = 1


class AuditEntry(Base):
    """One link of the chain. The columns beside `body` repeat it for filters; the verifier compares them."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_organisation", "organisation", "seq"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    event: Mapped[str] = mapped_column(String(40), index=True)
    organisation: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    actor: Mapped[str] = mapped_column(String(PUBLIC_ID), index=True)
    subject_type: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(PUBLIC_ID), index=True)
    act: Mapped[str] = mapped_column(String(PUBLIC_ID), index=True)
    body: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditDetail(Base):
    """Before and after of one entry. The product erases none of it: what is erased by hand, the verifier names."""

    __tablename__ = "audit_detail"

    # No foreign key on purpose: nothing may cascade into the log.
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID))
    organisation_id: Mapped[str] = mapped_column(String(PUBLIC_ID), index=True)
    salt: Mapped[str | None] = mapped_column(String(32))
    detail_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    erased_at: Mapped[datetime | None] = mapped_column()

    detail = SealedData()


class AuditHead(Base):
    """The one row that is locked while the chain grows."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))
