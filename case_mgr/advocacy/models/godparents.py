"""Tables of parliamentary godparenthoods: which member of parliament speaks for whom, since when and until when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.accounts.models import User
from case_mgr.advocacy.models.contacts import Contact
from case_mgr.cases.models import Case
from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed


class Godparenthood(Audited, Numbered, Public, Timed, Versioned, Base):
    """That a member of parliament speaks for a prisoner; what ended stays, with why it did."""

    __tablename__ = "godparenthood"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("advocacy_contact.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("prison_case.id"), index=True)
    since: Mapped[PartialDate | None] = partial_date("since")
    until: Mapped[PartialDate | None] = partial_date("until")
    ended_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    contact: Mapped[Contact] = relationship()
    case: Mapped[Case] = relationship()
    author: Mapped[User | None] = relationship()

    ended = Sealed()
    note = Sealed()
    reason = Sealed()

    def audit_root(self) -> Contact:
        """Show godparenthoods in the history of the contact."""
        return self.contact
