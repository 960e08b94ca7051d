"""A newer version of a list asks only about what differs, and an answer is never asked for twice."""

import pytest
from flask import Flask

from case_mgr.cases import queries as cases
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.types import NameDraft, PersonDraft, PersonFilter
from case_mgr.extensions import db
from case_mgr.imports import queries, service
from case_mgr.imports.states import Decision, Outcome, Verdict
from tests import cast
from tests.client import PageClient
from tests.integration.imports import lists

HEADER = "Full name,Date of birth,Date of arrest,Occupation\n"
FIRST = (
    HEADER
    + "Вербалоз Андрэй,12.03.1985,05.2021,\n"
    + "Крыніцкая Марыя,1990,06.2021,настаўніца\n"
    + "Дубрава Янка,02.02.1977,,\n"
    + "Ясень Кацярына,,,\n"
)
# One line says more, one is new, one is gone, two stand elsewhere.
SECOND = (
    HEADER
    + "Клён Пятро,1969,07.2021,\n"
    + "Ясень Кацярына,,,\n"
    + "Вербалоз Андрэй,12.03.1985,05.2021,інжынер\n"
    + "Крыніцкая Марыя,1990,06.2021,настаўніца\n"
)


def verdicts(public_id: str) -> list[str]:
    """Return what the check thinks of each row."""
    return [line.verdict for line in lists.lines(cast.CASEWORKER.actor(), public_id)]


def test_only_what_differs_is_asked_about(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor, FIRST)
    second = lists.checked(actor, SECOND)
    assert verdicts(second) == [Verdict.NEW, Verdict.IMPORTED, Verdict.SAME, Verdict.IMPORTED]
    counts = lists.run(here, actor, second)
    assert (counts["created"], counts["unchanged"], counts["undecided"]) == (1, 2, 1)
    assert people.list_people(actor, PersonFilter(), PageRequest()).total == 5
    changed = lists.lines(actor, second)[2]
    assert "earlier version of this list" in changed.candidates[0]["for"][0][0]


def test_a_changed_line_fills_what_was_blank_where_the_import_says_so(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first = lists.imported(here, actor, FIRST)
    second = lists.imported(here, actor, SECOND, on_match="fill")
    made, changed = lists.lines(actor, first)[0], lists.lines(actor, second)[2]
    assert changed.outcome == Outcome.UPDATED
    person = people.get_person(actor, str(made.person))
    assert person.occupation == "інжынер"
    assert len(cases.list_of_people(actor, [person.public_id])[person.public_id]) == 1, "no second case"


def test_the_check_counts_what_changed_and_lists_what_is_gone(here: Flask, client: PageClient) -> None:
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor, FIRST)
    second = lists.checked(actor, SECOND)
    client.sign_in(cast.CASEWORKER)
    page = client.visit(f"/imports/{second}/check")
    assert "2 lines are unchanged and not asked about, 1 tell something else" in page.text
    assert "1 are new, 1 are gone" in page.text
    assert "'unchanged'" not in page.text, "nothing of the page's own stands in its footer"
    page = client.visit(page.links["See the lines that are gone"])
    assert "Дубрава Янка" in page.text
    assert "Ясень Кацярына" not in page.text


def test_another_list_is_no_newer_version(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor, FIRST)
    other = "Name,Born,Arrested\nВербалоз Андрэй,12.03.1985,05.2021\n" + "".join(
        f"Клён {name},19{n}0,\n" for n, name in enumerate(("Пятро", "Ганна", "Язэп", "Зоя"), 5)
    )
    public_id = service.stage(actor, lists.stream(other), "other.csv").public_id
    service.map_as_asked(actor, public_id, {}, None, "ask")
    service.check(actor, public_id)
    db.session.commit()
    assert lists.row_of(actor, public_id).follows is None
    assert verdicts(public_id)[0] == Verdict.SAME, "it is asked about, as in any other list"


def test_a_list_that_was_taken_back_is_no_earlier_version(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first = lists.imported(here, actor, FIRST)
    lists.undone(here, actor, first)
    assert set(verdicts(lists.checked(actor, SECOND))) == {Verdict.NEW}


@pytest.mark.parametrize("how", [Decision.FILL, Decision.UPDATE])
def test_an_answer_is_kept_for_the_next_list(here: Flask, how: Decision) -> None:
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей"),), born=PartialDate.year(1985)))
    first = lists.checked(actor, "Full name,Date of birth\nВербалоз Андрэй,1985\n")
    service.decide(actor, first, 1, how, target=known.public_id)
    lists.run(here, actor, first)
    other = lists.checked(actor, "Born;Name;Notes\n1985;Вербалоз Андрэй;another list\n")
    line = lists.lines(actor, other)[0]
    assert (line.decision, line.target) == (how, known.public_id)
    assert "Somebody answered so before" in line.candidates[0]["for"][0][0]
    assert queries.find_next_question(lists.row_of(actor, other)) is None


def test_who_was_told_apart_is_never_proposed_again(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей"),), born=PartialDate.year(1985)))
    text = "Full name,Date of birth\nВербалоз Андрэй,1985\n"
    first = lists.checked(actor, text)
    service.decide(actor, first, 1, Decision.CREATE)
    lists.run(here, actor, first)
    made = lists.lines(actor, first)[0].person
    other = lists.checked(actor, "Born;Name;Notes\n1985;Вербалоз Андрэй;another list\n")
    proposed = [one["person"] for one in lists.lines(actor, other)[0].candidates]
    assert known.public_id not in proposed
    assert made in proposed


def test_an_answer_that_was_taken_back_is_forgotten(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей"),), born=PartialDate.year(1985)))
    first = lists.checked(actor, "Full name,Date of birth,Occupation\nВербалоз Андрэй,1985,інжынер\n")
    service.decide(actor, first, 1, Decision.FILL, target=known.public_id)
    lists.run(here, actor, first)
    lists.undone(here, actor, first)
    other = lists.checked(actor, "Born;Name;Notes\n1985;Вербалоз Андрэй;another list\n")
    assert lists.lines(actor, other)[0].decision is None


def test_a_name_alone_is_no_answer_for_another_list(here: Flask) -> None:
    """Two lists may mean two people of one name: only with a birth or an arrest an answer carries over."""
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрэй"),)))
    first = lists.checked(actor, "Full name,Occupation\nВербалоз Андрэй,інжынер\n")
    service.decide(actor, first, 1, Decision.FILL, target=known.public_id)
    lists.run(here, actor, first)
    other = lists.checked(actor, "Name;Notes\nВербалоз Андрэй;another list\n")
    assert lists.lines(actor, other)[0].decision is None
