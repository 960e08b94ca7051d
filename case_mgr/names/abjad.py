"""Hears Arabic, Persian, Urdu and Hebrew letters: consonants as written, long vowels also as consonants."""

from __future__ import annotations

import re


def _table(pairs: str) -> dict[str, str]:
    return {letter: heard for letter, _, heard in (pair.partition("=") for pair in pairs.split())}


_ARABIC = _table(
    "ب=b پ=p ت=t ث=s ج=Z چ=C ح=h خ=h د=d ذ=z ر=r ز=z ژ=Z س=s ش=S ص=s ض=d ط=t ظ=z ع= غ=h ف=f ق=k ک=k گ=h ل=l م=m ن=n "
    "أ=a إ=a آ=a ي=i ك=k ى=i ة=a ه=h ا=a ء= ئ=i ؤ=u ی=i و=u ے=i ۀ=a ھ=h ڈ=d ٹ=t ڑ=r ں=n ڤ=v ہ=h ۃ=a ۆ=u ێ=i ە=a ۇ=u "
    "ې=i ڭ=n"
)
_HEBREW = _table(
    "א=a ב=b ג=h ד=d ה=h ו=u ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע= פ=p ף=p צ=t ץ=t ק=k ר=r ש=S ת=t"
)
_LETTERS = str.maketrans(_ARABIC | _HEBREW)
_STRONG = str.maketrans({"و": "v", "ו": "v"})
_ARTICLE = re.compile("^(?:ال)(?=.{3})")
_FINAL_H = re.compile("(?<=.{2})[هהۀ]$")
_INITIAL = re.compile("^[وו]+")
_MARKS = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670\u200c\u200d'\"״׳-]")
_GERESH = (("ג'", "Z"), ("צ'", "C"), ("ץ'", "C"), ("ז'", "Z"), ("ת'", "t"), ("ד'", "d"))


def hearings(word: str) -> tuple[str, ...]:
    """How a word may sound, likeliest first: vowels, then the same letters as consonants."""
    word = word.replace("׳", "'")
    for written, heard in _GERESH:
        word = word.replace(written, heard)
    word = _ARTICLE.sub("", _MARKS.sub("", word))
    ended = _FINAL_H.sub("a", word)
    out = (
        _INITIAL.sub("v", ended).translate(_LETTERS),
        ended.translate(_STRONG).translate(_LETTERS),
        word.translate(_STRONG).translate(_LETTERS) if word[-1:] in "הه" else "",
        ended.replace("פ", "f").replace("ב", "v").replace("כ", "h").translate(_STRONG).translate(_LETTERS),
        ended.replace("פ", "f").replace("ב", "v").replace("ש", "s").translate(_LETTERS),
    )
    return tuple(dict.fromkeys(filter(None, out)))
