"""The formats that are taken: what they are called, how their files are named, what they are sent as."""

from __future__ import annotations

from dataclasses import dataclass

from case_mgr.core.text import N_
from case_mgr.documents.types import Format


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a format; the first ending is the one that a download gets."""

    label: str
    mimetype: str
    endings: tuple[str, ...]


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
ABOUT: dict[Format, About] = {
    Format.PDF: About(N_("a PDF document"), "application/pdf", ("pdf",)),
    Format.JPEG: About(N_("a JPEG picture"), "image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    Format.PNG: About(N_("a PNG picture"), "image/png", ("png",)),
    Format.WEBP: About(N_("a WebP picture"), "image/webp", ("webp",)),
    Format.TIFF: About(N_("a TIFF picture"), "image/tiff", ("tif", "tiff")),
    Format.HEIC: About(N_("a HEIC picture"), "image/heic", ("heic", "heif")),
    Format.MP3: About(N_("an MP3 recording"), "audio/mpeg", ("mp3",)),
    Format.OGG: About(N_("an Ogg recording"), "audio/ogg", ("ogg", "oga", "opus")),
    Format.M4A: About(N_("an M4A recording"), "audio/mp4", ("m4a", "m4b", "mp4", "3gp")),
    Format.AAC: About(N_("an AAC recording"), "audio/aac", ("aac",)),
    Format.WAV: About(N_("a WAV recording"), "audio/wav", ("wav",)),
    Format.FLAC: About(N_("a FLAC recording"), "audio/flac", ("flac",)),
    Format.DOCX: About(N_("a Word document"), f"{_OOXML}.wordprocessingml.document", ("docx",)),
    Format.XLSX: About(N_("an Excel workbook"), f"{_OOXML}.spreadsheetml.sheet", ("xlsx",)),
    Format.PPTX: About(N_("a PowerPoint presentation"), f"{_OOXML}.presentationml.presentation", ("pptx",)),
    Format.ODT: About(N_("an OpenDocument text"), f"{_ODF}.text", ("odt",)),
    Format.ODS: About(N_("an OpenDocument spreadsheet"), f"{_ODF}.spreadsheet", ("ods",)),
    Format.ODP: About(N_("an OpenDocument presentation"), f"{_ODF}.presentation", ("odp",)),
    Format.TXT: About(N_("a plain text"), "text/plain", ("txt", "text")),
    Format.EML: About(N_("an e-mail message"), "message/rfc822", ("eml",)),
}
PICTURES = frozenset({Format.JPEG, Format.PNG, Format.WEBP, Format.TIFF, Format.HEIC})
ENDINGS = {ending: format_ for format_, about in ABOUT.items() for ending in about.endings}
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, without its dot."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    return ending.strip().lower() if dot and stem else ""
