"""Each system writes as its documents do."""

from __future__ import annotations

import pytest

from case_mgr.names.romanise import System, romanise
from case_mgr.names.script import detect
from case_mgr.names.types import Script


@pytest.mark.parametrize(
    ("system", "cyrillic", "expected"),
    [
        (System.BE_PASSPORT, "Сяргей Цібараноўскі", "Siarhei Tsibaranouski"),
        (System.BE_PASSPORT, "Яўген Жук", "Yauhen Zhuk"),
        (System.BE_LACINKA, "Сяргей Цібараноўскі", "Siarhiej Cibaranoŭski"),
        (System.BE_LACINKA, "Васіль Глушэнка", "Vasil Hłušenka"),
        (System.BE_LACINKA, "Генадзь Кулявоў", "Hienadź Kulavoŭ"),
        (System.RU_ICAO, "Юлия Щираленко", "Iuliia Shchiralenko"),
        (System.RU_PRESS, "Дмитрий Ёлкин", "Dmitry Yolkin"),
        (System.UK_KMU, "Сергій Згурський", "Serhii Zghurskyi"),
        (System.UK_KMU, "Юлія Їжак", "Yuliia Yizhak"),
        (System.BE_PASSPORT, "ЖУК Иван", "ZHUK Ivan"),
        (System.BE_PASSPORT, "Siarhei Жук", "Siarhei Zhuk"),
    ],
)
def test_systems(system: System, cyrillic: str, expected: str) -> None:
    assert romanise(cyrillic, system) == expected


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Кулевов", Script.CYRILLIC),
        ("Kuliavou", Script.LATIN),
        ("Łacinka", Script.LATIN),
        ("刘晓", Script.HAN),
        ("محمد", Script.ARABIC),
        ("Kуля", Script.MIXED),
        ("12 - 3", Script.NONE),
        ("ქართული", Script.OTHER),
    ],
)
def test_scripts(text: str, script: Script) -> None:
    assert detect(text) is script
