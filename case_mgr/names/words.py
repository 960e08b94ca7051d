"""Everything a comparison needs to know of one word of a name, worked out once and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from case_mgr.names.abroad import abroad
from case_mgr.names.given import GivenHit, find_given
from case_mgr.names.normalise import fold
from case_mgr.names.patronymic import Patronymic, find_patronymic
from case_mgr.names.rough import rough
from case_mgr.names.script import detect
from case_mgr.names.sound import bones, hearings
from case_mgr.names.surname import is_feminine, looks_like_surname, stems
from case_mgr.names.types import Script

MAX_STEMS = 8
NEAR_SCRIPTS = (Script.LATIN, Script.CYRILLIC)


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
    roughs: tuple[str, ...]
    script: Script
    far: bool
    """Of a writing system whose sounds can only be compared roughly."""


@lru_cache(maxsize=65536)
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
        roughs=tuple(dict.fromkeys(map(rough, sounds[:4]))),
        script=detect(text),
        far=detect(text) not in NEAR_SCRIPTS,
    )


@lru_cache(maxsize=262144)
def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The best agreement of two sets of sounds, 0 to 1."""
    if not one or not other:
        return 0.0
    if not frozenset(one).isdisjoint(other):
        return 1.0
    best = max(Levenshtein.normalized_similarity(a, b) for a in one[:3] for b in other[:3])
    shared = len(bones(one[0])) > 2 and bones(one[0]) == bones(other[0])
    return max(best, 0.9) if shared else min(best, 0.95)


def alike(x: Word, y: Word, *, as_surnames: bool) -> float:
    """The best agreement of two words, 0 to 1; across scripts also of what one's spelling sounds like at home."""
    own = likeness(x.stems, y.stems) if as_surnames else likeness(x.sounds, y.sounds)
    if own == 1.0 or x.script is y.script:
        return own
    return max(own, likeness(abroad(x.text), y.sounds), likeness(abroad(y.text), x.sounds))
