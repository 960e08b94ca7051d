"""Tables of what is told of a person: biographies in several languages with their versions, and a photograph."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core import clock
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.detainees.models.person import Detainee
from case_mgr.files.models import StoredFile


class Biography(Audited, Numbered, Public, Timed, Versioned, Base):
    """The life of a person told in one language; a draft may hold what must not be published."""

    __tablename__ = "biography"
    __table_args__ = (UniqueConstraint("detainee_id", "language"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    language: Mapped[str] = mapped_column(String(12))
    is_ready: Mapped[bool] = mapped_column(Boolean, default=False)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    detainee: Mapped[Detainee] = relationship()
    versions: Mapped[list[BiographyVersion]] = relationship(
        back_populates="biography", order_by="BiographyVersion.number.desc()"
    )

    text = Sealed()

    def audit_root(self) -> Detainee:
        """Show a change of a biography in the history of the person."""
        return self.detainee


class BiographyVersion(Numbered, Public, Base):
    """A biography as it was saved once; it never changes again."""

    __tablename__ = "biography_version"
    __table_args__ = (UniqueConstraint("biography_id", "number"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    biography_id: Mapped[int] = mapped_column(ForeignKey("biography.id"))
    number: Mapped[int] = mapped_column(Integer)
    is_ready: Mapped[bool] = mapped_column(Boolean)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    biography: Mapped[Biography] = relationship(back_populates="versions")
    author: Mapped[User | None] = relationship()

    text = Sealed()


class Photograph(Audited, Numbered, Public, Timed, Base):
    """The face of a person: an encrypted file, painted anew from what was handed in."""

    __tablename__ = "photograph"
    __table_args__ = (UniqueConstraint("detainee_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(300), default="")

    detainee: Mapped[Detainee] = relationship()
    file: Mapped[StoredFile] = relationship()

    def audit_root(self) -> Detainee:
        """Show a change of the photograph in the history of the person."""
        return self.detainee
