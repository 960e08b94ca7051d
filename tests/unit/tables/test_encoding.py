"""Encodings are found without losing a letter, and a wrong byte is named by line and number."""

import pytest

from case_mgr.tables.encoding import find_encoding
from case_mgr.tables.source import Source
from case_mgr.tables.types import Rejected

RUSSIAN = (
    "ФИО;Дата рождения;Гражданство\r\nВыдуманный Олег Петрович;05.03.1990;Беларусь\r\nНебывалая Ольга;1987;Россия\r\n"
)
BELARUSIAN = "ПІБ;Дата нараджэння\r\nВыдуманы Ўладзіслаў;1990\r\nНябылая Ганна Цімафееўна;1987\r\n"
POLISH = (
    "imię;nazwisko;data urodzenia\r\nŁukasz;Nieistniejący;1960\r\nŻaneta;Wymyślona;1970\r\nGrażyna;Święta-Nikt;1970\r\n"
)
ARABIC = "الاسم;العمر;الجنس\r\nأحمد الخيالي;35;ذكر\r\nسارة الوهمية;28;أنثى\r\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        (RUSSIAN, "utf-8-sig", "utf-8"),
        (RUSSIAN, "utf-16", "utf-16-le"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp866", "cp866"),
        (BELARUSIAN, "cp1251", "cp1251"),
        (POLISH, "cp1250", "cp1250"),
        (ARABIC, "cp1256", "cp1256"),
    ],
)
def test_encoding_is_found(text: str, written: str, found: str) -> None:
    source = Source(text.encode(written))
    encoding = find_encoding(source)
    assert encoding.name == found
    assert source.open(encoding.start).read().decode(found) == text


def test_a_guess_is_told() -> None:
    codes = [issue.code for issue in find_encoding(Source(RUSSIAN.encode("cp1251"))).issues]
    assert codes in (["encoding_guessed"], ["encoding_uncertain"])
    assert not find_encoding(Source(RUSSIAN.encode())).issues


def test_one_wrong_byte_in_utf8_is_named_by_line_and_number() -> None:
    start = ("ФИО\n" + "Выдуманный Олег\n" * 50_000).encode()
    with pytest.raises(Rejected, match=r"Line 50002 .*number " + str(len(start) + 3)) as refusal:
        find_encoding(Source(start + b"Ol\xffga\n" + "Олег\n".encode() * 50_000))
    assert refusal.value.code == "encoding_undecodable"
    assert refusal.value.line == 50_002


def test_a_cut_off_letter_at_the_end_is_named() -> None:
    with pytest.raises(Rejected, match="Line 3"):
        find_encoding(Source("ФИО\nОлег Выдуманный\nОльга Небывалая".encode()[:-1]))


def test_an_asked_encoding_is_strict() -> None:
    assert find_encoding(Source(RUSSIAN.encode("cp1251")), "windows-1251").name == "cp1251"
    with pytest.raises(Rejected, match="utf-8"):
        find_encoding(Source(RUSSIAN.encode("cp1251")), "utf-8")
    with pytest.raises(Rejected, match="no encoding"):
        find_encoding(Source(b"a"), "klingon")
    with pytest.raises(Rejected, match="no encoding"):
        find_encoding(Source(b"a"), "base64")


def test_a_line_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(Rejected, match="Line 2 is longer"):
        find_encoding(Source(b"full_name\n" + b"a" * 5_000_000))


def test_a_wrong_byte_in_an_old_encoding_is_named_and_makes_no_other_names_of_the_list() -> None:
    # 0x98 is no letter in cp1251, and one in the Cyrillic of the Macintosh, which would read all names wrongly.
    lines = RUSSIAN.replace("\r\n", "\n").encode("cp1251").split(b"\n")
    lines[1] = lines[1][:9] + b"\x98" + lines[1][9:]
    with pytest.raises(Rejected) as refused:
        find_encoding(Source(b"\n".join(lines)))
    assert (refused.value.code, refused.value.line) == ("encoding_undecodable", 2)
    assert "cp1251" in str(refused.value)
