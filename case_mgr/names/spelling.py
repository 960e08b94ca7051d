"""Reads the letters of a Latin word by the rules of one language, every plausible way, likeliest first."""

from __future__ import annotations

import re
from collections.abc import Sequence


class Spelling:
    """Rules of one language: patterns, longest first, each with the sounds it may stand for.

    Sounds are the letters of sound.py. A letter without a rule stands for itself.
    """

    def __init__(self, rules: Sequence[tuple[str, tuple[str, ...]]], *, most: int) -> None:
        self._sounds = [sounds for _, sounds in rules]
        self._split = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (pattern, _) in enumerate(rules)))
        self._most = most

    def read(self, word: str) -> tuple[str, ...]:
        """Every reading, at most as many as the language was given."""
        heard = [""]
        position = 0
        for match in self._split.finditer(word):
            plain = word[position : match.start()]
            position = match.end()
            sounds = self._sounds[int((match.lastgroup or "r0")[1:])]
            if len(heard) * len(sounds) > self._most:
                sounds = sounds[:1]
            heard = [before + plain + sound for sound in sounds for before in heard]
        return tuple(dict.fromkeys(before + word[position:] for before in heard))
