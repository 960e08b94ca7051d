"""A list of expenses is looked at and written: every line is kept or refused with its column, and never twice."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from io import BytesIO

import pytest
import xlsxwriter
from flask import Flask

from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.extensions import db
from case_mgr.support import queries, service
from case_mgr.support.models import SupportEntry, SupportImport
from case_mgr.support.types import State
from tests import cast
from tests.client import PageClient
from tests.factories.people import a_case
from tests.factories.support import a_grant, ago

DAY = ago(15)
HEADING = "Date;Amount;Currency;Kind;Line;Case;Beneficiary;Rate;Rate date;Rate source;Colour\n"


def a_list(text: str, grant: str, name: str = "list.csv") -> SupportImport:
    row, known = service.read_list(cast.CASEWORKER.actor(), grant, BytesIO(text.encode()), name)
    assert not known
    return row


def test_every_line_is_kept_or_refused_with_its_column(here: Flask, client: PageClient) -> None:
    who, case, grant = cast.CASEWORKER.actor(), a_case(), a_grant(None, ("A", "100"), ("B", "100"))
    day = DAY.isoformat()
    lines = (
        f"{day};1 234,50;EUR;Legal aid;A;{case.reference};;;;;red",
        f"{day};1,234.50;EUR;адвокат;A;;Вольга Прыдуманая;;;;",
        f"{day};100;BYN;parcel;b;;;0,2891;{day};National bank;",
        f"{day};100;BYN;parcel;b;;;;;;",
        f"{day};-5;EUR;legal;A;;;;;;",
        f"{day};ten;EUR;legal;A;;;;;;",
        f"{day};5;XXQ;legal;A;;;;;;",
        f"{day};5;EUR;balloons;A;;;;;;",
        f"{day};5;EUR;legal;Z;;;;;;",
        "31.31.2026;5;EUR;legal;A;;;;;;",
        "2026;5;EUR;legal;A;;;;;;",
        "1999-01-01;5;EUR;legal;A;;;;;;",
        f"{day};5;EUR;legal;A;BY-1999-99999;;;;;",
        f"{day};5;BYN;legal;A;;;1.2;;;",
        f"{day};5;EUR;staff;A;;Somebody;;;;",
    )
    row = a_list(HEADING + "\n".join(lines) + "\n", grant.public_id)
    db.session.commit()
    seen = service.look_over(who, row.public_id)
    assert [one.line for one in seen.good] == [2, 3, 4, 5]
    assert [one.amount for one in seen.good[:2]] == [Decimal("1234.5")] * 2
    assert [one.lacks_rate for one in seen.good] == [False, False, False, True]
    assert seen.unread == ("Colour",)
    refused = {one.line: one.column.lower() for one in seen.problems}
    assert refused == {
        6: "amount",
        7: "amount",
        8: "currency",
        9: "kind",
        10: "line",
        11: "date",
        12: "date",
        13: "date",
        14: "case",
        15: "rate",
        16: "kind",
    }
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/support/lists/{row.public_id}")
    assert "“balloons” is no kind of support that we know." in page.text
    assert "Вольга" not in page.html
    page = client.submit(page, action=f"/support/lists/{row.public_id}/write")
    assert "4 lines were written down." in page.text
    assert "4 lines written, 11 refused" in page.text
    entries = db.session.query(SupportEntry).order_by(SupportEntry.id).all()
    assert [entry.import_line for entry in entries] == [2, 3, 4, 5]
    assert {entry.state for entry in entries} == {State.PLANNED}
    assert entries[1].beneficiary == "Вольга Прыдуманая"
    assert entries[2].shares[0].converted == Decimal("28.91")
    with pytest.raises(Stale):
        service.write_list(who, row.public_id)
    client.sign_out()
    client.sign_in(cast.COORDINATOR)
    page = client.submit(client.visit(page.path), action=f"/support/lists/{row.public_id}/approve")
    assert "4 entries were approved." in page.text
    page = client.submit(page, action=f"/support/lists/{row.public_id}/pay")
    assert "Paid: 4" in page.text
    assert len(queries.read_entries(cast.COORDINATOR.actor(), DAY, DAY)) == 4


def test_a_number_of_a_sheet_is_never_a_thousand_times_more(here: Flask) -> None:
    who, grant, content = cast.CASEWORKER.actor(), a_grant(), BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Date", "Amount", "Kind"])
    for at, amount in enumerate((12.125, "12.125", 12.5), start=1):
        sheet.write_row(at, 0, [DAY.isoformat(), amount, "legal"])
    book.close()
    content.seek(0)
    row = service.read_list(who, grant.public_id, content, "list.xlsx")[0]
    seen = service.look_over(who, row.public_id)
    assert [one.amount for one in seen.good] == [Decimal("12.5")]
    assert [(one.column, "two ways" in one.sentence) for one in seen.problems] == [("Amount", True)] * 2


def test_the_same_file_and_the_same_lines_are_never_written_twice(here: Flask, client: PageClient) -> None:
    who, grant = cast.CASEWORKER.actor(), a_grant()
    text = f"Date,Amount,Kind\n{DAY},5,legal\n{DAY},5,legal\n"
    first = a_list(text, grant.public_id)
    service.write_list(who, first.public_id)
    db.session.commit()
    assert service.read_list(who, grant.public_id, BytesIO(text.encode()), "other.csv") == (first, True)
    second = a_list(text + f"{DAY},5,legal\n{DAY},6,legal\n", grant.public_id)
    seen = service.look_over(who, second.public_id)
    assert [one.line for one in seen.good] == [4, 5]
    assert [one.params["reference"] for one in seen.problems] == ["S-000001", "S-000002"]
    client.sign_in(cast.CASEWORKER)
    form = client.visit("/support/lists/new")
    for content, words in ((b"", "empty"), (b"Day,Colour\n1,2\n", "has no column"), (b"\0\1\2\3", "")):
        assert words in client.submit(form, 422, grant=grant.public_id, file=(BytesIO(content), "x.csv")).text
    page = client.submit(form, grant=grant.public_id, file=(BytesIO(text.encode()), "list.csv"))
    assert "This file was read before" in page.text


def test_dates_that_can_be_two_days_are_asked(here: Flask) -> None:
    who = cast.CASEWORKER.actor()
    grant = a_grant(starts=ago(900), ends=ago(-900))
    year = ago(200).year
    row = a_list(f"Date,Amount,Kind\n03/04/{year},5,legal\n05/06/{year},6,legal\n", grant.public_id)
    assert service.look_over(who, row.public_id).asks_order
    with pytest.raises(Refused, match="how this list writes dates"):
        service.write_list(who, row.public_id)
    service.say_order(who, row.public_id, day_first=False)
    seen = service.look_over(who, row.public_id)
    assert not seen.asks_order
    assert [one.happened and one.happened.month for one in seen.good] == [3, 5]
    service.say_order(who, row.public_id, day_first=True)
    service.write_list(who, row.public_id)
    assert [entry.happened.month for entry in db.session.query(SupportEntry).order_by(SupportEntry.id)] == [4, 6]
    with pytest.raises(Stale):
        service.say_order(who, row.public_id, day_first=False)


def test_a_list_of_nothing_that_can_be_written_and_strangers(here: Flask, client: PageClient) -> None:
    who, grant = cast.CASEWORKER.actor(), a_grant()
    row = a_list("Date,Amount,Kind\nyesterday,5,legal\n", grant.public_id)
    with pytest.raises(Refused, match="No line"):
        service.write_list(who, row.public_id)
    other = cast.SECOND_CASEWORKER.actor()
    for act in (service.look_over, service.write_list, partial(service.say_order, day_first=True)):
        with pytest.raises(Refused, match="Whoever read this list"):
            act(other, row.public_id)
    db.session.commit()
    client.sign_in(cast.SECOND_CASEWORKER)
    assert "Whoever read this list writes it." in client.visit(f"/support/lists/{row.public_id}").text
    assert db.session.query(SupportEntry).count() == 0
    for member in (cast.STRANGER, cast.STRANGER_CASEWORKER):
        with pytest.raises(NotFound):
            service.look_over(member.actor(), row.public_id)
    with pytest.raises(Forbidden):
        service.look_over(cast.REVIEWER.actor(), row.public_id)
    with pytest.raises(service.Misfilled, match="Choose the grant"):
        a_list("Date,Amount,Kind\nyesterday,6,legal\n", a_grant(cast.STRANGER.actor()).public_id)
