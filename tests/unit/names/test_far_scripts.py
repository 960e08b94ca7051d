"""Writing systems that lose vowels or write no spaces still find their person, and nobody else."""

from __future__ import annotations

import pytest

from case_mgr.core.dates import PartialDate
from case_mgr.names.burmese import syllables
from case_mgr.names.score import score
from case_mgr.names.sound import hearings
from case_mgr.names.types import Evidence, Verdict

# Invented people in scripts far from each other; the second of each pair is somebody else.
SAME = [
    ("Karim Talibo", "کریم تالیبو"),
    ("Karim Talibo", "كريم تاليبو"),
    ("Мансур Довена", "منصور دووينا"),
    ("Roman Pashivel", "רומן פשיבל"),
    ("Roman Pashivel", "罗曼·帕希维尔"),
    ("Роман Пашивел", "罗曼·帕希维尔"),
    ("Xu Weiqing", "徐伟青"),
    ("Weiqing Xu", "徐伟青"),
    ("Xu Wei-Qing", "徐伟青"),
    ("Сюй Вэйцин", "徐伟青"),
    ("Aung Zaw Lwin", "အောင်ဇော်လွင်"),
    ("U Aung Zaw Lwin", "အောင်ဇော်လွင်"),
    ("Aung Zaw Lwin", "ဦးအောင်ဇော်လွင်"),
    ("Khin Thanda Soe", "ခင်သန္တာစိုး"),
]
OTHERS = [
    ("Karim Talibo", "حسن منصوری"),
    ("Roman Pashivel", "索菲·多纳曼"),
    ("Xu Weiqing", "王晓波"),
    ("徐伟青", "徐晓波"),
    ("Aung Zaw Lwin", "ခင်မြင့်သန့်"),
    ("အောင်ဇော်လွင်", "အောင်ဇော်မြင့်"),
]
BORN = PartialDate.day(1979, 3, 21)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_two_scripts_scores_above_every_other_name(one: str, other: str) -> None:
    own = score(Evidence(one), Evidence(other)).value
    foreign = [name for pair in SAME for name in pair if (one, name) not in SAME and (name, other) not in SAME]
    strangers = [name for name in foreign if name not in (one, other) and not _same_person(name, one)]
    assert own > 0.1
    assert all(score(Evidence(one), Evidence(name)).value < own for name in strangers)


def _same_person(one: str, other: str) -> bool:
    """Whether two names of the table are joined by a chain of pairs."""
    groups: list[set[str]] = []
    for pair in SAME:
        joined = {*pair}.union(*(group for group in groups if group & {*pair}))
        groups = [group for group in groups if not group & joined] + [joined]
    return any({one, other} <= group for group in groups)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_with_the_same_birth_a_person_is_asked(one: str, other: str) -> None:
    assert score(Evidence(one, BORN), Evidence(other, BORN)).verdict is not Verdict.DIFFERENT


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_people_are_different(one: str, other: str) -> None:
    assert score(Evidence(one), Evidence(other)).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("အောင်မြင့်", ("aung", "myint")),
        ("ကျော်ဇော်", ("kyaw", "zaw")),
        ("ဒေါ်ခင်သန့်", ("khin", "thant")),
        ("မောင်မောင်", ("maung", "maung")),
        ("ရွှေ", ("shwe",)),
        ("သန္တာ", ("than", "ta")),
    ],
)
def test_burmese_is_written_as_passports_do(written: str, expected: tuple[str, ...]) -> None:
    assert syllables(written) == expected


@pytest.mark.parametrize("text", ["", "်", "္္္", "ဦး", "က္", "刘" * 50, "ا" * 90, "׳׳", "·"])
def test_scraps_of_a_script_are_no_error(text: str) -> None:
    hearings(text)
    syllables(text)
    score(Evidence(text), Evidence("Karim Talibo"))


def test_one_other_word_is_not_heard_away() -> None:
    """Burmese names of one length that differ in a word are two people, however alike they sound as a whole."""
    assert score(Evidence("Aung San Su"), Evidence("Aung San Soe Wai")).value < 0.2
    assert score(Evidence("Aung Kyaw Win"), Evidence("Aung Kyaw Thein")).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize("one", ["Ь", "ъ", "㐀", "ʼ"])
def test_a_letter_without_a_sound_is_compared(one: str) -> None:
    assert score(Evidence(one), Evidence("㐀")).value <= score(Evidence(one), Evidence(one)).value or one != "㐀"
