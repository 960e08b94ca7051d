"""Which rows of one list are compared with each other: those that share a strong key of the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from case_mgr.names.given import find_given
from case_mgr.names.keys import WEIGHTS, keys, weight
from case_mgr.names.patronymic import find_patronymic
from case_mgr.names.sound import bones, hearings
from case_mgr.names.surname import stems
from case_mgr.names.words import MAX_STEMS

_STRONG = WEIGHTS["w"]
# Two or three such words; whatever else a name may be written like is read as a whole.
_PLAIN = re.compile("[A-Za-zÀ-ÖØ-öø-žА-Яа-яЁёІіЎўЇїЄєҐґ]{2,40}")
_DIGIT = re.compile(r"\d")
# As many as the keys of a whole name take.
_BONES, _CLASSES = 6, 4


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """What one word gives to the keys of a name: as a surname, as a given name, as one of several words."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    bone: str
    known: bool
    father: bool


def strong_keys(name: str) -> Sequence[str]:
    """Give the keys that speak for one person in two spellings; the weaker ones only serve a search that scores."""
    texts = name.split(" ")
    if 1 < len(texts) < 4:
        words = list(map(_plain_word, texts))
        if all(words):
            return _quick(name, texts, cast(list[_Word], words))
    # Nobody is called by numbers: such a name is compared as it stands.
    return (f"w{' '.join(sorted(name.casefold().split()))}",) if _DIGIT.search(name) else _whole(name)


def has_given(text: str) -> bool:
    """Whether one of the words is a given name that is known."""
    return any(_word(word).known for word in text.replace(".", " ").split() if len(word) > 1)


def _whole(name: str) -> list[str]:
    return [str(key) for key in keys(name) if weight(key) >= _STRONG]


def _quick(name: str, texts: Sequence[str], words: list[_Word]) -> Sequence[str]:
    """The same keys put together from words that were seen before: a list has many names and few words."""
    if not all(found.bone for found in words) or len(set(texts)) < len(texts):
        return _whole(name)
    one, two, last = words[0], words[1], words[-1]
    if two.known and not one.known and (two is last or last.father):
        # Most names: a surname, a given name, perhaps a patronymic.
        return _pair(one, two)
    at = next((number for number, found in enumerate(words) if found.known), None)
    if at is None and len(words) > 2 and any(found.father for found in words):
        return _whole(name)
    if at is None:
        bones = [found.bone for found in words]
        turns = (bones, [*bones[1:], bones[0]], [bones[-1], *bones[:-1]])
        if len(words) > 2:
            return list(dict.fromkeys("w" + "".join(turn) for turn in turns))
        return list(dict.fromkeys([*("w" + "".join(turn) for turn in turns), *_pair(*words), *_pair(*words[::-1])]))
    if len(words) > 2 and at + 1 < len(words) and words[at + 1].father:
        del words[at + 1]
    given = [found for found in words if found.known]
    surnames = [found for found in words if not found.known]
    if not surnames:
        # Every word can be the given name, and so every other one the surname.
        return list(
            dict.fromkeys(key for one in words for other in words if one is not other for key in _pair(one, other))
        )
    if len(surnames) == len(given) == 1:
        return _pair(surnames[0], given[0])
    return [key for surname in surnames for one in given for key in _pair(surname, one)]


def _pair(surname: _Word, given: _Word) -> list[str]:
    if len(surname.surname) == len(given.given) == 1:
        return [f"n{surname.surname[0]}/{given.given[0]}"[:64]]
    return [f"n{bone}/{mark}"[:64] for bone in surname.surname for mark in given.given]


@lru_cache(maxsize=65_536)
def _plain_word(text: str) -> _Word | None:
    """The word, when it is nothing but letters that are read here."""
    return _word(text) if _PLAIN.fullmatch(text) else None


@lru_cache(maxsize=65_536)
def _word(text: str) -> _Word:
    # Capitals say which word is the surname, and only beside words that are not written so.
    own = text.capitalize()
    sounds = hearings(own)
    stemmed = stems(sounds)[:MAX_STEMS]
    skeletons = tuple(dict.fromkeys(filter(None, map(bones, stemmed))))
    sound = sounds[0] if sounds else ""
    whole = bones(sound) or sound
    classes = sorted(find_given(own).classes)[:_CLASSES]
    given = classes or [f".{bone}" for bone in list(dict.fromkeys((whole, *skeletons)))[:2]]
    return _Word(
        skeletons[:_BONES] or stemmed[:1],
        tuple(given),
        whole,
        bool(classes),
        find_patronymic(own, sounds) is not None,
    )
