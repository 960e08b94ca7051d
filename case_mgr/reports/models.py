"""The table of reports: a frozen snapshot with its hash, and beside it the records behind each figure."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.support.models import Grant


class Report(Audited, Numbered, Public, Timed, Versioned, Base):
    """A donor report. Its snapshot changes once, when another person approves it; never afterwards."""

    __tablename__ = "donor_report"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        CheckConstraint("starts <= ends", name="period"),
    )
    # The hash stands for the snapshot in the log; what is behind a figure never leaves this row.
    __audit_skip__ = frozenset({"snapshot", "behind"})

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("support_grant.id"), index=True)
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12), index=True)
    built_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    approved_at: Mapped[datetime | None] = mapped_column()
    snapshot: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    behind: Mapped[str] = mapped_column(Text)

    grant: Mapped[Grant | None] = relationship()
    built_by: Mapped[User] = relationship(foreign_keys=[built_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
