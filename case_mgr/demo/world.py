"""An invented world from a seed: people, their cases and a release, the same on every machine. Nobody here exists."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from case_mgr.core.dates import PartialDate
from case_mgr.names.romanise import System, romanise

SEED = 20250911
PEOPLE = 120
STATED, PRINTED = 52, 45
RELEASE_DAY = date(2025, 10, 9)
OURS = 112
# People whose story has only begun were arrested in the year of the release.
RECENT = frozenset({"reported", "detained", "charged", "on_trial"})
# How many people stand at each stage of a prosecution; the sum is PEOPLE.
STORIES = {
    "reported": 5,
    "detained": 9,
    "charged": 11,
    "on_trial": 9,
    "sentenced": 6,
    "serving": 54,
    "restricted": 6,
    "absentia": 5,
    "served": 9,
    "rearrested": 3,
    "died": 3,
}
LAST = {
    "restricted": "replaced_by_lighter",
    "served": "term_served",
    "rearrested": "term_served",
    "died": "death_in_custody",
}
COLONIES = ("ik-1", "ik-2", "ik-3", "ik-15", "ik-17", "prison-4", "prison-8")
ARTICLES = ("342 ч.1", "361-1 ч.3", "130 ч.1", "368 ч.1", "369", "361-4 ч.1", "293 ч.2", "188 ч.2")
OCCUPATIONS = ("journalist", "teacher", "engineer", "doctor", "student", "worker", "lawyer", "musician", "farmer", "")
FOREIGN = ("LT", "PL", "UA", "DE", "LV")


@dataclass(frozen=True, slots=True)
class InventedName:
    """One invented name in the spellings in which it goes around."""

    be: str
    ru: str
    be_patronymic: str
    press: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a story."""

    kind: str
    when: PartialDate
    facility: str | None = None


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """A person of the world and what happened to them."""

    number: int
    name: InventedName
    sex: str
    born: PartialDate
    countries: tuple[str, ...]
    occupation: str
    article: str
    story: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list as printed, and the number of the person it means: nobody's has none."""

    text: str
    person: int | None


@dataclass(frozen=True, slots=True)
class World:
    """Everybody, and the list that was printed on the day of the release; people after `OURS` are another group's."""

    people: tuple[InventedPerson, ...]
    printed: tuple[Line, ...]


def make(seed: int = SEED) -> World:
    """Make the world of a seed."""
    dice = random.Random(seed)  # noqa: S311 - an invented world needs no secret
    names = _names(dice)
    stories = [story for story, count in STORIES.items() for _ in range(count)]
    dice.shuffle(stories)
    people = tuple(_person(dice, number, next(names), story) for number, story in enumerate(stories, 1))
    held = [person for person in people[:OURS] if person.story == "serving"]
    again = [person for person in people[:OURS] if person.story == "rearrested"]
    strangers = [Line(next(names)[0].press, None) for _ in range(6)]
    ours = [*held[: PRINTED - len(strangers) - len(again)], *again]
    lines = [Line(person.name.press, person.number) for person in ours] + strangers
    dice.shuffle(lines)
    return World(people, tuple(lines))


def _names(dice: random.Random) -> Iterator[tuple[InventedName, str]]:
    """Yield names that are all different, each with the sex that its forms show."""
    given = {sex: [row for row in _table("case_mgr.names", "given_names") if row["sex"] == sex] for sex in "mf"}
    surnames, used = list(_table("case_mgr.demo", "surnames")), set()
    while True:
        sex = "f" if dice.random() < 0.22 else "m"
        first, father = dice.choice(given[sex]), dice.choice(given["m"])
        surname = dice.choice(surnames)
        forms = (f"{first['be']} {surname['be_' + sex]}", f"{first['ru']} {surname['ru_' + sex]}")
        if forms in used or not all(first[column] for column in ("be", "ru", "ru_latn_press")):
            continue
        used.add(forms)
        yield InventedName(*forms, father["be"], _press(dice, first, surname, sex)), sex


def _press(dice: random.Random, first: dict[str, str], surname: dict[str, str], sex: str) -> str:
    """Return the spelling of a press list: from the Russian form, in Latin or Cyrillic, in some order."""
    latin = romanise(surname["ru_" + sex], dice.choice((System.RU_PRESS, System.RU_ICAO)))
    given = first["ru_latn_press"].split(";")[0]
    russian = f"{first['ru']} {surname['ru_' + sex]}"
    shapes = (f"{given} {latin}", f"{latin.upper()} {given}", russian, f"{latin}, {given}")
    return dice.choice(shapes)


def _person(dice: random.Random, number: int, named: tuple[InventedName, str], story: str) -> InventedPerson:
    name, sex = named
    first, span = (date(2025, 1, 20), 80) if story in RECENT else (date(2020, 8, 10), 1100)
    start = first + timedelta(days=dice.randrange(span))
    born = date(1955, 1, 1) + timedelta(days=dice.randrange(17000))
    return InventedPerson(
        number=number,
        name=name,
        sex="female" if sex == "f" else "male",
        born=_blurred(dice, born),
        countries=_countries(dice),
        occupation=dice.choice(OCCUPATIONS),
        article=dice.choice(ARTICLES),
        story=story,
        steps=tuple(_steps(dice, story, start)),
    )


def _countries(dice: random.Random) -> tuple[str, ...]:
    luck = dice.random()
    if luck < 0.85:
        return ("BY",)
    return ("BY", dice.choice(FOREIGN)) if luck < 0.95 else (dice.choice(FOREIGN),)


def _steps(dice: random.Random, story: str, start: date) -> Iterator[Step]:
    """Yield what happened in order; how far it goes is the story."""
    if story == "reported":
        yield Step("search", _blurred(dice, start))
        return
    if story == "absentia":
        yield Step("wanted_in_absentia", _blurred(dice, start))
        return
    yield Step("detention", _blurred(dice, start), "sizo-1")
    plan = (("charge", 10), ("hearing", 150), ("verdict", 180), ("began_serving", 260))
    reach = {"detained": 0, "charged": 1, "on_trial": 2, "sentenced": 3}.get(story, 4)
    for kind, days in plan[:reach]:
        colony = dice.choice(COLONIES) if kind == "began_serving" else None
        yield Step(kind, PartialDate.from_date(start + timedelta(days=days + dice.randrange(9))), colony)
    end = start + timedelta(days=420 + dice.randrange(300))
    if story in LAST:
        yield Step(LAST[story], PartialDate.from_date(end))
    if story == "rearrested":
        yield Step("rearrest", PartialDate.day(2025, 9, 2))


def _blurred(dice: random.Random, day: date) -> PartialDate:
    """Return the day as well as it happens to be known: a fifth only to the month, a tenth only to the year."""
    luck = dice.random()
    if luck < 0.1:
        return PartialDate.year(day.year)
    return PartialDate.month(day.year, day.month) if luck < 0.3 else PartialDate.from_date(day)


def _table(package: str, name: str) -> list[dict[str, str]]:
    text = files(package).joinpath(f"data/{name}.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
