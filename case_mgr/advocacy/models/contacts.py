"""Tables of contacts; how to reach them stands encrypted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed, SealedData


class Contact(Audited, Numbered, Public, Timed, Versioned, Base):
    """A person or body to whom cases are raised; how to reach them stands encrypted."""

    __tablename__ = "advocacy_contact"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        Index("ix_advocacy_contact_list", "organisation_id", "sort_name"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(300))
    sort_name: Mapped[str] = mapped_column(String(300), info=DERIVED)
    is_body: Mapped[bool] = mapped_column(Boolean, default=False)
    kind: Mapped[str] = mapped_column(String(20))
    country: Mapped[str] = mapped_column(String(2), default="")
    languages: Mapped[str] = mapped_column(String(100), default="")
    # The body that they belong to: a ministry above an envoy, a government above a ministry.
    body_id: Mapped[int | None] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    post: Mapped[str] = mapped_column(String(300), default="")
    took_post: Mapped[PartialDate | None] = partial_date("took_post")
    left_post: Mapped[PartialDate | None] = partial_date("left_post")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    do_not_contact: Mapped[bool] = mapped_column(Boolean, default=False)
    reason: Mapped[str] = mapped_column(String(300), default="")
    channels_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    notes_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # Other names under which they were recorded, one a line, and the same as lists search them.
    also: Mapped[str] = mapped_column(String(2000), default="")
    sort_also: Mapped[str] = mapped_column(String(2000), default="", info=DERIVED)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    # The contact that this one became part of: its reference and address lead there.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)

    owner: Mapped[User | None] = relationship()
    body: Mapped[Contact | None] = relationship(remote_side="Contact.id", foreign_keys=[body_id])
    merged_into: Mapped[Contact | None] = relationship(remote_side="Contact.id", foreign_keys=[merged_into_id])
    posts: Mapped[list[ContactPost]] = relationship(
        back_populates="contact", foreign_keys="ContactPost.contact_id", order_by="ContactPost.id.desc()"
    )

    channels = SealedData()
    notes = Sealed()


class ContactPost(Audited, Numbered, Public, Timed, Base):
    """A post that a contact held before the one that they hold now."""

    __tablename__ = "contact_post"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    took: Mapped[PartialDate | None] = partial_date("took")
    left: Mapped[PartialDate | None] = partial_date("left")

    contact: Mapped[Contact] = relationship(back_populates="posts", foreign_keys=[contact_id])
    body: Mapped[Contact | None] = relationship(foreign_keys=[body_id])

    def audit_root(self) -> Contact:
        """Show earlier posts in the history of the contact."""
        return self.contact


class ContactApart(Numbered, Timed, Base):
    """That somebody said that two contacts are not the same: they are never suggested again."""

    __tablename__ = "contact_apart"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), CheckConstraint("first_id < second_id", name="order"))

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)


class ContactMerge(Numbered, Public, Timed, Base):
    """One contact became part of another: why, what moved, and how to take it back."""

    __tablename__ = "contact_merge"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    # What moved, and what the kept contact said before: opened by the undo alone.
    journal_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    undone_at: Mapped[datetime | None] = mapped_column()
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)

    kept: Mapped[Contact] = relationship(foreign_keys=[kept_id])
    other: Mapped[Contact] = relationship(foreign_keys=[other_id])
    author: Mapped[User] = relationship(foreign_keys=[author_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])

    reason = Sealed()
    journal = SealedData()
