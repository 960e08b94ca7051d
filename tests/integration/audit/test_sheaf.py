"""Records written in blocks: by the same rules, with the same words in the log, or not at all."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from case_mgr.audit import queries as log
from case_mgr.audit.ledger import Unaudited
from case_mgr.audit.sheaf import Sheaf
from case_mgr.audit.types import EntryFilter, EntryView, Event
from case_mgr.core.dates import PartialDate
from case_mgr.core.paging import PageRequest
from case_mgr.detainees import queries as people
from case_mgr.detainees import service as register
from case_mgr.detainees.models import Detainee
from case_mgr.detainees.types import Basis, NameDraft, NationalityDraft, PersonDraft
from case_mgr.extensions import db
from tests import cast

DRAFT = PersonDraft(
    (NameDraft("Вербалоз Андрэй", "be"), NameDraft("Verbaloz Andrej")),
    born=PartialDate.year(1985),
    nationalities=(NationalityDraft("BY", Basis.REPORTED, "list"),),
    occupation="tab\there, back\\slash",
    notes="несакрэтна",
)


def said() -> EntryView:
    """Return the newest entry about somebody who was registered."""
    wanted = EntryFilter(event=Event.PERSON_REGISTERED)
    return log.list_entries(cast.ADMINISTRATOR.actor(), wanted, PageRequest()).items[0]


def register_together(*drafts: PersonDraft) -> list[Detainee]:
    """Register people in a sheaf."""
    sheaf = Sheaf()
    rows = register.register_all(cast.CASEWORKER.actor(), sheaf, drafts)
    sheaf.write()
    db.session.commit()
    return rows


def test_a_block_is_told_as_single_records_are(here: Flask) -> None:
    register.register(cast.CASEWORKER.actor(), DRAFT)
    db.session.commit()
    alone = said()
    register_together(DRAFT)
    together = said()
    assert unnumbered(alone) == unnumbered(together)
    assert alone.subject_label != together.subject_label, "each person has a reference of their own"
    assert log.verify().ok


def unnumbered(entry: EntryView) -> list[tuple[str, str, str]]:
    """Return what an entry says of the rows that were written, but for the number that each person has."""
    return [change for change in entry.changes if entry.subject_label not in change]


def test_what_was_written_in_a_block_reads_as_it_was_said(here: Flask) -> None:
    actor = cast.CASEWORKER.actor()
    first, second = register_together(DRAFT, PersonDraft((NameDraft("Крыніцкая Марыя"),)))
    found = people.get_person(actor, first.public_id)
    assert (found.name, found.born, found.occupation) == (
        "Вербалоз Андрэй", PartialDate.year(1985), "tab\there, back\\slash",
    )  # fmt: skip
    assert [name.full for name in found.names] == ["Вербалоз Андрэй", "Verbaloz Andrej"]
    assert [one.country for one in found.nationalities] == ["BY"]
    assert people.get_row(actor, first.public_id).notes == "несакрэтна"
    assert people.get_person(actor, second.public_id).reference != found.reference
    stored = db.session.scalars(select(Detainee).order_by(Detainee.id)).all()
    assert [row.version for row in stored] == [1, 1]
    amended = register.amend(actor, first.public_id, {"occupation": "настаўнік"})
    assert amended.version == 2


def test_a_row_that_nobody_explained_stops_the_block(here: Flask) -> None:
    sheaf = Sheaf()
    row = Detainee(organisation_id=cast.CASEWORKER.actor().organisation_id, reference="P-1", name="x", sort_name="x")
    sheaf.add(row)
    with pytest.raises(Unaudited, match="Detainee"):
        sheaf.write()
    db.session.rollback()
    assert db.session.scalars(select(Detainee)).all() == []


def test_a_block_that_is_rolled_back_leaves_nothing_in_the_log(here: Flask) -> None:
    before = log.get_head()
    sheaf = Sheaf()
    register.register_all(cast.CASEWORKER.actor(), sheaf, [DRAFT])
    savepoint = db.session.begin_nested()
    sheaf.write()
    savepoint.rollback()
    db.session.commit()
    assert log.get_head() == before
    assert db.session.scalars(select(Detainee)).all() == []
