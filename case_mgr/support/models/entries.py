"""Tables of the ledger: money that is planned, approved, paid and confirmed, which grants pay, and what proves it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.cases.models import Case
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.files.models import StoredFile
from case_mgr.support.models.exact import Exact, Ratio
from case_mgr.support.models.grants import Grant, GrantLine


class SupportEntry(Audited, Numbered, Public, Timed, Versioned, Base):
    """Money for one purpose. Its amount, its shares and its day never change: a mistake is reversed by a new entry."""

    __tablename__ = "support_entry"
    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        UniqueConstraint("reverses_id"),
        Index("ix_support_entry_list", "organisation_id", "happened"),
        Index("ix_support_entry_booked", "organisation_id", "booked"),
        CheckConstraint("amount <> 0", name="amount"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int] = mapped_column(Integer)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("prison_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(12))
    happened: Mapped[date] = mapped_column(Date)
    paid_on: Mapped[date | None] = mapped_column(Date)
    # The day on which it counts in the books: the day of payment, or the first of the open period.
    booked: Mapped[date | None] = mapped_column(Date)
    amount: Mapped[Decimal] = mapped_column(Exact)
    currency: Mapped[str] = mapped_column(String(3))
    for_person: Mapped[bool] = mapped_column(Boolean, default=False)
    beneficiary_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    purpose_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("support_entry.id"))
    # The list that it was read from, and the line there.
    import_id: Mapped[int | None] = mapped_column(ForeignKey("support_import.id"), index=True)
    import_line: Mapped[int | None] = mapped_column(Integer)

    case: Mapped[Case | None] = relationship()
    recorded_by: Mapped[User] = relationship(foreign_keys=[recorded_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    reverses: Mapped[SupportEntry | None] = relationship(remote_side="SupportEntry.id", back_populates="reversal")
    reversal: Mapped[SupportEntry | None] = relationship(back_populates="reverses")
    shares: Mapped[list[SupportShare]] = relationship(back_populates="entry", order_by="SupportShare.id")
    receipts: Mapped[list[SupportReceipt]] = relationship(back_populates="entry", order_by="SupportReceipt.id")
    declaration: Mapped[SupportDeclaration | None] = relationship(back_populates="entry")
    steps: Mapped[list[SupportStep]] = relationship(back_populates="entry", order_by="SupportStep.id")

    beneficiary, purpose = Sealed(), Sealed()

    @property
    def reference(self) -> str:
        """How people call it."""
        return f"S-{self.number:06d}"


class SupportShare(Audited, Numbered, Public, Timed, Base):
    """What one grant, or a line of its budget, pays of an entry. The shares of an entry add up to its amount."""

    __tablename__ = "support_share"
    __table_args__ = (Index("ix_support_share_grant", "grant_id", "line_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("support_entry.id"), index=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("support_grant.id"))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("grant_line.id"), index=True)
    amount: Mapped[Decimal] = mapped_column(Exact)
    rate: Mapped[Decimal | None] = mapped_column(Ratio)
    rate_day: Mapped[date | None] = mapped_column(Date)
    rate_source: Mapped[str] = mapped_column(String(200), default="")
    # In the currency of the grant; without a rate nobody knows it, and no sum has it.
    converted: Mapped[Decimal | None] = mapped_column(Exact)
    # Who was helped, as this donor may know it: the same for the same person here, and in no other grant.
    code: Mapped[str] = mapped_column(String(20), default="", info=DERIVED)

    entry: Mapped[SupportEntry] = relationship(back_populates="shares")
    grant: Mapped[Grant] = relationship()
    line: Mapped[GrantLine | None] = relationship()

    def audit_root(self) -> SupportEntry:
        """Show a share in the history of its entry."""
        return self.entry


class SupportStep(Audited, Numbered, Public, Timed, Base):
    """One step of an entry: who did what, and why. Never rewritten."""

    __tablename__ = "support_step"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("support_entry.id"), index=True)
    act: Mapped[str] = mapped_column(String(12))
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    entry: Mapped[SupportEntry] = relationship(back_populates="steps")
    author: Mapped[User] = relationship()

    note = Sealed()

    def audit_root(self) -> SupportEntry:
        """Show a step in the history of its entry."""
        return self.entry


class SupportReceipt(Audited, Numbered, Public, Timed, Base):
    """A receipt of an entry, encrypted; the hash of its bytes tells when one is used twice."""

    __tablename__ = "support_receipt"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("support_entry.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True, info=DERIVED)
    format: Mapped[str] = mapped_column(String(8))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    entry: Mapped[SupportEntry] = relationship(back_populates="receipts")
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User] = relationship()

    reason = Sealed()

    def audit_root(self) -> SupportEntry:
        """Show a receipt in the history of its entry."""
        return self.entry


class SupportDeclaration(Audited, Numbered, Public, Timed, Base):
    """That no receipt can be kept, in the words of one person and signed by another."""

    __tablename__ = "support_declaration"
    __table_args__ = (UniqueConstraint("entry_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("support_entry.id"))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    signed_at: Mapped[datetime | None] = mapped_column()

    entry: Mapped[SupportEntry] = relationship(back_populates="declaration")
    declared_by: Mapped[User] = relationship(foreign_keys=[declared_by_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])

    text = Sealed()

    def audit_root(self) -> SupportEntry:
        """Show it in the history of its entry."""
        return self.entry
