"""Documents: kept encrypted with what is known of them, never lost, never open to whoever may not read their part."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from case_mgr.access.actor import Actor
from case_mgr.access.fields import Group
from case_mgr.audit import queries as log
from case_mgr.audit.types import EntryFilter, Event
from case_mgr.cases import service as cases
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Forbidden, NotFound, Refused, Stale
from case_mgr.core.paging import PageRequest
from case_mgr.desk.discretion import discreet
from case_mgr.detainees.types import Sensitivity
from case_mgr.documents import queries, service
from case_mgr.documents.content import Unfit
from case_mgr.documents.models import Document
from case_mgr.documents.types import LARGEST, Caution, Filter, Kind
from case_mgr.extensions import db
from case_mgr.files import blobs
from case_mgr.files import service as files_service
from tests import cast
from tests.factories import files
from tests.factories.documents import a_document, a_draft
from tests.factories.people import a_case, a_person, an_event

TITLE = "Прысуд Прыдуманага"


def events_of(public_id: str, who: cast.Member = cast.COORDINATOR) -> list[Event]:
    """Return what the log says of a record, the latest first."""
    return [entry.event for entry in log.list_history(who.actor(), public_id)]


def titles(case: Any, who: Actor, **wanted: Any) -> list[str]:
    """Return the titles that a list of a case shows."""
    return [row.title for row in queries.list_documents(who, case.reference, Filter(**wanted)).rows]


def test_a_document_is_kept_with_what_is_known_of_it(here: Flask) -> None:
    case = a_case()
    event = an_event(case, "verdict")
    row = a_document(case, dated=PartialDate.month(2023, 6), source="S-7", note="From the lawyer.", language="ru",
                     events=(event.public_id,))  # fmt: skip
    db.session.commit()
    found = queries.get_document(cast.REVIEWER.actor(), case.reference, row.public_id)
    assert (found.row.title, found.row.kind, found.row.dated) == (TITLE, Kind.VERDICT, PartialDate.month(2023, 6))
    assert (found.source, found.note, found.language, found.events) == (
        "S-7",
        "From the lawyer.",
        "ru",
        (event.public_id,),
    )
    assert found.row.added_by == cast.CASEWORKER.name
    assert found.file_name == "verdict.pdf"
    assert events_of(case.public_id)[0] is Event.DOCUMENT_ADDED


def test_neither_title_nor_name_nor_content_stands_in_clear(here: Flask) -> None:
    row = a_document(a_case(), b"Kalinouski wrote this.\n" * 5000, "Прыдуманы.txt")
    db.session.commit()
    stored = blobs.path_of(row.file.blob).read_bytes()
    assert b"Kalinouski" not in stored
    assert TITLE.encode() not in row.title_sealed
    assert "Прыдуманы".encode() not in (row.file.name_sealed or b"")


def test_what_is_refused_leaves_nothing(here: Flask) -> None:
    case, before = a_case(), set(blobs.list_all())
    who = cast.CASEWORKER.actor()
    with pytest.raises(Unfit):
        service.take_in(who, BytesIO(files.SVG), "a.svg")
    with pytest.raises(Unfit, match="larger than 50 MB"):
        service.take_in(who, BytesIO(bytes(LARGEST + 1)), "a.pdf")
    taken = service.take_in(who, BytesIO(files.a_picture()), "a.png")
    assert len(set(blobs.list_all()) - before) == 2
    with pytest.raises(Refused, match="title"):
        service.add(who, case.reference, a_draft(" "), taken)
    db.session.rollback()
    assert set(blobs.list_all()) == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"dated": PartialDate.day(2090, 1, 1)}, "dated"),
        ({"kind": Kind.MEDICAL}, "part"),
        ({"kind": Kind.IDENTITY, "part": Group.HEALTH}, "part"),
        ({"part": Group.BIOGRAPHY}, "part"),
        ({"events": ("0" * 24,)}, "events"),
        ({"note": "a" * 10_001}, "note"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(here: Flask, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(service.Misfilled) as refused:
        a_document(a_case(), **facts)
    assert refused.value.field == field
    db.session.rollback()


def test_an_event_of_another_case_is_not_proved_here(here: Flask) -> None:
    event = an_event(a_case())
    with pytest.raises(service.Misfilled):
        a_document(a_case(), events=(event.public_id,))
    db.session.rollback()


@pytest.mark.parametrize("member", [cast.REVIEWER, cast.ADVOCACY_OFFICER])
def test_a_medical_record_does_not_exist_for_whoever_may_not_read_health(here: Flask, member: cast.Member) -> None:
    case = a_case()
    closed = a_document(case, kind=Kind.MEDICAL, part=Group.HEALTH, title="Psychiatrist")
    a_document(case)
    db.session.commit()
    who = member.actor()
    assert titles(case, who) == [TITLE]
    assert queries.list_documents(who, case.reference, Filter()).total == 1
    for act in (queries.get_document, service.open_document, service.read_preview, service.download):
        with pytest.raises(NotFound):
            act(who, case.reference, closed.public_id)
    assert queries.list_known(who, [closed.public_id]) == set()
    # The history of the case, which they may read, does not speak of it either.
    told = [entry.facts.get("document") for entry in log.list_history(who, case.public_id)]
    assert closed.public_id not in told


def test_a_look_at_a_closed_document_is_written_down_and_its_title_stands_in_no_list(here: Flask) -> None:
    case = a_case()
    closed = a_document(case, kind=Kind.MEDICAL, part=Group.HEALTH, title="Psychiatrist")
    db.session.commit()
    who = cast.COORDINATOR.actor()
    assert titles(case, who) == [""]
    assert service.open_document(who, case.reference, closed.public_id) == "Psychiatrist"
    db.session.commit()
    assert events_of(closed.public_id) == [Event.DOCUMENT_OPENED, Event.DOCUMENT_ADDED]
    open_one = a_document(case)
    assert service.open_document(who, case.reference, open_one.public_id) == TITLE
    db.session.commit()
    assert Event.DOCUMENT_OPENED not in events_of(case.public_id)


def test_a_document_of_a_withheld_person_is_there_for_their_team_alone(here: Flask) -> None:
    worker = cast.CASEWORKER.actor()
    case = a_case(worker, a_person(worker, sensitivity=Sensitivity.RESTRICTED))
    row = a_document(case, by=worker)
    other = a_document(a_case())
    db.session.commit()
    who = cast.COORDINATOR.actor()
    with pytest.raises(NotFound):
        queries.get_document(who, case.reference, row.public_id)
    assert queries.list_twins(who, other.public_id, row.file.sha256) == []
    assert queries.list_known(who, [row.public_id, other.public_id]) == {other.public_id}
    assert [twin.public_id for twin in queries.list_twins(worker, other.public_id, row.file.sha256)] == [row.public_id]


def test_a_document_does_not_open_under_another_case(here: Flask) -> None:
    row, other = a_document(a_case()), a_case()
    with pytest.raises(NotFound):
        queries.get_document(cast.CASEWORKER.actor(), other.reference, row.public_id)


@pytest.mark.parametrize("member", [cast.REVIEWER, cast.ADVOCACY_OFFICER, cast.DATA_CLERK, cast.AUDITOR])
def test_only_caseworkers_and_coordinators_add(here: Flask, member: cast.Member) -> None:
    row = a_document(a_case())
    db.session.commit()
    who, reference = member.actor(), row.case.reference
    with pytest.raises(Forbidden):
        service.take_in(who, BytesIO(files.a_pdf()), "a.pdf")
    for act in (
        lambda: service.amend(who, reference, row.public_id, a_draft()),
        lambda: service.withdraw(who, reference, row.public_id, "x"),
        lambda: service.restore(who, reference, row.public_id),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_download_is_whole_has_a_name_that_tells_nothing_and_is_written_down(here: Flask) -> None:
    content = files.a_large_pdf(700_000)
    row = a_document(a_case(), content)
    db.session.commit()
    given = service.download(cast.REVIEWER.actor(), row.case.reference, row.public_id)
    db.session.commit()
    assert events_of(row.public_id)[0] is Event.DOCUMENT_DOWNLOADED
    assert b"".join(given.chunks) == content
    assert (given.size, given.mimetype) == (len(content), "application/pdf")
    assert given.name == f"{row.case.reference}-{row.public_id[:6]}.pdf"


@pytest.mark.parametrize("harm", ["changed", "cut", "exchanged", "gone"])
def test_a_damaged_file_sends_no_byte(here: Flask, harm: str) -> None:
    row, other = (a_document(a_case(), files.a_large_pdf(size)) for size in (700_000, 700_000))
    db.session.commit()
    path = blobs.path_of(row.file.blob)
    stored = path.read_bytes()
    match harm:
        case "changed":
            path.write_bytes(stored[:-20] + bytes([stored[-20] ^ 1]) + stored[-19:])
        case "cut":
            path.write_bytes(stored[: 24 + blobs.CHUNK + 16])
        case "exchanged":
            path.write_bytes(blobs.path_of(other.file.blob).read_bytes())
        case _:
            path.unlink()
    with pytest.raises(Refused, match="missing, damaged"):
        service.download(cast.CASEWORKER.actor(), row.case.reference, row.public_id)


def test_a_document_taken_back_can_be_put_back(here: Flask) -> None:
    row = a_document(a_case())
    db.session.commit()
    who, case = cast.CASEWORKER.actor(), row.case
    with pytest.raises(service.Misfilled):
        service.withdraw(who, case.reference, row.public_id, "  ")
    service.withdraw(who, case.reference, row.public_id, "Of another person")
    db.session.commit()
    assert titles(case, who) == []
    assert titles(case, who, withdrawn=True) == [TITLE]
    with pytest.raises(Refused, match="put it back"):
        service.download(who, case.reference, row.public_id)
    assert blobs.path_of(row.file.blob).exists()
    service.restore(who, case.reference, row.public_id)
    db.session.commit()
    assert titles(case, who) == [TITLE]
    assert events_of(case.public_id)[:2] == [Event.DOCUMENT_RESTORED, Event.DOCUMENT_WITHDRAWN]
    with pytest.raises(Refused):
        service.restore(who, case.reference, row.public_id)


def test_a_newer_version_keeps_the_one_before_readable(here: Flask) -> None:
    case, who = a_case(), cast.CASEWORKER.actor()
    old = a_document(case, title="A scan")
    new = a_document(case, files.a_pdf(b"<< >>"), newer_than=old.public_id, title="A better scan")
    db.session.commit()
    assert titles(case, who) == ["A better scan"]
    assert b"".join(service.download(who, case.reference, old.public_id).chunks) == files.a_pdf()
    found = queries.get_document(who, case.reference, old.public_id)
    assert [(row.public_id, row.number) for row in found.versions] == [(new.public_id, 2), (old.public_id, 1)]
    assert found.newest.public_id == new.public_id
    service.withdraw(who, case.reference, new.public_id, "Illegible")
    third = a_document(case, files.a_pdf(b"<< 1 >>"), newer_than=old.public_id, title="The best scan")
    assert third.number == 3
    service.withdraw(who, case.reference, third.public_id, "Illegible too")
    assert titles(case, who) == ["A scan"]


def test_a_newer_version_in_a_closed_part_hides_nothing_from_others(here: Flask) -> None:
    """Whoever does not know of the newer one still finds the one that they know."""
    case = a_case()
    old = a_document(case, title="A letter")
    a_document(case, newer_than=old.public_id, part=Group.HEALTH, title="A letter with a diagnosis")
    db.session.commit()
    assert titles(case, cast.REVIEWER.actor()) == ["A letter"]
    assert len(queries.get_document(cast.REVIEWER.actor(), case.reference, old.public_id).versions) == 1


def test_what_is_recorded_can_be_amended_and_a_stale_edit_is_told(here: Flask) -> None:
    case, who = a_case(), cast.CASEWORKER.actor()
    event = an_event(case)
    row = a_document(case)
    db.session.commit()
    seen = row.version
    # Even if nothing but the events changed, the other one is told.
    service.amend(who, case.reference, row.public_id, a_draft(events=(event.public_id,)), seen)
    db.session.commit()
    with pytest.raises(Stale) as stale:
        service.amend(cast.COORDINATOR.actor(), case.reference, row.public_id, a_draft("Another title"), seen)
    assert (stale.value.conflict.version, row.title) == (row.version, TITLE), "nothing was written"
    service.amend(who, case.reference, row.public_id, a_draft("Another title", Kind.APPEAL), row.version)
    db.session.commit()
    found = queries.get_document(who, case.reference, row.public_id)
    assert (found.row.title, found.row.kind, found.events) == ("Another title", Kind.APPEAL, ())
    changed = {field for entry in log.list_history(who, case.public_id, 1) for field, _, _ in entry.changes}
    assert "case_document.kind" in changed


def test_closing_a_document_takes_its_changes_out_of_the_history_of_the_case(here: Flask) -> None:
    case, who = a_case(), cast.CASEWORKER.actor()
    row = a_document(case, kind=Kind.LETTER)
    db.session.commit()
    draft = a_draft("Her diagnosis", Kind.MEDICAL, part=Group.HEALTH)
    service.amend(who, case.reference, row.public_id, draft)
    db.session.commit()
    assert Event.DOCUMENT_AMENDED not in events_of(case.public_id)
    assert events_of(row.public_id)[0] is Event.DOCUMENT_AMENDED


def test_a_preview_has_no_place_in_it_and_a_closed_document_has_none(here: Flask) -> None:
    from PIL import Image

    case, who = a_case(), cast.CASEWORKER.actor()
    row = a_document(case, files.a_picture("JPEG", place=True, size=(3000, 2000)), "a.jpg", kind=Kind.PHOTOGRAPH)
    closed = a_document(case, files.a_picture("JPEG"), "a.jpg", kind=Kind.IDENTITY, part=Group.IDENTITY)
    db.session.commit()
    data = service.read_preview(who, case.reference, row.public_id)
    with Image.open(BytesIO(data)) as seen:
        assert (seen.format, seen.size) == ("JPEG", (1200, 800))
        assert not seen.getexif()
    assert b"Camera of Nobody" not in data
    # The original is evidence: what was handed in comes out.
    assert b"Camera of Nobody" in b"".join(service.download(who, case.reference, row.public_id).chunks)
    with pytest.raises(NotFound):
        service.read_preview(who, case.reference, closed.public_id)


def test_what_a_file_would_do_is_kept_with_it(here: Flask) -> None:
    row = a_document(a_case(), files.a_pdf(b"<< /S /JavaScript >>", b"<< /S /Launch >>"))
    db.session.commit()
    found = queries.get_document(cast.CASEWORKER.actor(), row.case.reference, row.public_id)
    assert found.cautions == (Caution.SCRIPT, Caution.LAUNCH)


def test_a_list_goes_on_where_it_ended(here: Flask) -> None:
    case, who = a_case(), cast.CASEWORKER.actor()
    for number in range(5):
        a_document(case, title=f"Letter {number}")
    first = queries.list_documents(who, case.reference, Filter(), length=2)
    assert [row.title for row in first.rows] == ["Letter 4", "Letter 3"]
    a_document(case, title="Letter 5")
    second = queries.list_documents(who, case.reference, Filter(), first.older, length=2)
    assert [row.title for row in second.rows] == ["Letter 2", "Letter 1"]
    third = queries.list_documents(who, case.reference, Filter(), second.older, length=2)
    assert ([row.title for row in third.rows], third.older, third.total) == (["Letter 0"], "", 6)
    assert titles(case, who, kind=Kind.PRESS) == []


@pytest.mark.parametrize("member", [cast.AUDITOR, cast.ADMINISTRATOR, cast.COORDINATOR])
def test_the_log_says_of_a_document_only_what_its_reader_may_know(here: Flask, member: cast.Member) -> None:
    worker = cast.CASEWORKER.actor()
    case = a_case(worker, a_person(worker, sensitivity=Sensitivity.RESTRICTED))
    row = a_document(case, by=worker, kind=Kind.MEDICAL, part=Group.HEALTH)
    db.session.commit()
    service.download(worker, case.reference, row.public_id)
    db.session.commit()
    entries = log.list_entries(member.actor(), EntryFilter(), PageRequest(size=100)).items
    told = [one for one in discreet(member.actor(), entries) if one.subject_id == row.public_id]
    assert [one.event for one in told] == [Event.DOCUMENT_DOWNLOADED, Event.DOCUMENT_ADDED]
    for one in told:
        assert one.closed
        assert one.facts == {}
        assert not {value for _, before, after in one.changes for value in (before, after)} - {"", "…"}
    if member is cast.COORDINATOR:
        assert {one.subject_label for one in told} == {""}


def test_rows_and_disk_are_compared(here: Flask) -> None:
    row = a_document(a_case())
    db.session.commit()
    before = files_service.compare()
    assert before.missing == ()
    path = blobs.path_of(row.file.blob)
    path.rename(path.with_name(blobs.new_name()))
    after = files_service.compare()
    assert after.missing == (row.file.public_id,)
    assert after.strays == before.strays + 1


def test_a_case_with_documents_is_known_to_whoever_takes_an_import_back(here: Flask) -> None:
    case, bare = a_case(), a_case()
    a_document(case, kind=Kind.MEDICAL, part=Group.HEALTH)
    db.session.commit()
    # The reviewer may not open it, and tears it off all the same if nobody says so.
    known = queries.list_with_documents(cast.REVIEWER.actor(), [case.reference, bare.reference])
    assert known == {case.reference}


def test_two_newer_versions_stand_one_after_the_other(here: Flask) -> None:
    case = a_case()
    old = a_document(case)
    numbers = [a_document(case, newer_than=old.public_id).number for _ in range(2)]
    assert numbers == [2, 3]
    assert db.session.query(Document).filter_by(series=old.public_id).count() == 3
    cases.amend_case(cast.COORDINATOR.actor(), case.reference, {"summary": "x"})
