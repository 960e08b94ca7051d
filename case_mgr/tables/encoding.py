"""In which encoding a text file is written: marks first, strict UTF-8 next, statistics last, and never with loss."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from case_mgr.core.text import N_
from case_mgr.tables.alphabets import ALPHABETIC, WINDOWS, count_lower, reads_as_language
from case_mgr.tables.damage import is_damaged_utf8, reads_but_for_few
from case_mgr.tables.ideographs import ENCODINGS as EASTERN
from case_mgr.tables.ideographs import rate
from case_mgr.tables.source import BLOCK, Source
from case_mgr.tables.types import Rejected, TableIssue

UNDECODABLE = N_(
    "Line %(line)s holds a byte (number %(byte)s of the file) that is not %(encoding)s text. "
    "Choose another encoding, or save the list as CSV (UTF-8)."
)
UNKNOWN_ENCODING = N_(
    "The letters of this file cannot be read: its encoding is not known. Save the list as CSV (UTF-8) and try again."
)
NO_SUCH_ENCODING = N_("There is no encoding “%(encoding)s”. Write for example utf-8, cp1251 or koi8-r.")
GUESSED = N_(
    "The file does not say how its letters are written. It was read as %(encoding)s: look whether the names are right."
)
GUESSED_ONE_OF = N_(
    "The file does not say how its letters are written. It was read as %(encoding)s but may be %(others)s: "
    "look whether the names are right, or choose the encoding."
)
LINE_TOO_LONG = N_("Line %(line)s is longer than a list can be. Look whether this file is a list.")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows keeps more letters than the standard that it grew from; where both read the same text, Windows is meant.
_WINDOWS = {
    "iso8859-1": "cp1252", "iso8859-2": "cp1250", "iso8859-8": "cp1255", "iso8859-9": "cp1254",
    "iso8859-13": "cp1257", "iso8859-7": "cp1253", "gb2312": "gb18030", "gbk": "gb18030", "ascii": "utf-8",
    "shift_jis": "cp932", "shift_jis_2004": "cp932", "shift_jisx0213": "cp932", "euc_kr": "cp949", "johab": "cp949",
    "big5": "big5hkscs", "cp950": "big5hkscs", "euc_jis_2004": "euc_jp", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_SAMPLE = 1 << 17
_READ = 1 << 15
# How much of a text are signs that lists of people usually have, where it is read in its own encoding.
_LIKELY, _SURE = 0.15, 0.3
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_ext"), (b"\x1b(J", "iso2022_jp_ext"))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the text of a file is written, how many bytes its mark takes, and whether it holds any quote."""

    name: str
    start: int = 0
    quotes: bool = False
    issues: tuple[TableIssue, ...] = ()


def find_encoding(source: Source, asked: str | None = None) -> Encoding:
    """Return the encoding in which every byte of the file is text, or refuse the file with line and byte."""
    mark, start = _find_mark(source)
    if asked is not None:
        name = _lookup(asked)
        if mark and name in ("utf-16", "utf-32", "utf-8-sig", mark):
            name = mark
        return Encoding(name, start if name == mark else 0, _verify(source, name, start if name == mark else 0))
    if mark:
        return Encoding(mark, start, _verify(source, mark, start))
    wide = find_wide(source.head(8192))
    if wide:
        return Encoding(wide, 0, _verify(source, wide, 0))
    if (escaped := _find_escaped(source)) is not None:
        return escaped
    try:
        return Encoding("utf-8", 0, _verify(source, "utf-8", 0))
    except Rejected as refusal:
        if refusal.code != "encoding_undecodable":
            raise
        sample = _sample(source)
        if is_damaged_utf8(sample):
            raise
        return _guess(source, sample)


def _find_mark(source: Source) -> tuple[str | None, int]:
    head = source.head(4)
    for mark, name in _BOMS:
        if head.startswith(mark):
            start = len(mark)
            # Programs that join files leave a mark of each.
            while source.head(len(mark), start) == mark:
                start += len(mark)
            return name, start
    return None, 0


def find_wide(head: bytes) -> str | None:
    """UTF-16 without a mark: its zeros stand all on one side, and that side knows hardly any other byte."""
    if head.count(0) < 2 or len(head) < 4:
        return None
    even, odd = head[::2], head[1::2]
    high, low, name = (odd, even, "utf-16-le") if odd.count(0) > even.count(0) else (even, odd, "utf-16-be")
    usual = sum(count for _, count in Counter(high).most_common(2))
    return name if low.count(0) * 10 <= high.count(0) and usual * 10 >= len(high) * 8 else None


def _find_escaped(source: Source) -> Encoding | None:
    """Japanese and Korean as mail carries it: signs in ASCII bytes, between sequences that begin and end them."""
    head = source.head(_SAMPLE)
    for sign, name in _ESCAPES if head.isascii() else ():
        if sign in head:
            try:
                return Encoding(name, 0, _verify(source, name, 0))
            except Rejected:
                continue
    return None


def _lookup(name: str) -> str:
    try:
        found = codecs.lookup(name.strip())
    except LookupError as error:
        raise Rejected(NO_SUCH_ENCODING, "encoding_unknown", encoding=name[:40]) from error
    if not getattr(found, "_is_text_encoding", True):
        raise Rejected(NO_SUCH_ENCODING, "encoding_unknown", encoding=name[:40])
    return found.name


def _verify(source: Source, name: str, start: int) -> bool:
    """Decode the whole file strictly, in blocks; return whether it holds a quote."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    quotes, lines, offset = False, 0, start
    for block in _blocks(source, start):
        if len(block) == BLOCK and b"\n" not in block and b"\r" not in block:
            raise Rejected(LINE_TOO_LONG, "line_too_long", line=lines + 1)
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=False)
        except UnicodeDecodeError as error:
            raise _undecodable(source, name, start, offset - held + error.start) from error
        quotes = quotes or '"' in text
        lines += text.count("\n")
        offset += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _undecodable(source, name, start, offset - len(error.object)) from error
    return quotes


def _undecodable(source: Source, name: str, start: int, at: int) -> Rejected:
    stream = source.open(start)
    decoder = codecs.getincrementaldecoder(name)("replace")
    lines, left = 1, at - start
    while left > 0 and (block := stream.read(min(BLOCK, left))):
        text = decoder.decode(block)
        # A file of old Macintosh lines has no line feed at all.
        lines += text.count("\n") or text.count("\r")
        left -= len(block)
    return Rejected(UNDECODABLE, "encoding_undecodable", line=lines, byte=at + 1, encoding=name)


def _blocks(source: Source, start: int) -> Iterator[bytes]:
    stream = source.open(start)
    while block := stream.read(BLOCK):
        yield block


def _sample(source: Source) -> bytes:
    """Collect lines that hold letters outside ASCII, from the whole file, until there are enough to judge."""
    lines: list[bytes] = []
    size = 0
    for block in _blocks(source, 0):
        if block.isascii():
            continue
        for line in block.splitlines(keepends=True):
            if not line.isascii():
                lines.append(line)
                size += len(line)
        if size > _SAMPLE:
            break
    return b"".join(lines)[:_SAMPLE]


def _guess(source: Source, sample: bytes) -> Encoding:
    """Take the likeliest encoding in which the whole file is text, and tell which others are as likely."""
    tried: dict[str, str] = {}
    best: tuple[str, bool] | None = None
    refused: Rejected | None = None
    for name in _rank(sample):
        text = sample.decode(name, "replace")
        if text in tried.values():
            continue
        if best is None:
            try:
                best = name, _verify(source, name, 0)
            except Rejected as refusal:
                if refusal.code != "encoding_undecodable":
                    raise
                refused = refused or refusal
                continue
        tried[name] = text
    if best is None:
        raise refused or Rejected(UNKNOWN_ENCODING, "encoding_undecodable")
    others = list(tried)[1:]
    params = {"encoding": best[0], "others": ", ".join(others[:3])}
    issue = TableIssue(
        "encoding_uncertain" if others else "encoding_guessed", GUESSED_ONE_OF if others else GUESSED, params
    )
    return Encoding(best[0], 0, best[1], (issue,))


def _rank(sample: bytes) -> list[str]:
    """List the encodings in which a sample may be written, the likeliest first; where there is one, it is sure."""
    # Most lists are UTF-8 and need no statistics, which take their time to load.
    import chardet

    told = [(name, item["confidence"]) for item in chardet.detect_all(sample) if (name := _widen(item, sample))]
    names = [name for name, _ in told]
    lines = sample[:_READ]
    lines = lines[: lines.rfind(b"\n") + 1] or lines
    alphabetic = [name for name in dict.fromkeys((*names, *ALPHABETIC)) if reads_as_language(lines, name)]
    # Of two readings that are both words of a language, the one with names in capitals, then the one of the usual kind.
    alphabetic.sort(key=lambda name: (count_lower(lines, name), name not in WINDOWS))
    rated = sorted(_rate(lines), reverse=True)
    eastern = [name for rating, name in rated if rating >= _LIKELY and rating * 2 > rated[0][0]]
    if alphabetic and (not eastern or rated[0][0] < _SURE):
        # Bytes that are words of an alphabet make rare signs only by chance.
        return alphabetic
    if eastern:
        return eastern + alphabetic
    foreign = [name for rating, name in rated if not rating]
    if damaged := [name for name in ALPHABETIC if reads_but_for_few(lines, name)]:
        # Refused with the line that is wrong: another alphabet would make other names of it.
        return damaged
    left = [(name, confidence) for name, confidence in told if name not in foreign]
    return [name for name, confidence in left if confidence > left[0][1] * 0.95] or names


def _rate(sample: bytes) -> list[tuple[float, str]]:
    """Rate the East Asian encodings in which a sample can be read."""
    found = []
    for name, language in EASTERN.items():
        try:
            found.append((rate(sample.decode(name), language), name))
        except UnicodeDecodeError:
            continue
    return found or [(0.0, "")]


def _widen(item: Mapping[str, Any], sample: bytes) -> str | None:
    """Return the encoding of a guess by its usual name, or the one of Windows that holds it."""
    name = _prefer_windows(item["encoding"], sample)
    return None if name == "utf-8" else name


def _prefer_windows(name: str | None, sample: bytes) -> str | None:
    if name is None:
        return None
    try:
        plain = codecs.lookup(name).name
        wide = _WINDOWS.get(plain, plain)
        return wide if sample.decode(wide) == sample.decode(plain, "replace") else plain
    except LookupError:
        return None
    except UnicodeDecodeError:
        return plain
