"""Tables of what is done with many entries: samples that an auditor draws, and lists that were read in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed
from case_mgr.files.models import StoredFile
from case_mgr.support.models.grants import Grant


class SupportSample(Audited, Numbered, Public, Timed, Base):
    """A random sample of what a grant paid: whoever knows its seed draws the same one again."""

    __tablename__ = "support_sample"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    grant_id: Mapped[int] = mapped_column(ForeignKey("support_grant.id"), index=True)
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date] = mapped_column(Date)
    seed: Mapped[str] = mapped_column(String(40))
    # From how many it was drawn, and the public ids of the shares that were.
    population: Mapped[int] = mapped_column(Integer)
    chosen: Mapped[list[str]] = mapped_column(JSON)
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    grant: Mapped[Grant] = relationship()
    drawn_by: Mapped[User] = relationship()


class SupportImport(Audited, Numbered, Public, Timed, Base):
    """A list of entries that was read in; the same bytes are read once."""

    __tablename__ = "support_import"
    __table_args__ = (UniqueConstraint("organisation_id", "sha256"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    grant_id: Mapped[int] = mapped_column(ForeignKey("support_grant.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    # What somebody answered where a date can be read in two ways; None while nobody did.
    day_first: Mapped[bool | None] = mapped_column(Boolean)
    written_at: Mapped[datetime | None] = mapped_column()
    written: Mapped[int] = mapped_column(Integer, default=0)
    refused: Mapped[int] = mapped_column(Integer, default=0)
    read_by_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)

    grant: Mapped[Grant] = relationship()
    file: Mapped[StoredFile] = relationship()
    read_by: Mapped[User] = relationship()
