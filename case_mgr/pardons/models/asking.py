"""The table of confirmations that wait for a second person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
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
