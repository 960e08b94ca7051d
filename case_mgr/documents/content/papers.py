"""PDF documents: what they would do when a reader opens them.

A PDF that runs a script, starts a program, sends what is typed, or carries files is kept and marked, not refused. Court
forms and signed official answers carry such things, the paper is evidence whatever it carries, and whoever must “print
it to a PDF” first destroys a signature. Nothing here opens it; whoever takes it out is told before. What stands behind
a password, or in parts that do not unpack, was not looked into: that is said too, because silence would be a promise.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from case_mgr.documents.content import refusals
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Caution

_BLOCK = 512 * 1024
_OVERLAP = 256
_LONGEST_DICTIONARY = 4096
_MOST_UNPACKED = 4 * 1024 * 1024
_MOST_TOGETHER = 64 * 1024 * 1024
_MOST_STREAMS = 5000
# Readers look for the end of the file this far from its last byte.
_END_WITHIN = 4096
_NAMES: tuple[tuple[re.Pattern[bytes], Caution], ...] = (
    (re.compile(rb"/(?:JavaScript|Rendition)\b"), Caution.SCRIPT),
    (re.compile(rb"/Launch\b"), Caution.LAUNCH),
    (re.compile(rb"/(?:EmbeddedFiles?|RichMedia)\b"), Caution.EMBEDDED),
    (re.compile(rb"/(?:SubmitForm|ImportData|XFA)\b"), Caution.SENDS),
    (re.compile(rb"/GoToR\b"), Caution.REMOTE),
    (re.compile(rb"/Encrypt\b\s*(?:\d|<<)"), Caution.LOCKED),
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED = re.compile(b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in b"ObjStm"))
_STREAM = re.compile(rb"\bstream(?:\r\n|\n|\r)")


def cautions(stream: BinaryIO, size: int) -> tuple[Caution, ...]:
    """Return what must be known before a PDF is opened; one that does not end as a PDF is refused."""
    _require_end(stream, size)
    found, packed = set[Caution](), list[int]()
    for at, block in _blocks(stream):
        found |= _seen(block)
        packed += [at + match.start() for match in _PACKED.finditer(block)]
    together = 0
    for at in sorted(set(packed))[:_MOST_STREAMS]:
        text = _unpacked(stream, at)
        together += len(text or b"")
        found |= {Caution.LOCKED} if text is None or together > _MOST_TOGETHER else _seen(text)
        if together > _MOST_TOGETHER:
            break
    return tuple(caution for caution in Caution if caution in found)


def _require_end(stream: BinaryIO, size: int) -> None:
    start = max(0, size - _END_WITHIN)
    stream.seek(start)
    tail = stream.read(size - start)
    at = tail.rfind(b"%%EOF")
    if at < 0:
        raise Unfit(refusals.NOT_WHOLE)
    if len(tail[at + 5 :].strip(b"\0\r\n\t ")) > 1024:
        raise Unfit(refusals.TWO_FILES)


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give the file block by block, each with the end of the one before it."""
    stream.seek(0)
    at, before = 0, b""
    for block in iter(lambda: stream.read(_BLOCK), b""):
        yield at - len(before), before + block
        at, before = at + len(block), block[-_OVERLAP:]


def _seen(block: bytes) -> set[Caution]:
    # A name may be written with its letters as numbers: /J#61vaScript.
    plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), block) if b"#" in block else block
    return {caution for pattern, caution in _NAMES if pattern.search(plain)}


def _unpacked(stream: BinaryIO, at: int) -> bytes | None:
    """Return the objects that are packed in a stream whose dictionary stands here; None when they do not unpack."""
    stream.seek(at)
    begin = _STREAM.search(stream.read(_LONGEST_DICTIONARY))
    if begin is None:
        return None
    stream.seek(at + begin.end())
    inflate, out = zlib.decompressobj(), bytearray()
    try:
        while not inflate.eof and len(out) < _MOST_UNPACKED:
            block = inflate.unconsumed_tail or stream.read(_BLOCK // 8)
            if not block:
                return None
            out += inflate.decompress(block, _MOST_UNPACKED - len(out))
    except zlib.error:
        return None
    return bytes(out) if inflate.eof else None
