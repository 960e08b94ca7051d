"""One look at a file: what it is, or why it is not taken."""

from __future__ import annotations

from typing import BinaryIO

from case_mgr.documents.content import media, office, papers, pictures, refusals, signatures, texts
from case_mgr.documents.content.formats import ABOUT, ENDINGS, PICTURES, ending_of
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Format, Found

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_LONGEST_END = 22 + 65535


def look(stream: BinaryIO, size: int, name: str) -> Found:
    """Return what a file is; one that is empty, of another kind, harmful, damaged or misnamed is refused."""
    if not size:
        raise Unfit(refusals.EMPTY)
    stream.seek(0)
    head, ending = stream.read(signatures.HEAD), ending_of(name)
    if head.startswith(_OLE):
        raise office.old_refusal(stream, ending)
    if head.startswith(b"PK\x03\x04"):
        return _named(office.look(stream, size, ending), ending)
    why = signatures.refusal(head)
    if why is not None:
        raise Unfit(why)
    found = _known(stream, size, head, ending)
    if _ends_as_archive(stream, size):
        raise Unfit(refusals.TWO_FILES)
    return _named(found, ending)


def _known(stream: BinaryIO, size: int, head: bytes, ending: str) -> Found:
    format_ = next((known for start, known in signatures.TAKEN if head.startswith(start)), None)
    format_ = format_ or pictures.told(head) or media.told(stream, size, head)
    if format_ is Format.PDF:
        return Found(format_, papers.cautions(stream, size))
    if format_ in PICTURES:
        pictures.check(stream, format_)
        return Found(format_)
    if format_ is not None:
        media.check(stream, size, head, format_)
        return Found(format_)
    if b"%PDF-" in head[:1024]:
        # A reader of PDF looks for its beginning within the first kilobyte: what stands before is another file.
        raise Unfit(refusals.TWO_FILES)
    return texts.look(stream, head, ending)


def _named(found: Found, ending: str) -> Found:
    about = ABOUT[found.format]
    if ending and ending not in about.endings:
        if ending not in ENDINGS and ending not in signatures.SCRIPT_ENDINGS and found.format is Format.TXT:
            # Any text could be called anything: a list, a calendar, a program. Only a plain text is taken.
            raise Unfit(refusals.UNKNOWN)
        raise Unfit(refusals.MISNAMED, ending=ending, what=about.label)
    return found


def _ends_as_archive(stream: BinaryIO, size: int) -> bool:
    """Whether a ZIP archive ends where the file ends: a program for archives would open that one."""
    start = max(0, size - _LONGEST_END)
    stream.seek(start)
    tail = stream.read(size - start)
    at = tail.rfind(_END)
    return 0 <= at <= len(tail) - 22 and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") <= len(tail)
