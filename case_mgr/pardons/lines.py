"""Reads a pasted list of names: each line is a name as printed, or it is left out with the reason in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.names.given import find_given
from case_mgr.pardons.prose import find_names

LONGEST_LINE = 2000
LONGEST_NAME = 200
MOST_WORDS = 6
YOUNGEST = 10


class Skip(StrEnum):
    """Why a line is no name."""

    NO_LETTERS = "no_letters"
    LINK = "link"
    TOO_LONG = "too_long"
    CAPTION = "caption"
    ONE_WORD = "one_word"
    NOT_A_NAME = "not_a_name"
    ARTICLE = "article"
    LEFT_OUT = "left_out"


SKIPS: dict[Skip, str] = {
    Skip.NO_LETTERS: N_("It holds no letters."),
    Skip.LINK: N_("It is a link."),
    Skip.TOO_LONG: N_("It is too long for a line of a list. Break it into one person a line."),
    Skip.CAPTION: N_("It reads like a heading or a note. Put a dash or a number before it if it is a name."),
    Skip.ONE_WORD: N_("It is one word. Put a dash or a number before it if it is a name."),
    Skip.NOT_A_NAME: N_("It does not begin with a name. Put one person a line, the name first."),
    Skip.ARTICLE: N_("It is an article of a law, not a name. Put it after the name, on the same line."),
    Skip.LEFT_OUT: N_("Whoever added the list left this name out."),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed, its other spellings on the same line, and what the line says beside it."""

    printed: str
    spellings: tuple[str, ...] = ()
    birth: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: who stands on it, or why nobody does."""

    number: int
    raw: str
    names: tuple[Named, ...] = ()
    skipped: Skip | None = None


_MARK = re.compile(r"(?:№\s*)?\d{1,4}(?:\s*[.)\]:](?!\d)|\s*[-–—]\s|\s*\t|\s+(?=[^\W\d_]))\s*|[-–—*•·+#▪◦●‣⁃]+\s*")
_LINK = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_APART = re.compile(r"\s+[-–—]\s*|[–—]\s+|\s*\t\s*|\s*:\s+|\s*\|\s*")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_INNER = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EDGE = re.compile(r"^[\s\"«“„'.,;:*†‡¹²³]+|[\s\"»”“',;:*†‡¹²³]+$")
_BORN = re.compile(
    r"\s*(?:(?P<word>born|b\.|née?|род\.?|р\.|нар\.?|н\.|ur\.)\s*(?:in |в |у )?)?"
    r"(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./])?(?P<year>19\d\d|20\d\d)"
    r"(?P<after>\s*(?:г\.?\s?р\.?|г\.?\s?н\.?|года? рождения|р\.\s?н\.|г\.|год[уа]? нараджэння))?(?=\s*(?:[,;.–—-]|$))",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?i)(?:[чп]\.?\s*\d+\s*)?(?:ст|арт|art|articles?|стать[яией]+|артыкул\w*|часть|частка)\b\.?\s*\d|(?:УК|КК)\b"
)
_MONTHS = re.compile(
    r"\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|"
    r"студ|лют|сак|крас|трав|чэрв|ліп|жнів|верас|кастр|ліст|снеж)\w*",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "al bin bint da de del della di dos du el ibn la le van von ze zu дэ да оглы огли кызы и і and".split()
)
_HEADINGS = frozenset(
    "list lists released freed pardoned prisoners prisoner political names updated update women men citizens people"
    " список спіс обновлено обновляется дополняется абноўлена дапаўняецца освобождены вызвалены помилованы памілаваны"
    " политзаключенные политзаключённые палітвязні палітзняволеныя женщины мужчины жанчыны мужчыны граждане грамадзяне"
    " фамилия имя прозвішча імя всего усяго фио пиб піб lista uwolnieni więźniowie источник source total".split()
)
# Who writes news, and of whom: a line of such words is a headline, whatever name stands in it.
_NEWS = frozenset(
    "frees free released releases pardons president envoy minister journalist activist belarus prezydent"
    " президент прэзідэнт министр міністр посол пасол помиловал памілаваў освободил вызваліў журналист журналіст"
    " лукашенко лукашэнка lukashenko lukashenka беларусь".split()
)


def parse(text: str) -> tuple[Line, ...]:
    """Read pasted text; every line that is not blank is in the answer."""
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), start=1)]
    rows = [(number, row) for number, row in rows if row and not row.isspace()]
    marked = sum(_is_marked(row) for _, row in rows)
    mostly_marked = marked * 2 > len(rows)
    read = [_line(number, row, strict=mostly_marked) for number, row in rows]
    # A list has its names at the beginning of lines; where nothing is marked as a list, names stand in running text.
    return tuple(read if marked else [_prose(line) for line in read])


def _prose(line: Line) -> Line:
    if line.skipped is not Skip.NOT_A_NAME:
        return line
    found = tuple(Named(one.printed, (one.plain,) if one.plain else ()) for one in find_names(line.raw))
    return Line(line.number, line.raw, found) if found else line


def _is_marked(row: str) -> bool:
    return bool(_MARK.match(row)) and not _MONTHS.match(row)


def _line(number: int, raw: str, *, strict: bool) -> Line:
    if len(raw) > LONGEST_LINE:
        return Line(number, raw, skipped=Skip.TOO_LONG)
    if not any(map(str.isalpha, raw)):
        return Line(number, raw, skipped=Skip.NO_LETTERS)
    if _LINK.match(raw):
        return Line(number, raw, skipped=Skip.LINK)
    marked = _is_marked(raw)
    bare = _MARK.sub("", raw, count=1).strip() if marked else raw
    if _LAW.match(bare):
        return Line(number, raw, skipped=Skip.ARTICLE)
    several = _several(bare)
    if several:
        return Line(number, raw, several)
    found = _named(bare, marked=marked, strict=strict)
    return Line(number, raw, skipped=found) if isinstance(found, Skip) else Line(number, raw, (found,))


def _several(bare: str) -> tuple[Named, ...]:
    """Return the names of a line that holds several, with semicolons or commas between; else nothing."""
    for mark, fewest in ((";", 2), (",", 3)):
        pieces = [_trim(piece) for piece in bare.rstrip(".").split(mark)]
        if len(pieces) >= fewest and all(2 <= len(piece.split()) <= 3 and _is_name(piece) for piece in pieces):
            return tuple(Named(piece) for piece in pieces)
    return ()


def _named(bare: str, *, marked: bool, strict: bool) -> Named | Skip:
    """Take a line apart into name, other spellings, birth and the rest; or say why it is none."""
    if not marked and (bare.endswith(":") or (_MONTHS.search(bare[:40]) and not _is_name(_head(bare)[0]))):
        return Skip.CAPTION
    head, note = _head(bare)
    head, tail = _comma(head)
    head, after = _trailing_year(head)
    head, spellings, birth, said = _brackets(head)
    head, others = _slashes(head)
    head, found = _trailing_year(head)
    name, rest = _leading_name(_trim(head), marked=marked)
    if not name:
        return Skip.NOT_A_NAME
    words = name.split()
    if not marked and any(word.casefold().strip(".,:*()") in _HEADINGS for word in words):
        return Skip.CAPTION
    if not marked and len(words) > 2 and _NEWS & set(name.casefold().split()):
        return Skip.NOT_A_NAME
    if not marked and len(words) == 1 and "," not in name and _is_cased(name):
        return Skip.ONE_WORD
    if strict and not marked and not _has_given(name):
        return Skip.CAPTION
    beside = "; ".join(filter(None, (rest, tail, *said, note)))
    birth = birth or after or found or _birth(tail) or _birth(note)
    return Named(name, (*others, *spellings), birth, beside)


def _head(bare: str) -> tuple[str, str]:
    """Divide at the first dash, colon or tab that stands between words, outside brackets."""
    found = _APART.search(_masked(bare))
    if found is None or not any(map(str.isalpha, bare[: found.start()])):
        return bare, ""
    return bare[: found.start()].strip(), bare[found.end() :].strip()


def _masked(text: str) -> str:
    """Return the text with what stands in brackets made unreadable, every character in its place."""
    return _INNER.sub(lambda found: "\0" * len(found.group()), text)


def _brackets(head: str) -> tuple[str, tuple[str, ...], PartialDate | None, list[str]]:
    """Take brackets off the end: another spelling, a birth date, or a remark."""
    spellings: list[str] = []
    said: list[str] = []
    birth = None
    while (found := _BRACKET.search(head)) and any(map(str.isalpha, head[: found.start()])):
        inside = found.group(1).strip()
        born = _birth(inside)
        if born:
            birth = born
        elif pieces := [_trim(piece) for piece in re.split(r"\s*[/,]\s*", inside) if _is_spelling(_trim(piece))]:
            spellings[:0] = pieces
            # “(Анна Речная, 1957)” says both.
            birth = birth or next(filter(None, map(_birth, re.split(r"\s*[/,]\s*", inside)[1:])), None)
        elif inside:
            said.insert(0, inside)
        head = head[: found.start()].strip()
    return head, tuple(spellings), birth, said


def _slashes(head: str) -> tuple[str, tuple[str, ...]]:
    pieces = [_trim(piece) for piece in head.split("/")]
    pieces = [piece for piece in pieces if any(map(str.isalpha, piece))]
    if len(pieces) < 2 or not all(_is_name(piece) for piece in pieces):
        return head, ()
    return pieces[0], tuple(pieces[1:])


def _comma(head: str) -> tuple[str, str]:
    """Divide at a comma: “Surname, Given” stays together, what follows a whole name is a remark."""
    at = _masked(head).find(",")
    first, rest = head[:at], head[at + 1 :]
    if at < 0 or not any(map(str.isalpha, first)):
        return head, ""
    second, _, third = rest.partition(",")
    if len(first.split()) == 1 and 1 <= len(second.split()) <= 2 and _is_name(_trim(second)):
        return f"{first},{second}", third.strip()
    return first, rest.strip()


def _trailing_year(head: str) -> tuple[str, PartialDate | None]:
    for found in re.finditer(r"\s(?=(?:born|b\.|род\.?|р\.|нар\.?|\d))", head, re.IGNORECASE):
        birth = _birth(head[found.end() :])
        if birth:
            return head[: found.start()].strip(), birth
    return head, None


def _leading_name(head: str, *, marked: bool) -> tuple[str, str]:
    """Return the name that the text begins with, and what follows it."""
    words = head.split()
    if _is_name(head) or (marked and 0 < len(words) <= 4 and not any(map(str.isdigit, head))):
        return (head, "") if len(head) <= LONGEST_NAME else ("", head)
    run = 0
    while run < min(len(words), 4) and _is_name_word(words[run]):
        run += 1
    name = _trim(" ".join(words[:run]))
    if run >= 2 and _has_given(name) and len(name) <= LONGEST_NAME:
        return name, " ".join(words[run:])
    return "", head


def _is_name(text: str) -> bool:
    """Whether a text has the form of a name: few words, each with a capital or from a script without them."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or len(text) > LONGEST_NAME:
        return False
    return all(_is_name_word(word) or (place and word.casefold() in _PARTICLES) for place, word in enumerate(words))


def _is_spelling(text: str) -> bool:
    """Whether a text in brackets is a whole name; one word there may as well be a town."""
    return _is_name(text) and (len(text.split()) > 1 or not _is_cased(text))


def _is_name_word(word: str) -> bool:
    bare = word.strip("()[]\"«»“”„'’.,*-")
    return bool(bare) and not any(map(str.isdigit, bare)) and bare[0].isalpha() and not bare[0].islower()


def _is_cased(text: str) -> bool:
    return any(letter.isupper() for letter in text)


def _has_given(name: str) -> bool:
    if not _is_cased(name):
        return True
    return any(find_given(word.strip(".,()")).classes for word in name.split() if len(word) > 2)


def _birth(text: str) -> PartialDate | None:
    """Return the birth date that a remark begins with; a year alone counts only for somebody old enough."""
    found = _BORN.match(text)
    if found is None:
        return None
    year = int(found["year"])
    if year > clock.today().year - YOUNGEST:
        return None
    if not found["day"]:
        return PartialDate.year(year)
    try:
        return PartialDate.day(year, int(found["month"]), int(found["day"]))
    except ValueError:
        # An impossible day is no birth date; the line keeps it as printed.
        return None


def _trim(text: str) -> str:
    return " ".join(_EDGE.sub("", text).split())
