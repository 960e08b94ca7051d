"""Reads the articles that a charge names, however it is spelled, and gives back whatever it did not understand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from case_mgr.legal.article_words import (
    LAWS,
    Kind,
    Piece,
    country_and_year,
    is_range,
    numbers,
    pieces,
)
from case_mgr.legal.refs import Read, Reading, Ref, Span, number_of

_GLUE = frozenset({Kind.SEPARATOR, Kind.AND, Kind.OF, Kind.OPEN, Kind.CLOSE, Kind.POINT})
_SPECS = {Kind.PART: "part", Kind.PARAGRAPH: "paragraph"}
_MOST_PARTS = 20
_BARE_DIGITS = 3


def parse(text: str) -> Reading:
    """Read the articles of a charge."""
    return _Reader(text).read()


@dataclass(slots=True)
class _Open:
    """An article whose law may still follow."""

    numbers: list[str]
    start: int
    end: int
    part: str = ""
    paragraph: str = ""
    law: str = ""
    country: str = ""

    @property
    def shape(self) -> bool:
        return len(self.numbers[0]) < _BARE_DIGITS and len(self.numbers) > 1

    def ref(self) -> Ref:
        return Ref(self.law, number_of(self.law, self.numbers), self.part, self.paragraph, self.country)


@dataclass(slots=True)
class _Reader:
    text: str
    tokens: list[Piece] = field(default_factory=list)
    at: int = 0
    found: list[_Open] = field(default_factory=list)
    unread: list[Piece] = field(default_factory=list)
    since_law: int = 0
    last: list[_Open] = field(default_factory=list)
    prefix: tuple[str, str] = ("", "")

    def read(self) -> Reading:
        self.tokens = pieces(self.text)
        while self.at < len(self.tokens):
            self._step(self.tokens[self.at])
        found = tuple(Read(one.ref(), self._span(one.start, one.end)) for one in self.found)
        return Reading(found, tuple(self._gaps()))

    def _step(self, token: Piece) -> None:
        if token.kind in LAWS:
            self._law(token)
        elif token.kind in _SPECS:
            self._spec(token)
        elif token.kind is Kind.ARTICLE:
            self._named_article(token)
        elif token.kind is Kind.NUMBER and self._is_bare_article(self.at):
            self._article(token.start, [("", "")])
        elif token.kind is Kind.OPEN and self._bracket():
            pass
        else:
            if token.kind not in _GLUE:
                self.unread.append(token)
            self.at += 1

    # --- articles

    def _named_article(self, token: Piece) -> None:
        """Read “ст. 342”, or the word behind the number: “по 342 статье”."""
        behind = self._touches_last() and self._kind(self._skip(self.at + 1, Kind.POINT)) is not Kind.NUMBER
        if behind:
            self.at += 1
            for one in self.last:
                one.end = token.end
        else:
            self._article(token.start, [("", "")])

    def _article(self, start: int, specs: list[tuple[str, str]]) -> bool:
        """Read the number that stands here, after the word for an article if there is one."""
        at = self._skip(self.at, Kind.OF)
        marked = self._kind(at) is Kind.ARTICLE
        number = self._skip(at + 1, Kind.POINT) if marked else at
        if self._kind(number) is not Kind.NUMBER or len(numbers(self.tokens[number].text)[0]) > _BARE_DIGITS + 1:
            self.unread.append(self.tokens[self.at])
            self.at += 1
            return False
        end = self.tokens[number].end
        parts = numbers(self.tokens[number].text)
        self.last = [_Open(parts, start, end, part, paragraph, *self.prefix) for part, paragraph in specs]
        self.found += self.last
        self.at = number + 1
        return True

    def _is_bare_article(self, at: int) -> bool:
        """Whether a number without the word for an article is one: three digits, or a chapter and an article."""
        if self._kind(at) is not Kind.NUMBER:
            return False
        before, after = self._kind(at - 1), self._kind(at + 1)
        first, *rest = numbers(self.tokens[at].text)
        if before is Kind.NUMBER_SIGN or after is Kind.UNIT or first.startswith("0") or any(n[0] == "0" for n in rest):
            return False
        if len(first) > _BARE_DIGITS:
            # Four digits without a word are a year, unless the law follows at once: a superscript lost in copying.
            return len(first) == _BARE_DIGITS + 1 and after in LAWS
        return len(first) == _BARE_DIGITS or (bool(rest) and "." in self.tokens[at].text)

    def _bracket(self) -> bool:
        """Read “342 (1)” and “342 (1)(2)”: the first bracket is the part, the second the paragraph."""
        inside, closing = self.at + 1, self.at + 2
        if not self.last or self.tokens[self.at - 1].end != self.last[-1].end or self._kind(closing) is not Kind.CLOSE:
            return False
        one, value = self.last[-1], self._value(inside, letters=bool(self.last[-1].part))
        if not value or one.paragraph:
            return False
        if one.part:
            one.paragraph = value
        else:
            one.part = value
        one.end, self.at = self.tokens[closing].end, closing + 1
        return True

    # --- parts and paragraphs

    def _spec(self, token: Piece) -> None:
        """Read parts and paragraphs, which belong to the article before them or to the one after."""
        touching = self._touches_last()
        specs, after = self._specs(self.at, across=not touching)
        if not specs:
            self.unread.append(token)
            self.at += 1
            return
        values = [(p or "", q or "") for p, q in product(specs.get("part", [""]), specs.get("paragraph", [""]))]
        if touching and self._fits_last(specs):
            self._attach(values, specs, after)
        elif self._starts_article(after):
            self.at = after
            self._article(token.start, values)
        elif self.last:
            specs, after = self._specs(self.at, across=False)
            values = [(p or "", q or "") for p, q in product(specs.get("part", [""]), specs.get("paragraph", [""]))]
            self._attach(values, specs, after)
        else:
            self.unread += self.tokens[self.at : after]
            self.at = after

    def _specs(self, at: int, *, across: bool) -> tuple[dict[str, list[str]], int]:
        """Return the parts and paragraphs that start here, and where they end."""
        found: dict[str, list[str]] = {}
        end = at
        while self._kind(at) in _SPECS:
            name = _SPECS[self.tokens[at].kind]
            values, next_at = self._values(at + 1, paragraph=name == "paragraph")
            if not values:
                break
            found.setdefault(name, []).extend(values)
            end = next_at
            at = self._skip(end, Kind.OF)
            if across and self._kind(at) in (Kind.AND, Kind.SEPARATOR) and self._kind(at + 1) in _SPECS:
                at += 1
        return found, end

    def _values(self, at: int, *, paragraph: bool) -> tuple[list[str], int]:
        at = self._skip(at, Kind.POINT)
        first = self._value(at, letters=paragraph)
        if not first:
            return [], at
        values, at = self._expanded(at, first), at + 1
        while self._kind(at) in (Kind.SEPARATOR, Kind.AND):
            beyond = at + 1 + (self._kind(at) is Kind.SEPARATOR and self._kind(at + 1) is Kind.AND)
            value = self._value(beyond, letters=paragraph and not first.isdigit())
            if not value:
                break
            values += self._expanded(beyond, value)
            at = beyond + 1
        return list(dict.fromkeys(values)), at

    def _value(self, at: int, *, letters: bool) -> str:
        """Return the number or letter of a part or paragraph that stands here, or nothing."""
        kind = self._kind(at)
        if letters and kind in (Kind.LETTER, Kind.AND, Kind.OF) and len(self.tokens[at].text.strip("«»\"“”„'‘’")) == 1:
            return self.tokens[at].text.strip("«»\"“”„'‘’").lower()
        if kind is not Kind.NUMBER or self._kind(at + 1) is Kind.UNIT:
            return ""
        first, *rest = numbers(self.tokens[at].text)
        too_much = len(first) > 2 or int(first) > _MOST_PARTS or first.startswith("0") or (rest and int(first) >= 10)
        return "" if too_much else "-".join((first, *rest))

    def _expanded(self, at: int, value: str) -> list[str]:
        """Write out “1-3” as the parts that it means; “1.1” and “1¹” are one part."""
        ends = value.split("-")
        if len(ends) == 2 and is_range(self.tokens[at].text) and int(ends[0]) < int(ends[1]) <= _MOST_PARTS:
            return [str(number) for number in range(int(ends[0]), int(ends[1]) + 1)]
        return [value]

    def _fits_last(self, specs: dict[str, list[str]]) -> bool:
        return not any(getattr(one, name) for one in self.last for name in specs)

    def _touches_last(self) -> bool:
        """Whether nothing but a bracket stands between the last article and here."""
        if not self.last or self.at == 0:
            return False
        at = self.at - 1
        while at >= 0 and self.tokens[at].kind in (Kind.OPEN, Kind.POINT):
            at -= 1
        return self.tokens[at].end == self.last[-1].end

    def _attach(self, values: list[tuple[str, str]], specs: dict[str, list[str]], after: int) -> None:
        """Give parts to the article before them; where it has a part already, they are charges of their own."""
        end, base = self.tokens[after - 1].end, self.last[-1]
        start = self.tokens[self.at].start
        if self._fits_last(specs):
            self.found = [one for one in self.found if not any(one is old for old in self.last)]
            self.last = [
                replace(old, part=part or old.part, paragraph=paragraph or old.paragraph, end=end)
                for old in self.last
                for part, paragraph in values
            ]
        else:
            keep = "" if "part" in specs else base.part
            self.last = [
                replace(base, part=part or keep, paragraph=paragraph, start=start, end=end)
                for part, paragraph in values
            ]
        self.found += self.last
        self.at = after

    def _starts_article(self, at: int) -> bool:
        at = self._skip(at, Kind.OF)
        if self._kind(at) is Kind.ARTICLE:
            return self._kind(self._skip(at + 1, Kind.POINT)) is Kind.NUMBER
        return self._is_bare_article(at)

    # --- laws

    def _law(self, token: Piece) -> None:
        """Give a law to the articles before it that have none; otherwise it is the law of those that follow."""
        country, year = country_and_year(token)
        law = LAWS[token.kind] + (year if token.kind is Kind.ADMINISTRATIVE else "")
        # In “364, 19.11 КаАП” the law is that of the second: their numbers are of different kinds.
        open_ones = [one for one in self.found[self.since_law :] if not one.law and one.shape == self.found[-1].shape]
        if self._touches_last():
            open_ones += [one for one in self.last if one.law]
        for one in open_ones:
            one.law, one.country = law, country
        self.prefix = ("", "") if open_ones else (law, country)
        self.since_law = len(self.found)
        self.last = [] if open_ones else self.last
        self.at += 1

    # --- the text

    def _kind(self, at: int) -> Kind | None:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else None

    def _skip(self, at: int, kind: Kind) -> int:
        while self._kind(at) is kind:
            at += 1
        return at

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self.text[start:end])

    def _gaps(self) -> Iterator[Span]:
        """Join neighbouring pieces that were not understood, with what stands between them."""
        waiting = {piece.start for piece in self.unread}
        start = end = -1
        for piece in self.tokens:
            if piece.start in waiting:
                start, end = (start if end >= 0 else piece.start), piece.end
            elif piece.kind not in _GLUE and end >= 0:
                yield self._span(start, end)
                start = end = -1
        if end >= 0:
            yield self._span(start, end)
