"""Reading one line of quoted cells as a person would, where the strict reader gives up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """The cells of some text, whether its last quote was closed, and whether quotes stood where none belong."""

    cells: tuple[str, ...]
    closed: bool
    stray: bool


def split(text: str, delimiter: str) -> Split:
    """Split text into cells; a quote ends a cell only when a delimiter or the end follows it."""
    cells: list[str] = []
    at, stray, size = 0, False, len(text)
    while True:
        if at < size and text[at] == '"':
            cell, at, closed, odd = _quoted(text, at + 1, delimiter)
            stray = stray or odd
            cells.append(cell)
            if not closed:
                return Split(tuple(cells), closed=False, stray=stray)
        else:
            stop = text.find(delimiter, at)
            stop = size if stop < 0 else stop
            cells.append(text[at:stop])
            at = stop
        if at >= size:
            return Split(tuple(cells), closed=True, stray=stray)
        at += 1


def _quoted(text: str, at: int, delimiter: str) -> tuple[str, int, bool, bool]:
    parts: list[str] = []
    stray = False
    while True:
        stop = text.find('"', at)
        if stop < 0:
            return "".join(parts) + text[at:], len(text), False, stray
        parts.append(text[at:stop])
        after = text[stop + 1 : stop + 2]
        if after in ("", delimiter):
            return "".join(parts), stop + 1, True, stray
        if after == '"':
            at = stop + 2
        elif after == " " and text[stop + 1 :].lstrip(" ")[:1] in ("", delimiter):
            rest = text[stop + 1 :]
            return "".join(parts), stop + 1 + len(rest) - len(rest.lstrip(" ")), True, True
        else:
            stray, at = True, stop + 1
        parts.append('"')


def split_literally(text: str, delimiter: str) -> tuple[str, ...]:
    """Split text whose last quote is never closed: up to it as usual, from it on at every delimiter."""
    cells = split(text, delimiter).cells
    if len(cells) == 1:
        return tuple(text.removeprefix('"').split(delimiter))
    return (*cells[:-1], *cells[-1].split(delimiter))
