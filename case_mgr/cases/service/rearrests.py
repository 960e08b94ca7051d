"""An arrest after a release is a new case, which says what release it undid."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.cases import queries
from case_mgr.cases.models import Case
from case_mgr.cases.types import FREEING
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_


class NotUndone(Refused):
    """The case cannot be a re-arrest after this release."""

    field = "reverses"


def undone(actor: Actor, case: Case, exit_id: str) -> int | None:
    """Return the number of the release that the arrest of a case undid, when it can have done so."""
    if not exit_id:
        return None
    row = queries.get_release_row(actor, exit_id)
    if row.id == case.reverses_exit_id:
        # It stays when nobody touches it, also after the exit was taken back.
        return row.id
    if row.case.detainee_id != case.detainee.id:
        raise NotUndone(N_("This release is another person’s. Choose one of the same person."))
    if row.case is case:
        raise NotUndone(N_("A case cannot undo its own release. Record the return to custody on its timeline."))
    if row.withdrawn_at is not None:
        raise NotUndone(N_("This exit was taken back. Choose one that stands."))
    if row.link not in FREEING:
        raise NotUndone(N_("This link of the chain freed nobody. Choose the exit by which the person was out."))
    if case.arrested is not None and row.happened is not None and case.arrested.before(row.happened):
        raise NotUndone(
            N_("The first detention of this case lies before that release. Correct one of the two dates first.")
        )
    return row.id
