"""A form counts once, however often its button is pressed."""

from __future__ import annotations

import hashlib

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from case_mgr.access.actor import Actor
from case_mgr.core import clock
from case_mgr.extensions import db
from case_mgr.web.models import TakenForm
from case_mgr.web.transaction import abandon, before_commit

FIELD = "once"
_LONGEST = 64


def repeated(who: Actor | None) -> ResponseReturnValue | None:
    """Take the form's key; a form taken before leads to where it led then, and changes nothing."""
    sent = request.form.get(FIELD, "") if request.method == "POST" else ""
    if not sent or len(sent) > _LONGEST:
        return None
    key = hashlib.sha256(f"{who.public_id if who else ''}|{request.path}|{sent}".encode()).hexdigest()
    row = TakenForm(key=key, at=clock.now())
    try:
        found = _find(key)
        if found is None:
            with db.session.begin_nested():
                db.session.add(row)
    except IntegrityError:
        found = _find(key)
    if found is not None:
        location = found.location or request.path
        abandon()
        return redirect(location, 303)
    before_commit(lambda response: _settle(row, response))
    return None


def _find(key: str) -> TakenForm | None:
    return db.session.scalar(select(TakenForm).where(TakenForm.key == key))


def _settle(row: TakenForm, response: Response) -> None:
    row.location = (response.location or request.path)[:500]
