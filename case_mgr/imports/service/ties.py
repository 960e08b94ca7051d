"""What other rooms tied to people and cases since they were imported: taking an import back tears nothing of it off."""

from __future__ import annotations

from collections.abc import Sequence

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries as advocacy
from case_mgr.cases import queries as cases
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.documents import queries as documents
from case_mgr.imports.models import ImportRow
from case_mgr.pardons import queries as pardons
from case_mgr.support import queries as support
from case_mgr.tasks import queries as tasks

# What only some may see stands in the log under its own name, and is told in the words of any other edit.
EDITED = N_("Somebody edited the record since.")
MATCHED = N_("A place of a pardon batch was matched to this person since.")
MERGED = N_("The record of this person was merged with another one since.")
KEPT = N_("A document is kept with this case since.")
TASKED = N_("Somebody works on a task about this case since.")
ASKED = N_("Somebody asked for help in this case since.")
RAISED = N_("A conversation with a contact names this case since.")


class Ties:
    """The work of others on the records of some rows."""

    def __init__(self, actor: Actor, rows: Sequence[ImportRow]) -> None:
        self._matched = pardons.list_matched(actor, [row.person for row in rows if row.person])
        self._merged = people.list_merged(actor, [row.person for row in rows if row.person])
        references = [row.case_reference for row in rows if row.case_reference]
        self._raised = advocacy.list_raised(actor, references)
        self._tied = advocacy.list_tied(actor, references) | support.list_tied(actor, references)
        self._kept = documents.list_with_documents(actor, references)
        self._tasked = tasks.list_held(actor, references)
        self._asked = tasks.list_asked(actor, references)
        self._guarded = cases.list_guarded(actor, references)

    def of_person(self, row: ImportRow) -> str:
        """Say what holds the person of a row, and their case, or nothing."""
        return self.of_merge(row) or (MATCHED if row.person in self._matched else self.of_case(row))

    def of_merge(self, row: ImportRow) -> str:
        """Say that the person of a row is one with another since, whom taking back would tear apart; or nothing."""
        return MERGED if row.person in self._merged else ""

    def of_case(self, row: ImportRow) -> str:
        """Say what holds the case of a row, or nothing."""
        if row.case_reference in self._kept:
            return KEPT
        if row.case_reference in self._tasked:
            return TASKED
        if row.case_reference in self._asked:
            return ASKED
        if row.case_reference in self._guarded:
            return EDITED
        if row.case_reference in self._raised:
            return RAISED
        # Also a talk, a list or a payment of which this reader does not know.
        return EDITED if row.case_reference in self._tied else ""
