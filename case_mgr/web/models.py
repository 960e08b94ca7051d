"""Small tables of the front door: forms already taken, tries counted, and what was typed and not sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from case_mgr.core.db import Base, Numbered, Public
from case_mgr.core.sealed import SECRET, SealedData


class TakenForm(Numbered, Base):
    """A form that was sent once; sending it again leads to where it led the first time."""

    __tablename__ = "taken_form"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    location: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(index=True)


class Tries(Base):
    """How often something was tried in a window of time; counted in the database, so on every machine."""

    __tablename__ = "tries"

    bucket: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(index=True)


class Draft(Numbered, Public, Base):
    """What somebody typed into a form and has not sent, kept for them alone; one for each form."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id", "place"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    # Where the form is sent to, and the page that it stands on.
    place: Mapped[str] = mapped_column(String(500))
    page: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(index=True)
    typed_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    # A list of pairs: the name of a box and what was typed into it, in the order of the page.
    typed = SealedData()
