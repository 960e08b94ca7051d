"""Writes Burmese names in Latin letters, syllable by syllable, as Burmese passports and newspapers do."""

from __future__ import annotations

import re
from functools import lru_cache

_INITIALS = dict(
    zip(
        "ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဿဣဤဥဦဧဩဪ",
        (
            "k kh g g ng s s z z ny ny t ht d d n t ht d d n p ph b b m y y l w th h l - th i i u oo e aw aw"
        ).replace("-", "").split(" "),
        strict=True,
    )
)  # fmt: skip
_FINALS = {"က": "k", "င": "ng", "စ": "s", "တ": "t", "ပ": "t", "ည": "i", "ဉ": "ny", "န": "n", "မ": "n", "ယ": "e"}
# A vowel sign with a closed consonant, tone marks left out; the longest first.
_RHYMES = {
    "ောင်": "aung", "ိုင်": "aing", "ောက်": "auk", "ိုက်": "aik", "ိုယ်": "o", "ိုဠ်": "o", "ိုလ်": "o", "ော်": "aw",
    "ိန်": "ein", "ိမ်": "ein", "ိဏ်": "ein", "ုန်": "on", "ုမ်": "on", "ုဏ်": "on", "ိတ်": "eik", "ိပ်": "eik", "ိဋ်": "eik",
    "ုတ်": "ok", "ုပ်": "ok", "ုက်": "ok", "ုံ": "on", "ုဒ်": "ok",
    "က်": "et", "င်": "in", "စ်": "it", "ည်": "i", "ဉ်": "in", "ဏ်": "an", "တ်": "at", "န်": "an", "ပ်": "at", "မ်": "an",
    "ာဏ်": "an", "ာန်": "an", "ာတ်": "at", "ဋ်": "at", "ည့်": "i", "ယ်": "e", "ဂ်": "et",
    "လ်": "al", "သ်": "at", "ရ်": "a", "ဒ်": "at", "ဗ်": "at", "ဇ်": "it",
    "ို": "o", "ိံ": "ein", "ော": "aw", "ေါ": "aw", "ေါ်": "aw", "ေ": "ay",
    "ဲ": "e", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u",
    "ူ": "u", "ံ": "an",
}  # fmt: skip
_TONES = str.maketrans("", "", "\u1038")
_DOT = "\u1037"
_SYLLABLE = re.compile(
    "[\u1000-\u102a\u103f][\u103b-\u103e]*[\u102b-\u1032\u1036]*"
    "(?:[\u1000-\u1021\u103f][\u1037\u1038]*[\u1039\u103a]|\u103a)?[\u1037\u1038]*"
)
_LONGEST = sorted(_RHYMES, key=len, reverse=True)
# What follows a form of address begins a syllable of its own.
_BEGINS = re.compile("(?![\u1000-\u1021][\u1037\u1038]*\u103a)[\u1000-\u102a]")
# Forms of address before a name; each may also begin a name, so only a longer name loses it.
_HONORIFICS = ("ဒေါက်တာ", "ဆရာတော်", "ဦး", "ဒေါ်", "ကို", "မောင်", "စော", "နော်", "နန်း", "စိုင်း", "ဗိုလ်", "မ")


def _onset(consonant: str, medials: str) -> str:
    """The consonant with what is written below or around it."""
    out = _INITIALS.get(consonant, "")
    glide = "\u103b" in medials or "\u103c" in medials
    if "\u103e" in medials:
        out = "sh" if consonant in "ရယ" or ("\u103b" in medials and consonant in "ရယလ") else "h" + out
        glide = glide and not out.startswith("sh")
    if glide:
        out = {"ng": "ny", "kh": "ch", "k": "ky", "g": "gy", "th": "th", "l": "ly"}.get(out, out + "y")
    if "\u103d" in medials:
        out += "w"
    return out


def _rhyme(tail: str, onset: str) -> str:
    """The vowel with the consonant that closes the syllable."""
    dotted = _DOT in tail
    tail = tail.replace(_DOT, "").translate(_TONES).replace("\u1039", "\u103a")
    for sign in _LONGEST:
        if tail == sign:
            written = _RHYMES[sign]
            break
    else:
        written = next((_RHYMES[sign] for sign in _LONGEST if tail.startswith(sign)), "a" if not tail else "")
    if onset.endswith("w") and onset != "w":
        written = {"an": "un", "at": "ut", "ay": "e"}.get(written, written)
        onset = onset[:-1] if written in ("un", "ut") else onset
    if dotted and written.endswith(("n", "ng")):
        written = {"in": "int", "ein": "eint", "an": "ant", "un": "unt", "on": "ont"}.get(written, written)
    return onset + written


def _syllable(text: str) -> str:
    consonant, rest = text[0], text[1:]
    medials = re.match("[\u103b-\u103e]*", rest)
    size = medials.end() if medials else 0
    if consonant in "ဣဤဥဦဧဩဪ" and not rest.strip("\u1037\u1038"):
        return _INITIALS[consonant]
    return _rhyme(rest[size:], _onset(consonant, rest[:size]))


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a Burmese name in Latin letters, without forms of address."""
    for title in _HONORIFICS:
        rest = text[len(title) :].strip()
        if text.startswith(title) and _BEGINS.match(rest) and len(_SYLLABLE.findall(rest)) > 1:
            text = rest
            break
    return tuple(filter(None, (_syllable(found) for found in _SYLLABLE.findall(text))))
