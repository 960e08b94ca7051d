"""Finds names in running text, also where its grammar has changed them: “with Ivanom Dubravinym”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from case_mgr.names.given import find_given
from case_mgr.names.normalise import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_BETWEEN = re.compile(r"\s+")
# What a case puts at the end of a given name, and what stands there in the nominative; the longest first.
_GIVEN = (
    ("ові", ("", "о")), ("еві", ("", "ь", "й")), ("єві", ("й",)), ("ами", ("а",)),
    ("ом", ("", "а", "о")), ("ем", ("й", "ь", "")), ("єм", ("й",)), ("ім", ("",)), ("ам", ("", "а")),
    ("ём", ("й", "ь")),
    ("ой", ("а", "")), ("ою", ("а",)), ("ей", ("я", "а", "")), ("ею", ("я", "а")), ("єю", ("я",)), ("яй", ("я",)),
    ("ай", ("а", "")), ("аю", ("а",)), ("яю", ("я",)), ("ьлю", ("ь",)),
    ("а", ("", "о")), ("я", ("й", "ь", "")), ("у", ("а", "", "о")), ("ю", ("я", "й", "ь", "")),
    ("ы", ("а",)), ("и", ("я", "а", "ь")), ("і", ("а", "я", "ь")), ("е", ("а", "я", "")),
)  # fmt: skip
# The same for surnames of the usual forms; another surname stays as it is printed.
_SURNAME = (
    ("ським", "ський"), ("цьким", "цький"), ("ского", "ский"), ("цкого", "цкий"), ("ського", "ський"),
    ("цького", "цький"), ("скому", "ский"), ("цкому", "цкий"), ("скаму", "скі"), ("цкаму", "цкі"), ("скага", "скі"),
    ("цкага", "цкі"), ("скім", "скі"), ("цкім", "цкі"), ("ским", "ский"), ("цким", "цкий"), ("ською", "ська"),
    ("цькою", "цька"), ("ской", "ская"), ("цкой", "цкая"), ("скай", "ская"), ("цкай", "цкая"), ("скую", "ская"),
    ("цкую", "цкая"), ("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("іним", "ін"), ("овим", "ов"), ("авым", "аў"),
    ("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("овою", "ова"), ("іною", "іна"), ("авай", "ава"),
    ("ной", "ная"),
    ("най", "ная"), ("ную", "ная"),
    ("вичем", "вич"), ("вічем", "віч"), ("вічам", "віч"), ("вича", "вич"), ("віча", "віч"), ("иком", "ик"),
    ("юком", "юк"), ("уком", "ук"), ("яком", "як"), ("аком", "ак"), ("ним", "ний"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A name as running text prints it, and in the form in which lists print names, when that differs."""

    printed: str
    plain: str = ""


def find_names(text: str) -> tuple[Found, ...]:
    """Find given names beside words with a capital; what is no given name of the table is not found."""
    out: list[Found] = []
    words = list(_WORD.finditer(text))
    taken = -1
    for at, word in enumerate(words):
        if at <= taken or not _capital(word.group()):
            continue
        given = nominative(word.group())
        if given is None:
            continue
        pair = _beside(text, words, at, taken)
        if pair is None:
            continue
        first, last = pair
        taken = last
        out.append(_found(text, words, first, last, at, given))
    return tuple(dict.fromkeys(out))


def nominative(word: str) -> str | None:
    """Return the given name that a word may be a case of; None when the table knows none."""
    if find_given(word).exact:
        return word
    return next((form for form in _bases(word) if find_given(form).exact), None)


def _bases(word: str) -> Iterator[str]:
    low = word.casefold()
    for ending, stems in _GIVEN:
        if low.endswith(ending) and len(word) - len(ending) >= 2:
            for stem in stems:
                yield word[: len(word) - len(ending)] + stem


def surname(word: str) -> str:
    """Return a surname of a usual form in the nominative; another one as it is."""
    low = word.casefold()
    for ending, plain in _SURNAME:
        if low.endswith(ending) and len(word) > len(ending) + 1:
            return word[: len(word) - len(ending)] + plain
    return word


def _beside(text: str, words: list[re.Match[str]], at: int, taken: int) -> tuple[int, int] | None:
    """Return the first and last word of the name: what follows a given name, or else what stands before it."""
    last = at
    while last + 1 < len(words) and last - at < 2 and _joined(text, words, last) and _capital(words[last + 1].group()):
        if nominative(words[last + 1].group()) and last > at:
            break
        last += 1
    if last > at:
        return at, last
    if at - 1 > taken and _joined(text, words, at - 1) and _capital(words[at - 1].group()):
        return at - 1, at
    return None


def _joined(text: str, words: list[re.Match[str]], at: int) -> bool:
    return bool(_BETWEEN.fullmatch(text[words[at].end() : words[at + 1].start()]))


def _found(text: str, words: list[re.Match[str]], first: int, last: int, at: int, given: str) -> Found:
    printed = " ".join(text[words[first].start() : words[last].end()].split())
    changed = fold(given) != fold(words[at].group())
    if not changed:
        return Found(printed)
    forms = [given if place == at else surname(words[place].group()) for place in range(first, last + 1)]
    return Found(printed, " ".join(forms))


def _capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1
