"""Everything a comparison needs to know of one word of a name, worked out once and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from case_mgr.names.given import GivenHit, find_given
from case_mgr.names.normalise import fold
from case_mgr.names.patronymic import Patronymic, find_patronymic
from case_mgr.names.sound import bones, hearings
from case_mgr.names.surname import is_feminine, looks_like_surname, stems

MAX_STEMS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name as printed, with its sounds and what it could be."""

    text: str
    folded: str
    sounds: tuple[str, ...]
    stems: tuple[str, ...]
    bones: tuple[str, ...]
    given: GivenHit
    patronymic: Patronymic | None
    feminine_surname: bool
    surname_like: bool


@lru_cache(maxsize=262144)
def word(text: str) -> Word:
    """The word as the rest of the room sees it."""
    sounds = hearings(text)
    stemmed = stems(sounds)[:MAX_STEMS]
    return Word(
        text=text,
        folded=fold(text),
        sounds=sounds,
        stems=stemmed,
        bones=tuple(dict.fromkeys(filter(None, (bones(stem) for stem in stemmed)))),
        given=find_given(text),
        patronymic=find_patronymic(text, sounds),
        feminine_surname=is_feminine(sounds),
        surname_like=looks_like_surname(sounds),
    )
