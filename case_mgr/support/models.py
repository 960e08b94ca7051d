"""Tables of grants, and of the donors' accounts that read their reports."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned


class Grant(Audited, Numbered, Public, Timed, Versioned, Base):
    """Money promised by a donor for a period, under a code."""

    __tablename__ = "support_grant"
    __table_args__ = (UniqueConstraint("organisation_id", "code"), CheckConstraint("starts <= ends", name="period"))

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[str] = mapped_column(String(40))
    donor: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    currency: Mapped[str] = mapped_column(String(3))
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)

    readers: Mapped[list[GrantReader]] = relationship(back_populates="grant", cascade="all, delete-orphan")


class GrantReader(Audited, Base):
    """That a donor's account reads the published reports of a grant."""

    __tablename__ = "grant_reader"

    grant_id: Mapped[int] = mapped_column(ForeignKey("support_grant.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True, index=True)

    grant: Mapped[Grant] = relationship(back_populates="readers")
    user: Mapped[User] = relationship()

    def audit_root(self) -> Grant:
        """Show who reads in the history of the grant."""
        return self.grant
