"""What the words of a search may mean beside a name: articles, facilities, courts, a part of a reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from case_mgr.desk.queries import About, Place
from case_mgr.jurisdictions import catalogue
from case_mgr.jurisdictions.types import OwnKind, OwnPlaceView
from case_mgr.legal.articles import parse

_YEAR_AND_NUMBER = re.compile(r"([0-9]{4})-0*([1-9][0-9]{0,8})", re.ASCII)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LEAST, _MOST_PLACES = 2, 40
_SIGNS = frozenset({"no", "n", "the", "of"})
Known = tuple[tuple[str, ...], Place]


def about(words: str, own: Iterable[OwnPlaceView]) -> About:
    """Return what the words may mean; an article only when nothing else stands beside it."""
    reading = parse(words)
    articles = tuple(read.ref for read in reading.found) if not reading.unread else ()
    return About(_references(words), articles, _places(words, own))


def _references(words: str) -> tuple[str, ...]:
    found = _YEAR_AND_NUMBER.fullmatch(words.strip())
    if not found:
        return ()
    return tuple(f"{country.code}-{found[1]}-{int(found[2]):05d}" for country in catalogue.jurisdictions())


def _places(words: str, own: Iterable[OwnPlaceView]) -> tuple[Place, ...]:
    typed = [token for token in _tokens(words) if token not in _SIGNS]
    if not any(token.isalpha() and len(token) >= _LEAST for token in typed):
        return ()
    longest = max((token for token in typed if token.isalpha()), key=len)
    known = (*_shipped().get(longest[:_LEAST], ()), *_own(own))
    found = dict.fromkeys(place for spelling, place in known if _means(typed, spelling))
    return tuple(found) if len(found) <= _MOST_PLACES else ()


def _means(typed: list[str], spelling: tuple[str, ...]) -> bool:
    """Whether every word begins a word of the name; numbers must be the same."""
    return all(
        any(word == token if token.isdigit() else word.startswith(token) for word in spelling) for token in typed
    )


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, tuple[Known, ...]]:
    """Return the places of all countries by the first letters of each word of a name."""
    found: dict[str, dict[Known, None]] = {}
    for country in catalogue.jurisdictions():
        for spelling, place in _of_country(country.code):
            for word in spelling:
                found.setdefault(word[:_LEAST], {})[spelling, place] = None
    return {start: tuple(known) for start, known in found.items()}


def _of_country(country: str) -> Iterator[Known]:
    for facility in catalogue.facilities(country):
        place = Place(country, facility.code, catalogue.label(facility, "en"))
        yield from ((_tokens(name), place) for name in (*facility.names.values(), *facility.aliases))
    for court in catalogue.courts(country):
        place = Place(country, court.code, catalogue.label(court, "en"), court=True)
        yield from ((_tokens(name), place) for name in court.names.values())


def _own(own: Iterable[OwnPlaceView]) -> Iterator[Known]:
    for view in own:
        court = view.place.kind is OwnKind.COURT
        label = catalogue.label(view.court() if court else view.facility(), "en")
        place = Place(view.place.jurisdiction, view.code, label, court=court)
        for name in (*view.place.names.values(), *view.place.aliases):
            yield _tokens(name), place


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.casefold()))
