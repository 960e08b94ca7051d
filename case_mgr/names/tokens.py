"""The words of a name as a search through many names needs them: cut cheaply, with keys that spellings share."""

from __future__ import annotations

import re
from functools import lru_cache

from case_mgr.names.abroad import abroad
from case_mgr.names.burmese import syllables
from case_mgr.names.given import find_given
from case_mgr.names.han import pinyin
from case_mgr.names.normalise import normalise
from case_mgr.names.readings import LONGEST_CHINESE, PARTICLES
from case_mgr.names.rough import rough
from case_mgr.names.script import detect
from case_mgr.names.sound import bones, hearings
from case_mgr.names.surname import stems
from case_mgr.names.types import Script
from case_mgr.names.words import MAX_STEMS, Word

MAX_TOKENS = 12

_CUT = re.compile(r"[\s,.;:()\[\]{}/|\\\"«»“”„·・•*+=<>!?_@#%&\d-]+")
_SLIP_FROM = 4
_SLIP_TO = 9
_ABROAD = 6
_SHORT_WHOLE = 5
_LONGEST_WHOLE = 24


@lru_cache(maxsize=65536)
def _characters(token: str) -> tuple[str, ...]:
    """Chinese characters as they stand, and in pinyin where they may be a whole Chinese name."""
    return (token, *pinyin(token)) if len(token) <= LONGEST_CHINESE else (token,)


def tokens(name: str) -> tuple[str, ...]:
    """The words of a printed name, initials and particles left out."""
    out: list[str] = []
    pieces = [piece for piece in _CUT.split(normalise(name)[0]) if piece]
    for token in pieces:
        if token.casefold() in PARTICLES:
            continue
        if token.isascii():
            if len(token) > 1:
                out.append(token)
        elif (script := detect(token)) is Script.HAN:
            out.extend(_characters(token) if len(pieces) == 1 else (token,))
        elif script is Script.MYANMAR:
            out.extend(piece for piece in syllables(token) if len(piece) > 1)
        elif len(token) > 1:
            out.append(token)
    return tuple(out[:MAX_TOKENS])


def unspaced(found: tuple[str, ...], name: str) -> bool:
    """Whether a name is written without spaces between its words."""
    return not name.isascii() and len(found) > 1 and detect(name) in (Script.HAN, Script.MYANMAR)


def _slips(bone: str) -> set[str]:
    """The consonants, and the same with one left out: two words that differ by one slip share one of them."""
    if not _SLIP_FROM <= len(bone) <= _SLIP_TO:
        return {bone}
    return {bone, *(bone[:cut] + bone[cut + 1 :] for cut in range(len(bone)))}


def token_keys(text: str) -> set[str]:
    """Keys of one word; spellings of one word, and words of one given name, share at least one."""
    sounds = hearings(text)
    if not sounds:
        return set()
    surnames = stems(sounds)
    skeletons = dict.fromkeys(filter(None, map(bones, surnames[:MAX_STEMS])))
    out = {f"b{skeleton}" for skeleton in list(skeletons)[:6]} or {f"s{sound}" for sound in sounds[:2]}
    out.update(f"g{key}" for key in find_given(text).classes)
    for sound in dict.fromkeys((sounds[0], *surnames[:1])):
        out.update(f"d{slip}" for slip in _slips(bones(sound)))
    out.update(f"b{bones(sound) or sound}" for sound in abroad(text)[:_ABROAD])
    return out


def far_keys(found: Word) -> set[str]:
    """Keys by which a word meets words of far scripts."""
    heard = dict.fromkeys((*found.roughs, *map(rough, abroad(found.text)[:_ABROAD])))
    return {slip for consonants in heard if len(consonants) > 1 for slip in _slips(consonants)}


def whole_keys(found: tuple[str, ...], *, turned: bool) -> set[str]:
    """Keys of a whole name heard as one word, beside scripts without spaces; `turned` in all orders of its words."""
    words = [heard for token in found if detect(token) is not Script.HAN and (heard := hearings(token))]
    if not words:
        return set()
    orders = [words]
    if turned and len(words) > 1:
        orders += [[*words[1:], words[0]], [words[-1], *words[:-1]]]
    out: set[str] = set()
    for order in orders:
        for variant in range(2):
            joined = rough("".join(heard[min(variant, len(heard) - 1)] for heard in order))[:_LONGEST_WHOLE]
            if len(joined) > 2:
                out.update(_slips(joined) if len(joined) > _SHORT_WHOLE else (joined,))
    return out
