"""Finds for each of many names the few of very many others that are worth comparing, without a database."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
from math import log
from typing import NamedTuple

from case_mgr.core.dates import Precision
from case_mgr.names.loose import closeness
from case_mgr.names.script import detect
from case_mgr.names.tokens import far_keys, token_keys, tokens, unspaced, whole_keys
from case_mgr.names.types import Evidence
from case_mgr.names.words import NEAR_SCRIPTS, word

CROWDED = 4000
"""A word shared by more people than this adds to a candidate but proposes nobody while a rarer one does."""

RESCORED, FAR_RESCORED = 40, 120
"""How many candidates of a query are scored; more where scripts lose so much that many look alike."""

_DAY_WORTH = 6.0
_WORD_WORTH = 2.5
_WHOLE_SHARE = 0.8
_NEAR, _FAR = 0.79, 0.55


class Posting(NamedTuple):
    """Who has a word like one that is asked about, what sharing it weighs, and how much of a word it counts for."""

    people: array[int]
    weight: float
    share: float


class Pool:
    """The words of the queries, and after reading the gallery who in it has words like them."""

    def __init__(self, queries: Sequence[Evidence]) -> None:
        self._asked: list[dict[str, None]] = []
        self._whole: list[set[str]] = []
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_far_key: tuple[dict[str, list[str]], ...] = (defaultdict(list), defaultdict(list))
        self._people: dict[str, tuple[array[int], array[int]]] = {}
        self._days: dict[object, array[int]] = {}
        self._wholes: dict[str, array[int]] = {}
        self._hits: dict[str, tuple[array[int], ...]] = {}
        self._any_unspaced = False
        self.size = 0
        for person in queries:
            self._ask(person)

    def _ask(self, person: Evidence) -> None:
        own: dict[str, None] = {}
        whole: set[str] = set()
        for name in (person.name, *person.other_names):
            found = tokens(name)
            own.update(dict.fromkeys(found))
            whole |= whole_keys(found, turned=True)
            self._any_unspaced = self._any_unspaced or unspaced(found, name)
        for token in own:
            if token not in self._people:
                self._people[token] = (array("I"), array("I"))
                asked = word(token)
                for key in token_keys(token):
                    self._by_key[key].append(token)
                for key in far_keys(asked):
                    self._by_far_key[asked.far][key].append(token)
        for key in whole:
            self._wholes.setdefault(key, array("I"))
        if (day := _day(person)) is not None:
            self._days.setdefault(day, array("I"))
        self._asked.append(own)
        self._whole.append(whole)

    def add(self, person: Evidence) -> None:
        """Take in the next person of the gallery."""
        place = self.size
        self.size += 1
        for name in (person.name, *person.other_names):
            found = tokens(name)
            for token in found:
                hits = self._hits.get(token)
                if hits is None:
                    hits = self._hits[token] = self._find(token)
                for people in hits:
                    if not people or people[-1] != place:
                        people.append(place)
            if self._any_unspaced or unspaced(found, name):
                for key in whole_keys(found, turned=False):
                    whole = self._wholes.get(key)
                    if whole is not None and (not whole or whole[-1] != place):
                        whole.append(place)
        born = self._days.get(_day(person))
        if born is not None:
            born.append(place)

    def _find(self, token: str) -> tuple[array[int], ...]:
        """The postings into which a new word of the gallery belongs: those of asked words that are like it."""
        asked = self._alike(token)
        if not asked:
            return ()
        found = word(token)
        out: list[array[int]] = []
        for one, exact in asked.items():
            near = closeness(word(one), found, exact=exact)
            if near > _NEAR:
                out.append(self._people[one][0])
            elif near > _FAR:
                out.append(self._people[one][1])
        return tuple(out)

    def _alike(self, token: str) -> dict[str, bool]:
        """The asked words that share a key with a word, and whether more than a rough one."""
        asked: dict[str, bool] = {}
        for key in token_keys(token):
            for one in self._by_key.get(key, ()):
                asked[one] = asked.get(one, False) or key[0] != "d"
        far = detect(token) not in NEAR_SCRIPTS
        if far or self._by_far_key[True]:
            # Words of near scripts meet by the finer keys; the rough ones are for pairs with a far script.
            maps = self._by_far_key if far else self._by_far_key[1:]
            for one in (one for key in far_keys(word(token)) for by_key in maps for one in by_key.get(key, ())):
                asked.setdefault(one, False)
        return asked

    def candidates(self, query: int, person: Evidence) -> list[tuple[int, float]]:
        """Who of the gallery is worth comparing with one query, and how rare what they share with it is, in nats."""
        shared: defaultdict[int, float] = defaultdict(float)
        words: defaultdict[int, float] = defaultdict(float)
        crowded: list[Posting] = []
        for people, weight, share in self._lists(query):
            if len(people) > CROWDED:
                crowded.append(Posting(people, weight, share))
                continue
            for place in people:
                shared[place] += weight
                words[place] += share
        born = self._days.get(_day(person), ())
        for place in born:
            shared.setdefault(place, 0.0)
        if crowded:
            _add_crowded(shared, words, crowded)
        for people, weight in ((self._wholes[key], self._weight(len(self._wholes[key]))) for key in self._whole[query]):
            for place in people:
                shared[place] = max(shared[place], _WHOLE_SHARE * weight)
        same_day = frozenset(born)

        def promise(place: int) -> tuple[float, int]:
            return shared[place] + _WORD_WORTH * words[place] + _DAY_WORTH * (place in same_day), -place

        most = FAR_RESCORED if any(word(token).far for token in self._asked[query]) else RESCORED
        return [(place, shared[place]) for place in nlargest(most, shared, key=promise)]

    def _lists(self, query: int) -> list[Posting]:
        """The postings of a query's words with the weight of sharing one, the rarest first."""
        out = []
        for token in self._asked[query]:
            strong, weak = self._people[token]
            out.append(Posting(strong, self._weight(len(strong)), 1.0))
            out.append(Posting(weak, 0.8 * self._weight(len(strong) + len(weak)), 0.5))
        return sorted(out, key=lambda found: len(found[0]))

    def _weight(self, people: int) -> float:
        return log((1 + self.size) / (0.5 + people))


def _holds(people: array[int], place: int) -> bool:
    at = bisect_left(people, place)
    return at < len(people) and people[at] == place


def _day(person: Evidence) -> object:
    """The day of birth, where one is known."""
    birth = person.birth
    return birth.earliest if birth is not None and birth.precision is Precision.DAY else None


def _add_crowded(shared: defaultdict[int, float], words: defaultdict[int, float], crowded: list[Posting]) -> None:
    """Add common words to candidates; two of them together may propose somebody, too."""
    first = crowded[0][0]
    if len(crowded) > 1:
        for place in first:
            if place not in shared and any(_holds(people, place) for people, _, _ in crowded[1:]):
                shared[place] = 0.0
    elif not shared:
        shared.update(dict.fromkeys(first[:CROWDED], 0.0))
    for people, weight, share in crowded:
        for place in shared:
            if _holds(people, place):
                shared[place] += weight
                words[place] += share
