"""Letters, questionnaires and files made of them: nothing that was typed is lost, nothing unknown is put in."""

from __future__ import annotations

import contextlib
import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.advocacy import docx, letters, questionnaire
from case_mgr.core.errors import Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO = st.characters(exclude_categories=["Cs", "Cc", "Cn"])


@pytest.mark.parametrize("letter", letters.every(), ids=lambda one: f"{one.code}-{one.language}")
def test_every_letter_has_only_fields_that_are_known(letter: letters.Letter) -> None:
    assert letters.unknown_fields(letter.subject + letter.body) == []
    assert "{people}" in letter.body
    assert "{" not in letters.merge(letter.body, dict.fromkeys(letters.FIELDS, "x"))


@given(name=st.text(max_size=40), text=st.text(max_size=60))
def test_what_is_put_in_is_not_merged_again(name: str, text: str) -> None:
    merged = letters.merge("{addressee}", {"addressee": "{people}" + name, "people": text})
    assert merged == "{people}" + name


@given(lines=st.lists(st.text(_NO, max_size=50), max_size=8))
def test_a_file_holds_the_words_and_nothing_else(lines: list[str]) -> None:
    data = docx.document([docx.Paragraph(line) for line in lines], "en")
    assert data == docx.document([docx.Paragraph(line) for line in lines], "en")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        body = ET.fromstring(file.read("word/document.xml"))  # noqa: S314 - written by ourselves
    read = ["".join(part.text or "" for part in one.iter(f"{_W}t")) for one in body.iter(f"{_W}p")]
    assert read == [docx.FORBIDDEN.sub("", line) for line in lines]


def test_characters_that_xml_forbids_do_not_break_the_file() -> None:
    data = docx.document([docx.Paragraph("a\x00\x08<&>\ufffeb")], "fa")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        text = file.read("word/document.xml").decode()
    assert "a&lt;&amp;&gt;b" in text
    assert "<w:bidi/>" in text
    ET.fromstring(text)  # noqa: S314 - written by ourselves


def test_the_questionnaire_that_came_with_the_product() -> None:
    form = questionnaire.read(questionnaire.shipped_text("wgad"))
    assert not form.checked, "nobody has compared it with the form: saying otherwise needs somebody who did"
    codes = [question.code for question in form.questions]
    assert codes[:3] == ["I.1", "I.2", "I.3"]
    assert [section.code for section in form.sections] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert len(form.missing({})) == len(codes)
    assert len(form.missing({"I.1": "x", "I.2": "  "})) == len(codes) - 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("= =", "cannot be read"),
        ("", "no \\[\\[section"),
        ("section = 3", "no \\[\\[section"),
        ("[[section]]\ncode = 'A'", "needs a title"),
        ("[[section]]\ntitle = 'A'\nquestion = 4", "no list"),
        ("[[section]]\ntitle = 'A'\n[[section.question]]\ncode = '../x'\nlabel = 'y'", "needs a number"),
        ("[[section]]\ntitle = 'A'\n[[section.question]]\ncode = '1'", "has no words"),
        ("[[section]]\ntitle = 'A'\n[[section.question]]\ncode = '1'\nlabel = 'y'\nfill = 'soul'", "not known"),
        ("[[section]]\ntitle = 'A'\nquestion = [{code='1',label='y'},{code='1',label='z'}]", "Two questions"),
    ],
)
def test_what_cannot_be_a_questionnaire_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        questionnaire.read(text)


@given(text=st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(Refused):
        questionnaire.read(text)


@pytest.mark.parametrize("text", ["x = 2026-02-30", "x = " + "[" * 100_000, "x = " + "9" * 5_000])
def test_what_no_reader_of_toml_can_take_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="TOML"):
        questionnaire.read(text)
