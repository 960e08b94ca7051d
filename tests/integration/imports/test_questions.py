"""Many rows in doubt are decided on one page: nothing is lost, nobody is merged by a name alone."""

from collections.abc import Sequence

from flask import Flask

from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.detainees import service as register
from case_mgr.detainees.types import NameDraft, NationalityDraft, PersonDraft
from case_mgr.extensions import db
from case_mgr.imports import service
from case_mgr.imports.states import Choice, Decision, Verdict
from tests import cast
from tests.client import PageClient
from tests.integration.imports import lists

NAMES = ("Вербалоз Андрэй", "Крыніцкая Марыя", "Дубрава Янка")


def known(*names: str, born: int | None = 1985) -> list[str]:
    """Register people; returns their public ids."""
    actor, out = cast.CASEWORKER.actor(), []
    birth = PartialDate.day(born, 3, 12) if born else None
    for name in names:
        draft = PersonDraft((NameDraft(name),), born=birth, nationalities=(NationalityDraft("BY"),))
        out.append(register.register(actor, draft).public_id)
    db.session.commit()
    return out


def doubtful(names: Sequence[str], born: str = "") -> str:
    """Check a list of these names."""
    return lists.checked(
        cast.CASEWORKER.actor(), "Full name,Date of birth\n" + "".join(f"{name},{born}\n" for name in names)
    )


def decided(public_id: str) -> list[tuple[str | None, str | None]]:
    """Return what was decided about each row, and whom it names."""
    return [(line.decision, line.target) for line in lists.lines(cast.CASEWORKER.actor(), public_id)]


def test_one_button_decides_every_row_of_the_page(here: Flask, client: PageClient) -> None:
    people = known(*NAMES)
    public_id = doubtful(NAMES)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/duplicates")
    assert "3 rows wait" in page.text
    assert "Against: " in page.text or "For: " in page.text, "the reasons stand beside"
    page = client.submit(page, choice_1=f"fill:{people[0]}", choice_2="create", choice_3="later")
    assert "2 rows were decided" in page.text
    assert "1 row waits" in page.text
    assert decided(public_id) == [("fill", people[0]), ("create", None), (None, None)]
    assert lists.run(here, cast.CASEWORKER.actor(), public_id)["undecided"] == 1, "what is left holds up no other row"


def test_the_choice_for_the_rest_names_a_person_only_where_one_fits_with_the_birth(
    here: Flask, client: PageClient
) -> None:
    people = known(*NAMES[:1])
    known(*NAMES[1:], born=None)
    public_id = doubtful(NAMES, "12.03.1985")
    lines = lists.lines(cast.CASEWORKER.actor(), public_id)
    assert [line.verdict for line in lines] == [Verdict.SAME, Verdict.UNSURE, Verdict.UNSURE]
    client.sign_in(cast.CASEWORKER)
    page = client.submit(client.visit(f"/imports/{public_id}/duplicates"), rest="fill")
    assert "1 row was decided" in page.text
    assert "2 rows still wait" in page.text
    assert decided(public_id) == [("fill", people[0]), (None, None), (None, None)]
    page = client.submit(client.visit(f"/imports/{public_id}/duplicates"), rest="skip")
    assert decided(public_id) == [("fill", people[0]), ("skip", None), ("skip", None)]


def test_a_row_that_somebody_else_decided_is_said_and_no_choice_is_lost(here: Flask, client: PageClient) -> None:
    people = known(*NAMES)
    public_id = doubtful(NAMES)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/duplicates")
    service.decide(cast.SECOND_CASEWORKER.actor(), public_id, 2, Decision.SKIP)
    db.session.commit()
    page = client.submit(page, 422, choice_1=f"fill:{people[0]}", choice_2="create", choice_3="create")
    assert "Somebody else decided this row meanwhile" in page.text
    assert decided(public_id) == [(None, None), ("skip", None), (None, None)], "all or none"
    chosen = [option.get("value") for option in page.main.all("option") if option.get("selected") is not None]
    assert chosen == [f"fill:{people[0]}", "create", "create", ""], "what was chosen is still chosen"
    client.submit(page)
    assert decided(public_id) == [("fill", people[0]), ("create", None), ("create", None)], "said again, it holds"


def test_choices_are_about_the_rows_that_were_seen(here: Flask, client: PageClient) -> None:
    """The page lists open rows first: a row decided meanwhile moves, and takes no other row's choice with it."""
    known(*NAMES)
    public_id = doubtful(NAMES)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{public_id}/duplicates?size=10")
    service.decide(cast.SECOND_CASEWORKER.actor(), public_id, 1, Decision.CREATE)
    db.session.commit()
    client.submit(page, choice_1="later", choice_2="skip", choice_3="create", status=422)
    page = client.submit(client.visit(f"/imports/{public_id}/duplicates"), choice_2="skip", choice_3="create")
    assert decided(public_id) == [("create", None), ("skip", None), ("create", None)]


def test_a_person_who_was_never_proposed_is_refused(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    known(*NAMES)
    stranger = known("Клён Пятро")[0]
    public_id = doubtful(NAMES)
    choices = [Choice(1, Decision.CREATE), Choice(2, Decision.FILL, stranger), Choice(99, Decision.SKIP)]
    refused = service.decide_all(actor, public_id, choices)
    assert sorted(refused) == [2, 99]
    assert all(isinstance(error, Refused) for error in refused.values())
    assert decided(public_id) == [(None, None)] * 3
