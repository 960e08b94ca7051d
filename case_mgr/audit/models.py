"""Tables of the log: entries and head of the chain, the personal detail beside it, and whose names were served."""

from __future__ import annotations

from datetime import date, datetime

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


class NamesServed(Base):
    """One answer that named people: to whom and whose names. A batch of these is one entry of the chain.

    The entry holds the digest of the commitments, never the people: those can be erased here and the chain still holds.
    """

    __tablename__ = "names_served"
    __table_args__ = (
        Index("ix_names_served_actor", "organisation", "actor", "at"),
        Index("ix_names_served_batch", "batch", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    # Given before the note is written, so that one that was kept in a file meanwhile is taken in once.
    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID), unique=True)
    at: Mapped[datetime] = mapped_column()
    organisation: Mapped[str] = mapped_column(String(PUBLIC_ID))
    actor: Mapped[str] = mapped_column(String(PUBLIC_ID))
    actor_name: Mapped[str] = mapped_column(String(200))
    # The page by the name of its route, and whether it was one to read or a file to keep.
    page: Mapped[str] = mapped_column(String(80))
    kept: Mapped[bool] = mapped_column(default=False)
    number: Mapped[int] = mapped_column(Integer)
    # The numbers of the people, in order; nothing once they were erased.
    people: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(String(32))
    commitment: Mapped[str] = mapped_column(String(64))
    batch: Mapped[int | None] = mapped_column(Integer)


class ServedDay(Base):
    """On which days somebody was served the name of a person; counted when a batch is sealed, to find it by person."""

    __tablename__ = "served_day"
    __table_args__ = (Index("ix_served_day_actor", "organisation", "actor", "day"),)

    person: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    organisation: Mapped[str] = mapped_column(String(PUBLIC_ID), primary_key=True)
    actor: Mapped[str] = mapped_column(String(PUBLIC_ID), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    pages: Mapped[int] = mapped_column(Integer)
    first: Mapped[datetime] = mapped_column("first_at")
    last: Mapped[datetime] = mapped_column("last_at")


class SignedCheckpoint(Base):
    """A checkpoint as it was signed; what counts is the copy that is kept elsewhere."""

    __tablename__ = "signed_checkpoint"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, index=True)
    at: Mapped[datetime] = mapped_column()
    line: Mapped[str] = mapped_column(String(600))


class ChainCheck(Base):
    """What a check of the chain found; a fault warns until somebody puts the warning down, with a reason."""

    __tablename__ = "chain_check"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column()
    actor: Mapped[str] = mapped_column(String(PUBLIC_ID))
    actor_name: Mapped[str] = mapped_column(String(200))
    # Whose member asked for it, and whose put the warning down; none where the installation itself did.
    organisation: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    ok: Mapped[bool] = mapped_column(index=True)
    # How many entries the log had, after which the check began to read, and the hash of the last.
    entries: Mapped[int] = mapped_column(Integer)
    since: Mapped[int] = mapped_column(Integer)
    head: Mapped[str] = mapped_column(String(64))
    # The newest signed checkpoint with which it was compared.
    checkpoint: Mapped[int | None] = mapped_column(Integer)
    checkpoint_at: Mapped[datetime | None] = mapped_column()
    fault_seq: Mapped[int | None] = mapped_column(Integer)
    fault_kind: Mapped[str] = mapped_column(String(30), default="")
    fault_reason: Mapped[str] = mapped_column(Text, default="")
    put_down_at: Mapped[datetime | None] = mapped_column()
    put_down_by: Mapped[str] = mapped_column(String(200), default="")
    put_down_organisation: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    put_down_reason: Mapped[str] = mapped_column(Text, default="")
