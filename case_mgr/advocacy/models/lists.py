"""Tables of submitted lists: which names were handed to whom, in which spelling and why, and what was answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.advocacy.models.contacts import Contact
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed


class SubmittedList(Audited, Numbered, Public, Timed, Versioned, Base):
    """A list of names for a contact; once handed over, its names are never changed."""

    __tablename__ = "submitted_list"
    __table_args__ = (UniqueConstraint("organisation_id", "reference"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    state: Mapped[str] = mapped_column(String(8), default="draft")
    handed: Mapped[PartialDate | None] = partial_date("handed")
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    frozen_at: Mapped[datetime | None] = mapped_column()
    # Grows with every change of its names, so that a list is handed over as it was read.
    changed_at: Mapped[datetime | None] = mapped_column(info=DERIVED)

    contact: Mapped[Contact] = relationship()
    author: Mapped[User] = relationship()
    readers: Mapped[list[ListReader]] = relationship(back_populates="list")
    names: Mapped[list[SubmittedName]] = relationship(back_populates="list", order_by="SubmittedName.number")

    reason = Sealed()
    note = Sealed()


class SubmittedName(Audited, Numbered, Public, Timed, Versioned, Base):
    """One name of a list as it was handed over, and the answer to it."""

    __tablename__ = "submitted_name"
    __table_args__ = (UniqueConstraint("list_id", "number"), UniqueConstraint("list_id", "case_id"))

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("submitted_list.id"))
    number: Mapped[int] = mapped_column(Integer)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    printed_sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    answer: Mapped[str] = mapped_column(String(12), default="none")
    answered: Mapped[PartialDate | None] = partial_date("answered")
    answer_note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    list: Mapped[SubmittedList] = relationship(back_populates="names")
    case: Mapped[Case] = relationship()

    printed = Sealed()
    reason = Sealed()
    answer_note = Sealed()

    def audit_root(self) -> SubmittedList:
        """Show the names in the history of their list, which few may read."""
        return self.list


class ListReader(Audited, Base):
    """That somebody may read a list beside whoever made it."""

    __tablename__ = "submitted_list_reader"

    list_id: Mapped[int] = mapped_column(ForeignKey("submitted_list.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True, index=True)

    list: Mapped[SubmittedList] = relationship(back_populates="readers")
    user: Mapped[User] = relationship()

    def audit_root(self) -> SubmittedList:
        """Show the readers in the history of the list."""
        return self.list
