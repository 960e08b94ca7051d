"""Lists of names: made, changed while nobody has them, handed over and frozen, answered name by name."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries
from case_mgr.advocacy.kinds import ListState, NameAnswer, Spelling
from case_mgr.advocacy.models import ListReader, SubmittedList, SubmittedName
from case_mgr.advocacy.service.naming import nameable
from case_mgr.advocacy.service.readers import reader_ids
from case_mgr.advocacy.service.referring import draw
from case_mgr.advocacy.service.sending import list_consents_of_list, require_no_refusal
from case_mgr.advocacy.service.shared import Misfilled, require_contactable, require_current, require_past
from case_mgr.advocacy.types import AnswerDraft, ListDraft, NameDraft
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.dates import PartialDate
from case_mgr.core.errors import Refused
from case_mgr.core.text import N_
from case_mgr.extensions import db
from case_mgr.names.romanise import latin

_LONGEST = 300
_FROZEN = N_("This list was handed over: it stays as it was handed. Make a new list.")


def make_list(actor: Actor, draft: ListDraft) -> SubmittedList:
    """Make a list of cases for a contact; nobody but its maker and the readers learns that it is there."""
    actor.require(Permission.CONTACT_WRITE)
    contact = queries.get_row(actor, draft.contact, lock=True)
    require_contactable(contact)
    readers = reader_ids(actor, draft.readers)
    row = SubmittedList(
        organisation_id=actor.organisation_id,
        reference=draw(SubmittedList, actor.organisation_id, "L"),
        contact=contact,
        state=str(ListState.DRAFT),
        author_id=actor.user_id,
        reason=draft.reason.strip() or None,
        readers=[ListReader(user_id=key) for key in readers],
    )
    db.session.add(row)
    _put(actor, row, draft.cases, draft.spelling)
    audit.record(actor, Event.LIST_MADE, row, label=row.reference, names=len(draft.cases))
    db.session.flush()
    return row


def put_on_list(actor: Actor, public_id: str, cases: tuple[str, ...], spelling: Spelling) -> int:
    """Add further cases to a list that nobody has yet; returns how many were new to it."""
    row = _draft(actor, public_id)
    added = _put(actor, row, cases, spelling)
    audit.record(actor, Event.LIST_CHANGED, row, label=row.reference, names=added)
    db.session.flush()
    return added


def spell_name(actor: Actor, list_id: str, public_id: str, draft: NameDraft, seen: int | None) -> SubmittedName:
    """Change how a name stands on a list that nobody has yet, and why it does."""
    actor.require(Permission.CONTACT_WRITE)
    row = _open_name(actor, list_id, public_id)
    require_current(seen, row.version)
    printed = " ".join(draft.printed.split())
    if not printed:
        raise Misfilled("printed", N_("Write the name as it is to stand on the list."))
    if len(printed) > _LONGEST:
        raise Misfilled("printed", N_("A name has at most %(n)d characters."), n=_LONGEST)
    row.printed, row.reason = printed, draft.reason.strip() or None
    row.list.changed_at = clock.now()
    audit.record(actor, Event.LIST_CHANGED, row.list, label=row.list.reference, names=1)
    db.session.flush()
    return row


def take_off_list(actor: Actor, list_id: str, public_id: str) -> None:
    """Take a name off a list that nobody has yet."""
    actor.require(Permission.CONTACT_WRITE)
    row = _open_name(actor, list_id, public_id)
    parent = row.list
    db.session.delete(row)
    parent.changed_at = clock.now()
    audit.record(actor, Event.LIST_CHANGED, parent, label=parent.reference, names=1)
    db.session.flush()


def count_kept_back(actor: Actor, public_id: str) -> int:
    """Return how many names keep a list from being handed over."""
    return len(queries.list_kept_back(actor, queries.get_list_row(actor, public_id).id))


def take_withheld_off(actor: Actor, public_id: str) -> int:
    """Take off a list that nobody has yet whoever is withheld since, also from the actor; returns how many."""
    row = _draft(actor, public_id)
    names = queries.list_kept_back(actor, row.id)
    if not names:
        raise Refused(N_("Nobody on this list is withheld."))
    for name in names:
        db.session.delete(name)
    row.changed_at = clock.now()
    audit.record(actor, Event.LIST_CHANGED, row, label=row.reference, names=len(names))
    db.session.flush()
    return len(names)


def hand_over(actor: Actor, public_id: str, when: PartialDate | None, note: str, seen: int | None) -> SubmittedList:
    """Freeze a list as it was handed over."""
    require_current(seen, queries.get_list_row(actor, public_id).version)
    row = _draft(actor, public_id)
    if when is None or when.earliest is None:
        raise Misfilled("handed", N_("Say when it was handed over, as exactly as you know."))
    require_past("handed", when)
    view = queries.get_list(actor, public_id)
    if not view.names:
        raise Misfilled("handed", N_("There is no name on this list."))
    if queries.list_kept_back(actor, row.id):
        raise Misfilled(
            "handed",
            N_("Somebody on this list is withheld since it was made. Take the name off before you hand it over."),
        )
    require_no_refusal(list_consents_of_list(actor, public_id), (name.case for name in view.names), "handed", when)
    row.state, row.handed, row.note = str(ListState.HANDED), when, note.strip() or None
    row.frozen_at = clock.now()
    audit.record(actor, Event.LIST_HANDED, row, label=row.reference, names=len(view.names))
    db.session.flush()
    return row


def answer_name(actor: Actor, list_id: str, public_id: str, draft: AnswerDraft, seen: int | None) -> SubmittedName:
    """Record what was answered about one name of a list that was handed over."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_name_row(actor, list_id, public_id)
    require_current(seen, row.version)
    if row.list.state != ListState.HANDED:
        raise Refused(N_("This list was not handed over yet: nobody can have answered."))
    require_past("answered", draft.answered)
    if draft.answered and row.list.handed and draft.answered.before(row.list.handed):
        raise Misfilled("answered", N_("This day lies before the list was handed over."))
    row.answer = str(draft.answer)
    none = draft.answer is NameAnswer.NONE
    if row.answered != (None if none else draft.answered):
        row.answered = None if none else draft.answered
    row.answer_note = draft.note.strip() or None
    audit.record(actor, Event.NAME_ANSWERED, row.list, label=row.list.reference, answer=row.answer)
    db.session.flush()
    return row


def admit_reader(actor: Actor, public_id: str, member: str) -> None:
    """Let one more member read a list."""
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_list_row(actor, public_id)
    keys = reader_ids(actor, (member,))
    if not keys or keys[0] in {row.author_id, *(reader.user_id for reader in row.readers)}:
        raise Misfilled("member", N_("This member may read the list already."))
    row.readers.append(ListReader(user_id=keys[0]))
    audit.record(actor, Event.LIST_READER_ADMITTED, row, label=row.reference, member=member)
    db.session.flush()


def _put(actor: Actor, row: SubmittedList, references: tuple[str, ...], spelling: Spelling) -> int:
    found = nameable(actor, references)
    known, number = {name.case_id for name in row.names}, max((name.number for name in row.names), default=0)
    fresh = [key for key in found if key not in known]
    for at, key in enumerate(fresh, number + 1):
        name = found[key]
        printed = latin(name) if spelling is Spelling.LATIN else name
        row.names.append(
            SubmittedName(organisation_id=actor.organisation_id, number=at, case_id=key, printed=printed[:_LONGEST])
        )
    row.changed_at = clock.now()
    return len(fresh)


def _draft(actor: Actor, public_id: str) -> SubmittedList:
    actor.require(Permission.CONTACT_WRITE)
    row = queries.get_list_row(actor, public_id)
    if row.state != ListState.DRAFT:
        raise Refused(_FROZEN)
    return row


def _open_name(actor: Actor, list_id: str, public_id: str) -> SubmittedName:
    row = queries.get_name_row(actor, list_id, public_id)
    if row.list.state != ListState.DRAFT:
        raise Refused(_FROZEN)
    return row
