"""Tables of acts on many cases: the act, and each of its rows with what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case
from case_mgr.core.db import PUBLIC_ID, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, SealedData


class BulkAct(Numbered, Public, Timed, Versioned, Base):
    """One act on many cases. The verbs that it calls are audited, and so are its start, its end and its undoing."""

    __tablename__ = "bulk_act"
    __table_args__ = (UniqueConstraint("organisation_id", "reference"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    reference: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    # How many cases the list showed in all when these were chosen, and what it was asked for: words can be a name.
    matching: Mapped[int] = mapped_column(Integer, default=0)
    asked_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    params_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    job: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    finished_at: Mapped[datetime | None] = mapped_column()
    undone_at: Mapped[datetime | None] = mapped_column()

    user: Mapped[User] = relationship()

    asked = SealedData()
    params = SealedData()


class BulkRow(Numbered, Public, Base):
    """One case of an act: how it was when it was checked, what became of it, and of taking it back."""

    __tablename__ = "bulk_row"
    __table_args__ = (
        UniqueConstraint("act_id", "row"),
        Index("ix_bulk_row_outcome", "act_id", "outcome", "row"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    act_id: Mapped[int] = mapped_column(ForeignKey("bulk_act.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    row: Mapped[int] = mapped_column(Integer)
    seen: Mapped[int | None] = mapped_column(Integer)
    before_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    outcome: Mapped[str | None] = mapped_column(String(12))
    told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # The flag that was raised.
    made: Mapped[str | None] = mapped_column(String(PUBLIC_ID))
    undo: Mapped[str | None] = mapped_column(String(12))
    undo_told_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    case: Mapped[Case] = relationship()

    before = SealedData()
    told = SealedData()
    undo_told = SealedData()
