"""Reports, each a frozen snapshot with its hash and the records behind each figure; and what is being prepared."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import PUBLIC_ID, Audited, Base, Numbered, Public, Timed, Versioned
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
    edition: Mapped[int] = mapped_column(Integer, default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("donor_report.id"), index=True)
    revoked_at: Mapped[datetime | None] = mapped_column()
    revoked_reason: Mapped[str] = mapped_column(Text, default="")

    grant: Mapped[Grant | None] = relationship()
    built_by: Mapped[User] = relationship(foreign_keys=[built_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    replaces: Mapped[Report | None] = relationship(remote_side="Report.id")


class Plan(Audited, Numbered, Public, Timed, Versioned, Base):
    """A report that is being prepared, kept between its steps."""

    __tablename__ = "report_plan"
    __table_args__ = (
        CheckConstraint("starts <= ends", name="period"),
        CheckConstraint("threshold BETWEEN 3 AND 10", name="threshold"),
    )
    # What is told in words is in the report itself once it is built; of the work the log has the report.
    __audit_skip__ = frozenset({"narrative", "job"})

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    grant_id: Mapped[int | None] = mapped_column(ForeignKey("support_grant.id"), index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("donor_report.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("donor_report.id"), index=True)
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    threshold: Mapped[int] = mapped_column(Integer)
    indicators: Mapped[list[str]] = mapped_column(JSON)
    by: Mapped[list[str]] = mapped_column(JSON)
    across: Mapped[str] = mapped_column(String(16))
    narrative: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    # The last work that counted it, or counts it now.
    job: Mapped[str | None] = mapped_column(String(PUBLIC_ID))

    grant: Mapped[Grant | None] = relationship()
    replaces: Mapped[Report | None] = relationship(foreign_keys=[replaces_id])
    report: Mapped[Report | None] = relationship(foreign_keys=[report_id])
