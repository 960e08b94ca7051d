"""Tables of interactions: what was said, which cases it raised, and who alone may read it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.advocacy.models.contacts import Contact
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed, SealedData
from case_mgr.files.models import StoredFile


class Interaction(Audited, Numbered, Public, Timed, Versioned, Base):
    """One talk, letter or call with a contact; what was said stands encrypted."""

    __tablename__ = "interaction"
    __table_args__ = (UniqueConstraint("organisation_id", "reference"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    happened: Mapped[PartialDate | None] = partial_date("happened")
    medium: Mapped[str] = mapped_column(String(12))
    direction: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str] = mapped_column(String(12))
    participants_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    summary_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    follow_up_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    follow_up_due: Mapped[date | None] = mapped_column(Date, index=True)
    follow_up_done_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    batch: Mapped[str | None] = mapped_column(String(20), index=True)
    # Who may know of it: whoever sees contacts, or its author and its readers alone.
    level: Mapped[str] = mapped_column(String(8), default="open")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    # What stood in it before each amendment: the log says only that something closed changed.
    former_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Grows also when only its readers change, so that a second choice of readers is noticed.
    changed_at: Mapped[datetime | None] = mapped_column(info=DERIVED)

    contact: Mapped[Contact] = relationship()
    author: Mapped[User | None] = relationship()
    raised: Mapped[list[InteractionCase]] = relationship(back_populates="interaction", cascade="all, delete-orphan")
    readers: Mapped[list[InteractionReader]] = relationship(back_populates="interaction", cascade="all, delete-orphan")
    files: Mapped[list[InteractionFile]] = relationship(back_populates="interaction", order_by="InteractionFile.id")

    participants = Sealed()
    summary = Sealed()
    follow_up = Sealed()
    follow_up_done = Sealed()
    former = SealedData()
    reason = Sealed()


class InteractionCase(Audited, Base):
    """That an interaction raised a case."""

    __tablename__ = "interaction_case"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), primary_key=True, index=True)

    interaction: Mapped[Interaction] = relationship(back_populates="raised")
    case: Mapped[Case] = relationship()

    def audit_root(self) -> Interaction:
        """Show the raised cases in the history of the interaction."""
        return self.interaction


class InteractionReader(Audited, Base):
    """That somebody may read a talk that only some may read."""

    __tablename__ = "interaction_reader"

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True, index=True)

    interaction: Mapped[Interaction] = relationship(back_populates="readers")
    user: Mapped[User] = relationship()

    def audit_root(self) -> Interaction:
        """Show the readers in the history of the interaction."""
        return self.interaction


class InteractionFile(Audited, Numbered, Public, Timed, Base):
    """A file that belongs to a talk, such as a letter or a note; its bytes stand encrypted and never change."""

    __tablename__ = "interaction_file"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True, info=DERIVED)
    title_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    format: Mapped[str] = mapped_column(String(8))
    added_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    interaction: Mapped[Interaction] = relationship(back_populates="files")
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User] = relationship()

    title = Sealed()
    reason = Sealed()

    def audit_root(self) -> Interaction:
        """Show the files in the history of the interaction."""
        return self.interaction
