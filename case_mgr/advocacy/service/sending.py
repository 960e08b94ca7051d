"""What must hold before something is sent: the mechanism is open, and those who are named may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from case_mgr.access.actor import Actor
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import ContactKind, SubmissionKind
from case_mgr.advocacy.mechanisms import Mechanism
from case_mgr.advocacy.models import Submission
from case_mgr.advocacy.service.shared import MechanismClosed, Misfilled
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.detainees.types import Decision, Purpose, Why

_OFFICIAL = frozenset({ContactKind.MINISTRY, ContactKind.ENVOY, ContactKind.PARLIAMENT, ContactKind.COURT})
# Somebody said no, or took their yes back: nothing is sent. That nobody was asked is told, and decided by people.
_NO = frozenset({Why.REFUSED_BY_PERSON, Why.REFUSED_BY_PROXY, Why.DISAGREE, Why.WITHDRAWN, Why.RESTRICTED})
# Nobody said no, and still: a hold, a gag order, or a release after which only the person's own word counts.
_BARRED = frozenset({Why.HOLD, Why.GAG, Why.RELEASED})


def purpose_of(kind: SubmissionKind, contact: ContactKind) -> Purpose:
    """Return for which purpose those who are named must have agreed."""
    if kind is SubmissionKind.UN_COMMUNICATION:
        return Purpose.UN
    if kind in (SubmissionKind.PETITION, SubmissionKind.URGENT_ACTION):
        return Purpose.PUBLISH
    return Purpose.GOVERNMENTS if contact in _OFFICIAL else Purpose.PARTNERS


def list_consents(actor: Actor, public_id: str) -> dict[str, Decision]:
    """Return by case whether the person may be named in a submission, with the reasons."""
    row = queries.get_submission_row(actor, public_id)
    return _decisions(actor, row)


def list_consents_of_list(actor: Actor, public_id: str) -> dict[str, Decision]:
    """Return by case whether the person may be named to whom a list is for, with the reasons."""
    view = queries.get_list(actor, public_id)
    contact = queries.get_row(actor, view.row.contact_id)
    purpose = purpose_of(SubmissionKind.LETTER, ContactKind(contact.kind))
    return _decided(actor, [name.case for name in view.names], purpose)


def require_nameable_to(actor: Actor, cases: list[str], purpose: Purpose, field: str, went: PartialDate | None) -> None:
    """Refuse to name people for a purpose against a no of those who may say so."""
    require_no_refusal(_decided(actor, cases, purpose), cases, field, went)


def require_open(mechanism: Mechanism | None, row: Submission, sent: PartialDate) -> None:
    """Refuse what a mechanism does not take any more about a state; what was sent before may be entered late."""
    if mechanism is None:
        return
    for state in sorted({one.case.jurisdiction for one in row.raised}):
        closed = mechanism.closed(state)
        taken = mechanism.takes(state, sent)
        if closed is None or taken:
            continue
        if taken is None:
            raise Misfilled(
                "sent",
                N_("The mechanism closed on %(day)s: type the day of sending exactly."),
                day=closed.until.isoformat(),
            )
        raise MechanismClosed("sent", closed.reason)


def require_sendable(actor: Actor, mechanism: Mechanism | None, row: Submission, sent: PartialDate) -> None:
    """Refuse to send what has no text, names somebody withheld, or somebody who said no."""
    if queries.names_withheld(row.id):
        raise Misfilled("sent", N_("Somebody whom it names is withheld now: it cannot be sent."))
    if not row.text and not (mechanism and mechanism.questionnaire):
        raise Misfilled("sent", N_("There is no text yet: write it before it is sent."))
    decisions = require_agreed(actor, row, "sent", sent)
    if mechanism is not None and mechanism.consent:
        _refuse(
            (case for case, said in decisions.items() if not said.allowed),
            N_("This mechanism needs the consent of the person or the family: record it first for %(cases)s."),
            "sent",
        )


def require_agreed(actor: Actor, row: Submission, field: str, went: PartialDate | None = None) -> dict[str, Decision]:
    """Refuse a submission that names somebody against a no; returns what was decided of each case."""
    decisions = _decisions(actor, row)
    require_no_refusal(decisions, (one.case.reference for one in row.raised), field, went)
    return decisions


def require_no_refusal(
    decisions: Mapping[str, Decision], cases: Iterable[str], field: str, went: PartialDate | None = None
) -> None:
    """Refuse to name somebody who said no, or against whose naming something stands, or of whom nothing is known.

    What went out on a day before today is written down late: a hold, a gag order or a release of now does not undo it.
    """
    if set(cases) - decisions.keys():
        raise Misfilled(field, N_("You cannot open every case that is named here: ask somebody who can."))
    against = {case: set(said.reasons) for case, said in decisions.items() if not said.allowed}
    _refuse(
        (case for case, reasons in against.items() if _NO & reasons),
        N_("It cannot be sent: those who may say so did not agree that this person is named: %(cases)s."),
        field,
    )
    if went is not None and went.latest is not None and went.latest < clock.today():
        return
    _refuse(
        (case for case, reasons in against.items() if _BARRED & reasons),
        N_(
            "It cannot be sent: a hold or a gag order stands against it, or somebody is free now and was not asked "
            "themselves: %(cases)s."
        ),
        field,
    )


def _refuse(cases: Iterable[str], sentence: str, field: str) -> None:
    found = sorted(cases)
    if found:
        raise Misfilled(field, sentence, cases=", ".join(found))


def _decisions(actor: Actor, row: Submission) -> dict[str, Decision]:
    purpose = purpose_of(SubmissionKind(row.kind), ContactKind(row.contact.kind))
    return _decided(actor, [one.case.reference for one in row.raised], purpose)


def _decided(actor: Actor, references: list[str], purpose: Purpose) -> dict[str, Decision]:
    found = queries.list_people_of(actor, references)
    said = people.may_disclose(actor, {person for _, person, _ in found.values()}, purpose)
    return {reference: said[person] for reference, (_, person, _) in found.items() if person in said}
