"""Rows are understood and written in blocks for speed: the result is that of each row for itself, letter by letter."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from case_mgr.core.dates import PartialDate
from case_mgr.imports.draftblock import DraftBlock
from case_mgr.imports.likeness import strong_keys
from case_mgr.imports.repeats import Repeats
from case_mgr.imports.rowdraft import Drafter
from case_mgr.imports.rowjson import RowTexts
from case_mgr.imports.types import DateField, RowDraft
from case_mgr.tables.marks import look_over
from case_mgr.tables.types import EvenBlock, RawRow

NAME = st.sampled_from(
    "Клён Алег|КЛЁН Алег|Ясень Ганна Пятроўна|Nowak Jan|Клён Алег и Ясень Ганна|—||Клён 12|Rak\\".split("|")
)
BIRTH = st.sampled_from(["12.03.1990", "1990-03-12", "1990", "03/04/1990", "", "31.02.1990", "около 1990", "90"])
OTHER = st.one_of(st.sampled_from(["", "м", "жен.", "?", 'a "b"', "c\\d", '", "', "%s", "é"]), st.text(max_size=4))
ROWS = st.lists(st.tuples(NAME, BIRTH, OTHER, OTHER, NAME), min_size=1, max_size=12)
WHOLE = {"full_name": 0, "date_of_birth": 1, "sex": 2, "notes": 3}
PARTS = {"surname": 4, "given_name": 0, "date_of_birth": 1, "sex": 2, "place_of_birth": 3}


def drafter(mapping: dict[str, int]) -> Drafter:
    return Drafter(mapping, None, lambda _: None, date(2026, 1, 1), Repeats(strong_keys))


def without_control(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple("".join(c for c in cell if c.isprintable()) for cell in cells) for cells in rows]


@settings(max_examples=300)
@given(ROWS, st.sampled_from([WHOLE, PARTS]), st.integers(1, 12))
def test_a_block_says_what_its_rows_say(rows: list[tuple[str, ...]], mapping: dict[str, int], most: int) -> None:
    rows = without_control(rows)
    found = look_over(rows)
    block = EvenBlock(1, 2, rows, clean=found.clean, plain=found.plain)
    drafts = drafter(mapping).draft_block(block)
    alone: list[RowDraft] = list(
        map(drafter(mapping).draft, (RawRow(at, at + 1, cells) for at, cells in enumerate(rows, 1)))
    )
    assert list(drafts) == alone
    assert [list(draft.fields) for draft in drafts] == [list(draft.fields) for draft in alone]
    written = RowTexts().write_block(drafts, most)
    assert written == [json.dumps(draft.to_json(), ensure_ascii=False) for draft in alone[:most]]
    assert written == list(map(RowTexts().write, alone[:most]))


def test_a_cell_that_ends_like_a_border_between_cells_stays_one_cell() -> None:
    rows = [("Клён Алег", "1990", "", cell, "") for cell in ('газета "Слово", ', "x", '", "')]
    found = look_over(rows)
    drafts = drafter(WHOLE).draft_block(EvenBlock(1, 2, rows, clean=found.clean, plain=found.plain))
    written = RowTexts().write_block(drafts, 3)
    assert [json.loads(row)["raw"] for row in written] == [list(cells) for cells in rows]


def test_most_rows_of_a_list_stand_together() -> None:
    rows = [("Клён Алег", f"{day:02}.03.1990", "м", "x", "") for day in range(1, 29)]
    drafts = drafter(WHOLE).draft_block(EvenBlock(1, 2, rows, clean=True, plain=True))
    assert isinstance(drafts, DraftBlock)
    assert drafts.apart == {}
    rows[5] = ("Клён Алег", "06.03.1990", "неведома", "x", "")
    drafts = drafter(WHOLE).draft_block(EvenBlock(1, 2, rows, clean=True, plain=True))
    assert list(drafts.apart) == [5]


BIRTHS = st.sampled_from(
    [None, *map(PartialDate.parse, ("1990-03-12", "1990-03-13", "1990", "1990-03", "../1991", "195X"))]
)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from("abc"), BIRTHS), max_size=30), st.integers(1, 9))
def test_repeats_are_the_same_one_by_one_and_in_runs(rows: list[tuple[str, PartialDate | None]], size: int) -> None:
    one, many = Repeats(), Repeats()
    expected = [one.find(at, name, birth) for at, (name, birth) in enumerate(rows, 1)]
    names = [name for name, _ in rows]
    births = [DateField("", birth) if birth else None for _, birth in rows]
    told: dict[int, tuple[int, ...]] = {}
    for start in range(0, len(rows), size):
        many.find_run(1, names, births, range(start, min(start + size, len(rows))), told)
    assert [told.get(at, ()) for at in range(len(rows))] == expected
