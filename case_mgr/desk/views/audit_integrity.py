"""Whether the log is whole: the last check in words, checkpoints to keep elsewhere, and the warning when it is not."""

from __future__ import annotations

from itertools import groupby

import segno
from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from case_mgr.access.permissions import Permission
from case_mgr.advocacy import queries as advocacy
from case_mgr.audit import queries as log
from case_mgr.audit import service as audit
from case_mgr.audit.checkpoints import Checkpoint
from case_mgr.audit.types import SENTENCES, CheckView, Event
from case_mgr.core.errors import NotFound
from case_mgr.core.text import N_
from case_mgr.desk import audit_integrity as checking
from case_mgr.desk.audit_forms import PutDownForm
from case_mgr.desk.views.room import blueprint
from case_mgr.tasks import queries as tasks
from case_mgr.web.acts import done
from case_mgr.web.guard import actor, find_actor, needs

# What was done to an entry, for whoever never heard of hashes.
KINDS = {
    "altered": N_("Something in it was changed"),
    "removed": N_("It, or a part of it, was removed"),
    "reordered": N_("Entries were put into another order"),
    "inserted": N_("Something was put in that the product did not write"),
    "truncated": N_("The newest entries were cut off"),
    "rewritten": N_("The log was computed anew from there on"),
    "old copy restored": N_("An old copy of the database was put back"),
    "key changed": N_("A key was exchanged"),
    "clock set back": N_("The clock was set back"),
}

# How somebody checks the log who has nothing of the product.
_COMMANDS = """case-mgr audit verifier --output verify.py
case-mgr audit chain --output log.jsonl --as EMAIL
python verify.py log.jsonl --checkpoint checkpoint.txt --key KEY"""


@blueprint.get("/audit/integrity")
@needs(Permission.AUDIT_READ)
def integrity() -> ResponseReturnValue:
    """Say what the last check found, and how to check without the product."""
    return _page(PutDownForm())


@blueprint.post("/audit/integrity")
@needs(Permission.AUDIT_READ)
def check_integrity() -> ResponseReturnValue:
    """Check the whole log in the background."""
    return redirect(url_for("jobs.show", public_id=checking.ask(actor()).public_id, follow=1), 303)


@blueprint.post("/audit/integrity/<int:number>/put-down")
@needs(Permission.AUDIT_READ)
def put_down(number: int) -> ResponseReturnValue:
    """Put the warning about a broken log down, with a reason."""
    form = PutDownForm()
    if not form.validate():
        return _page(form)
    audit.put_down(actor(), min(number, 2**31 - 1), form.reason.data or "")
    done(_("The warning was put down. It comes back when a check finds another fault."))
    return redirect(url_for("desk.integrity"), 303)


@blueprint.post("/audit/checkpoints")
@needs(Permission.AUDIT_READ)
def sign_checkpoint() -> ResponseReturnValue:
    """Sign the log as it stands now."""
    made = audit.checkpoint(actor())
    flash(_("Signed. Keep it on paper or on another machine: only there nobody can change it together with the log."))
    return redirect(url_for("desk.checkpoint", seq=made.seq), 303)


@blueprint.get("/audit/checkpoints/<int:seq>")
@needs(Permission.AUDIT_READ)
def checkpoint(seq: int) -> ResponseReturnValue:
    """Show a checkpoint as a line of text and as a picture to print."""
    found = _checkpoint(seq)
    size, path = _drawn(found.line)
    return render_template("desk/audit_checkpoint.html", checkpoint=found, size=size, path=path)


@blueprint.get("/audit/checkpoints/<int:seq>.txt")
@needs(Permission.AUDIT_READ)
def checkpoint_file(seq: int) -> ResponseReturnValue:
    """Give a checkpoint as a small file."""
    found = _checkpoint(seq)
    response = Response(f"{found.line}\n", mimetype="text/plain")
    name = f"case-mgr-checkpoint-{found.seq}-{found.at:%Y-%m-%d}.txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def warns() -> bool:
    """Say whether the red banner stands: for whoever may read the log, until somebody puts it down."""
    who = find_actor()
    return who is not None and log.find_standing_fault(who) is not None


def _page(form: PutDownForm) -> ResponseReturnValue:
    who = actor()
    count, head = log.get_head()
    fault, last = log.find_standing_fault(who), log.find_last_check(who)
    waiting, oldest = log.count_unsealed()
    seq = fault.seq or 0 if fault else 0
    near = log.list_around(who, seq, unsaid=tasks.of_others(who), closed=advocacy.open_of_closed(who)) if fault else []
    around = [(row, _event(row.event)) for row in near]
    shown = {"count": count, "head": head, "last": last, "said": _said(last), "fault": fault, "form": form}
    shown |= {"kind": _(KINDS[fault.kind]) if fault and fault.kind in KINDS else "", "around": around}
    shown |= {"commands": _COMMANDS, "waiting": waiting, "oldest": oldest, "checkpoints": log.list_checkpoints(who, 10)}
    page = render_template("desk/integrity.html", put_down=log.list_put_down(who), **shown)
    return page, 422 if form.errors else 200


def _said(check: CheckView | None) -> str:
    """Say what a check found, in words."""
    if check is None:
        return ""
    told = {"n": f"{check.entries:,}", "seq": check.seq}
    if not check.ok:
        return _("%(n)s entries were checked; entry %(seq)s does not hold.", **told)
    if check.checkpoint is None:
        return _("%(n)s entries were checked, the chain is unbroken. There was no checkpoint to compare with.", **told)
    day = f"{check.checkpoint_at:%Y-%m-%d}"
    return _("%(n)s entries were checked, the chain is unbroken; the checkpoint of %(day)s matches.", day=day, **told)


def _event(name: str) -> str:
    return _(SENTENCES[Event(name)]) if name in set(Event) else name


def _drawn(line: str) -> tuple[int, str]:
    """Return the side of a QR code with its white margin, and the path that draws it: a stroke for each dark run."""
    rows = [list(row) for row in segno.make(line, error="m").matrix_iter(border=4)]
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                strokes.append(f"M{x} {y}.5h{width}")
            x += width
    return len(rows), "".join(strokes)


def _checkpoint(seq: int) -> Checkpoint:
    found = log.find_checkpoint_at(actor(), min(seq, 2**31 - 1))
    if found is None:
        raise NotFound(N_("There is no such checkpoint."))
    return found
