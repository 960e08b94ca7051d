"""Files of which a few bytes are wrong: told from files in another encoding, and refused with the line."""

from __future__ import annotations

from case_mgr.tables.alphabets import reads_as_language

_MOSTLY = 10


def is_damaged_utf8(sample: bytes) -> bool:
    """Tell a UTF-8 file with a few wrong bytes, which is refused, from a file in another encoding."""
    try:
        sample.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        return True
    if _has_lines_in_utf8(sample):
        return True
    text = sample.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(not char.isascii() for char in text) - wrong
    return right >= wrong * _MOSTLY


def _has_lines_in_utf8(sample: bytes) -> bool:
    """Whether some lines are plainly UTF-8: two files of different encodings were put together."""
    letters = 0
    for line in sample.splitlines():
        try:
            letters += sum(not char.isascii() for char in line.decode("utf-8"))
        except UnicodeDecodeError:
            continue
    return letters * 20 >= len(sample) or letters >= _MOSTLY


def reads_but_for_few(sample: bytes, name: str) -> bool:
    """Whether all lines but very few are text of a language in an encoding that cannot read the rest."""
    lines = sample.splitlines(keepends=True)
    kept = [line for line in lines if _is_text(line, name)]
    few = max(1, len(lines) // 20)
    return len(kept) > 1 and 0 < len(lines) - len(kept) <= few and reads_as_language(b"".join(kept), name)


def _is_text(line: bytes, name: str) -> bool:
    try:
        line.decode(name)
    except UnicodeDecodeError:
        return False
    return True
