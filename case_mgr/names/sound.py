"""Hears a word the same way whatever alphabet and system it was written in.

The result is a short string over consonant letters and three vowels (a, i, u): г = h, х = h, ц and soft т = t,
soft дз = d, ў = в, unstressed о = а, е = я. Capitals: C ч, S ш, Z ж. Ambiguous letters give several hearings,
best first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from case_mgr.names import abjad, burmese, han
from case_mgr.names.normalise import fold
from case_mgr.names.script import detect
from case_mgr.names.types import Script

MAX_HEARINGS = 8
MAX_WORD = 60

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдзклмнпрстуўфхцчшж", "abvhhdzklmnprstuvfhtCSZ", strict=True)),
        "о": "a", "э": "a", "е": "ja", "ё": "ja", "є": "ja", "я": "ja", "ю": "ju", "ї": "i", "и": "i",
        "і": "i", "ы": "i", "й": "j", "щ": "SC", "ь": "", "ъ": "", "ј": "j", "ѕ": "z", "љ": "l", "њ": "n", "џ": "Z",
        "ђ": "d", "ћ": "C", "қ": "k", "ғ": "h", "ң": "n", "ә": "a", "ө": "a", "ү": "u", "ұ": "u", "һ": "h",
    }
)  # fmt: skip
_DZ = re.compile("дз(?!в?[аоуэыкч])|дз(?=[йь])")
_GLIDE = re.compile("(?:j|i)+(?=[aiu])")
_REPEAT = re.compile(r"(.)(?=\1)")
_AFTER_VOWEL_U = re.compile("(?<=a)u(?!$)|(?<=a)u$")

# Longest first. The right side is a hearing; `|` parts are alternatives.
_LATIN_RULES: tuple[tuple[str, str], ...] = (
    ("(?<=v)ic?ch$", "iC"), ("ici?$", "iC|ik"),
    ("chtch", "SC"), ("schtsch", "SC"), ("shch", "SC"), ("szcz", "SC"), ("tsch", "C"), ("tch", "C"), ("sch", "S|sh"),
    ("dzh", "dZ"), ("zh", "Z"), ("kh", "h"), ("sh", "S"), ("sz", "S"), ("cz", "C"), ("rz", "Z|r"),
    ("ck", "tk|k"), ("ch", "C|h|S"), ("ph", "f"), ("th", "t"), ("gh", "h"), ("dz", "d"), ("tz", "t"), ("ts", "t"),
    ("cs", "C"), ("qu", "kv"), ("gu(?=[eiy])", "h"),
    ("g(?=[eiy])", "h|Z"), ("ee", "aa|i"), ("oo", "aa|u"), ("^ht", "t"),
    ("ff", "v"), ("c(?=[eiy])", "t|s"), ("c$", "t|k|C"), ("c", "k|t"),
    ("x", "ks|h"), ("q", "k|t"), ("z$", "z|s"),
    ("ou(?=[^aeiouy])", "au|u"), ("w", "v"), ("g", "h"), ("y", "i"), ("j", "j|Z|h"), ("o", "a"), ("e", "a"),
)  # fmt: skip
_ACCENTED = str.maketrans(
    {
        "č": "C", "ć": "T", "š": "S", "ś": "s", "ž": "Z", "ż": "Z", "ź": "z", "ŭ": "v", "ł": "l", "ń": "n", "ĺ": "l",
        "ĵ": "Z", "ç": "C", "ş": "S", "ğ": "h", "ĝ": "Z", "ě": "ja", "ė": "a", "ó": "u", "ř": "Z", "ħ": "h", "ß": "s",
        "þ": "t", "ð": "d", "æ": "a", "œ": "a", "ø": "a", "ö": "a", "ü": "u", "ı": "i", "ļ": "l", "ķ": "k", "ģ": "h",
        "ņ": "n", "ū": "u", "ũ": "u", "ä": "a", "å": "a", "ï": "i",
    }
)  # fmt: skip
_HEBREW = re.compile("[\u0590-\u05ff]")
_LACINKA = re.compile("[čšžŭćśźńł]")
_POLISH = re.compile("[łżęą]|wicz|szcz|^sz|cz")
_UNHEARD = str.maketrans("", "", "'-.")
_TO_BONES = str.maketrans("fSZ", "vsz", "aiu")
_SPLIT = re.compile("|".join(f"(?P<r{i}>{left})" for i, (left, _) in enumerate(_LATIN_RULES)))


def settle(sound: str) -> str:
    """Drops glides, doubled letters and the difference between у and ў."""
    sound = _GLIDE.sub("", sound).replace("j", "i").replace("dZ", "Z")
    sound = _REPEAT.sub("", sound)
    return _AFTER_VOWEL_U.sub("v", sound)


def _cyrillic(word: str) -> tuple[str, ...]:
    word = _DZ.sub("д", word.replace("дзь", "д"))
    word = word.replace("тс", "ц").replace("тц", "ц")
    return (settle(word.translate(_CYRILLIC)),)


def _latin(word: str, printed: str) -> tuple[str, ...]:
    """Every plausible hearing of a Latin word; `printed` still has its accents."""
    lacinka = bool(_LACINKA.search(printed))
    polish = bool(_POLISH.search(printed))
    french = "ou" in word and "kh" not in word
    if lacinka or polish:
        word = _latin_accents(printed)
    hearings = [""]
    position = 0
    for match in _SPLIT.finditer(word):
        plain = word[position : match.start()]
        position = match.end()
        left, right = _LATIN_RULES[int((match.lastgroup or "r0")[1:])]
        if lacinka and left in ("c", "c$", "c(?=[eiy])"):
            right = "t"
        elif (lacinka or polish) and left in ("ch", "j"):
            right = left[0].replace("c", "h")
        elif lacinka and left == "ck":
            right = "tk"
        elif french and left == "ch":
            right = "C|S|h"
        choices = right.split("|")
        if len(hearings) * len(choices) > MAX_HEARINGS:
            choices = choices[:1]
        hearings = [heard + plain + choice for choice in choices for heard in hearings]
    tail = word[position:]
    return tuple(dict.fromkeys(settle(heard + tail) for heard in hearings))


def _latin_accents(printed: str) -> str:
    """Reads accented letters of Slavic alphabets by their sound, drops other accents."""
    return "".join(fold(c) if not c.isascii() and c.isalpha() else c for c in printed.translate(_ACCENTED)).replace(
        "T", "t"
    )


@lru_cache(maxsize=131072)
def hearings(word: str) -> tuple[str, ...]:
    """How a word may sound, most likely first; empty when it has no letters."""
    printed = word.casefold()[:MAX_WORD].translate(_UNHEARD)
    if printed.endswith("ić"):
        printed = printed[:-1] + "č"
    script = detect(printed)
    if script is Script.CYRILLIC:
        return tuple(filter(None, _cyrillic(printed)))
    if script is Script.NONE:
        return ()
    if script is Script.LATIN:
        return tuple(filter(None, _latin(fold(printed), printed)))
    if script is Script.ARABIC or _HEBREW.search(printed):
        return tuple(dict.fromkeys(filter(None, map(settle, abjad.hearings(word[:MAX_WORD])))))
    if script is Script.HAN:
        return _han(printed)
    if script is Script.MYANMAR:
        return _joined(burmese.syllables(printed))
    spelled = "".join(c for c in anyascii(printed).casefold() if c.isalpha())[:MAX_WORD]
    return tuple(filter(None, _latin(spelled, spelled))) if spelled else ()


def _joined(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Syllables heard one by one, as one word."""
    heard = "".join(sounds[0] for piece in pieces if (sounds := _latin(piece, piece)))
    return (settle(heard),) if heard else ()


def _han(printed: str) -> tuple[str, ...]:
    """Chinese characters as pinyin is read, as it is spoken, and as the letters of a foreign name."""
    native = han.pinyin(printed)
    whole = "".join(native)
    found = (*_latin(whole, whole)[:2], "".join(map(han.spoken, native)), han.foreign(printed))
    return tuple(dict.fromkeys(filter(None, map(settle, found))))


@lru_cache(maxsize=131072)
def bones(sound: str) -> str:
    """The consonants of a sound: what survives vowel shifts and lost hooks on š and ž."""
    return _REPEAT.sub("", sound.translate(_TO_BONES))
