"""The words and signs of charges as people write them in Belarusian, Russian, Ukrainian, English and Polish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

CRIMINAL, ADMINISTRATIVE = "uk", "koap"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DASH = "-‐‑‒–—−"
# A word may follow a number without a space: “ст.342ч.1”.
_START = r"(?<![^\W\d_])"


class Kind(Enum):
    """What a piece of a charge is."""

    DATE = auto()
    NUMBER_SIGN = auto()
    PART = auto()
    PARAGRAPH = auto()
    ARTICLE = auto()
    CRIMINAL = auto()
    ADMINISTRATIVE = auto()
    NUMBER = auto()
    UNIT = auto()
    AND = auto()
    OF = auto()
    LETTER = auto()
    WORD = auto()
    SEPARATOR = auto()
    OPEN = auto()
    CLOSE = auto()
    POINT = auto()
    OTHER = auto()


LAWS = {Kind.CRIMINAL: CRIMINAL, Kind.ADMINISTRATIVE: ADMINISTRATIVE}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the text and where it stands."""

    kind: Kind
    text: str
    start: int
    end: int


_COUNTRY = (
    r"(?:[\s,]*(?:РБ|RB|Республик[аи]\s+Беларусь|Рэспублік[аі]\s+Беларусь|Беларус[ьиі]|(?:of\s+)?(?:the\s+)?"
    r"(?:Republic\s+of\s+)?Belarus|(?P<{0}_ru>РФ|RF|Росси[а-я]+(?:\s+Федерации)?|(?:of\s+)?(?:the\s+)?Russia"
    r"(?:n\s+Federation)?)|(?P<{0}_ua>Украины|України|(?:of\s+)?Ukraine)|(?P<{0}_pl>RP))\b)?"
)
_YEAR = r"(?:\s*\(?(?:от\s+|ад\s+|of\s+)?(?P<{0}_year>2003|2021)(?:\s*(?:г\.|года))?\)?)?"
_RULES: tuple[tuple[Kind, str], ...] = (
    (Kind.DATE, r"\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{4}-\d{2}-\d{2}\b"),
    (Kind.NUMBER_SIGN, r"№|#|N[o°]?\.?(?=\s*\d)"),
    (
        Kind.ADMINISTRATIVE,
        _START + r"(?:КоАП|КаАП|КУпАП|КАП|CAO|CoAO|k\.\s?w\.|(?:Code\s+of\s+)?Administrative\s+(?:Offen[cs]es?\s+)?Code"
        r"|Code\s+of\s+Administrative\s+Offen[cs]es"
        r"|Код[еэ]кс[а-яёіўу]*\s+(?:(?:РБ|України)\s+)?(?:об|аб|про)\s+адм[иі]н[иі]стра[а-яёіў]+"
        r"\s+(?:правонарушени|правапарушэнн|правопорушенн)[а-яёіў]+)(?!\w)" + _COUNTRY + _YEAR,
    ),
    (
        Kind.CRIMINAL,
        _START
        + r"(?:УК|КК|ККУ|УКРБ|k\.\s?k\.|kk|CC|(?:Criminal|Penal)\s+Code|(?:Уголовн|Крымінальн|Кримінальн)[а-яёіў]+\s+"
        r"код[еэ]кс[а-яёіўу]*|kodeks[a-z]*\s+karn[a-z]+)(?!\w)" + _COUNTRY,
    ),
    (
        Kind.ARTICLE,
        _START + r"(?:ст\.\s*ст\.|арт\.\s*арт\.|ст\.|арт\.|(?:ст|арт|art)(?=\s*\d)|стать[а-яё]+|статт[а-яі]+|статей"
        r"|артыкул[а-яёіў]*|articles?|arts?\.|artykuł[a-ząęó]*|sections?|sec\.)",
    ),
    (
        Kind.PART,
        # A Latin “p.” is a part: so do English pages write the parts of Belarusian articles.
        _START + r"(?:ч\.\s*ч\.|чч\.|ч\.|ч(?=\s*\d)|част[а-яёіў]+|parts?\b|pt\.|p\.|cz\.|cz[ęe][śs][ćc]i?"
        r"|č\.|ust\.|ust[ęe]p[a-zęąu]*)|§{1,2}",
    ),
    (
        Kind.PARAGRAPH,
        _START
        + r"(?:п\.\s*п\.|пп\.|п\.|п(?=\s*\d)|п[оа]дпункт[а-яёіў]*|пункт[а-яёіў]*|л[иі]т\.|paragraphs?\b|paras?\b\.?"
        r"|points?\b|pkt\b\.?|lit\.)",
    ),
    (
        Kind.NUMBER,
        rf"[0-9]+(?:(?:[{_DASH}.^]|\s?прим\.?\s?)[0-9]{{1,2}}(?![0-9])|[{SUPERSCRIPTS}]+)*(?:-(?:й|я|ю|му|ой|ай|ую|га|го)(?!\w))?",
    ),
    (
        Kind.UNIT,
        _START
        + r"(?:лет|год[а-я]*|г\.|гад[а-яоў]*|рок[а-яіу]*|мес[яі][а-яцў]*|міс[а-я]+|дн[яейіюм][а-яёіў]*|дзён|дзень|день"
        r"|сут[а-я]+|руб[а-яёлў]*|byn|usd|eur|years?|months?|days?|lat|rok[ua]?|dni|miesi[a-zęąc]+|чел[а-я]*|чал[а-я]*|людей"
        r"|людзей|people|persons?)\b",
    ),
    (Kind.AND, _START + r"(?:и|і|й|ды|та|and|oraz|i|a|а|также|таксама|also|або|или|or|lub)\b|&"),
    (Kind.OF, _START + r"(?:по|паводле|згодна|согласно|под|пад|under|of|the|за|на|к|з|z|на\s+падставе)\b"),
    (Kind.LETTER, r"[«\"“„'‘]?\b[^\W\d_]\b[»\"”'’]?"),
    (Kind.WORD, r"[^\W\d_]+(?:['’-][^\W\d_]+)*"),
    (Kind.SEPARATOR, r"[,;:/+\n]"),
    (Kind.OPEN, r"[(\[]"),
    (Kind.CLOSE, r"[)\]]"),
    (Kind.POINT, r"[.«»\"“”„'’‘]"),
    (Kind.OTHER, r"\S"),
)
_PATTERN = re.compile("|".join(f"(?P<{kind.name}>{rule.format(kind.name)})" if "{0}" in rule else
                               f"(?P<{kind.name}>{rule})" for kind, rule in _RULES), re.IGNORECASE)  # fmt: skip


def pieces(text: str) -> list[Piece]:
    """Cut a text into its pieces; only white space is left out."""
    return list(_merged(_cut(text)))


def country_and_year(piece: Piece) -> tuple[str, str]:
    """Return the foreign country and the year that the name of a law carries."""
    found = _PATTERN.fullmatch(piece.text)
    groups = found.groupdict() if found else {}
    name = piece.kind.name
    country = next((code for code in ("RU", "UA", "PL") if groups.get(f"{name}_{code.lower()}")), "")
    return country, groups.get(f"{name}_year") or ""


def numbers(text: str) -> list[str]:
    """Return the numbers that one number of an article is made of: 361¹, 361-1 and 361.1 are the same two."""
    plain = re.sub(f"[{SUPERSCRIPTS}]+", lambda m: "-" + m[0].translate(_PLAIN), text)
    return re.findall(r"\d+", plain)


def is_range(text: str) -> bool:
    """Whether a number is written with a dash, as a range of parts is."""
    return len(numbers(text)) == len(re.findall(r"\d+", text)) and any(dash in text for dash in _DASH)


_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")


def _cut(text: str) -> Iterator[Piece]:
    for found in _PATTERN.finditer(text):
        yield Piece(Kind[found.lastgroup or ""], found[0], found.start(), found.end())


def _merged(cut: Iterator[Piece]) -> Iterator[Piece]:
    """Join “341-342” into one piece that nobody reads: whether it means two articles or all between is not written."""
    held: list[Piece] = []
    for piece in cut:
        held.append(piece)
        if len(held) < 3:
            continue
        first, dash, last = held
        touching = first.end == dash.start and dash.end == last.start
        if first.kind is last.kind is Kind.NUMBER and touching and dash.text in _DASH:
            held = [Piece(Kind.WORD, first.text + dash.text + last.text, first.start, last.end)]
        else:
            yield held.pop(0)
    yield from held
