"""Sets to measure on: labelled pairs, and many queries against a gallery of many more."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.names.people import SLAVIC, Person, Town, day
from case_mgr.core.dates import PartialDate
from case_mgr.names.types import Evidence

KINDS = ("brother", "spouse", "namesake", "born otherwise")
PAIRS_SEED, SET_SEED = 4, 5


class Pair(NamedTuple):
    """Two printed names with days of birth, and whether one person bears both."""

    same: bool
    kind: str
    a: str
    born_a: str
    b: str
    born_b: str


def other(person: Person, kind: str, town: Town) -> Person:
    """Somebody who is easily taken for a person: a brother or sister, a spouse, a namesake."""
    surname = person.surname
    if kind == "spouse":
        return town.person(surname=surname, female=not person.female)
    while True:
        if kind == "brother":
            found = town.person(surname=surname, father=person.father, female=person.female)
            if found.given["key"] != person.given["key"]:
                return found
        elif kind == "namesake":
            found = town.person(surname=surname, given=person.given, female=person.female)
            if found.father is not person.father:
                return found
        else:
            return town.person(surname=surname, given=person.given, father=person.father, female=person.female)


def make_pairs(count: int) -> list[Pair]:
    """Labelled pairs over two languages each, half of them hard negatives."""
    town = Town(PAIRS_SEED)
    random = town.random
    out = []
    for number in range(count):
        person = town.person()
        one, two = random.sample(SLAVIC[:7], 2)
        same = number % 2 == 0
        kind = "same" if same else KINDS[number // 2 % len(KINDS)]
        second = person if same else other(person, kind, town)
        shown = kind in ("brother", "namesake") or random.random() < 0.4
        dated = kind == "born otherwise" or random.random() < 0.6
        pair = Pair(
            same,
            kind,
            person.write(one, random, patronymic=shown and one != "pl"),
            person.born if dated else "",
            second.write(two, random, patronymic=shown and two != "pl"),
            second.born if dated else "",
        )
        undecided = kind == "namesake" and "pl" in (one, two) and not dated
        out.append(pair._replace(born_a=person.born, born_b=second.born) if undecided else pair)
    return out


class Asked(NamedTuple):
    """Queries and gallery by id, and who each query is; empty when nobody of the gallery."""

    queries: list[tuple[str, Evidence]]
    gallery: list[tuple[str, Evidence]]
    truth: dict[str, str]


def _evidence(name: str, born: str) -> Evidence:
    return Evidence(name, PartialDate.parse(born) if born else None)


def make_set(queries: int, gallery: int, *, dates: bool) -> Asked:
    """A set of the shape of a real list: two thirds Slavic names, a third of other scripts, one in six absent."""
    town = Town(SET_SEED)
    random = town.random
    asked: list[tuple[str, Evidence]] = []
    offered: list[tuple[str, Evidence]] = []
    truth: dict[str, str] = {}

    def offer(name: str, born: str) -> str:
        offered.append((f"g{len(offered)}", _evidence(name, born if dates else "")))
        return offered[-1][0]

    while len(offered) < gallery:
        wanted, present = len(asked) < queries, random.random() < 5 / 6
        if random.random() < 2 / 3:
            person = town.person()
            one, two = random.sample(SLAVIC, 2)
            born, name = person.born, person.write(one, random, patronymic=True)
            query = person.write(two, random, patronymic=random.random() < 0.7)
            if wanted and random.random() < 0.3:
                rival = other(person, random.choice(KINDS[:3]), town)
                offer(rival.write(random.choice(SLAVIC), random, patronymic=True), rival.born)
        else:
            forms, born = town.foreign()
            name, query = random.sample(forms, 2)
        identity = offer(name, born) if present or not wanted else ""
        if wanted:
            shown = born if random.random() < 0.8 else born[:4] if random.random() < 0.5 else ""
            asked.append((f"q{len(asked)}", _evidence(query, shown if dates else "")))
            truth[asked[-1][0]] = identity
    random.shuffle(offered)
    return Asked(asked, offered, truth)


def strangers(count: int, town: Town) -> list[tuple[str, str, str]]:
    """Rows of a long list for measuring speed: id, name and day of birth, surnames put together from syllables."""
    random = town.random
    starts = ("Ка", "Бе", "Мо", "Ша", "Гри", "Ту", "Ле", "Па", "Дро", "Зу", "Ки", "Ря", "Хо", "Че", "Ва")
    middles = ("ле", "ро", "мчи", "ба", "ндре", "ку", "ста", "ви", "лю", "гна", "пше", "то")
    ends = ("вич", "енко", "ский", "ов", "ук", "чик", "ин", "ко", "евич", "овский")
    out = []
    for number in range(count):
        person = town.person(female=False)
        surname = (
            random.choice(starts) + "".join(random.choices(middles, k=random.choice((1, 2)))) + random.choice(ends)
        )
        form = dict.fromkeys(("ru", "be", "uk", "pl"), surname)
        written = Person(person.given, person.father, form, False, person.born)
        name = written.write(random.choice(("ru", "be", "en-ru", "en-be")), random, patronymic=random.random() < 0.5)
        out.append((f"p{number}", name, day(random)))
    return out
