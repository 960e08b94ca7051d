"""Cells that name several people are taken apart only when told, and what cannot be shared is given to nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_mgr.imports.columns import clean
from case_mgr.imports.dryrun import read_list, run_file
from case_mgr.imports.likeness import strong_keys
from case_mgr.imports.plan import date_of, text_of
from case_mgr.imports.splitting import PART, Split, names_of, part_of
from case_mgr.imports.types import RowDraft
from case_mgr.imports.values import names_several

NAMES = ["Вербалоз Андрэй", "Крыніцкая Марыя", "Дубрава Янка", "Клён Пятро", "Ясень Кацярына"]
MAPPING = {"full_name": 0, "date_of_birth": 1, "sex": 2, "date_of_arrest": 3}


def parted(text: str) -> list[RowDraft]:
    """Read a list with its cells taken apart."""
    split = Split(read_list(text.encode(), "list.csv"), MAPPING)
    return list(map(split.restore, clean(split.table, MAPPING, keys=strong_keys)))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Вербалоз Андрэй; Крыніцкая Марыя", ("Вербалоз Андрэй", "Крыніцкая Марыя")),
        ("Вербалоз Андрэй і Крыніцкая Марыя", ("Вербалоз Андрэй", "Крыніцкая Марыя")),
        ("Вербалоз Андрэй, Крыніцкая Марыя", ("Вербалоз Андрэй", "Крыніцкая Марыя")),
        ("Вербалоз Андрэй, Крыніцкая Марыя і Клён Пятро", ("Вербалоз Андрэй", "Крыніцкая Марыя", "Клён Пятро")),
        ("Вербалоз, Андрэй і Крыніцкая, Марыя", ("Вербалоз, Андрэй", "Крыніцкая, Марыя")),
        ("Вербалоз, Андрэй", ()),
        ("Вербалоз Андрэй", ()),
        ("Вербалоз Андрэй / Verbaloz Andrej", ()),
    ],
)
def test_people_of_a_cell_are_told_and_one_person_stays_one(cell: str, names: tuple[str, ...]) -> None:
    assert names_of(cell) == names


@pytest.mark.parametrize(
    "cell",
    [
        "Вербалоз Андрэй и др.",
        "Вербалоз Андрэй, Крыніцкая Марыя и др.",
        "ВЕРБАЛОЗ АНДРЭЙ, КРЫНІЦКАЯ МАРЫЯ И ДР.",
        "Вербалоз Андрэй и другие",
        "Verbaloz Andrej and others",
        "Вербалоз Андрей с женой и сыном",
        "Семья Вербалозов: Андрэй, Марыя",
        "Вербалоз Андрэй и двое других",
        "Вербалоз Андрэй; его жена Марыя",
        "Вербалоз Андрэй і яго сын Янка",
        "Verbaloz Andrej and his wife",
        "Вербалозы Андрэй і Марыя",
        "ВЕРБАЛОЗ АНДРЭЙ, КРЫНІЦКАЯ МАРЫЯ И СЫН",
        "ВЕРБАЛОЗ АНДРЭЙ; ЕГО ЖЕНА МАРЫЯ",
    ],
)
def test_nobody_is_made_of_words_that_name_nobody(cell: str) -> None:
    assert names_of(cell) == ()
    (draft,) = parted(f"Name|Born\n{cell}|\n")
    assert text_of(draft.fields, "full_name") == cell
    if names_several(cell):
        assert [problem.code for problem in draft.problems] == ["several_persons"]
        assert not draft.would_import


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Вербалоз А.П.; Крыніцкая М.І.", ("Вербалоз А.П.", "Крыніцкая М.І.")),
        ("Вербалоз Али оглы; Клён Пятро", ("Вербалоз Али оглы", "Клён Пятро")),
        ("ВЕРБАЛОЗ АНДРЭЙ; КРЫНІЦКАЯ МАРЫЯ", ("ВЕРБАЛОЗ АНДРЭЙ", "КРЫНІЦКАЯ МАРЫЯ")),
    ],
)
def test_initials_and_words_of_descent_are_of_a_person(cell: str, names: tuple[str, ...]) -> None:
    assert names_of(cell) == names


def test_each_has_the_same_line_and_the_row_as_it_stood() -> None:
    drafts = parted(
        "Name|Born|Sex|Arrested\n"
        "Вербалоз Андрэй; Крыніцкая Марыя|1985; 1990|м|05.2021\n"
        "Дубрава Янка|1977|м|2020\n"
        "Клён Пятро; Ясень Кацярына|1969||2022\n"
    )
    assert [(text_of(d.fields, "full_name"), d.line, part_of(d.row)) for d in drafts] == [
        ("Вербалоз Андрэй", 2, 0),
        ("Крыніцкая Марыя", 2, 1),
        ("Дубрава Янка", 3, 0),
        ("Клён Пятро", 4, 0),
        ("Ясень Кацярына", 4, 1),
    ]
    births = [day.edtf if (day := date_of(d.fields, "date_of_birth")) else None for d in drafts]
    assert births == ["1985", "1990", "1977", None, None], "one birth beside two people belongs to nobody"
    assert [text_of(d.fields, "sex") for d in drafts] == ["", "", "male", "", ""]
    assert [str(date_of(d.fields, "date_of_arrest")) for d in drafts] == ["2021-05", "2021-05", "2020", "2022", "2022"]
    assert drafts[0].raw == drafts[1].raw == ("Вербалоз Андрэй; Крыніцкая Марыя", "1985; 1990", "м", "05.2021")
    assert [problem.code for problem in drafts[3].problems] == ["persons_split", "value_of_several"]
    assert drafts[4].problems == (), "what is to be said of a cell is said once"
    assert all(d.would_import for d in drafts)


def test_somebody_taken_out_of_a_cell_is_found_again_in_the_same_list() -> None:
    first, _second, third = parted("Name|Born\nВербалоз Андрэй; Крыніцкая Марыя|\nВербалоз Андрэй|1985\n")
    assert third.duplicate_of_rows == (first.row,)


def test_a_crowd_in_one_cell_is_left_out_as_before() -> None:
    crowd = "; ".join(NAMES + [f"{name}віч" for name in NAMES])
    (draft,) = parted(f"Name|Born\n{crowd}|\n")
    assert [problem.code for problem in draft.problems] == ["several_persons"]
    assert not draft.would_import


@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), min_size=1, max_size=12))
def test_no_person_is_lost_or_doubled(rows: list[list[str]]) -> None:
    text = "Name|Born\n" + "".join("; ".join(row) + "|\n" for row in rows)
    drafts = parted(text)
    assert [text_of(draft.fields, "full_name") for draft in drafts] == [name for row in rows for name in row]
    assert len({draft.row for draft in drafts}) == len(drafts)
    assert [draft.row % PART for draft in drafts] == [n for n, row in enumerate(rows, 1) for _ in row]


def test_a_dry_run_takes_cells_apart_when_the_mapping_says_so() -> None:
    text = 'Who;When;Sex;Held\nКлён Пятро;1980;m;\n"Вербалоз Андрэй; Клён Пятро";1979;;2021-03-04\n'
    saved = {"who": "full_name", "when": "date_of_birth", "sex": "sex", "held": "date_of_arrest"}
    whole = run_file(text.encode(), "list.csv", saved=saved, keys=strong_keys)
    assert [one["fields"]["full_name"] for one in whole["records"]] == ["Клён Пятро", "Вербалоз Андрэй; Клён Пятро"]
    found = run_file(text.encode(), "list.csv", saved=saved, splits=True, keys=strong_keys)
    told = [(one["row"], one["line"], one["fields"]["full_name"], one["would_import"]) for one in found["records"]]
    assert told == [(1, 2, "Клён Пятро", True), (2, 3, "Вербалоз Андрэй", True), (2, 3, "Клён Пятро", True)]
    assert (found["rows_total"], found["rows_ok"], found["rows_error"]) == (3, 3, 0)
    cells = ["Вербалоз Андрэй; Клён Пятро", "1979", "", "2021-03-04"]
    assert [one["raw"] for one in found["records"][1:]] == [cells, cells], "the row is told as it stands in the file"
    assert all("date_of_birth" not in one["fields"] for one in found["records"][1:]), "nobody is given the other's day"
    assert [one["duplicate_of_rows"] for one in found["records"]] == [[], [], [1]]
    issues = [(one["row"], one["line"], one["code"]) for one in found["issues"] if one["row"]]
    assert issues == [(2, 3, "persons_split"), (2, 3, "value_of_several")]
