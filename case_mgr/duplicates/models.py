"""Tables of suspected pairs, of whom to look at, and of merges with the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core import clock
from case_mgr.core.db import Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.detainees.models import Detainee


class Pair(Numbered, Public, Timed, Versioned, Base):
    """Two records that may be one person, and what a person answered: a "no" is kept and never asked again.

    Reasons are not stored: they would be names in clear, and stale after the next edit. The score is kept for the
    order of the queue alone.
    """

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="order"),
        Index("ix_duplicate_pair_queue", "organisation_id", "answer", "score"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    score: Mapped[int] = mapped_column(Integer)
    # A person set these two side by side: the machine does not strike the pair out.
    by_hand: Mapped[bool] = mapped_column(Boolean, default=False)
    answer: Mapped[str] = mapped_column(String(10), default="")
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    first: Mapped[Detainee] = relationship(foreign_keys=[first_id])
    second: Mapped[Detainee] = relationship(foreign_keys=[second_id])
    answered_by: Mapped[User | None] = relationship()

    reason = Sealed()


class Look(Base):
    """Somebody whose likeness to others is to be looked at: registered, or told apart anew, since the last look."""

    __tablename__ = "duplicate_look"

    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)


class Merge(Numbered, Public, Timed, Base):
    """One record became part of another: why, what moved, and how to take it back.

    The journal holds what the surviving record said before, the closed compartments too: it is opened by the undo
    alone, and whoever erases a person erases it.
    """

    __tablename__ = "person_merge"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    survivor_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    absorbed_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("duplicate_pair.id"), index=True)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    journal_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    counts: Mapped[list[Any]] = mapped_column(JSON)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    undone_at: Mapped[datetime | None] = mapped_column()
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    survivor: Mapped[Detainee] = relationship(foreign_keys=[survivor_id])
    absorbed: Mapped[Detainee] = relationship(foreign_keys=[absorbed_id])
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])

    reason = Sealed()
    journal = SealedData()
