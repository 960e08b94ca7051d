"""A list on its way into the records: exact, without loss, written once."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import queries as cases
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import NameDraft, PersonDraft, PersonFilter
from case_mgr.extensions import db
from case_mgr.files import blobs
from case_mgr.files.models import StoredFile
from case_mgr.imports import queries, remembered, service
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.service import applying, running
from case_mgr.imports.states import Decision, State, Verdict
from case_mgr.jobs.models import Job
from case_mgr.sources import queries as sources
from tests import cast
from tests.integration.imports import lists


def names() -> list[str]:
    """Return everybody in the records of the own organisation."""
    page = people.list_people(cast.CASEWORKER.actor(), PersonFilter(), PageRequest(1, 100))
    return sorted(person.name for person in page.items)


def test_a_list_becomes_people_and_cases(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor)
    assert names() == [], "nothing is written before the run"
    counts = lists.run(here, actor, public_id)
    assert counts == {"created": 3, "updated": 0, "unchanged": 0, "undecided": 0, "failed": 0}
    assert lists.row_of(actor, public_id).state == State.DONE
    assert names() == ["Вербалоз Андрей Петрович", "Дубрава Янка", "Крыніцкая Марыя Іванаўна"]
    first, second, third = lists.lines(actor, public_id)
    case = cases.get_case(actor, str(first.case_reference))
    assert first.case_reference == "BY-2021-00001"
    assert case.row.arrested == PartialDate.month(2021, 5), "a month stays a month"
    assert [event.kind for event in case.events] == ["charge", "detention"], "newest first"
    assert case.custody[0].place == "ИК-2 Бобруйск"
    assert people.get_person(actor, str(second.person)).born == PartialDate.year(1990)
    assert third.case_reference is None, "a row that tells of no case opens none"


@pytest.mark.parametrize("how", [Decision.FILL, Decision.UPDATE])
def test_a_list_never_changes_under_which_name_somebody_is_shown(here: Flask, how: Decision) -> None:
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Ясень Кацярына"),), born=PartialDate.year(1990)))
    public_id = lists.checked(actor, "Full name,Date of birth\nЯсень Екатерина,1990\n")
    service.decide(actor, public_id, 1, how, target=known.public_id)
    assert lists.run(here, actor, public_id)["updated"] == 1
    person = people.get_person(actor, known.public_id)
    assert person.name == "Ясень Кацярына"
    assert [name.full for name in person.names] == ["Ясень Кацярына", "Ясень Екатерина"], "the other spelling is kept"


def test_every_value_is_a_claim_of_its_list(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.imported(here, actor, lists.ONE_BAD_DATE)
    line = lists.lines(actor, public_id)[0]
    claims = {claim.field: claim for claim in sources.list_claims(actor, str(line.person))}
    assert claims["surname"].raw == "Вербалоз"
    assert claims["surname"].line == 2
    assert claims["surname"].origin == public_id
    assert (claims["date_of_birth"].value, claims["date_of_birth"].raw) == ("", "31.02.1985")
    assert people.get_person(actor, str(line.person)).born is None, "an impossible date is no date"
    problem = line.problems[0]
    assert (problem["code"], problem["column"], line.line) == ("date_invalid", 3, 2)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture|image|PNG"),
        ("Фамилия,Имя\n".encode(), "no rows"),
    ],
)
def test_what_is_no_list_is_refused_and_not_kept(here: Flask, content: bytes, sentence: str) -> None:
    before = set(blobs.list_all())
    with pytest.raises(Refused, match=f"(?i){sentence}"):
        lists.stage(cast.CASEWORKER.actor(), content)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Import)) == 0
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0
    assert set(blobs.list_all()) == before


def test_a_list_without_names_cannot_be_checked(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, "Статья,Срок\n342,5\n361,7\n")
    with pytest.raises(Refused, match="names"):
        service.map_columns(actor, public_id, {0: "charges"}, "ask")
    with pytest.raises(Refused, match="Two columns"):
        service.map_columns(actor, public_id, {0: "full_name", 1: "full_name"}, "ask")


def test_the_same_file_again_creates_nobody(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first = lists.imported(here, actor)
    second = lists.checked(actor)
    assert queries.find_earlier(actor, lists.row_of(actor, second)).public_id == first  # type: ignore[union-attr]  # it is there
    assert lists.run(here, actor, second) == {
        "created": 0, "updated": 0, "unchanged": 3, "undecided": 0, "failed": 0,
    }  # fmt: skip
    assert len(names()) == 3


def test_two_imports_of_one_file_side_by_side_have_one_winner(here: Flask) -> None:
    one, other = cast.CASEWORKER.actor(), cast.SECOND_CASEWORKER.actor()
    first, second = lists.checked(one), lists.checked(other)
    service.start(one, first)
    service.start(other, second)
    lists.work(here)
    assert service.summary(lists.row_of(one, first))["created"] == 3
    assert service.summary(lists.row_of(one, second))["unchanged"] == 3
    assert len(names()) == 3


def test_the_same_lines_in_another_order_are_the_same_list(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor)
    header, *rows = lists.PLAIN.splitlines()
    counts = lists.run(here, actor, lists.checked(actor, "\n".join([header, *reversed(rows)])))
    assert (counts["created"], counts["unchanged"], counts["undecided"]) == (0, 3, 0)


def test_the_same_people_in_another_list_are_asked_about(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    lists.imported(here, actor)
    another = "Born,Name\n12.03.1985,Вербалоз Андрей Петрович\n1990,Крыніцкая Марыя Іванаўна\n,Дубрава Янка\n"
    public_id = service.stage(actor, lists.stream(another), "another.csv").public_id
    service.map_as_asked(actor, public_id, {}, None, "ask")
    service.check(actor, public_id)
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["undecided"]) == (0, 3)


def test_somebody_registered_after_the_check_is_noticed(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor)
    register.register(actor, PersonDraft((NameDraft("Андрэй Пятровіч Вербалоз"),), born=PartialDate.day(1985, 3, 12)))
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["undecided"]) == (2, 1)
    line = lists.lines(actor, public_id)[0]
    assert line.verdict in (Verdict.SAME, Verdict.UNSURE)
    assert line.candidates[0]["for"], "a proposal has reasons"


def test_known_people_are_asked_about_and_never_hold_up_the_rest(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей Петрович"),), born=PartialDate.year(1985)))
    reference = known.public_id
    public_id = lists.checked(actor)
    assert lists.run(here, actor, public_id)["undecided"] == 1
    assert lists.row_of(actor, public_id).state == State.AWAITING_DECISIONS
    with pytest.raises(Refused, match="Choose which person"):
        service.decide(actor, public_id, 1, Decision.FILL, target="nobody")
    service.decide(actor, public_id, 1, Decision.FILL, target=reference)
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["updated"], counts["undecided"]) == (2, 1, 0)
    person = people.get_person(actor, reference)
    assert person.born == PartialDate.year(1985), "what is known is not overwritten when blanks are filled"
    assert cases.list_of_people(actor, [reference])[reference][0].charges == "342"


@pytest.mark.parametrize(
    ("on_match", "outcome", "occupation"),
    [("skip", "unchanged", ""), ("fill", "updated", "teacher"), ("update", "updated", "teacher")],
)
def test_what_happens_to_known_people_is_chosen_once(here: Flask, on_match: str, outcome: str, occupation: str) -> None:
    actor = cast.CASEWORKER.actor()
    born = PartialDate.day(1985, 3, 12)
    known = register.register(actor, PersonDraft((NameDraft("Вербалоз Андрей Петрович"),), born=born)).public_id
    text = "Full name,Date of birth,Occupation,Sex\nВербалоз Андрей Петрович,1985-03-12,teacher,\n"
    counts = lists.run(here, actor, lists.checked(actor, text, on_match))
    assert counts[outcome] == 1
    person = people.get_person(actor, known)
    assert person.occupation == occupation
    assert person.born == born


def test_a_blank_never_overwrites(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    born = PartialDate.day(1985, 3, 12)
    draft = PersonDraft((NameDraft("Вербалоз Андрей Петрович"),), born=born, occupation="teacher", notes="Own words")
    known = register.register(actor, draft).public_id
    text = "Full name,Date of birth,Occupation,Notes\nВербалоз Андрей Петрович,1985-03-12,,other words\n"
    lists.imported(here, actor, text, on_match="update")
    person = people.get_person(actor, known)
    assert (person.occupation, person.notes) == ("teacher", "Own words")


def test_a_person_twice_in_a_list_is_asked_about(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    text = "Full name,Date of birth,Occupation\nЯсень Кацярына,1980,\nЯсень Кацярына,1980-02-01,pilot\n"
    public_id = lists.checked(actor, text)
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["undecided"]) == (1, 1)
    service.decide(actor, public_id, 2, Decision.UPDATE, repeats=1)
    counts = lists.run(here, actor, public_id)
    assert (counts["created"], counts["updated"], counts["undecided"]) == (1, 1, 0)
    one, two = lists.lines(actor, public_id)
    assert one.person == two.person
    assert people.get_person(actor, str(one.person)).occupation == "pilot"


def test_an_import_killed_in_the_middle_goes_on_where_it_was(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = cast.CASEWORKER.actor()
    monkeypatch.setattr(applying, "BLOCK", 4)
    text = "Full name,Date of birth\n" + "".join(f"Ясень Кацярына {chr(1040 + n) * 3},{1950 + n}\n" for n in range(10))
    public_id = lists.checked(actor, text)
    service.start(actor, public_id)
    blocks, real = [], applying.apply_block

    def dies(*args: object, **kwargs: object) -> int:
        written = real(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        blocks.append(written)
        if len(blocks) == 2:
            raise KeyboardInterrupt
        return written

    monkeypatch.setattr(running, "apply_block", dies)
    with pytest.raises(KeyboardInterrupt):
        lists.work(here)
    db.session.rollback()
    assert service.summary(lists.row_of(actor, public_id))["created"] == 4, "the second block was not written by half"
    job = db.session.scalars(select(Job).where(Job.kind == running.KIND)).one()
    assert job.state == "running"
    assert job.lease_until is not None
    job.lease_until = job.lease_until.replace(year=2020)
    lists.work(here)
    assert service.summary(lists.row_of(actor, public_id))["created"] == 10
    assert len(names()) == 10
    assert log.verify().ok


def test_a_row_that_cannot_be_written_fails_alone(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    text = f"Full name,Occupation\nЯсень Кацярына,pilot\nДуб {'а' * 320},miner\nКлён Пятро,cook\n"
    public_id = lists.imported(here, actor, text)
    outcomes = [line.outcome for line in lists.lines(actor, public_id)]
    assert outcomes == ["created", "failed", "created"]
    assert "300" in str(lists.lines(actor, public_id)[1].notes)
    assert log.verify().ok
    registered = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.PERSON_REGISTERED), PageRequest(1, 100))
    assert registered.total == 2, "each written row stands in the log, the failed one does not"


def test_what_contradicts_itself_stays_a_claim(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    text = "Full name,Date of birth,Date of arrest,Date of release\nЯсень Кацярына,1980,1975,2020\n"
    line = lists.lines(actor, lists.imported(here, actor, text))[0]
    assert line.outcome == "created"
    assert "before the person was born" in str(line.notes)
    claims = {
        claim.field for claim in sources.list_claims(actor, cases.get_case(actor, str(line.case_reference)).public_id)
    }
    assert "date_of_arrest" in claims


def test_a_data_clerk_prepares_and_a_reviewer_writes(here: Flask) -> None:
    clerk, reviewer = cast.DATA_CLERK.actor(), cast.REVIEWER.actor()
    public_id = lists.checked(clerk)
    service.start(clerk, public_id)
    lists.work(here)
    assert lists.row_of(clerk, public_id).state == State.AWAITING_REVIEW
    assert names() == []
    with pytest.raises(Forbidden):
        service.apply_block(clerk, public_id)
    db.session.rollback()
    assert lists.run(here, reviewer, public_id)["created"] == 3
    with pytest.raises(Forbidden):
        service.undo(clerk, public_id)
    entries = log.list_entries(cast.AUDITOR.actor(), EntryFilter(event=Event.PERSON_REGISTERED), PageRequest()).items
    assert {entry.actor_name for entry in entries} == {cast.REVIEWER.name}


def test_strangers_see_nothing_of_it(here: Flask) -> None:
    public_id = lists.checked(cast.CASEWORKER.actor())
    for act in (service.check, service.start, service.undo, service.discard):
        with pytest.raises(NotFound):
            act(cast.STRANGER.actor(), public_id)
    assert queries.list_imports(cast.STRANGER.actor(), PageRequest()).total == 0


def test_a_discarded_list_leaves_neither_file_nor_rows(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.checked(actor)
    path = blobs.path_of(db.session.scalars(select(StoredFile.blob)).one())
    service.discard(actor, public_id)
    db.session.commit()
    assert not path.exists()
    assert db.session.scalar(select(func.count()).select_from(ImportRow)) == 0
    with pytest.raises(NotFound):
        queries.get_row(actor, public_id)


def test_a_saved_mapping_is_found_by_headings_not_by_position(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, "Kto,Kali,Chto\nЯсень Кацярына,2020,342\n")
    service.map_columns(actor, public_id, {0: "full_name", 1: "date_of_arrest", 2: "charges"}, "ask", save_as="Ours")
    db.session.commit()
    again = lists.row_of(actor, lists.stage(actor, "Nr,Chto,Kto,Kali\n1,342,Клён Пятро,2021\n"))
    assert again.columns == {"1": "charges", "2": "full_name", "3": "date_of_arrest"}
    assert remembered.list_mappings(cast.STRANGER.actor()) == []


def test_a_list_read_again_another_way_is_checked_anew(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    public_id = lists.stage(actor, lists.PLAIN.encode("cp1251"))
    service.read_again(actor, public_id, encoding="koi8-r")
    assert "Вербалоз" not in str(queries.get_row(actor, public_id).sample)
    service.read_again(actor, public_id, encoding="cp1251")
    db.session.commit()
    row = lists.row_of(actor, public_id)
    assert row.encoding == "cp1251"
    assert "Вербалоз" in str(row.sample)
    with pytest.raises(Refused):
        service.read_again(actor, public_id, encoding="utf-8")


def test_people_of_another_organisation_are_never_proposed(here: Flask) -> None:
    stranger = cast.STRANGER.actor()
    register.register(
        stranger, PersonDraft((NameDraft("Вербалоз Андрей Петрович"),), born=PartialDate.day(1985, 3, 12))
    )
    counts = lists.run(here, cast.CASEWORKER.actor(), lists.checked(cast.CASEWORKER.actor()))
    assert counts["created"] == 3
    assert db.session.scalar(select(func.count()).select_from(Detainee)) == 4
