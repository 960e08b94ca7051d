"""What lists and chains say in words of the public side of submissions."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from case_mgr.advocacy import labels
from case_mgr.advocacy.kinds import Finding, Status, SubmissionKind
from case_mgr.advocacy.types import SubmissionRow
from case_mgr.web.wording import when, when_short


def days_of(row: SubmissionRow) -> list[str]:
    """Say which days of a submission are to come, or were the last: an answer that is due, an end, a handing over."""
    said = [_("answer due %(when)s", when=when_short(row.due))] if row.due else []
    note = row.course
    if note is None:
        return said
    if note.expires and row.kind is SubmissionKind.URGENT_ACTION:
        goes_on = row.status is Status.UNDER_WAY
        day = when_short(note.expires)
        said.append(_("goes on until %(when)s", when=day) if goes_on else _("went on until %(when)s", when=day))
    if note.handed:
        said.append(_("handed over %(when)s", when=when_short(note.handed)))
    elif note.closes:
        said.append(_("signed until %(when)s", when=when_short(note.closes)))
    return said


def public_of(row: SubmissionRow) -> list[str]:
    """Say for a chain what became public of a submission: its number, who signed by when, what was decided."""
    note = row.course
    if note is None:
        return []
    said = [note.number] if note.number else []
    if note.signatures is not None and note.counted is not None:
        signed = ngettext("%(num)d signature", "%(num)d signatures", note.signatures)
        said.append(_("%(signed)s by %(when)s", signed=signed, when=when(note.counted)))
    if note.handed:
        said.append(_("handed over %(when)s", when=when(note.handed)))
    if note.expires and row.kind is SubmissionKind.URGENT_ACTION:
        said.append(_("last day %(when)s", when=when(note.expires)))
    if note.finding is not Finding.NONE:
        said.append(_(labels.FINDINGS[note.finding]))
    return said
