"""Invented people, each written as documents and newspapers of several languages and scripts would write them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from case_mgr.names.romanise import System, romanise

HERE = Path(__file__).parent
GIVEN = HERE.parents[1] / "case_mgr" / "names" / "data" / "given_names.tsv"

SLAVIC = ("ru", "be", "uk", "pl", "en-be", "en-ru", "en-uk", "lacinka", "lt", "lv")
_SYSTEMS = {
    "en-be": ("be", System.BE_PASSPORT),
    "lacinka": ("be", System.BE_LACINKA),
    "en-ru": ("ru", System.RU_PRESS),
    "en-uk": ("uk", System.UK_KMU),
}
_HOOKS = (("shch", "šč"), ("zh", "ž"), ("kh", "ch"), ("ts", "c"), ("ch", "č"), ("sh", "š"), ("ya", "ia"), ("yu", "iu"))

# Consonants and vowels from which names of other scripts are put together: Latin, Arabic, Persian, Chinese.
_SYLLABLES = (
    ("ka", "كا", "کا", "卡"), ("ri", "ري", "ری", "里"), ("man", "مان", "مان", "曼"), ("so", "سو", "سو", "索"),
    ("ta", "تا", "تا", "塔"), ("li", "لي", "لی", "利"), ("bo", "بو", "بو", "博"), ("na", "نا", "نا", "娜"),
    ("ve", "في", "وی", "维"), ("do", "دو", "دو", "多"), ("sa", "سا", "سا", "萨"), ("mi", "مي", "می", "米"),
    ("la", "لا", "لا", "拉"), ("fe", "في", "فی", "费"), ("ro", "رو", "رو", "罗"), ("pa", "با", "پا", "帕"),
    ("shi", "شي", "شی", "希"), ("han", "هان", "هان", "汉"), ("ni", "ني", "نی", "尼"), ("lu", "لو", "لو", "卢"),
)  # fmt: skip
_BURMESE = (
    ("Aung", "အောင်"), ("Kyaw", "ကျော်"), ("Win", "ဝင်း"), ("Htun", "ထွန်း"), ("Myint", "မြင့်"), ("Zaw", "ဇော်"),
    ("Hla", "လှ"), ("Khin", "ခင်"), ("Thant", "သန့်"), ("Min", "မင်း"), ("Lwin", "လွင်"), ("Nyunt", "ညွန့်"),
    ("Thein", "သိန်း"), ("Myo", "မျိုး"), ("Soe", "စိုး"), ("Nwe", "နွယ်"), ("Maung", "မောင်"), ("Swe", "ဆွေ"),
)  # fmt: skip
_CHINESE = (
    ("wei", "伟"), ("xiao", "晓"), ("ming", "明"), ("hua", "华"), ("qing", "青"), ("zhi", "志"), ("jun", "军"),
    ("lan", "兰"), ("bo", "波"), ("chun", "春"), ("rong", "荣"), ("gang", "刚"), ("ping", "平"), ("song", "松"),
)  # fmt: skip
_CHINESE_FAMILIES = (
    ("Wang", "王"),
    ("Li", "李"),
    ("Zhang", "张"),
    ("Liu", "刘"),
    ("Chen", "陈"),
    ("Xu", "徐"),
    ("Gao", "高"),
)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    return list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t"))


@dataclass(frozen=True)
class Person:
    """An invented person: rows of the tables, and a day of birth."""

    given: dict[str, str]
    father: dict[str, str]
    surname: dict[str, str]
    female: bool
    born: str

    def write(self, language: str, random: Random, *, patronymic: bool) -> str:
        """The name in one of SLAVIC, in one of the orders of that language."""
        base, system = _SYSTEMS.get(language, (language, None))
        base = "ru" if base in ("lt", "lv") else base
        ending = "_f" if self.female else ""
        given = self.given[base].split(";")[0] or self.given["ru"].split(";")[0]
        surname = self.surname[base + ending]
        father = self.father.get(base + ending, "") if patronymic else ""
        if system is not None:
            given, surname, father = (romanise(part, system) for part in (given, surname, father))
        elif language in ("lt", "lv"):
            given, surname, father = _baltic(given, language, self), _baltic(surname, language, self), ""
        forms = [f"{given} {father} {surname}", f"{surname} {given} {father}", f"{given} {father} {surname}"]
        if language in ("pl", "en-be", "en-ru", "lacinka"):
            forms.append(f"{surname.upper()} {given} {father}")
        return " ".join(random.choice(forms).split())


def _baltic(word: str, language: str, person: Person) -> str:
    """A Russian form as Lithuanian or Latvian writes it, with its own ending for men."""
    text = romanise(word, System.RU_PRESS).lower()
    for written, hooked in _HOOKS:
        text = text.replace(written, hooked)
    if not person.female and text[-1] not in "aeiou":
        text = text.removesuffix("y") + ("is" if text.endswith("sky") else "as" if language == "lt" else "s")
    return "-".join(part.capitalize() for part in text.split("-"))


def day(random: Random) -> str:
    """A day of birth."""
    return f"{random.randint(1935, 2004)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


class Town:
    """Everybody who can be invented, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        given = [row for row in rows(GIVEN) if row["be"] and row["ru"] and row["uk"] and row["pl"]]
        self._given = {female: [row for row in given if (row["sex"] == "f") is female] for female in (False, True)}
        self._fathers = rows(HERE / "fathers.tsv")
        self._surnames = rows(HERE / "surnames.tsv")

    def person(self, **fixed: object) -> Person:
        """Somebody new, with what is fixed taken from somebody else."""
        female = bool(fixed.get("female", self.random.random() < 0.3))
        values: dict[str, object] = {
            "given": self.random.choice(self._given[female]),
            "father": self.random.choice(self._fathers),
            "surname": self.random.choice(self._surnames),
            "female": female,
            "born": day(self.random),
        }
        return Person(**{**values, **fixed})  # type: ignore[arg-type]  # a dict of fields by name

    def foreign(self) -> tuple[tuple[str, ...], str]:
        """Somebody from elsewhere: the spellings of one name in several scripts, Latin first, and a day of birth."""
        kind = self.random.random()
        if kind < 0.2:
            parts = self.random.sample(_BURMESE, self.random.choice((2, 3)))
            return (" ".join(latin for latin, _ in parts), "".join(own for _, own in parts)), day(self.random)
        if kind < 0.4:
            family, parts = self.random.choice(_CHINESE_FAMILIES), self.random.sample(_CHINESE, 2)
            latin = f"{family[0]} {''.join(part for part, _ in parts).capitalize()}"
            return (latin, family[1] + "".join(own for _, own in parts)), day(self.random)
        words = [self.random.choices(_SYLLABLES, k=size) for size in (2, self.random.choice((2, 3)))]
        forms = [["".join(syllable[script] for syllable in word) for word in words] for script in range(4)]
        latin = " ".join(word.capitalize() for word in forms[0])
        return (latin, " ".join(forms[1]), " ".join(forms[2]), "·".join(forms[3])), day(self.random)
