"""At the door: hears whose names an answer serves, and notes it when the answer has left."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import structlog
from flask import Flask, Response, request
from markupsafe import escape

from case_mgr.audit import service
from case_mgr.audit.notes import Note
from case_mgr.core import clock, ids, served
from case_mgr.web.guard import find_actor
from case_mgr.web.transaction import apart

log = structlog.get_logger()
_TEXT = ("text/", "application/json", "application/xml", "application/x-ndjson")
_FILE = "names-served.jsonl"
# Lists as files: their names carry the number of the note. Inside, no place is left alone by those who read them in.
_LISTS = frozenset(
    {"text/csv", "application/x-ndjson", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)
_NAME = re.compile(r'(filename="[^"]*?)(\.\w+")')


def install(app: Flask) -> None:
    """Hear every answer of an application."""

    @app.before_request
    def _listen() -> None:
        if request.endpoint != "static":
            served.listen()

    @app.after_request
    def _note(response: Response) -> Response:
        found = served.heard()
        if found is not None and (found.names or found.told):
            people = _people_in(response, found)
            # A number that stands on a page is noted even where the names were read and not shown.
            if people or found.number:
                number = found.number or ids.new_public_id()
                _mark(response, number)
                _note_later(app, response, number, people)
        return response


def _people_in(response: Response, found: served.Heard) -> Collection[int]:
    """Return the people whose names an answer holds; one that cannot be read holds all that were read for it."""
    if 0 in found.names:
        log.error("a name was read without whose it is", page=request.endpoint)
    everybody = set(found.names) | found.told
    if response.direct_passthrough or response.is_streamed or not (response.mimetype or "").startswith(_TEXT):
        return everybody
    try:
        body = response.get_data().decode("utf-8")
    except UnicodeDecodeError:
        return everybody
    if response.mimetype == "text/calendar":
        # Its lines are folded in the middle of a word.
        body = body.replace("\r\n ", "")
    named = {number for number, names in found.names.items() if any(_stands(name, body) for name in names)}
    return named | found.told


def _stands(name: str, body: str) -> bool:
    """Say whether a name stands in an answer, as it is or as HTML, JSON or CSV write it."""
    if name in body:
        return True
    told = json.dumps(name)[1:-1]
    others = {str(escape(name)), told, name.replace('"', '""')} - {name}
    return any(other in body for other in others) if others else False


def _mark(response: Response, number: str) -> None:
    """Put the number of its note into the name of a list that is taken out as a file."""
    told = response.headers.get("Content-Disposition", "")
    if told.startswith("attachment") and response.mimetype in _LISTS:
        response.headers["Content-Disposition"] = _NAME.sub(rf"\g<1>-{number}\g<2>", told, count=1)


def _note_later(app: Flask, response: Response, number: str, people: Collection[int]) -> None:
    who = find_actor()
    note = Note(
        public_id=number,
        at=clock.now(),
        organisation=who.organisation_public_id if who else service.NOBODY,
        actor=who.public_id if who else service.NOBODY,
        actor_name=who.name if who else "",
        page=request.endpoint or "",
        kept="attachment" in response.headers.get("Content-Disposition", ""),
        people=tuple(sorted(people)),
    )
    response.call_on_close(lambda: _write(app, note))


def _write(app: Flask, note: Note) -> None:
    """Write a note; what the database does not take just now waits in a file, and no page breaks for it."""
    try:
        apart(app, lambda: _add(note))
    except Exception:
        log.exception("a note of names served waits in a file", page=note.page, note=note.public_id)
        try:
            keep(app, note)
        except OSError:
            log.exception("names were served without a note", page=note.page, actor=note.actor, people=note.people)


def _add(note: Note) -> None:
    service.note_served([note])


def keep(app: Flask, note: Note) -> None:
    """Keep a note in a file of the instance until the worker takes it in."""
    path = Path(app.instance_path) / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
        # One write, so that two processes never mix their lines.
        file.write(f"{note.line()}\n".encode())


def list_kept(app: Flask) -> list[Path]:
    """List the files of notes that wait for the database."""
    return sorted(Path(app.instance_path).glob(f"{Path(_FILE).stem}*.jsonl"))


def take_in(app: Flask) -> int:
    """Take the notes of those files into this transaction; a file goes only when all its notes are in the database."""
    path, count = Path(app.instance_path) / _FILE, 0
    if path.exists():
        path.rename(path.with_name(f"{path.stem}-{ids.new_public_id()}.jsonl"))
    for file in list_kept(app):
        if file.name == _FILE:
            continue
        lines = file.read_text("utf-8", errors="replace").splitlines()
        notes = _read(lines)
        added = service.note_served(notes, again=True)
        count += added
        if not added:
            _end(file, whole=len(notes) == len(lines))
    return count


def _end(file: Path, *, whole: bool) -> None:
    if whole:
        file.unlink()
        return
    # A line that was cut off when the disk was full stays where a person can look at it.
    log.error("a line of the notes of names served cannot be read", file=file.name)
    file.rename(file.with_suffix(".unread"))


def _read(lines: list[str]) -> list[Note]:
    found = []
    for line in lines:
        with suppress(ValueError):
            found.append(Note.read(line))
    return found
