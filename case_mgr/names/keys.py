"""Short keys of a name for searching candidates by indexed equality: two spellings of one name share at least one.

Kinds, by what the key promises: `n` surname bones with the given name; `o` the same with one consonant of the surname
left out, which catches a slip; `w` all bones of the name in one order, for names without known roles; `p` two words of
a longer name; `s` surname bones alone, for initials, short forms and unknown given names.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from case_mgr.names.abroad import abroad
from case_mgr.names.readings import Given, Reading, readings
from case_mgr.names.sound import bones
from case_mgr.names.types import NameKey
from case_mgr.names.words import Word

# Keys are stored: a change that gives names other keys raises this number, and `case-mgr upgrade` writes those that
# differ anew.
VERSION = 2
MAX_KEYS = 48
WEIGHTS = {"n": 5, "w": 4, "p": 3, "o": 2, "s": 1}
"""How much one shared key says; candidates are ranked by the sum over their shared keys."""

_MAX_GIVEN = 4
_MAX_BONES = 6
_SLIP_FROM = 3
_SLIP_TO = 7


def weight(key: str) -> int:
    """What sharing this key is worth when candidates are ranked."""
    return WEIGHTS.get(key[:1], 0)


def _given_marks(given: tuple[Given, ...]) -> list[str]:
    """The classes of the given names, or their bones when no table knows them, and as foreigners hear them."""
    out: dict[str, None] = {}
    for name in given:
        if name.initial:
            continue
        own, foreign = _word_bones(name.word)[:2], _abroad(name.word)
        if name.word.given.classes:
            out.update(dict.fromkeys(sorted(name.word.given.classes)[:_MAX_GIVEN]))
            foreign = "" if foreign in own else foreign
        else:
            out.update((f".{bone}", None) for bone in own)
        if foreign:
            out[f".{foreign}"] = None
    return list(out)[:_MAX_GIVEN]


def _word_bones(found: Word) -> tuple[str, ...]:
    """The bones of a word whole and as a surname; a word of vowels alone keeps them."""
    if not found.sounds:
        return ()
    whole = bones(found.sounds[0]) or found.sounds[0]
    return tuple(dict.fromkeys((whole, *found.bones)))


def _structured(reading: Reading, out: set[str]) -> None:
    marks = _given_marks(reading.given)
    for surname in reading.surname:
        skeletons = surname.bones[:_MAX_BONES] or surname.stems[:1]
        for skeleton in skeletons:
            out.add(f"s{skeleton}")
            out.update(f"n{skeleton}/{mark}" for mark in marks)
        first = skeletons[0] if skeletons else ""
        if len(first) >= _SLIP_FROM:
            for cut in range(min(len(first), _SLIP_TO)):
                shorter = first[:cut] + first[cut + 1 :]
                out.update(f"o{shorter}/{mark}" for mark in marks[:2])
                out.update(f"o{shorter}/{mark}" for mark in marks[2:] if cut < 2)
            out.update(f"o{first}/{mark}" for mark in marks)
    if not reading.surname:
        out.update(f"s{bone}" for given in reading.given if not given.initial for bone in _word_bones(given.word)[:1])


def _whole(words: tuple[Word, ...], out: set[str]) -> None:
    """Keys for names in any order: everything joined, also as other scripts would hear it, and every two words."""
    skeletons = [marks[0] for found in words[:5] if (marks := _word_bones(found))]
    _joined(skeletons, out)
    _joined([_abroad(found) for found in words[:5] if found.sounds], out)
    if len(skeletons) > 1:
        out.update("p" + "+".join(sorted(pair)) for pair in combinations(skeletons, 2))


def _abroad(found: Word) -> str:
    """The bones of a word as other scripts would hear it, which are mostly its own."""
    heard = (*abroad(found.text)[:1], *found.sounds[:1], "")[0]
    return bones(heard) or heard


def _joined(skeletons: list[str], out: set[str]) -> None:
    """A whole name as it stands, and with its first or last word at the other end."""
    if not skeletons:
        return
    out.add("w" + "".join(skeletons))
    out.add("w" + "".join((*skeletons[1:], skeletons[0])))
    out.add("w" + "".join((skeletons[-1], *skeletons[:-1])))


@lru_cache(maxsize=16384)
def keys(name: str) -> frozenset[NameKey]:
    """The search keys of a printed name, aliases included; empty when it has no words."""
    out: set[str] = set()
    for reading in readings(name):
        if reading.surname or not reading.loose:
            _structured(reading, out)
        known = any(given.word.given.classes for given in reading.given) and bool(reading.surname)
        if reading.loose or not known:
            _whole(reading.words, out)
    if len(out) > MAX_KEYS:
        out = set(sorted(out, key=lambda key: (-weight(key), key))[:MAX_KEYS])
    return frozenset(NameKey(key[:64]) for key in out)
