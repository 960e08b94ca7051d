"""Plain text and e-mails: no first bytes tell them, so all of them must be text, and nothing that a browser runs."""

from __future__ import annotations

from typing import BinaryIO

from case_mgr.documents.content import refusals, signatures
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Caution, Format, Found

_BLOCK = 256 * 1024
# What stands in no text: control characters other than tabulator, line and page breaks.
_CONTROL = bytes(sorted({*range(32), 127} - {9, 10, 12, 13, 27}))
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def look(stream: BinaryIO, head: bytes, ending: str) -> Found:
    """Return which kind of text a file is; what is no text, or more than text, is refused."""
    wide = _WIDE.get(head[:2])
    if not _is_text(stream, wide):
        raise Unfit(refusals.UNKNOWN)
    if ending == "eml":
        if not signatures.is_mail(head):
            raise Unfit(refusals.NOT_WHOLE)
        return Found(Format.EML, (Caution.EMBEDDED,) if _carries_files(stream) else ())
    text = head.decode(wide or "latin-1", "replace")
    why = refusals.SCRIPT if ending in signatures.SCRIPT_ENDINGS else signatures.markup_refusal(text)
    if why is not None:
        raise Unfit(why)
    return Found(Format.TXT)


def _is_text(stream: BinaryIO, wide: str | None) -> bool:
    stream.seek(0)
    for block in iter(lambda: stream.read(_BLOCK), b""):
        plain = block if wide is None else block.decode(wide, "replace").encode("utf-8")
        if len(plain.translate(None, _CONTROL)) != len(plain):
            return False
    return True


def _carries_files(stream: BinaryIO) -> bool:
    """Whether a message carries files, which nobody looked into."""
    stream.seek(0)
    before = b""
    for block in iter(lambda: stream.read(_BLOCK), b""):
        seen = (before + block).lower()
        if b"filename" in seen or b"content-disposition: attachment" in seen:
            return True
        before = block[-64:]
    return False
