"""The table of files that were given to us."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import Base, Numbered, Public, Timed
from case_mgr.core.sealed import SECRET, Sealed


class StoredFile(Numbered, Public, Timed, Base):
    """A file that stands encrypted on disk under a random name; the name that its owner gave it is sealed."""

    __tablename__ = "stored_file"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    blob: Mapped[str] = mapped_column(String(32), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    name = Sealed()
