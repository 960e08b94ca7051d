"""What proves an entry: receipts are taken in, out and back; two people declare where none can be kept."""

from __future__ import annotations

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit.types import Event
from case_mgr.core import clock
from case_mgr.core.crypto import Unreadable
from case_mgr.core.errors import Conflict, NotFound, Refused, Stale
from case_mgr.core.text import N_
from case_mgr.documents import service as documents
from case_mgr.documents.content.formats import ABOUT
from case_mgr.documents.results import Download
from case_mgr.documents.types import Format
from case_mgr.extensions import db
from case_mgr.files import service as files
from case_mgr.support.models import SupportDeclaration, SupportEntry, SupportReceipt
from case_mgr.support.queries.entries import get_row
from case_mgr.support.service.shared import CHANGED, LONGEST_TEXT, Misfilled, step, tell
from case_mgr.support.types import Act, State

_SHORT = 6
_GIVEN_UP = frozenset({State.VOID, State.REVERSAL})


def add_receipt(actor: Actor, public_id: str, taken: documents.Taken) -> SupportReceipt:
    """Keep a file that was taken in as a receipt of an entry; what is refused leaves nothing on the disk."""
    try:
        actor.require(Permission.SUPPORT_WRITE)
        row = _of(actor, public_id)
        if any(one.file.sha256 == taken.file.sha256 for one in _standing(row)):
            raise Misfilled("file", N_("This receipt is here already."))
    except BaseException:
        documents.discard(taken)
        raise
    if taken.preview is not None:
        # A receipt has no picture in a list: it is opened one look at a time.
        files.drop(taken.preview)
    receipt = SupportReceipt(
        organisation_id=row.organisation_id,
        file=files.keep(taken.file),
        format=str(taken.found.format),
        added_by_id=actor.user_id,
    )
    row.receipts.append(receipt)
    tell(actor, Event.RECEIPT_ADDED, row, receipt=receipt.public_id, sha256=taken.file.sha256)
    return receipt


def withdraw_receipt(actor: Actor, public_id: str, receipt_id: str, reason: str) -> SupportReceipt:
    """Take a receipt back that proves something else; its file stays, and so does the reason."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _of(actor, public_id)
    receipt = _receipt(row, receipt_id)
    if not reason.strip():
        raise Misfilled("reason", N_("Write why the receipt is taken back."))
    if row.state == State.CONFIRMED and not _is_signed(row) and len(_standing(row)) == 1:
        raise Refused(N_("This is the one proof of a confirmed entry: add the right receipt first."))
    receipt.withdrawn_at, receipt.reason = clock.now(), reason.strip()[:LONGEST_TEXT]
    tell(actor, Event.RECEIPT_WITHDRAWN, row, receipt=receipt.public_id)
    return receipt


def take_receipt_out(actor: Actor, public_id: str, receipt_id: str) -> Download:
    """Give a receipt out under a name that says nothing; the entry of the log is there before its first byte."""
    actor.require(Permission.SUPPORT_NAMES)
    row = get_row(actor, public_id)
    receipt = _receipt(row, receipt_id)
    try:
        chunks = files.stream(receipt.file)
    except Unreadable as error:
        raise Refused(error.sentence) from error
    tell(actor, Event.RECEIPT_TAKEN_OUT, row, receipt=receipt.public_id)
    about = ABOUT[Format(receipt.format)]
    name = f"{row.reference}-{receipt.public_id[:_SHORT]}.{about.endings[0]}"
    return Download(name, about.mimetype, receipt.file.size, chunks)


def declare(actor: Actor, public_id: str, text: str) -> SupportDeclaration:
    """Declare that no receipt can be kept, and why; it stands for one when another person has signed it."""
    actor.require(Permission.SUPPORT_WRITE)
    row = _of(actor, public_id)
    if row.declaration is not None:
        raise Stale(CHANGED, Conflict())
    if not text.strip():
        raise Misfilled("reason", N_("Write why no receipt can be kept, and how you know that it was spent so."))
    if len(text.strip()) > LONGEST_TEXT:
        raise Misfilled("reason", N_("This is too long: write at most %(n)d characters."), n=LONGEST_TEXT)
    row.declaration = SupportDeclaration(
        organisation_id=row.organisation_id, text=text.strip(), declared_by_id=actor.user_id
    )
    step(actor, row, Act.DECLARED)
    tell(actor, Event.SUPPORT_DECLARED, row)
    return row.declaration


def sign(actor: Actor, public_id: str) -> SupportDeclaration:
    """Sign a declaration that somebody else made: the word of two people stands for a receipt."""
    if not actor.may(Permission.SUPPORT_APPROVE):
        actor.require(Permission.SUPPORT_WRITE)
    row = _of(actor, public_id)
    declaration = row.declaration
    if declaration is None or declaration.signed_by_id is not None:
        raise Stale(CHANGED, Conflict())
    if declaration.declared_by_id == actor.user_id:
        raise Refused(N_("You made this declaration: somebody else signs it."))
    declaration.signed_by_id, declaration.signed_at = actor.user_id, clock.now()
    step(actor, row, Act.SIGNED)
    tell(actor, Event.DECLARATION_SIGNED, row)
    return declaration


def open_beneficiary(actor: Actor, public_id: str) -> str:
    """Return who was helped by name, and write down that somebody looked."""
    actor.require(Permission.SUPPORT_NAMES)
    row = get_row(actor, public_id)
    if row.beneficiary_sealed is None:
        raise NotFound(N_("Nobody is named in this entry."))
    tell(actor, Event.BENEFICIARY_OPENED, row)
    return row.beneficiary or ""


def is_proved(row: SupportEntry) -> bool:
    """Whether there is a receipt, or a declaration of two people."""
    return bool(_standing(row)) or _is_signed(row)


def _is_signed(row: SupportEntry) -> bool:
    return row.declaration is not None and row.declaration.signed_by_id is not None


def _of(actor: Actor, public_id: str) -> SupportEntry:
    row = get_row(actor, public_id, lock=True)
    if row.state in _GIVEN_UP:
        raise Refused(N_("Nothing was spent by this entry: it needs no proof."))
    db.session.flush()
    return row


def _standing(row: SupportEntry) -> list[SupportReceipt]:
    return [one for one in row.receipts if one.withdrawn_at is None]


def _receipt(row: SupportEntry, receipt_id: str) -> SupportReceipt:
    found = next((one for one in _standing(row) if one.public_id == receipt_id), None)
    if found is None:
        raise NotFound(N_("There is no such receipt."))
    return found
