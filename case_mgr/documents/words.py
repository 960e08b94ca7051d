"""Words of documents in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import format_decimal
from flask_babel import gettext as _

from case_mgr.access.fields import Group
from case_mgr.core.errors import DomainError
from case_mgr.core.text import N_
from case_mgr.documents.content.formats import ABOUT
from case_mgr.documents.results import DocumentRow, Proof
from case_mgr.documents.types import Caution, Format, Kind

KINDS: Mapping[Kind, str] = {
    Kind.WARRANT: N_("Warrant"),
    Kind.PROTOCOL: N_("Record of a search, detention or interrogation"),
    Kind.INDICTMENT: N_("Charge or indictment"),
    Kind.VERDICT: N_("Verdict"),
    Kind.APPEAL: N_("Appeal, or the decision about it"),
    Kind.COURT_PAPER: N_("Other court paper"),
    Kind.ANSWER: N_("Answer of an authority"),
    Kind.STATEMENT: N_("Statement or testimony"),
    Kind.MANDATE: N_("Power of attorney or consent"),
    Kind.MEDICAL: N_("Medical record"),
    Kind.IDENTITY: N_("Identity document"),
    Kind.LETTER: N_("Letter"),
    Kind.PHOTOGRAPH: N_("Photograph"),
    Kind.RECORDING: N_("Recording"),
    Kind.PRESS: N_("Press"),
    Kind.OTHER: N_("Other"),
}
PARTS: Mapping[Group, str] = {
    Group.CASE: N_("Everybody who works with the documents of this case"),
    Group.NOTES: N_("Whoever reads the team’s notes"),
    Group.IDENTITY: N_("Whoever may open identity documents"),
    Group.HEALTH: N_("Whoever may open details of health"),
    Group.FAMILY: N_("Whoever may open family contacts"),
}
CLOSED_HINT = N_("Closed: its title stands in no list, and each look is written down.")
CAUTIONS: Mapping[Caution, str] = {
    Caution.SCRIPT: N_("It holds a script that runs when it is opened: open it in a reader in which scripts are off."),
    Caution.LAUNCH: N_("It asks the reader to start a program: do not allow it."),
    Caution.EMBEDDED: N_("It carries other files, which were not looked into: do not open them on your own computer."),
    Caution.SENDS: N_("It holds a form that can send what is typed: do not fill it in."),
    Caution.REMOTE: N_(
        "It loads something from another computer, which then knows that you opened it: go offline first."
    ),
    Caution.LOCKED: N_("Parts of it are locked and could not be looked into: treat it as if it held a script."),
}
_UNITS = ((1024 * 1024, N_("%(n)s MB")), (1024, N_("%(n)s KB")))


def document_kind(kind: str) -> str:
    """Name a kind of document."""
    return _(KINDS[Kind(kind)]) if kind in set(Kind) else kind


def document_part(part: str) -> str:
    """Say who may open a document."""
    return _(PARTS[Group(part)]) if part in set(PARTS) else part


def document_format(format_: str) -> str:
    """Name what the bytes of a file are."""
    return _(ABOUT[Format(format_)].label)


def caution_text(caution: str) -> str:
    """Say what must be known before a file is opened."""
    return _(CAUTIONS[Caution(caution)])


def document_name(row: DocumentRow | Proof) -> str:
    """Return what a link to a document says: its title, or of a closed one its kind."""
    return row.title or _("%(kind)s, closed", kind=document_kind(row.kind))


def file_size(size: int) -> str:
    """Say how large a file is."""
    for unit, words in _UNITS:
        if size >= unit:
            return _(words, n=format_decimal(round(size / unit, 1)))
    return _("%(n)s bytes", n=format_decimal(size))


def told(error: DomainError) -> str:
    """Return the sentence of a refusal; a name within it is said in the language of the page."""
    named = {name: _(str(value)) for name, value in error.params.items() if name in ("what", "part")}
    params = dict(error.params) | named
    return _(error.sentence, **params) if params else _(error.sentence)
