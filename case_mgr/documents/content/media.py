"""Recordings: what looks like one at its first bytes must go on like one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from case_mgr.documents.content import refusals
from case_mgr.documents.content.refusals import Unfit
from case_mgr.documents.types import Format

_SOUND_IN_OGG = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_OGG_HEAD = 27
_MOST_BOXES = 2000
_HOLDERS = frozenset({b"moov", b"trak", b"mdia"})
# Bits a second of MPEG audio layer 3 in thousands, by version and index; samples a second by version.
_RATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def told(stream: BinaryIO, size: int, head: bytes) -> Format | None:
    """Return the format of a recording that its first bytes alone do not tell."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return Format.WAV
    if head[4:8] == b"ftyp":
        return Format.M4A
    if _aac(head) and _aac(head[_aac(head) :]):
        return Format.AAC
    if _mp3(head) and _mp3(head[_mp3(head) :]):
        return Format.MP3
    return None


def check(stream: BinaryIO, size: int, head: bytes, format_: Format) -> None:
    """Refuse what begins like a recording and is none, or holds a film."""
    match format_:
        case Format.OGG:
            started = head[_OGG_HEAD + head[26] :][:8] if len(head) > _OGG_HEAD else b""
            if not started.startswith(_SOUND_IN_OGG):
                raise Unfit(refusals.VIDEO if started[1:7] == b"theora" else refusals.UNKNOWN)
        case Format.M4A:
            handlers = set(_handlers(stream, size))
            if b"vide" in handlers:
                raise Unfit(refusals.VIDEO)
            if b"soun" not in handlers:
                raise Unfit(refusals.NOT_WHOLE)
        case Format.MP3 if head.startswith(b"ID3"):
            start = 10 + sum((head[6 + n] & 0x7F) << 7 * (3 - n) for n in range(4)) if len(head) > 10 else size
            stream.seek(min(start, size))
            frames = stream.read(8192).lstrip(b"\0")
            if not (_mp3(frames) and _mp3(frames[_mp3(frames) :])):
                raise Unfit(refusals.NOT_WHOLE)
        case _:
            return


def _handlers(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Give the kinds of tracks of an MP4 file."""
    spans, seen = [(0, size)], 0
    while spans:
        at, end = spans.pop()
        while at + 8 <= end and seen < _MOST_BOXES:
            seen += 1
            stream.seek(at)
            start = stream.read(20)
            length, kind, inner = int.from_bytes(start[:4], "big"), start[4:8], 8
            if length == 1:
                length, inner = int.from_bytes(start[8:16], "big"), 16
            stop = at + length if length else end
            if stop <= at + 7 or stop > end:
                break
            if kind in _HOLDERS:
                spans.append((at + inner, stop))
            elif kind == b"hdlr":
                yield start[16:20]
            at = stop


def _mp3(data: bytes) -> int:
    """Return the length of the MPEG frame that begins here; 0 when none does."""
    if len(data) < 4:
        return 0
    (bits,) = struct.unpack(">I", data[:4])
    version, layer, rate, samples = bits >> 19 & 3, bits >> 17 & 3, bits >> 12 & 15, bits >> 10 & 3
    if bits >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or samples == 3:
        return 0
    newest = version == 3
    kilobits = _RATES[1 if newest else 2][rate]
    return (144 if newest else 72) * kilobits * 1000 // _SAMPLES[version][samples] + (bits >> 9 & 1)


def _aac(data: bytes) -> int:
    """Return the length of the AAC frame that begins here; 0 when none does."""
    if len(data) < 7 or data[0] != 0xFF or data[1] & 0xF6 != 0xF0 or data[2] >> 2 & 15 > 12:
        return 0
    length = (data[3] & 3) << 11 | data[4] << 3 | data[5] >> 5
    return length if length >= 7 else 0
