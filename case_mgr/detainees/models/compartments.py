"""Tables of what is opened one look at a time: what they tell stands encrypted."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, Versioned
from case_mgr.core.sealed import SECRET, SealedData
from case_mgr.detainees.models.person import Detainee


class IdentityDocument(Audited, Numbered, Public, Timed, Base):
    """A passport or another paper of a person: kind, number, country, dates and who has it."""

    __tablename__ = "identity_document"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    detainee: Mapped[Detainee] = relationship()

    content = SealedData()

    def audit_root(self) -> Detainee:
        """Show a change of a document in the history of the person."""
        return self.detainee


class FamilyContact(Audited, Numbered, Public, Timed, Versioned, Base):
    """A relative and how to reach them: no column of this table says anything in clear."""

    __tablename__ = "family_contact"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    content_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    detainee: Mapped[Detainee] = relationship()

    content = SealedData()

    def audit_root(self) -> Detainee:
        """Count a change of a contact among those of the person."""
        return self.detainee
