"""The table of how recorded people stand to one another."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.core.dates import PartialDate
from case_mgr.core.db import Audited, Base, Numbered, Public, Timed, partial_date
from case_mgr.detainees.models.person import Detainee


class Relation(Audited, Numbered, Public, Timed, Base):
    """What the second person is to the first; the other way round it is read with the inverse word."""

    __tablename__ = "person_relation"
    __table_args__ = (UniqueConstraint("first_id", "second_id", "kind"),)
    # Whose history it stands in is known by the entry; a number says nothing to anybody.
    __audit_skip__ = frozenset({"first_id", "second_id"})

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    since: Mapped[PartialDate | None] = partial_date("since")
    until: Mapped[PartialDate | None] = partial_date("until")
    source: Mapped[str] = mapped_column(String(300), default="")

    first: Mapped[Detainee] = relationship(foreign_keys=[first_id])
    second: Mapped[Detainee] = relationship(foreign_keys=[second_id])

    def audit_root(self) -> Detainee:
        """Show a change of a relation in the history of the first person."""
        return self.first
