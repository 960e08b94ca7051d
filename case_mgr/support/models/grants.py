"""Tables of grants: their budgets, the periods that are closed, and the donors' accounts that read their reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.support.models.exact import Exact
from case_mgr.support.threshold import USUAL


class Grant(Audited, Numbered, Public, Timed, Versioned, Base):
    """Money promised by a donor for a period, under a code."""

    __tablename__ = "support_grant"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        CheckConstraint("starts <= ends", name="period"),
        CheckConstraint("threshold BETWEEN 3 AND 10", name="threshold"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    code: Mapped[str] = mapped_column(String(40))
    donor: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    currency: Mapped[str] = mapped_column(String(3))
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date] = mapped_column(Date)
    # Below which number its reports hide people: they may hide more, never less.
    threshold: Mapped[int] = mapped_column(Integer, default=USUAL)
    # Everything up to this day was reported: nothing is booked there any more.
    closed_until: Mapped[date | None] = mapped_column(Date)

    readers: Mapped[list[GrantReader]] = relationship(back_populates="grant", cascade="all, delete-orphan")
    lines: Mapped[list[GrantLine]] = relationship(back_populates="grant", order_by="GrantLine.code")
    closings: Mapped[list[GrantClosing]] = relationship(back_populates="grant", order_by="GrantClosing.until")


class GrantLine(Audited, Numbered, Public, Timed, Versioned, Base):
    """A line of a grant's budget, in the currency of the grant."""

    __tablename__ = "grant_line"
    __table_args__ = (UniqueConstraint("grant_id", "code"), CheckConstraint("amount >= 0", name="amount"))

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("support_grant.id"))
    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    amount: Mapped[Decimal] = mapped_column(Exact)

    grant: Mapped[Grant] = relationship(back_populates="lines")

    def audit_root(self) -> Grant:
        """Show a line in the history of its grant."""
        return self.grant


class GrantClosing(Audited, Numbered, Public, Timed, Base):
    """That the books of a grant were closed up to a day. Never taken back: corrections post to what is open."""

    __tablename__ = "grant_closing"
    __table_args__ = (UniqueConstraint("grant_id", "until"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("support_grant.id"))
    until: Mapped[date] = mapped_column(Date)
    closed_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    grant: Mapped[Grant] = relationship(back_populates="closings")
    closed_by: Mapped[User] = relationship()

    def audit_root(self) -> Grant:
        """Show it in the history of the grant."""
        return self.grant


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
