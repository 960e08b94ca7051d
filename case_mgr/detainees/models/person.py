"""Tables of people: names, nationalities, vulnerabilities, and the keys by which names are found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from case_mgr.core.dates import PartialDate
from case_mgr.core.db import DERIVED, Audited, Base, Numbered, Public, Timed, Versioned, partial_date
from case_mgr.core.sealed import SECRET, Sealed
from case_mgr.core.served import PersonsName

# Beginnings of words lie together only in the order of their bytes, which is SQLite's own.
BYTEWISE = String(40).with_variant(String(40, collation="C"), "postgresql")


class Detainee(Audited, Numbered, Public, Timed, Versioned, Base):
    """A person; everything else hangs on them."""

    __tablename__ = "detainee"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        # Each list is read along an index in its own order; what is withheld is counted without walking the rest.
        Index("ix_detainee_list", "organisation_id", "sort_name", "id"),
        Index("ix_detainee_born", "organisation_id", "born_from", "id"),
        Index("ix_detainee_sensitivity", "organisation_id", "sensitivity"),
        # The few who were withdrawn are left out of counts without walking the rest.
        Index(
            "ix_detainee_withdrawn",
            "organisation_id",
            "id",
            sqlite_where=text("withdrawn_at IS NOT NULL"),
            postgresql_where=text("withdrawn_at IS NOT NULL"),
        ),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(16))
    # The primary name and its Latin form, kept here only so that lists sort and page in the database.
    name: Mapped[str] = mapped_column(PersonsName(300, "id"), info=DERIVED)
    sort_name: Mapped[str] = mapped_column(String(300), info=DERIVED)
    sex: Mapped[str] = mapped_column(String(8))
    born: Mapped[PartialDate | None] = partial_date("born")
    died: Mapped[PartialDate | None] = partial_date("died")
    age: Mapped[int | None] = mapped_column(Integer)
    age_as_of: Mapped[PartialDate | None] = partial_date("age_as_of")
    occupation: Mapped[str] = mapped_column(String(300), default="")
    affiliation: Mapped[str] = mapped_column(String(300), default="")
    # Codes of closed lists, in the order of the list.
    languages: Mapped[str] = mapped_column(String(200), default="")
    groups: Mapped[str] = mapped_column(String(300), default="")
    # Names of the living, and what the law of many countries keeps apart: encrypted, and never found by a search.
    father_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    mother_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    ethnicity_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    religion_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    national_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    notes_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    sensitivity: Mapped[str] = mapped_column(String(12), default="normal")
    publication_hold: Mapped[bool] = mapped_column(Boolean, default=False)
    hold_reason: Mapped[str] = mapped_column(String(300), default="")
    gag_order: Mapped[bool] = mapped_column(Boolean, default=False)
    gag_note: Mapped[str] = mapped_column(String(300), default="")
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    # Whose record this one became a part of: it keeps its own values, and leads there.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("detainee.id"), index=True)

    names: Mapped[list[PersonName]] = relationship(back_populates="detainee", order_by="PersonName.id")
    nationalities: Mapped[list[Nationality]] = relationship(back_populates="detainee", order_by="Nationality.id")
    vulnerabilities: Mapped[list[Vulnerability]] = relationship(back_populates="detainee", order_by="Vulnerability.id")

    father = Sealed()
    mother = Sealed()
    ethnicity = Sealed()
    religion = Sealed()
    national_number = Sealed()
    notes = Sealed()


class PersonName(Audited, Numbered, Public, Timed, Versioned, Base):
    """A name as printed, kept for ever; its parts where they are known."""

    __tablename__ = "person_name"
    # A comparison reads the index alone: among a million people each row that is looked up costs a page of its own.
    __table_args__ = (Index("ix_person_name_printed", "detainee_id", "id", "full"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    full: Mapped[str] = mapped_column(PersonsName(300, "detainee_id"))
    language: Mapped[str | None] = mapped_column(String(12))
    script: Mapped[str] = mapped_column(String(12), info=DERIVED)
    kind: Mapped[str] = mapped_column(String(12))
    # Where they are known: a Burmese name has no surname, an Icelandic one a father's name in its place.
    given: Mapped[str] = mapped_column(String(150), default="")
    patronymic: Mapped[str] = mapped_column(String(150), default="")
    surname: Mapped[str] = mapped_column(String(150), default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    is_primary: Mapped[bool] = mapped_column(Boolean, default=False)
    # The form that texts in the language of this name use.
    for_language: Mapped[bool] = mapped_column(Boolean, default=False)

    detainee: Mapped[Detainee] = relationship(back_populates="names")

    def audit_root(self) -> Detainee:
        """Show a change of a name in the history of the person."""
        return self.detainee


class NameKey(Base):
    """A key by which names that may be the same are found with an indexed equality."""

    __tablename__ = "name_key"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), primary_key=True, index=True)


class NamesHeard(Base):
    """By which version of the rules the keys of names were made, and how far they are made anew; one row."""

    __tablename__ = "names_heard"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    # The number of the last person whose names were heard by the rules of this version, while it works.
    reached: Mapped[int] = mapped_column(Integer, default=0)


class NameWord(Base):
    """A word of a name, so that whoever types its beginning finds the person by an index."""

    __tablename__ = "name_word"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    word: Mapped[str] = mapped_column(BYTEWISE, primary_key=True)
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), primary_key=True, index=True)


class Keeper(Base):
    """Somebody who stands close to a person, so that they may know of them even when others may not."""

    __tablename__ = "person_keeper"

    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), primary_key=True, index=True)
    # What brought them close: the reference of a case. Who leaves one case may still stand in another.
    because: Mapped[str] = mapped_column(String(20), primary_key=True)


class Nationality(Audited, Numbered, Public, Timed, Versioned, Base):
    """One nationality of a person with its basis; disputed ones stand side by side."""

    __tablename__ = "nationality"
    __table_args__ = (
        Index("ix_nationality_country", "country", "detainee_id"),
        Index("ix_nationality_held", "detainee_id", "id", "country"),
    )

    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    country: Mapped[str] = mapped_column(String(2))
    basis: Mapped[str] = mapped_column(String(12))
    since: Mapped[PartialDate | None] = partial_date("since")
    until: Mapped[PartialDate | None] = partial_date("until")
    source: Mapped[str] = mapped_column(String(300), default="")

    detainee: Mapped[Detainee] = relationship(back_populates="nationalities")

    def audit_root(self) -> Detainee:
        """Show a change of a nationality in the history of the person."""
        return self.detainee


class Vulnerability(Audited, Numbered, Public, Timed, Versioned, Base):
    """What makes a person vulnerable: the kind for the team, the detail for few."""

    __tablename__ = "vulnerability"
    __table_args__ = (UniqueConstraint("detainee_id", "kind"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    detainee_id: Mapped[int] = mapped_column(ForeignKey("detainee.id"))
    kind: Mapped[str] = mapped_column(String(16))
    since: Mapped[PartialDate | None] = partial_date("since")
    source: Mapped[str] = mapped_column(String(300), default="")
    detail_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)

    detainee: Mapped[Detainee] = relationship(back_populates="vulnerabilities")

    detail = Sealed()

    def audit_root(self) -> Detainee:
        """Show a change of a vulnerability in the history of the person."""
        return self.detainee
