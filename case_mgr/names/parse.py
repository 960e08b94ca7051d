"""Takes a printed name apart: order, initials, patronymic, brackets, list marks."""

from __future__ import annotations

import re
from functools import lru_cache

from case_mgr.names.normalise import normalise
from case_mgr.names.roles import assign
from case_mgr.names.script import detect
from case_mgr.names.types import NamePart, Oddity, ParsedName, Role, Script
from case_mgr.names.words import word

MAX_WORDS = 12
MAX_ALIASES = 6

_LIST_MARK = re.compile(r"^(?:№ ?)?\d{1,6}(?: ?[.)\]:] ?| )|^[-*•·–+#]+ ?")
_TRAILING = re.compile(r"[\s*†‡¹²³,;:.\-]+$")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")
_SPLITTERS = re.compile(r" ?[/|@] ?| (?:a\.?k\.?a\.?|alias|он же|она же|ён жа|яна ж|\(a\)) ", re.IGNORECASE)
_MARKERS = re.compile(
    r"^(?:урожд[а-я]*|дев[а-я]*|рожд[а-я]*|народж[а-я]*|дзяв[а-я]*|псевдоним|née?|nee|born|"
    r"maiden name|z domu|pseud|он же|она же|ён жа|a\.?k\.?a|в девичестве|также)[.:]? +",
    re.IGNORECASE,
)
_TITLES = frozenset(
    "гр г-н г-жа гражданин гражданка спадар спадарыня mr mrs ms miss dr prof pan pani sir fr rev".split()
)
_AFTER_NUMBER = re.compile(r"[,;]? *(?:\d{1,2}[./]\d{1,2}[./])?(?:19|20)\d\d.*$")
_GLUED_INITIALS = re.compile(r"(?<=\w)\.(?=[^\W\d_])")
_GLUED_WORDS = re.compile("(?<=[a-zа-яё]{2})(?=[A-ZА-ЯЁ][a-zа-яё]{2})")
_HAN_SURNAMES = frozenset("欧阳 司马 上官 诸葛 夏侯 东方 尉迟 公孙 慕容 令狐 歐陽 司馬 諸葛".split())


def parse(text: str) -> ParsedName:
    """The parts of a printed name with their roles; never fails, whatever the text."""
    return _parse(text)


@lru_cache(maxsize=16384)
def _parse(text: str) -> ParsedName:
    clean, odd = normalise(text)
    main, inside = _outside(clean)
    spellings = [piece for piece in _SPLITTERS.split(main) if piece and any(map(str.isalpha, piece))]
    main, variants = (spellings[0], spellings[1:]) if spellings else (main, [])
    parts = _parts(main)
    aliases: list[ParsedName] = []
    for piece in (*variants, *inside)[:MAX_ALIASES]:
        alias_parts = _alias(_parts(_MARKERS.sub("", piece)), parts)
        if alias_parts:
            aliases.append(ParsedName(piece, alias_parts, detect(piece)))
    if Oddity.DIGITS in odd and not any(c.isdigit() for part in parts for c in part.text):
        odd -= {Oddity.DIGITS}
    return ParsedName(clean, parts, detect(" ".join(part.text for part in parts)), tuple(aliases), odd)


def _outside(clean: str) -> tuple[str, list[str]]:
    """The name without list marks and brackets, and what stood in brackets or quotes."""
    inside = [piece for groups in _BRACKETS.findall(clean) for piece in groups if piece.strip()]
    main = _BRACKETS.sub(" ", clean) if inside else clean
    main = _AFTER_NUMBER.sub("", main) if any(map(str.isdigit, main)) else main
    main = _TRAILING.sub("", _LIST_MARK.sub("", main.strip(), count=1)) + ("." if main.rstrip().endswith(".") else "")
    return " ".join(main.split()), [piece for piece in inside if any(map(str.isalpha, piece))]


def _parts(text: str) -> tuple[NamePart, ...]:
    """Words with roles."""
    if detect(text) is Script.HAN:
        return _han(text)
    head, comma, tail = text.partition(",")
    if comma and tail.strip() and head.strip() and len(head.split()) <= 3:
        surname = tuple(NamePart(part.text, Role.SURNAME) for part in _words(head))
        rest = assign(_words(tail), surname_known=True)
        if surname and rest:
            return (*surname, *rest)
    return assign(_words(text.replace(",", " ")), surname_known=False)


def _words(text: str) -> tuple[NamePart, ...]:
    """Words and initials in the order printed, without titles."""
    out: list[NamePart] = []
    if " " not in text:
        text = _GLUED_WORDS.sub(" ", text)
    for token in _GLUED_INITIALS.sub(". ", text).split():
        bare = token.strip(".,;:*!?\"'-_")
        if not any(map(str.isalpha, bare)):
            continue
        if not out and bare.casefold() in _TITLES:
            continue
        letters = sum(map(str.isalpha, bare))
        dotted = token.endswith(".")
        initial = letters == 1 and bare.isalpha() and detect(bare) in (Script.LATIN, Script.CYRILLIC)
        initial = initial or (dotted and letters == 2 and bare[0].isupper() and bare.isalpha())
        out.append(NamePart(bare, initial=initial))
        if len(out) == MAX_WORDS:
            break
    return tuple(out)


def _han(text: str) -> tuple[NamePart, ...]:
    """Chinese: family name first, one character or one of the known double ones; a dot divides foreign names."""
    pieces = [piece for piece in re.split(r"[\s·•・]+", text) if piece]
    if len(pieces) == 1 and 2 <= len(pieces[0]) <= 4:
        whole = pieces[0]
        size = 2 if whole[:2] in _HAN_SURNAMES and len(whole) > 2 else 1
        return NamePart(whole[:size], Role.SURNAME), NamePart(whole[size:], Role.GIVEN)
    return tuple(NamePart(piece) for piece in pieces[:MAX_WORDS])


def _alias(found: tuple[NamePart, ...], main: tuple[NamePart, ...]) -> tuple[NamePart, ...]:
    """A bracket with one word replaces the word of its kind: the given name when it is one, else the surname."""
    if len(found) != 1 or found[0].initial:
        return found
    only = found[0].text
    role = Role.GIVEN if word(only).given.classes and not word(only).surname_like else Role.SURNAME
    kept = tuple(part for part in main if part.role is not role)
    if len(kept) == len(main):
        return found
    return (*kept, NamePart(only, role))
