"""The number of queries of a list page does not grow with its rows."""

from collections.abc import Callable

import pytest
from flask import Flask

from case_mgr.accounts import queries
from case_mgr.core import clock
from case_mgr.extensions import db
from tests import cast
from tests.client import PageClient
from tests.exports import a_file
from tests.house.lists import LISTS, ListPage, add_people
from tests.queries import counted

FEW, MANY = 2, 12


def growth(app: Flask, fill: Callable[[int], None], show: Callable[[], object]) -> list[str]:
    """Return the statements that a list needs for many rows beyond those that it needs for few."""
    seen = []
    for rows in (FEW, MANY):
        with app.app_context():
            fill(rows)
            db.session.commit()
        show()
        with counted(app) as statements:
            show()
        seen.append(statements)
    return seen[1][len(seen[0]) :]


@pytest.mark.parametrize("page", LISTS, ids=lambda page: f"{page.path}-{page.member.name.split()[0].lower()}")
def test_queries_are_constant(page: ListPage, app: Flask, client: PageClient) -> None:
    client.sign_in(page.member)
    assert growth(app, page.fill, lambda: client.visit(page.path)) == []


@pytest.mark.parametrize("what", ["people", "cases"])
def test_a_file_and_the_count_before_it_ask_as_often_for_many_rows_as_for_few(
    app: Flask, client: PageClient, what: str
) -> None:
    client.sign_in(cast.COORDINATOR)
    assert growth(app, add_people, lambda: a_file(client, what)) == []
    page = client.visit(f"/{what}/export")
    assert growth(app, add_people, lambda: client.submit(page, whom="partners", purpose="x")) == []


def test_what_a_member_saw_asks_as_often_for_many_people_as_for_few(
    app: Flask, client: PageClient, another_client: PageClient
) -> None:
    client.sign_in(cast.COORDINATOR)
    another_client.sign_in(cast.REVIEWER)
    with app.app_context():
        day, member = clock.today(), cast.REVIEWER.actor().public_id
    boxes = "&".join(f"{of}-day={day.day}&{of}-month={day.month}&{of}-year={day.year}" for of in ("since", "until"))
    seen, told = [], []
    for rows in (FEW, MANY):
        with app.app_context():
            add_people(rows)
            db.session.commit()
        another_client.visit("/people")
        client.visit(f"/audit/exposure?member={member}&{boxes}")
        with counted(app) as statements:
            page = client.visit(f"/audit/exposure?member={member}&{boxes}")
        seen.append(statements)
        told.append(page.html.count('data-label="Times"'))
    assert told == [FEW, FEW + MANY], "the report must name whom the member saw, or it proves nothing"
    assert seen[1][len(seen[0]) :] == []


def test_a_query_for_each_row_is_found(app: Flask) -> None:
    def show() -> None:
        with app.app_context():
            who = cast.ADMINISTRATOR.actor()
            for member in queries.list_members(who):
                queries.find_user(member.email)

    fill = next(page.fill for page in LISTS if page.path == "/members")
    assert len(growth(app, fill, show)) >= MANY
