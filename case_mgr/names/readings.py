"""The ways in which a parsed name can be read: who is surname and who is given name, aliases included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from case_mgr.names import burmese, han
from case_mgr.names.given import first_sounds
from case_mgr.names.parse import parse
from case_mgr.names.patronymic import Patronymic
from case_mgr.names.script import detect
from case_mgr.names.sound import hearings
from case_mgr.names.types import NamePart, ParsedName, Role, Script, Sex
from case_mgr.names.words import Word, word

MAX_READINGS = 6
LONGEST_CHINESE = 4

# Words that name nobody alone: honorifics and particles of Burmese, Arabic, Persian and Romance names.
PARTICLES = frozenset(
    (
        "u daw ko ma maung sayadaw bo saw naw nan sai al el ad as ar an abu abou umm ibn bin ben bint ould de del "
        "della da dos van von der den la le y e i seyyed sayyid syed mir haji hajji sheikh shaikh dr jr sr the "
        "ал аль бен ибн бин абу ас"
    ).split()
)
_AMBIGUOUS_INITIALS = {"y": "iau", "j": "iauZ", "c": "tCk", "i": "iau", "g": "hZ"}


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A given name or its initial."""

    word: Word
    initial: bool
    first: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to read a name; `alias` when it is not the printed main form."""

    surname: tuple[Word, ...]
    given: tuple[Given, ...]
    patronymic: Patronymic | None
    patronymic_text: str
    patronymic_first: frozenset[str]
    sex: Sex
    feminine: bool
    words: tuple[Word, ...]
    loose: bool
    alias: bool
    script: Script = Script.NONE
    open: bool = False
    """Two words of which nobody can tell which is the surname; `turned` when the last is taken for it."""
    turned: bool = False
    spelled: bool = False
    """Spelled out in Latin letters from Chinese; `native` when the characters may be such a name."""
    native: bool = False


def _first(text: str) -> frozenset[str]:
    """The sounds that an initial may begin with."""
    lowered = text.casefold()
    if lowered in _AMBIGUOUS_INITIALS:
        return frozenset(_AMBIGUOUS_INITIALS[lowered])
    return frozenset(sound[0] for sound in hearings(text))


@lru_cache(maxsize=65536)
def _given(text: str, initial: bool) -> Given:
    seen = word(text)
    own = _first(text) if initial else frozenset(sound[0] for sound in seen.sounds)
    return Given(seen, initial, own if initial else own | first_sounds(seen.given.classes))


def _sex(given: tuple[Given, ...], patronymic: Patronymic | None) -> Sex:
    """What the name itself says of the sex."""
    if patronymic is not None:
        return patronymic.sex
    for name in given:
        if not name.initial and name.word.given.sex is not Sex.UNKNOWN:
            return name.word.given.sex
    return Sex.UNKNOWN


def _reading(parts: tuple[NamePart, ...], *, alias: bool, loose: bool) -> Reading:
    given = tuple(_given(part.text, part.initial) for part in parts if part.role is Role.GIVEN)
    fathers = [part for part in parts if part.role is Role.PATRONYMIC]
    spelled = next((part for part in fathers if not part.initial), None)
    patronymic = word(spelled.text).patronymic if spelled else None
    surname = [word(piece) for part in parts if part.role is Role.SURNAME for piece in _pieces(part)]
    return Reading(
        surname=tuple(surname),
        given=given,
        patronymic=patronymic,
        patronymic_text=" ".join(part.text for part in fathers),
        patronymic_first=_first(fathers[0].text) if fathers and fathers[0].initial else frozenset(),
        sex=_sex(given, patronymic),
        feminine=bool(surname) and surname[-1].feminine_surname,
        words=tuple(word(piece) for part in parts if not part.initial for piece in _pieces(part)),
        loose=loose,
        alias=alias,
    )


def _pieces(part: NamePart) -> list[str]:
    """The parts of a double name, each comparable alone."""
    if "-" not in part.text:
        return [part.text]
    pieces = [piece for piece in part.text.split("-") if len(piece) > 1]
    return pieces if len(pieces) > 1 else [part.text]


def _ways(parsed: ParsedName, *, alias: bool) -> list[Reading]:
    """One reading when the roles are known; both orders of two open words; a loose bag otherwise."""
    parts = tuple(part for part in parsed.parts if part.text.casefold() not in PARTICLES) or parsed.parts
    if any(part.role is Role.SURNAME for part in parts) and len(parts) > 1 and parsed.script is not Script.HAN:
        return [_reading(parts, alias=alias, loose=False)]
    if any(word(part.text).far for part in parts):
        return _far_ways(parts, alias=alias)
    full = [part for part in parts if not part.initial]
    if len(parts) == 1:
        return [_reading((NamePart(parts[0].text, role),), alias=alias, loose=False) for role in _alone(parts[0])]
    if len(full) == 2 == len(parts) and all(part.role is Role.UNKNOWN for part in parts):
        one, other = parts
        ways = [
            _reading((NamePart(a.text, Role.SURNAME), NamePart(b.text, Role.GIVEN)), alias=alias, loose=False)
            for a, b in ((one, other), (other, one))
        ]
        return [
            replace(way, open=True, turned=turned, script=parsed.script)
            for way, turned in zip(ways, (False, True), strict=True)
        ]
    if any(part.role is Role.PATRONYMIC for part in parts):
        return [_reading(parts, alias=alias, loose=False)]
    return [_reading(parts, alias=alias, loose=True)]


def _far_ways(parts: tuple[NamePart, ...], *, alias: bool) -> list[Reading]:
    """Burmese by its syllables; Chinese as its pinyin, and as it writes foreign names; other scripts word by word."""
    texts = [part.text for part in parts]
    scripts = {detect(text) for text in texts}
    if scripts == {Script.MYANMAR}:
        return [_spelled([piece for text in texts for piece in burmese.syllables(text)], alias=alias)]
    plain = replace(_reading(parts, alias=alias, loose=True), script=next(iter(scripts)))
    if scripts == {Script.HAN} and sum(map(len, texts)) <= LONGEST_CHINESE:
        spelled = _spelled(["".join(han.pinyin(text)) for text in texts], alias=alias)
        return [replace(spelled, spelled=True), replace(plain, native=True, script=Script.HAN)]
    return [plain]


def _spelled(texts: list[str], *, alias: bool) -> Reading:
    return _reading(tuple(NamePart(text) for text in texts if text), alias=alias, loose=True)


def _alone(part: NamePart) -> tuple[Role, ...]:
    return (part.role,) if part.role is not Role.UNKNOWN else (Role.SURNAME, Role.GIVEN)


@lru_cache(maxsize=32768)
def readings(name: str) -> tuple[Reading, ...]:
    """The readings of a printed name, the main form first; empty when it has no words."""
    parsed = parse(name)
    out: list[Reading] = []
    for alias, one in ((False, parsed), *((True, alias) for alias in parsed.aliases)):
        if one.parts:
            out.extend(_ways(one, alias=alias))
    return tuple(out[:MAX_READINGS])
