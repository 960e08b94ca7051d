"""The table of numbers that sources give about a batch."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, partial_date
from case_mgr.pardons.models.batches import Batch


class Claim(Audited, Numbered, Public, Timed, Base):
    """A number that a source gave. Never edited: a wrong entry is withdrawn and stays readable."""

    __tablename__ = "pardon_claim"
    __table_args__ = (
        CheckConstraint("total >= 0", name="total"),
        CheckConstraint("in_scope <= total", name="in_scope"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("pardon_batch.id"), index=True)
    source: Mapped[str] = mapped_column(String(300))
    as_of: Mapped[PartialDate | None] = partial_date("as_of")
    # Empty for whoever counts only a part: a ministry, its own citizens.
    total: Mapped[int | None] = mapped_column(Integer)
    in_scope: Mapped[int | None] = mapped_column(Integer)
    parts: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON, default=dict)
    quotation: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    archived: Mapped[str] = mapped_column(String(500), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")

    batch: Mapped[Batch] = relationship()
    author: Mapped[User | None] = relationship()

    def audit_root(self) -> Batch:
        """Show a claim in the history of its batch."""
        return self.batch
