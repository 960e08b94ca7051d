"""What is missing about a person, each with the way to record it."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.cases.types import CaseView, State
from case_mgr.detainees.types import PersonView, Sex

Gap = dict[str, str]


def gaps_of(actor: Actor, person: PersonView, case: CaseView | None) -> list[Gap]:
    """List what nobody has recorded yet, for whoever may record it."""
    ident = person.public_id
    gaps: list[tuple[bool, Permission, str, str]] = [
        (
            not person.born and person.age is None,
            Permission.PERSON_WRITE,
            _("Date of birth or age"),
            url_for("detainees.edit", public_id=ident),
        ),
        (person.sex is Sex.UNKNOWN, Permission.PERSON_WRITE, _("Sex"), url_for("detainees.edit", public_id=ident)),
        (
            not person.nationalities,
            Permission.PERSON_WRITE,
            _("Nationality"),
            url_for("detainees.new_nationality", public_id=ident),
        ),
        (case is None, Permission.CASE_WRITE, _("A case"), url_for("cases.new", public_id=ident)),
        *(_case_gaps(case) if case else []),
    ]
    return [{"label": label, "href": href} for missing, needed, label, href in gaps if missing and actor.may(needed)]


def _case_gaps(case: CaseView) -> list[tuple[bool, Permission, str, str]]:
    row, may = case.row, Permission.CASE_WRITE
    held = row.state is State.IN_CUSTODY
    return [
        (not row.arrested, may, _("Date of detention"), url_for("cases.new_event", reference=row.reference)),
        (
            held and not row.place,
            may,
            _("Where the person is held"),
            url_for("cases.new_custody", reference=row.reference),
        ),
        (not row.charges, may, _("Charges as written"), url_for("cases.edit", reference=row.reference)),
        (not row.owner, may, _("Who of us follows the case"), url_for("cases.edit", reference=row.reference)),
    ]
