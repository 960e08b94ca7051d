"""Several people in one cell: left out until somebody says that they are to be taken apart, then a row for each."""

from __future__ import annotations

from flask import Flask

from case_mgr.detainees import queries as people
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.sources import queries as sources
from tests import cast
from tests.client import PageClient
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
    assert [(line.line, line.outcome) for line in made] == [(2, "created"), (3, "created"), (2, "created")]
    found = [people.get_person(actor, str(line.person)) for line in made]
    assert [(one.name, str(one.born)) for one in found] == [
        ("Вербалоз Андрэй", "1985"),
        ("Дубрава Янка", "1977"),
        ("Крыніцкая Марыя", "1990"),
    ]
    for line in (made[0], made[2]):
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
