"""Recognises a patronymic and finds the father's name in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from case_mgr.names.given import father_classes, root
from case_mgr.names.types import Sex

# On sounds: -ович -евич -авіч -ич; -овна -евна -аўна -івна -ична -инична, with case endings left alone.
_FEMININE = re.compile("(?P<root>.{2,})(?:avna|ivna|vna)$|(?P<root2>.{2,}?)(?:iniCna|iCna)$")
_MASCULINE = re.compile("(?P<root>.{2,}?)(?:[ai]v)?iC$")
_TURKIC = {"ahli": Sex.MALE, "uhli": Sex.MALE, "aulu": Sex.MALE, "uulu": Sex.MALE, "kizi": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Patronymic:
    """A patronymic's father, and the sex that its ending shows."""

    root: str
    fathers: frozenset[str]
    sex: Sex

    def agrees(self, other: Patronymic) -> bool | None:
        """Whether two patronymics name one father; None when it cannot be told."""
        if self.fathers and other.fathers:
            return bool(self.fathers & other.fathers)
        return self.root == other.root


def find_patronymic(text: str, sounds: tuple[str, ...]) -> Patronymic | None:
    """The patronymic that a word could be; surnames in -ович look the same, so position decides elsewhere."""
    if "-" in text:
        return None
    for sound in sounds[:3]:
        if match := _FEMININE.fullmatch(sound):
            stem, sex = match["root"] or match["root2"], Sex.FEMALE
        elif match := _MASCULINE.fullmatch(sound):
            stem, sex = match["root"], Sex.MALE
        else:
            continue
        return Patronymic(root(stem), father_classes(stem), sex)
    return None


def turkic_marker(sounds: tuple[str, ...]) -> Sex | None:
    """The sex shown by оглы or кызы, which follow the father's name."""
    return _TURKIC.get(sounds[0]) if sounds else None
