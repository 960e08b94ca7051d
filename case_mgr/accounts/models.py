"""Tables of organisations, users, memberships, sessions and invitations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.core import clock
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned


class Organisation(Audited, Numbered, Public, Timed, Base):
    """A group that works with this installation; everything else belongs to one."""

    __tablename__ = "organisation"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class OrganisationSettings(Audited, Timed, Versioned, Base):
    """What an organisation has settled: who is the second person of an act that takes two, and the days of its rules.

    One row for each organisation that ever changed something; an act that gets a duty officer adds a column here.
    """

    __tablename__ = "organisation_settings"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, autoincrement=False)
    recognition: Mapped[str] = mapped_column(String(12), default="member")
    confirmation: Mapped[str] = mapped_column(String(12), default="member")
    # Since when: whoever asked before may decide alone only when everybody had a day to read of it.
    recognition_since: Mapped[datetime] = mapped_column(default=clock.now, info=DERIVED)
    confirmation_since: Mapped[datetime] = mapped_column(default=clock.now, info=DERIVED)
    money: Mapped[str] = mapped_column(String(12), default="member")
    money_since: Mapped[datetime | None] = mapped_column(info=DERIVED)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    # Only what differs from what the product brings, by the key of the rule.
    days: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    # A list of more lines leaves only when another member approved it; a file can be fetched for so many days.
    export_limit: Mapped[int] = mapped_column(Integer, default=500)
    export_days: Mapped[int] = mapped_column(Integer, default=7)

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    partner: Mapped[Organisation | None] = relationship(foreign_keys=[partner_id])

    def audit_root(self) -> Organisation:
        """Show a change in the history of the organisation."""
        return self.organisation


class User(Audited, Numbered, Public, Timed, Base):
    """A person who signs in."""

    __tablename__ = "app_user"
    __audit_skip__ = frozenset({"password_hash", "last_sign_in"})

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str | None] = mapped_column(String(12))
    disabled_at: Mapped[datetime | None] = mapped_column()
    last_sign_in: Mapped[datetime | None] = mapped_column()

    memberships: Mapped[list[Membership]] = relationship(back_populates="user", order_by="Membership.id")


class Membership(Audited, Numbered, Timed, Base):
    """One role of one user in one organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id", "role"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()

    def audit_root(self) -> User:
        """Show a change of roles in the history of the user."""
        return self.user


class UserSession(Numbered, Public, Timed, Base):
    """A sign-in. The cookie holds a token, this row its digest: ending the row ends every copy of the cookie."""

    __tablename__ = "user_session"

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    last_seen: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()

    user: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Invitation(Audited, Numbered, Public, Timed, Base):
    """An offer of membership by a link that works once."""

    __tablename__ = "invitation"
    __audit_skip__ = frozenset({"token_digest"})

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    roles: Mapped[str] = mapped_column(String(200))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()

    organisation: Mapped[Organisation] = relationship()


class Series(Base):
    """The last number given in a series of references of one organisation."""

    __tablename__ = "series"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    series: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int] = mapped_column(Integer)
