"""Why a file is not taken, each with the sentence that says what to do instead."""

from __future__ import annotations

from case_mgr.core.errors import Refused
from case_mgr.core.text import N_

EMPTY = N_("This file is empty. Choose it again, or ask whoever sent it to send it anew.")
UNKNOWN = N_(
    "Nobody can tell what this file is. PDF, pictures (JPEG, PNG, WebP, TIFF, HEIC), recordings (MP3, Ogg, M4A, AAC, "
    "WAV, FLAC), office documents (.docx, .xlsx, .pptx, .odt, .ods, .odp), plain text and e-mails (.eml) are taken."
)
PROGRAM = N_(
    "This is a program. Programs are never taken: what was inside may be harmful. Ask for the document itself."
)
SCRIPT = N_("This is a script, which a computer runs. Copy what it says into a plain text, or save it as a PDF.")
WEB_PAGE = N_("This is a web page, which can run scripts. Print it to a PDF and add that.")
DRAWING = N_("This is an SVG drawing, which can run scripts. Save it as PNG or PDF.")
ARCHIVE = N_("This is an archive. Unpack it and add each document by itself, so that each has its title and its date.")
VIDEO = N_("This is a video, which is not taken. Take the sound or single pictures out of it and add those.")
OTHER_PICTURE = N_("Pictures of this kind are not taken. Save it as PNG or JPEG.")
RICH_TEXT = N_("An RTF file can hide programs. Save it as .docx or as PDF.")
OLD_OFFICE = N_("A file of an old office program can hide macros. Open it and save it as .%(ending)s.")
LOCKED_OFFICE = N_("This file is protected by a password. Save it without the password: it is encrypted here anyway.")
MACROS = N_(
    "This file holds macros: programs that run when it is opened. Save it as .%(ending)s without macros, or as PDF."
)
TEMPLATE = N_("This file loads a part of itself from another computer, which can carry macros. Save it as PDF.")
NOT_WHOLE = N_("This file is damaged or not whole. Open it, save it anew and choose it again.")
UNPACKS = N_("This file unpacks to far more than it is large, as harmful files do. Save it as PDF.")
TWO_FILES = N_(
    "This file holds a second file behind or before the first, as harmful files do. Save it anew, or print it to a PDF."
)
PIXELS = N_("This picture claims more pixels than a camera or a scanner makes. Make it smaller and choose it again.")
MISNAMED = N_(
    "This file is named .%(ending)s but is %(what)s. Look whether it is the right one, and give it its proper name."
)
A_ZIP = N_("a ZIP archive")


class Unfit(Refused):
    """A file that is not taken; `what` is a name of a kind, to be translated before it goes into the sentence."""
