"""By what a state knows a person, opened one look at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_


class DocumentKind(StrEnum):
    """What kind of paper says who somebody is."""

    PASSPORT = "passport"
    ID_CARD = "id_card"
    RESIDENCE = "residence"
    BIRTH = "birth"
    DRIVING = "driving"
    OTHER = "other"


class Holder(StrEnum):
    """Who has the paper now; people are expelled without it."""

    PERSON = "person"
    FAMILY = "family"
    AUTHORITIES = "authorities"
    LOST = "lost"
    UNKNOWN = "unknown"


DOCUMENT_LABELS = {
    DocumentKind.PASSPORT: N_("Passport"),
    DocumentKind.ID_CARD: N_("Identity card"),
    DocumentKind.RESIDENCE: N_("Residence permit"),
    DocumentKind.BIRTH: N_("Birth certificate"),
    DocumentKind.DRIVING: N_("Driving licence"),
    DocumentKind.OTHER: N_("Other document"),
}
HOLDER_LABELS = {
    Holder.PERSON: N_("The person"),
    Holder.FAMILY: N_("The family"),
    Holder.AUTHORITIES: N_("The authorities keep it"),
    Holder.LOST: N_("Lost or destroyed"),
    Holder.UNKNOWN: N_("Not known"),
}


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """An identity document as somebody wants it recorded."""

    kind: DocumentKind
    number: str
    country: str = ""
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    holder: Holder = Holder.UNKNOWN
    source: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView(DocumentDraft):
    """An identity document that was opened."""

    public_id: str = ""


@dataclass(frozen=True, slots=True)
class IdentityView:
    """Everything by which a state knows the person, opened once."""

    national_number: str
    documents: tuple[DocumentView, ...]
