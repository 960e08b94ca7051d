"""The same bytes are letters in many encodings: a list is read in its own, or the others are named."""

import random

import pytest

from case_mgr.tables.encoding import find_encoding
from case_mgr.tables.source import Source

# Everybody here is invented, of words such as oak, winter and hedgehog.
LISTS: dict[str, tuple[str, str, str, str]] = {
    "ja": (
        "番号,氏名,生年月日,備考",
        "山本 川村 田中 林 森下 松島",
        "太郎 花子 一郎 美咲 ひかり アキラ",
        "euc_jp cp932 shift_jis iso2022_jp",
    ),
    "zh": (
        "编号,姓名,出生日期,备注",
        "陈 林 黄 张 李 王",
        "美玲 志明 俊杰 雅婷 国华",
        "gb18030 gb2312",
    ),
    "tw": (
        "編號,姓名,出生日期,備註",
        "陳 林 黃 張 李 王",
        "美玲 志明 俊傑 雅婷 國華",
        "big5 cp950",
    ),
    "ko": (
        "번호,성명,생년월일,비고",
        "김 이 박 최 정 강",
        "철수 영희 민준 서연 지훈",
        "euc_kr cp949",
    ),
    "ru": (
        "Номер,Фамилия имя,Рождён,Заметка",
        "Небывалов Пустов Ясенев Щукин Ершов",
        "Иван Пётр Анна Юрий",
        "cp1251 koi8_r iso8859_5 mac_cyrillic cp866",
    ),
    "be": (
        "Нумар,Прозвішча імя,Нараджэнне,Заўвага",
        "Выдуман Небываў Ясень Шчупак Ёрш Ўздым",
        "Іван Пётр Ганна Ўладзік",
        "cp1251 iso8859_5",
    ),
    "uk": (
        "Номер,Прізвище імя,Народження,Примітка",
        "Вигаданий Їжак Ясен Йорж Єфремчук",
        "Іван Петро Ганна Юрій",
        "cp1251 koi8_u",
    ),
    "pl": (
        "Numer,Nazwisko i imię,Urodzony,Uwagi",
        "Wymyślony Dąb Jesion Łużny Ćwiek Źrebak Śliwa",
        "Paweł Łucja Józef Żaneta",
        "cp1250 iso8859_2 cp852",
    ),
    "cs": (
        "Číslo,Příjmení,Narozen,Poznámka",
        "Vymyšlený Žádný Prázdný Řezník Štika Ježek",
        "Jiří Žaneta Ondřej",
        "cp1250 iso8859_2",
    ),
    "lt": (
        "Numeris,Pavardė vardas,Gimęs,Pastaba",
        "Išgalvotas Ąžuolas Žiemys Šūkis Nebūtasis Ežys",
        "Jonas Žaneta Čėsna",
        "cp1257 iso8859_13",
    ),
    "lv": (
        "Numurs,Uzvārds,Dzimis,Piezīme",
        "Izdomāts Kļava Ķirsis Ģērmanis Stārķis",
        "Jānis Miķelis Pēteris",
        "cp1257",
    ),
    "el": (
        "Αριθμός,Ονοματεπώνυμο,Γέννηση,Σημείωση",
        "Πλαστός Κανένας Άδειος Φράξος",
        "Γιάννης Πέτρος Άννα",
        "cp1253 iso8859_7",
    ),
    "he": (
        "מספר,שם מלא,לידה,הערה",
        "בדוי ריקני אלון אדר תדהר",
        "יוחנן חנה מרים",
        "cp1255",
    ),
    "ar": (
        "الرقم,الاسم الكامل,الميلاد,ملاحظات",
        "الخيالي الفارغ البلوط الشتوي",
        "يوحنا حنة مريم",
        "cp1256 iso8859_6",
    ),
    "tr": (
        "Numara,Adı soyadı,Doğum,Açıklama",
        "Uydurma Hiçbir Dişbudak Kışlık Şimşek",
        "Ömer Ayşe Işıl İnci",
        "cp1254",
    ),
}
CASES = [(language, name) for language, (*_, names) in LISTS.items() for name in names.split()]


def make(language: str, rows: int, *, plain_header: bool = False) -> str:
    """Make a list of invented people."""
    header, surnames, given, _ = LISTS[language]
    chance = random.Random(rows)
    space = "" if language in ("ja", "zh", "tw", "ko") else " "
    lines = ["id,name,born,notes" if plain_header else header]
    for number in range(rows):
        name = f"{chance.choice(surnames.split())}{space}{chance.choice(given.split())}"
        lines.append(f"{number},{name},{chance.randrange(1950, 2000)},")
    return "\r\n".join(lines) + "\r\n"


def judge(text: str, written: str) -> str:
    """Return right, asked or wrong."""
    data = text.encode(written)
    found = find_encoding(Source(data))
    if data[found.start :].decode(found.name) == text:
        return "right"
    return "asked" if [issue.code for issue in found.issues] == ["encoding_uncertain"] else f"wrong: {found.name}"


@pytest.mark.parametrize(("language", "written"), CASES)
def test_a_list_of_some_length_is_read_as_it_was_written(language: str, written: str) -> None:
    assert judge(make(language, 40), written) == "right"


@pytest.mark.parametrize(("language", "written"), CASES)
def test_a_short_list_is_read_rightly_or_the_question_is_asked(language: str, written: str) -> None:
    found = [judge(make(language, rows, plain_header=plain), written) for rows in (1, 2, 5) for plain in (False, True)]
    assert set(found) <= {"right", "asked"}


def test_escapes_in_a_file_of_other_letters_are_no_japanese() -> None:
    assert find_encoding(Source("имя\n\x1b$Клён Алег\n".encode())).name == "utf-8"
    assert find_encoding(Source(b"name,born\nAlena \x1b$B~~,1990\n")).name == "utf-8"
