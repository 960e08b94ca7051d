"""The dry run: what an import would do, as one JSON object that stays the same (`import-dryrun/1`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, BinaryIO, TextIO, TypedDict, Unpack

from case_mgr.core.text import N_
from case_mgr.imports.columns import clean_blocks, make_mapping, resolve
from case_mgr.imports.draftblock import DraftBlock
from case_mgr.imports.headers import knows_heading
from case_mgr.imports.repeats import Keys
from case_mgr.imports.splitting import clean_apart
from case_mgr.imports.spool import Listed, Sink, Spool, write
from case_mgr.imports.types import NAMELESS, ColumnGuess, Problem
from case_mgr.tables.dateforms import Order
from case_mgr.tables.reader import read
from case_mgr.tables.source import Source
from case_mgr.tables.types import HeaderRow, RawTable, Rejected, Severity

SCHEMA = "import-dryrun/1"
NO_NAMES = N_(
    "No column of this list is known to hold names. Say which one does: map full_name to its heading or number."
)
NOBODY = N_(
    "None of the rows of this list has a name of a person. Look whether the right column is mapped to full_name."
)
# So many problems of rows stand beside the sentence that refuses a list.
_FIRST = 20
_NAMES = frozenset({"full_name", "given_name", "surname"})


def read_list(
    data: bytes | BinaryIO,
    name: str,
    *,
    encoding: str | None = None,
    header_row: HeaderRow = "auto",
    sheet: str | None = None,
) -> RawTable:
    """Read a list with our knowledge of headings, by which its header row is found."""
    return read(data, name, encoding=encoding, header_row=header_row, sheet=sheet, knows_header=knows_heading)


class Asked(TypedDict, total=False):
    """How a list is to be read and understood, where somebody says so; and how many records are told, or none.

    `asked`: columns by field, as they are typed; `saved`: fields by the folded headings of a saved mapping;
    `splits`: whether it takes a cell apart that names several people.
    """

    encoding: str | None
    header_row: HeaderRow
    sheet: str | None
    asked: Mapping[str, str] | None
    saved: Mapping[str, str] | None
    splits: bool
    date_order: Order | None
    limit_records: int | None
    today: date | None
    keys: Keys | None


def run_file(data: bytes | BinaryIO, name: str, **how: Unpack[Asked]) -> dict[str, Any]:
    """Return what importing a file would do; a file that cannot be read gives a rejected result with its sentence."""
    return _outcome(data, name, how)


def write_file(out: TextIO, data: bytes | BinaryIO, name: str, **how: Unpack[Asked]) -> str:
    """Write the same as one line of JSON in flat memory, however long the list is; return the status."""
    with Spool() as issues, Spool() as records:
        head = _outcome(data, name, how, issues, records)
        rejected = head["status"] == "rejected"
        write(out, head, None if rejected else issues, None if rejected else records)
        return str(head["status"])


def _outcome(
    data: bytes | BinaryIO, name: str, how: Asked, issues: Sink | None = None, records: Sink | None = None
) -> dict[str, Any]:
    asked, header_row = how.get("asked"), how.get("header_row", "auto")
    named = {*(asked or {}), *(how.get("saved") or {}).values()}
    try:
        table = read_list(data, name, encoding=how.get("encoding"), header_row=header_row, sheet=how.get("sheet"))
        guesses = resolve(table, asked, how.get("saved"))
        return dry_run(
            table,
            guesses,
            how.get("date_order"),
            limit_records=how.get("limit_records"),
            today=how.get("today"),
            keys=how.get("keys"),
            splits=how.get("splits", False),
            # Whoever says which column holds the names hears about every row of it.
            told=bool(named & _NAMES),
            issues=issues,
            records=records,
        )
    except Rejected as refusal:
        return reject(data, name, refusal)


def dry_run(
    table: RawTable,
    guesses: Sequence[ColumnGuess],
    date_order: Order | None = None,
    *,
    limit_records: int | None = None,
    today: date | None = None,
    keys: Keys | None = None,
    splits: bool = False,
    told: bool = False,
    issues: Sink | None = None,
    records: Sink | None = None,
) -> dict[str, Any]:
    """Return what importing a table with these columns would do; nothing is written."""
    mapping = make_mapping(guesses)
    if not mapping.keys() & _NAMES:
        return _with_columns(_rejected(table, NO_NAMES, "name_not_mapped"), guesses)
    issues = Listed() if issues is None else issues
    records = Listed() if records is None else records
    failed, first = False, list[Problem]()
    for issue in table.issues:
        failed = failed or issue.severity is Severity.ERROR
        issues.append(Problem.from_issue(issue).to_json())
    total = wrong = skipped = 0
    somebody = False
    clean = clean_apart if splits else clean_blocks
    for drafts in clean(table, mapping, date_order, today=today, keys=keys):
        rows = []
        for draft in drafts.apart.values() if isinstance(drafts, DraftBlock) else drafts:
            first += draft.problems[: _FIRST - len(first)]
            for problem in draft.problems:
                issues.append(problem.to_json())
            if draft.skipped is not None:
                skipped += 1
                continue
            rows.append(draft)
            wrong += draft.has_error
            somebody = somebody or draft.would_import or not any(problem.code in NAMELESS for problem in draft.problems)
        kept = drafts if isinstance(drafts, DraftBlock) else rows
        somebody = somebody or len(kept) > len(rows)
        total += len(kept)
        room = len(kept) if limit_records is None else limit_records - total + len(kept)
        if room > 0:
            records.take(kept, room)
    if not somebody and not (told and total):
        return _with_columns(_rejected(table, NOBODY, "name_missing", first), guesses)
    result = _frame(_describe(table), "ok_with_errors" if wrong or failed else "ok", None)
    result |= {
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "rows_total": total,
        "rows_ok": total - wrong,
        "rows_error": wrong,
        "rows_skipped": skipped,
        "issues": issues,
        "records": records,
    }
    return _with_columns(result, guesses)


def reject(data: bytes | BinaryIO, name: str, refusal: Rejected) -> dict[str, Any]:
    """Return the result for a file that cannot be read."""
    source = Source(data)
    file = {"name": PurePath(name.replace("\\", "/")).name, "size": source.size, "sha256": source.sha256, "type": None}
    return _frame(file, "rejected", str(refusal)) | {"issues": [_whole(refusal.code, str(refusal), refusal.line)]}


def _rejected(table: RawTable, sentence: str, code: str, first: Sequence[Problem] = ()) -> dict[str, Any]:
    """Return the result for a list that was read and is refused, with what was found first: it may be the reason."""
    found = [Problem.from_issue(issue) for issue in table.issues]
    return _frame(_describe(table), "rejected", sentence) | {
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "issues": [_whole(code, sentence, None), *(problem.to_json() for problem in (*found, *first))],
    }


def _whole(code: str, message: str, line: int | None) -> dict[str, object]:
    return Problem(code, message.replace("%", "%%"), {"": ""}, Severity.ERROR, line=line).to_json()


def _describe(table: RawTable) -> dict[str, object]:
    return {"name": table.name, "size": table.size, "sha256": table.sha256, "type": str(table.kind)}


def _frame(file: Mapping[str, object], status: str, message: str | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "file": dict(file),
        "status": status,
        "message": message,
        "encoding": None,
        "delimiter": None,
        "sheet": None,
        "header_row": None,
        "columns": [],
        "rows_total": 0,
        "rows_ok": 0,
        "rows_error": 0,
        "rows_skipped": 0,
        "issues": [],
        "records": [],
    }


def _with_columns(result: dict[str, Any], guesses: Sequence[ColumnGuess]) -> dict[str, Any]:
    columns = [{"index": guess.index, "header": guess.header, "field": guess.field} for guess in guesses]
    return result | {"columns": columns}
