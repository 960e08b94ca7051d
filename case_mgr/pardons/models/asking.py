"""Tables of confirmations that wait for a second person, of duty officers, and of what was said of the scope."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import Organisation, User
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.pardons.models.batches import Batch, Place


class AskedProof(Audited, Numbered, Public, Timed, Versioned, Base):
    """Evidence of a release that counts nowhere yet: a second person looks at it first."""

    __tablename__ = "pardon_asked_proof"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    # What was filled in, whole: it becomes evidence as it was written, or nothing does.
    draft_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    link: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    objection_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    objected_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column()

    place: Mapped[Place] = relationship()
    asker: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    objector: Mapped[User | None] = relationship(foreign_keys=[objected_by_id])

    draft = SealedData()
    objection = Sealed()

    def audit_root(self) -> Batch:
        """Show it in the history of the batch."""
        return self.place.batch


class Duty(Audited, Numbered, Public, Timed, Versioned, Base):
    """A stretch of hours in which one member may confirm releases alone; somebody looks at it afterwards."""

    __tablename__ = "pardon_duty"
    __table_args__ = (Index("ix_pardon_duty_hours", "organisation_id", "ends_at"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    begins_at: Mapped[datetime] = mapped_column()
    ends_at: Mapped[datetime] = mapped_column()
    reason: Mapped[str] = mapped_column(String(500))
    named_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column()
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    organisation: Mapped[Organisation] = relationship()
    officer: Mapped[User] = relationship(foreign_keys=[officer_id])
    namer: Mapped[User] = relationship(foreign_keys=[named_by_id])

    def audit_root(self) -> Organisation:
        """Show it in the history of the organisation."""
        return self.organisation


class ScopeWord(Audited, Numbered, Public, Timed, Base):
    """That a place is political or not, by which evidence. Never edited: the last word counts."""

    __tablename__ = "pardon_scope_word"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("pardon_place.id"), index=True)
    scope: Mapped[str] = mapped_column(String(16))
    evidence_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    place: Mapped[Place] = relationship()
    author: Mapped[User] = relationship()

    evidence = Sealed()

    def audit_root(self) -> Batch:
        """Show it in the history of the batch."""
        return self.place.batch
