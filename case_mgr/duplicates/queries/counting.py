"""How many rows of each kind hang on two people: the same before a merge and after it, or the merge does not happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Select, Table, func, literal, or_, select, union_all

from case_mgr.cases.models import Case
from case_mgr.core.db import Base
from case_mgr.core.text import N_
from case_mgr.detainees.models import Detainee
from case_mgr.duplicates.types import CountLine
from case_mgr.extensions import db
from case_mgr.sources.models import ValueClaim

PERSON, CASE = Detainee.__table__, Case.__table__
_CLAIMS = ValueClaim.__tablename__
# Everything that refers to a person or to a case, in the words of the page that counts it.
COUNTED: Mapping[str, str] = {
    "person_name": N_("Names"),
    "nationality": N_("Nationalities"),
    "person_relation": N_("Relations"),
    "family_contact": N_("Family contacts"),
    "identity_document": N_("Identity documents"),
    "vulnerability": N_("Vulnerabilities"),
    "consent": N_("Answers about consent"),
    "biography": N_("Biographies"),
    "photograph": N_("Photographs"),
    _CLAIMS: N_("Values from lists"),
    "prison_case": N_("Cases"),
    "timeline_event": N_("Events"),
    "custody_period": N_("Periods of custody"),
    "custody_exit": N_("Exits from custody"),
    "case_member": N_("Members of teams"),
    "case_handover": N_("Handovers"),
    "charge": N_("Charges"),
    "hearing": N_("Hearings"),
    "sentence": N_("Sentences"),
    "detention_act": N_("Acts of detention"),
    "remedy": N_("Remedies"),
    "listing": N_("Entries on state lists"),
    "official_act": N_("Officials named"),
    "recognition": N_("Recognitions"),
    "interaction_case": N_("Talks that raised a case"),
    "submission_case": N_("Submissions that name a case"),
    "submitted_name": N_("Names on lists that were handed over"),
    "godparenthood": N_("Parliamentary godparenthoods"),
    "correspondence": N_("Letters, parcels, visits and calls"),
    "case_document": N_("Documents"),
    "support_entry": N_("Entries of the support ledger"),
    "task": N_("Tasks"),
    "help_request": N_("Requests for help"),
    "case_flag": N_("Flags"),
    "case_share": N_("Sharings with other organisations"),
    "pardon_place": N_("Places of pardon batches"),
    "pardon_decided_candidate": N_("Answers about places of batches"),
}
# What refers to a person or a case and is nothing of theirs: computed, proposed by the machine, or who looks on.
UNCOUNTED = frozenset(
    {
        "detainee",
        "name_key",
        "name_word",
        "person_keeper",
        "pardon_proposal",
        "stock_change",
        "stock_person",
        "case_watch",
        "written_article",
        "bulk_row",
        "duplicate_pair",
        "duplicate_look",
        "person_merge",
    }
)


def count_of(kept: Detainee, other: Detainee) -> list[CountLine]:
    """Count what two records hold, those kinds of which there is anything."""
    counts = count_rows([kept, other])
    lines = (
        CountLine(label, counts.get((name, kept.id), 0), counts.get((name, other.id), 0))
        for name, label in COUNTED.items()
    )
    return [line for line in lines if line.before]


def count_rows(people: Iterable[Detainee]) -> dict[tuple[str, int], int]:
    """Count for each person the rows of every counted table, in one statement."""
    wanted = list(people)
    parts = [_count(name, row) for row in wanted for name in COUNTED]
    found = db.session.execute(union_all(*parts))
    return {(str(name), int(person)): int(count) for name, person, count in found}


def _count(name: str, row: Detainee) -> Select[str, int, int]:
    table: Table = Base.metadata.tables[name]
    said = (literal(name), literal(row.id), func.count())
    if name == _CLAIMS:
        return select(*said).where(table.c.organisation_id == row.organisation_id, table.c.subject == row.public_id)
    direct = [key.parent for key in table.foreign_keys if key.column.table is PERSON]
    if direct:
        return select(*said).where(or_(*(column == row.id for column in direct)))
    through = [key.parent for key in table.foreign_keys if key.column.table is CASE]
    return select(*said).select_from(table.join(CASE, through[0] == CASE.c.id)).where(CASE.c.detainee_id == row.id)
