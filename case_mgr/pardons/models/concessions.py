"""Tables of reported concessions, and of what sources say that they have to do with a batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import Organisation, User
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.pardons.models.batches import Batch


class Concession(Audited, Numbered, Public, Timed, Versioned, Base):
    """Something that one side is reported to have given: promised, in force, taken back, each on its day."""

    __tablename__ = "concession"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    giver: Mapped[str] = mapped_column(String(200))
    receiver: Mapped[str] = mapped_column(String(200))
    receiver_kind: Mapped[str] = mapped_column(String(12))
    measure: Mapped[str] = mapped_column(String(300))
    scope: Mapped[str] = mapped_column(Text, default="")
    promised: Mapped[PartialDate | None] = partial_date("promised")
    in_force: Mapped[PartialDate | None] = partial_date("in_force")
    reversed: Mapped[PartialDate | None] = partial_date("reversed")
    source: Mapped[str] = mapped_column(String(500))
    archived: Mapped[str] = mapped_column(String(500), default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")

    organisation: Mapped[Organisation] = relationship()
    author: Mapped[User] = relationship()
    links: Mapped[list[ConcessionLink]] = relationship(back_populates="concession", order_by="ConcessionLink.id")


class ConcessionLink(Audited, Numbered, Public, Timed, Base):
    """That a source says, or denies, that a concession and a batch have to do with one another: a claim, never ours."""

    __tablename__ = "concession_link"

    concession_id: Mapped[int] = mapped_column(ForeignKey("concession.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("pardon_batch.id"), index=True)
    says: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(500))
    quotation: Mapped[str] = mapped_column(Text, default="")
    as_of: Mapped[PartialDate | None] = partial_date("as_of")
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")

    concession: Mapped[Concession] = relationship(back_populates="links")
    batch: Mapped[Batch] = relationship()
    author: Mapped[User] = relationship()

    def audit_root(self) -> Concession:
        """Show it in the history of the concession."""
        return self.concession
