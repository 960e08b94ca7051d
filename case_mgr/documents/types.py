"""What a document is, who may open it, and what somebody wants recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.access.fields import Group
from case_mgr.cases.types import Certainty
from case_mgr.core.dates import PartialDate

LARGEST = 50 * 1024 * 1024


class Kind(StrEnum):
    """What a document is in the words of the field."""

    WARRANT = "warrant"
    PROTOCOL = "protocol"
    INDICTMENT = "indictment"
    VERDICT = "verdict"
    APPEAL = "appeal"
    COURT_PAPER = "court_paper"
    ANSWER = "answer"
    STATEMENT = "statement"
    MANDATE = "mandate"
    MEDICAL = "medical"
    IDENTITY = "identity"
    LETTER = "letter"
    PHOTOGRAPH = "photograph"
    RECORDING = "recording"
    PRESS = "press"
    OTHER = "other"


# The parts of a record that a document may belong to: whoever may not read the part never hears of the document.
PARTS = (Group.CASE, Group.NOTES, Group.IDENTITY, Group.HEALTH, Group.FAMILY)
# Some kinds are never open to everybody who sees the case.
LEAST: dict[Kind, Group] = {Kind.MEDICAL: Group.HEALTH, Kind.IDENTITY: Group.IDENTITY}


class Format(StrEnum):
    """What the bytes of a file are."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tiff"
    HEIC = "heic"
    MP3 = "mp3"
    OGG = "ogg"
    M4A = "m4a"
    AAC = "aac"
    WAV = "wav"
    FLAC = "flac"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    TXT = "txt"
    EML = "eml"


class Caution(StrEnum):
    """What whoever opens a file must know before: it is kept, because it may be evidence, and never run here."""

    SCRIPT = "script"
    LAUNCH = "launch"
    EMBEDDED = "embedded"
    SENDS = "sends"
    REMOTE = "remote"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the bytes told."""

    format: Format
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """What is recorded of a document, beside its bytes."""

    title: str
    kind: Kind
    part: Group
    dated: PartialDate | None = None
    language: str = ""
    source: str = ""
    certainty: Certainty = Certainty.REPORTED
    note: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents of a case somebody wants to see."""

    kind: Kind | None = None
    withdrawn: bool = False
