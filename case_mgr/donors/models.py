"""The table of links by which somebody without an account reads one published report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import Organisation, User
from case_mgr.core.db import Base, Numbered, Public, Timed
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.reports.models import Report


class ReportLink(Numbered, Public, Timed, Base):
    """A link to one published report. Only a digest of its secret is kept; every step of it is an entry of the log."""

    __tablename__ = "report_link"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("donor_report.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    whom_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    expires_at: Mapped[datetime] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()
    opened: Mapped[int] = mapped_column(Integer, default=0)
    opened_at: Mapped[datetime | None] = mapped_column()

    organisation: Mapped[Organisation] = relationship()
    report: Mapped[Report] = relationship()
    made_by: Mapped[User] = relationship()

    whom = Sealed()
