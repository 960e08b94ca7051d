"""The wizard in a browser without JavaScript."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select

from case_mgr.core.dates import PartialDate
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft
from case_mgr.extensions import db
from tests import cast
from tests.client import Page, PageClient
from tests.exports import through_the_door
from tests.integration import records
from tests.integration.imports import lists
from tests.queries import counted


def upload(client: PageClient, content: str | bytes, status: int = 200, name: str = "Вербалоз.csv") -> Page:
    """Upload a list."""
    raw = content.encode() if isinstance(content, str) else content
    return client.submit(
        client.visit("/imports/new"), status, file=(io.BytesIO(raw), name), source="Invented press, 2021"
    )


def speak(client: PageClient, language: str) -> None:
    """Choose the language of the pages."""
    with client.session_transaction() as session:
        session["language"] = language


def test_a_list_is_walked_through_every_step(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    assert "No list was imported yet" in client.visit("/imports").text
    page = upload(client, lists.ONE_BAD_DATE)
    base = page.path.removesuffix("/read")
    assert "Вербалоз" not in page.title
    assert "Вербалоз" not in page.path
    assert "12 September" in page.text, "the order of dates is explained"
    assert "Дубрава" in page.text, "the sample shows the raw rows"

    page = client.visit(f"{base}/columns")
    assert page.main.all("select")[0].all("option")[0].text == "Do not import"
    page = client.submit(page, action=f"{base}/columns", button="Check the list")
    assert page.path == f"{base}/check"
    assert "31.02.1985" in page.text
    assert "4 Дата рождения" in page.text, "a problem names its column"

    csv = client.submit(client.visit(f"{base}/problems"), purpose="To mend the list").response
    assert csv.mimetype == "text/csv"
    assert "Вербалоз" not in csv.headers["Content-Disposition"]
    header, row = csv.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert header.endswith("Место содержания,line,problem")
    assert row.startswith("Вербалоз,Андрей")
    assert "is not understood as a date" in row
    speak(client, "be")
    own = through_the_door(client, f"{base}/problems").lstrip("\ufeff").splitlines()[1]
    log = through_the_door(client, f"{base}/log")
    assert own.startswith("Вербалоз,Андрей")
    assert "is not understood" not in own + log, "what is wrong is said in the language of whoever reads it"
    speak(client, "en")

    assert "No row is in doubt" in client.visit(f"{base}/duplicates").text
    page = client.submit(client.visit(f"{base}/run"), action=f"{base}/run", button="Import 3 rows")
    assert page.path.startswith("/jobs/")
    lists.work(here)
    page = client.visit(page.path)
    assert page.path == f"{base}/result", "a finished job leads on to its result"
    assert "3 Created" in page.text
    page = client.visit(f"{base}/rows/created")
    assert "Крыніцкая Марыя Іванаўна" in page.text
    assert "BY-2021-00001" in page.text

    page = client.submit(client.visit(f"{base}/undo"), action=f"{base}/undo")
    lists.work(here)
    assert "3 Taken back" in client.visit(page.path).text
    assert "Taken back" in client.visit("/imports").text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture|image|PNG"), (b"Name,Born\n", "no rows")],
)
def test_bad_files_get_a_sentence_at_the_field(client: PageClient, content: bytes, said: str) -> None:
    client.sign_in(cast.CASEWORKER)
    page = upload(client, content, 422)
    assert page.title.startswith("Error:")
    assert any(word.lower() in page.text.lower() for word in said.split("|")), page.text
    assert "No list was imported yet" in client.visit("/imports").text


def test_no_file_is_an_error(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit("/imports/new"), 422, source="nobody")
    assert "Select a list" in page.text


def test_two_columns_for_one_field_are_refused(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    base = upload(client, "Name,Other,Born\nЯсень Кацярына,x,1980\n").path.removesuffix("/read")
    page = client.submit(
        client.visit(f"{base}/columns"), 422, column_0="full_name", column_1="full_name", column_2="date_of_birth"
    )
    assert "Two columns" in page.text
    page = client.submit(client.visit(f"{base}/columns"), 422, column_0="", column_1="", column_2="date_of_birth")
    assert "hold names" in page.text


def test_titles_that_were_passed_over_and_totals_that_are_left_out_are_shown(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = upload(
        client, "Detained in May,,\nfirst version,,\nFull name,Born,Notes\nЯсень Кацярына,1990,x\nTotal: 1,,\n"
    )
    assert "Detained in May · first version" in page.text
    page = client.submit(client.visit(page.path.replace("/read", "/columns")))
    assert "Total: 1" in page.text, "a row that is left out is shown as it stands"


def test_imports_and_interactions_are_numbered_apart(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    assert "IM-00001" in upload(client, lists.PLAIN).text


def test_a_list_is_read_again_another_way(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    page = upload(client, lists.PLAIN.encode("cp1251"), name="list.csv")
    page = client.submit(page, encoding="koi8-r")
    assert "Вербалоз" not in page.text
    page = client.submit(page, encoding="cp1251")
    assert "Вербалоз" in page.text
    page = client.submit(page, 422, encoding="utf-8")
    assert "utf-8" in page.text.lower()
    page = client.submit(client.visit(page.path), 422, header_row="zero")
    assert "Enter the number of the row, or none" in page.text


def test_the_same_file_is_announced_with_a_link(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    earlier = lists.imported(here, cast.CASEWORKER.actor())
    page = upload(client, lists.PLAIN)
    assert "This file was imported before" in page.text
    assert f"/imports/{earlier}" in page.html


def test_doubtful_rows_are_decided_side_by_side(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    draft = PersonDraft(
        (NameDraft("Андрэй Вербалоз"),), born=PartialDate.year(1985), nationalities=(NationalityDraft("BY"),)
    )
    known = register.register(actor, draft)
    records.case(actor, known.public_id, ("detention", "2021-05-03"))
    person = known.public_id
    text = "Full name,Date of birth\nВербалоз Андрей,1985\nЯсень Кацярына,1990\nЯсень Кацярына,1990-01-02\n"
    public_id = lists.checked(actor, text)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/duplicates")
    assert "2 rows wait" in page.text
    page = client.visit(page.links["Decide one after another"])
    assert "3 May 2021" in page.text, "what the records know of the case stands there too"
    assert "Belarus" in page.text, "countries have their names"
    assert "Occupation" not in page.text, "what nobody knows takes no room"
    assert "For: " in page.text
    assert page.heading == "Is this somebody known?"
    checked = [box.get("value") for box in page.main.all("input") if box.get("checked") is not None]
    assert checked == ["later"], "nothing is decided for anybody"
    page = client.submit(page, choice=f"fill:{person}")
    assert page.path.endswith("/duplicates/3"), "the next row follows"
    page = client.submit(page, 422, choice="fill:row-2000")
    page = client.submit(client.visit(f"/imports/{public_id}/duplicates/3"), choice="fill:row-2")
    assert page.path.endswith("/duplicates")
    assert "0 rows wait" in page.text
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["undecided"]) == (1, 0)
    assert (counts["updated"], counts["unchanged"]) == (1, 1), "a date that is known is not overwritten by filling"
    assert db.session.scalar(select(func.count()).select_from(Detainee)) == 2


def test_the_list_of_questions_says_whom_each_row_may_be(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    text = "Full name,Date of birth\nЯсень Кацярына,1990\nЯсень Кацярына,1990-01-02\n"
    text += "".join(f"Вербалоз Андрей {n},1985\n" for n in ("Іванавіч", "Пятровіч"))
    for name in ("Вербалоз Андрей Іванавіч", "Вербалоз Андрей Пятровіч"):
        register.register(actor, PersonDraft((NameDraft(name),), born=PartialDate.year(1985)))
    public_id = lists.checked(actor, text)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/duplicates")
    assert "Line 2 of this list: Ясень Кацярына, born 1990" in page.text
    assert "P-000001 Вербалоз Андрей Іванавіч, born 1985" in page.text
    assert "P-000002 Вербалоз Андрей Пятровіч, born 1985" in page.text
    assert "For: surname equal" in page.text, "reasons stand beside each"
    page = client.visit(f"/imports/{public_id}/duplicates/2")
    assert "For: surname equal" in page.text, "reasons are said for two rows of one list too"
    assert "2 January 1990" in page.text
    assert "Occupation" not in page.text, "what no side knows is not listed"


def test_the_list_of_questions_asks_the_database_as_often_for_many_rows(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    names = [f"Вербалоз {given}" for given in ("Андрэй", "Мікалай", "Кацярына", "Пётр", "Ганна")]
    for name in names:
        register.register(actor, PersonDraft((NameDraft(name),)))
    client.sign_in(cast.CASEWORKER)
    needed = []
    for some in (names[:2], names):
        public_id = lists.checked(actor, "Full name\n" + "\n".join(some) + "\n")
        with counted(here) as statements:
            client.visit(f"/imports/{public_id}/duplicates")
        needed.append(len(statements))
    assert needed[0] == needed[1]


def test_a_data_clerk_hands_over_to_a_reviewer(here: Flask, client: PageClient, another_client: PageClient) -> None:
    client.sign_in(cast.DATA_CLERK)
    public_id = lists.checked(cast.DATA_CLERK.actor())
    page = client.submit(client.visit(f"/imports/{public_id}/run"), button="Hand over to a reviewer")
    assert "Waits for a reviewer" in page.text
    client.visit(f"/imports/{public_id}/undo", 403)
    another_client.sign_in(cast.REVIEWER)
    page = another_client.submit(another_client.visit(f"/imports/{public_id}/run"), button="Import 3 rows")
    lists.work(here)
    assert "3 Created" in another_client.visit(page.path).text


def test_pressing_the_button_twice_imports_once(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    public_id = lists.checked(cast.CASEWORKER.actor())
    page = client.visit(f"/imports/{public_id}/run")
    first = client.submit(page, button="Import 3 rows")
    again = client.submit(page, button="Import 3 rows")
    assert first.path == again.path
    lists.work(here)
    assert db.session.scalar(select(func.count()).select_from(Detainee)) == 3


def test_strangers_and_roles_without_the_right_stay_out(client: PageClient, another_client: PageClient) -> None:
    with client.application.app_context():
        public_id = lists.checked(cast.CASEWORKER.actor())
    pages = ("", "/read", "/columns", "/check", "/duplicates", "/run", "/result", "/undo", "/discard")
    client.sign_in(cast.STRANGER)
    another_client.sign_in(cast.ADVOCACY_OFFICER)
    for page in (*pages, "/problems", "/log"):
        client.visit(f"/imports/{public_id}{page}", 404)
        another_client.visit(f"/imports/{public_id}{page}", 403)


def test_a_warning_is_shown_with_its_place_too(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    public_id = lists.checked(cast.CASEWORKER.actor(), "Full name,Notes\nЯсень Кацярына,=1+1\nКлён Пятро,none\n")
    page = client.visit(f"/imports/{public_id}/check")
    assert "To be looked at" in page.text
    assert "2 Notes" in page.text
    assert "Formulas: 1" in page.text
    assert "Showing 1 row about which something was found" in page.text


def test_formulas_of_a_list_never_run_in_our_files(here: Flask, client: PageClient) -> None:
    client.sign_in(cast.COORDINATOR)
    text = 'Full name,Notes,Date of birth\nЯсень Кацярына,"=HYPERLINK(""http://x"")",31.02.1990\n'
    public_id = lists.imported(here, cast.CASEWORKER.actor(), text)
    for name in ("problems", "log"):
        body = through_the_door(client, f"/imports/{public_id}/{name}")
        assert "'=HYPERLINK" in body


def test_whoever_may_not_export_is_offered_no_file(here: Flask, client: PageClient) -> None:
    """A caseworker reads the problems on the page; only holders of the right to export see that there is a file."""
    public_id = lists.checked(cast.CASEWORKER.actor(), lists.ONE_BAD_DATE)
    for member, offered in ((cast.CASEWORKER, False), (cast.COORDINATOR, True)):
        client.sign_in(member)
        assert (f"/imports/{public_id}/problems" in client.visit(f"/imports/{public_id}/check").html) is offered
        client.visit(f"/imports/{public_id}/problems", 200 if offered else 403)
        client.sign_out()


def test_the_template_has_headings_that_are_understood(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    text = client.get("/imports/template.csv").get_data(as_text=True).lstrip("\ufeff")
    page = upload(client, text.strip() + "\r\n" + "Ясень Кацярына" + "," * 15 + "\r\n")
    page = client.visit(page.path.replace("/read", "/columns"))
    chosen = [
        option.get("value")
        for select in page.main.all("select")
        for option in select.all("option")
        if option.get("selected") is not None
    ]
    assert chosen == text.strip().split(",")


def test_a_list_is_discarded_after_a_question(client: PageClient) -> None:
    client.sign_in(cast.CASEWORKER)
    base = upload(client, lists.PLAIN).path.removesuffix("/read")
    client.submit(client.visit(f"{base}/discard"), action=f"{base}/discard")
    client.visit(base, 404)
