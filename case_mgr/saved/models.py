"""The table of saved views."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, Sealed, SealedData


class SavedView(Audited, Numbered, Public, Timed, Versioned, Base):
    """A list as somebody filtered it, under a name. Name and criteria are sealed: either may hold a person's name."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_menu", "organisation_id", "listing", "shared"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    listing: Mapped[str] = mapped_column(String(8))
    shared: Mapped[bool] = mapped_column(Boolean, default=False)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    asked_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    owner: Mapped[User] = relationship()

    name = Sealed()
    asked = SealedData()
