"""Several people in one cell: left out until somebody says that they are to be taken apart, then a row for each."""

from __future__ import annotations

from flask import Flask

from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.extensions import db
from case_mgr.imports import queries, service
from case_mgr.imports.models import ImportRow
from case_mgr.imports.states import Decision
from case_mgr.sources import queries as sources
from tests import cast
from tests.client import PageClient
from tests.exports import taken_out
from tests.integration.imports import lists

TWO = (
    "Full name;Date of birth;Date of arrest\nВербалоз Андрэй, Крыніцкая Марыя;1985, 1990;2021\nДубрава Янка;1977;2020\n"
)


def test_they_are_taken_apart_only_when_told(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor, TWO)
    assert [line.verdict for line in lists.lines(actor, public_id)] == ["broken", "new"]
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/check")
    assert "1 row names several people in one cell and is left out" in page.text
    page = client.visit(page.links["Take such cells apart"])
    page = client.submit(page, splits="y", save_as="Pairs")
    assert "Taken apart: 1 row → 2 people." in page.text
    news = client.visit(page.links["3 New"])
    for name in ("Вербалоз Андрэй", "Крыніцкая Марыя", "Дубрава Янка"):
        assert name in news.text, "each figure leads to its rows"
    assert lists.run(here, actor, public_id)["created"] == 3
    made = lists.lines(actor, public_id)
    assert [(line.line, line.outcome) for line in made] == [(2, "created"), (2, "created"), (3, "created")]
    found = [people.get_person(actor, str(line.person)) for line in made]
    assert [(one.name, str(one.born)) for one in found] == [
        ("Вербалоз Андрэй", "1985"),
        ("Крыніцкая Марыя", "1990"),
        ("Дубрава Янка", "1977"),
    ]
    for line in made[:2]:
        claims = sources.list_claims(actor, str(line.person))
        assert {(claim.line, claim.raw) for claim in claims if claim.field == "full_name"} == {
            (2, "Вербалоз Андрэй, Крыніцкая Марыя")
        }
    assert lists.undone(here, actor, public_id) == {"reversed": 3, "kept": 0, "failed": 0}


def test_it_is_remembered_and_the_same_file_writes_nobody_twice(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first = lists.stage(actor, TWO)
    columns = {0: "full_name", 1: "date_of_birth", 2: "date_of_arrest"}
    service.map_columns(actor, first, columns, "ask", splits=True, save_as="Pairs")
    service.check(actor, first)
    db.session.commit()
    assert lists.run(here, actor, first)["created"] == 3
    again = lists.stage(actor, TWO)
    assert lists.row_of(actor, again).splits, "with the columns"
    service.map_as_asked(actor, again, {}, "Pairs", "ask")
    service.check(actor, again)
    db.session.commit()
    assert [line.verdict for line in lists.lines(actor, again)] == ["imported"] * 3
    persons = [line.person for line in lists.lines(actor, again)]
    assert persons == [line.person for line in lists.lines(actor, first)]
    newer = lists.stage(actor, TWO + "Клён Пятро;1969;2022\n")
    service.map_as_asked(actor, newer, {}, "Pairs", "ask")
    service.check(actor, newer)
    db.session.commit()
    verdicts = {str(line.fields["full_name"]): line.verdict for line in lists.lines(actor, newer)}
    assert verdicts == {
        "Вербалоз Андрэй": "imported",
        "Крыніцкая Марыя": "imported",
        "Дубрава Янка": "imported",
        "Клён Пятро": "new",
    }


PAIR_FIRST = (
    "Full name;Date of birth\nКлён Пятро, Вербалоз Андрэй;1969, 12.03.1985\nВербалоз Андрэй;1985\nДубрава Янка;1977\n"
)


def split(text: str) -> str:
    """Stage, map and check a list of names and births with its cells taken apart."""
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, text)
    service.map_columns(actor, public_id, {0: "full_name", 1: "date_of_birth"}, "ask", splits=True)
    service.check(actor, public_id)
    db.session.commit()
    return public_id


def test_the_same_person_as_somebody_in_a_cell_above_is_written_after_them(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = split(PAIR_FIRST)
    first, second, third, _fourth = lists.lines(actor, public_id)
    assert [(line.line, line.number) for line in (first, second, third)] == [(2, 1), (2, 1), (3, 2)]
    assert third.repeats == [second.row]
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/duplicates/{third.row}")
    assert "The same person as row 1 of this list (line 2)" in page.text
    assert "Row 1 of this list (line 2)" in page.text
    page = client.submit(page, choice=f"fill:row-{second.row}")
    assert str(second.row) not in page.text
    page = client.visit(f"/imports/{public_id}/duplicates/{second.row}")
    assert "Row 1, import" in page.html
    done = lists.run(here, actor, public_id)
    assert (done["failed"], done["created"]) == (0, 3)
    rows = lists.lines(actor, public_id)
    assert rows[1].person == rows[2].person
    log = taken_out(cast.COORDINATOR.actor(), "import log", **{"import": public_id}).splitlines()
    assert [line.count("Клён") for line in log[1:]] == [1, 1, 0, 0], "those of one cell stand together"


def test_questions_of_a_line_follow_each_other(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor, "Full name;Date of birth\nКлён Пятро;1969\nВербалоз Андрэй;1985\nДубрава Янка;1977\n")
    public_id = split("Full name;Date of birth\nКлён Пятро, Вербалоз Андрэй;\nДубрава Янка;\n")
    row = lists.row_of(actor, public_id)
    asked: list[ImportRow] = []
    found = queries.find_next_question(row)
    while found is not None and found.row not in [line.row for line in asked]:
        asked.append(found)
        found = queries.find_next_question(row, found)
    assert [line.line for line in asked] == [2, 2, 3]
    assert [line.row for line in queries.list_questions(row, PageRequest()).items] == [line.row for line in asked]


def said_of(line: ImportRow) -> set[str]:
    """Return of which fields the sources of a person and of their case tell."""
    subjects = line.differences["entries"]
    actor = cast.CASEWORKER.actor()
    return {claim.field for subject in subjects for claim in sources.list_claims(actor, subject)}


def test_who_is_kept_keeps_the_sources_when_the_other_of_the_cell_is_taken_back(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    for edited in (0, 1):
        public_id = lists.stage(actor, TWO.replace("Вербалоз", f"Вербалоз{'ін' * edited}"))
        columns = {0: "full_name", 1: "date_of_birth", 2: "date_of_arrest"}
        service.map_columns(actor, public_id, columns, "ask", splits=True)
        service.check(actor, public_id)
        db.session.commit()
        for line in lists.lines(actor, public_id):
            if line.verdict != "new":
                service.decide(actor, public_id, line.row, Decision.CREATE)
        db.session.commit()
        lists.run(here, actor, public_id)
        made = lists.lines(actor, public_id)
        before = said_of(made[edited])
        assert {"full_name", "date_of_birth", "date_of_arrest"} <= before
        register.amend(cast.COORDINATOR.actor(), str(made[edited].person), {"occupation": "teacher"})
        db.session.commit()
        assert lists.undone(here, actor, public_id) == {"reversed": 2, "kept": 1, "failed": 0}
        left = lists.lines(actor, public_id)
        assert said_of(left[edited]) == before, "where it is from is known of whoever stays"
        assert said_of(left[1 - edited]) == set()
        assert said_of(left[2]) == set()
