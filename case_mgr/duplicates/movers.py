"""The verb of each room that moves what it knows of a person, and every column that refers to one.

A room with a table that refers to a person adds its verb to MOVERS and its column to MOVED, or says in STAYS why the
column stays; a table that refers to a case moves with the case, and stands in queries.counting with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from case_mgr.access.actor import Actor
from case_mgr.cases import service as cases
from case_mgr.detainees import service as people
from case_mgr.detainees.moving import Mover
from case_mgr.pardons import service as pardons
from case_mgr.support import service as support
from case_mgr.tasks import service as tasks

MOVERS: tuple[Callable[[Actor, Mover], None], ...] = (
    people.move_person,
    cases.move_person,
    pardons.move_person,
    tasks.move_person,
    support.move_person,
)
MOVED = frozenset(
    {
        "person_name.detainee_id",
        "nationality.detainee_id",
        "vulnerability.detainee_id",
        "identity_document.detainee_id",
        "family_contact.detainee_id",
        "consent.detainee_id",
        "biography.detainee_id",
        "photograph.detainee_id",
        "person_relation.first_id",
        "person_relation.second_id",
        "person_keeper.detainee_id",
        "prison_case.detainee_id",
        "task.detainee_id",
        "pardon_place.person_id",
        "pardon_decided_candidate.person_id",
        "pardon_proposal.person_id",
    }
)
STAYS: Mapping[str, str] = {
    "detainee.merged_into_id": "it is the way from the old record to the other one",
    "name_key.detainee_id": "the keys are computed anew from the names",
    "name_word.detainee_id": "the words are computed anew from the names",
    "stock_change.person_id": "the stock is counted anew from the cases that moved",
    "stock_person.person_id": "the stock is counted anew from the cases that moved",
    "duplicate_pair.first_id": "the answers about the old record are carried over pair by pair",
    "duplicate_pair.second_id": "the answers about the old record are carried over pair by pair",
    "duplicate_look.detainee_id": "a mark of work to do, and nothing of the person",
    "person_merge.survivor_id": "the merge itself says who became part of whom",
    "person_merge.absorbed_id": "the merge itself says who became part of whom",
}
# Columns without a foreign key that name a person by public id: the address of an old record leads on.
NAMED: Mapping[str, str] = {
    "value_claim.subject": "moved: what a list said is said of the surviving person",
    "import_row.person": "stays: the line made the old record, which leads on",
    "import_row.target": "stays: the import follows to the surviving person when it writes",
}
