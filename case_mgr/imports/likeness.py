"""Which rows of one list are compared with each other: those that share a strong key of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from case_mgr.names.keys import WEIGHTS, keys, weight

_STRONG = WEIGHTS["w"]
# Two or three plain words; whatever else a name may be written like is read as a whole.
_LETTERS = "A-Za-zÀ-ÖØ-öø-žА-Яа-яЁёІіЎўЇїЄєҐґ"
_PLAIN = re.compile(f"[{_LETTERS}]{{2,40}}(?: [{_LETTERS}]{{2,40}}){{1,2}}")
_FATHER = re.compile(
    r".+(?:[оеёа]вич|[аеё]віч|[ії]вич|ьич|[оеё]вна|[аеё]ўна|[ії]вна|[иі]чна|[oea]vi(?:ch|č|c)|ievi(?:ch|č)|ovych"
    r"|[oe]vna|[ae]una|[ae]ŭna|i?yivna|ivna|owicz|ewicz|owna|ewna)",
    re.IGNORECASE,
)
# A surname and a given name that every key knows, beside which a word shows what it is itself.
_SURNAME, _GIVEN = "Кавалёў", "Сяргей"


@dataclass(frozen=True, slots=True)
class _Word:
    """What one word gives to the keys of a name: as a surname, as a given name, as one of several words."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    bone: str
    known: bool
    father: bool


def strong_keys(name: str) -> Sequence[str]:
    """Give the keys that speak for one person in two spellings; the weaker ones only serve a search that scores."""
    return _quick(name) if _PLAIN.fullmatch(name) else _whole(name)


def has_given(text: str) -> bool:
    """Whether one of the words is a given name that is known."""
    return any(_word(word.capitalize()).known for word in text.replace(".", " ").split() if len(word) > 1)


def _whole(name: str) -> list[str]:
    return [str(key) for key in keys(name) if weight(key) >= _STRONG]


def _quick(name: str) -> Sequence[str]:
    """The same keys put together from words that were seen before: a list has many names and few words."""
    texts = name.split()
    # Capitals say which word is the surname, and only beside words that are not written so.
    words = [_word(text.capitalize()) for text in texts]
    if not all(found.bone for found in words) or len(set(texts)) < len(texts):
        return _whole(name)
    at = next((number for number, found in enumerate(words) if found.known), None)
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
    return [key for surname in surnames for one in given for key in _pair(surname, one)]


def _pair(surname: _Word, given: _Word) -> Iterator[str]:
    return (f"n{bone}/{mark}"[:64] for bone in surname.surname for mark in given.given)


@lru_cache(maxsize=131_072)
def _word(text: str) -> _Word:
    surname = {key[1:].partition("/")[0] for key in keys(f"{text} {_GIVEN}") if key[0] == "n"}
    given = {key.rpartition("/")[2] for key in keys(f"{_SURNAME} {text}") if key[0] == "n"}
    bone = next((key[1:] for key in sorted(keys(text)) if key[0] == "w"), "")
    return _Word(
        tuple(sorted(surname)),
        tuple(sorted(given)),
        bone if surname and given else "",
        any(not mark.startswith(".") for mark in given),
        _FATHER.fullmatch(text) is not None,
    )
