"""The table of facilities and courts that organisations add for themselves."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned, partial_date


class OwnPlace(Audited, Numbered, Public, Timed, Versioned, Base):
    """A facility or a court of one organisation; it is ended, never deleted, because cases name it by its code."""

    __tablename__ = "own_place"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        Index("ix_own_place_list", "organisation_id", "jurisdiction", "kind"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    jurisdiction: Mapped[str] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(60))
    # One a line, “en: Name” and plain: the log keeps what stood here, and people read it there.
    names: Mapped[str] = mapped_column(Text)
    aliases: Mapped[str] = mapped_column(Text, default="")
    sort: Mapped[str] = mapped_column(String(20))
    region: Mapped[str] = mapped_column(String(100), default="")
    valid_from: Mapped[PartialDate | None] = partial_date("valid_from")
    valid_to: Mapped[PartialDate | None] = partial_date("valid_to")
    source: Mapped[str] = mapped_column(String(500))
    note: Mapped[str] = mapped_column(String(500), default="")
