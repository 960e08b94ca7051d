"""Checking a list: every row read, compared with the records, and given a verdict. The records stay as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import delete

from case_mgr.access.actor import Actor
from case_mgr.access.permissions import Permission
from case_mgr.audit import service as audit
from case_mgr.audit.types import Event
from case_mgr.core import clock, ids
from case_mgr.core.errors import DomainError, Refused, plain
from case_mgr.core.rows import table_of, write_rows
from case_mgr.core.sealed import seal_values
from case_mgr.core.text import N_
from case_mgr.detainees import queries as people
from case_mgr.extensions import db
from case_mgr.imports import columns, known, plan, queries
from case_mgr.imports.dryrun import NO_NAMES, NOBODY
from case_mgr.imports.likeness import strong_keys
from case_mgr.imports.marks import digest_of, mark_of
from case_mgr.imports.models import Import, ImportRow
from case_mgr.imports.policy import require_editable
from case_mgr.imports.service.matching import Match, match_block, may_be_same
from case_mgr.imports.service.meanings import Meanings
from case_mgr.imports.service.reading import open_table
from case_mgr.imports.service.recalling import Recalled
from case_mgr.imports.splitting import Split, part_of
from case_mgr.imports.states import State, Verdict
from case_mgr.imports.types import Problem, RowDraft
from case_mgr.jobs import service as jobs
from case_mgr.jobs.types import Handler, JobContext
from case_mgr.legal.service import list_doubts
from case_mgr.tables.types import Rejected, Severity

KIND = "import.check"
BLOCK = 200
_SAMPLE = 1000
_SHORT = 2 * 1024 * 1024
_MOST_UNSEEN = 5000
_TITLE = N_("Checking a list")
_IMPORTED = Match(Verdict.IMPORTED)
_NO_ARTICLE = N_(
    "The vocabulary of this country has no article %(article)s. The charge is kept as the list prints it, and marked."
)
_PERHAPS = N_(
    "There is no article %(article)s: perhaps %(instead)s, whose superscript was lost in copying. "
    "The charge is kept as the list prints it, and marked."
)
_CHOOSE = N_("Choose the columns before the list is checked.")


def begin_check(actor: Actor, public_id: str) -> str | None:
    """Check a short list now, a long one in the background; returns the job, None when the check is done."""
    row = queries.get_row(actor, public_id)
    if row.size <= _SHORT:
        check(actor, public_id)
        return None
    _require_columns(actor, row)
    job = jobs.enqueue(
        actor, KIND, {"import": public_id}, title=_TITLE, lane=f"check:{row.id}", where=f"/imports/{public_id}/check"
    )
    row.state, row.job = str(State.CHECKING), job.public_id
    audit.record(actor, Event.IMPORT_CHECKED, row, label=row.reference, begun=True)
    db.session.flush()
    return job.public_id


def check(actor: Actor, public_id: str) -> Import:
    """Check a whole list; checking again forgets the check before, and the decisions with it."""
    _require_columns(actor, queries.get_row(actor, public_id))
    for _ in _check(actor, public_id):
        pass
    return queries.get_row(actor, public_id)


def run(job: JobContext) -> Mapping[str, Any]:
    """Check a long list block by block; begun anew after a crash, it starts over."""
    public_id = str(job.payload["import"])
    for done in _check(job.actor, public_id):
        job.checkpoint(done, 0)
    return {"import": public_id}


def failed(actor: Actor, payload: Mapping[str, Any], error: DomainError) -> None:
    """Give a list whose check failed back to its person."""
    row = queries.get_row(actor, str(payload["import"]))
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    row.state = str(State.MAPPED)
    audit.record(actor, Event.IMPORT_INTERRUPTED, row, label=row.reference, why=str(error))


def _require_columns(actor: Actor, row: Import) -> None:
    actor.require(Permission.IMPORT_STAGE)
    require_editable(row)
    if not row.columns:
        raise Refused(NO_NAMES if row.state == State.UPLOADED else _CHOOSE)


def _check(actor: Actor, public_id: str) -> Iterator[int]:
    """Check block by block; gives the number of rows after each."""
    row = queries.get_row(actor, public_id)
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    row.people_seen, row.others_came = people.newest(), False
    problems: Counter[str] = Counter()
    meanings = Meanings(actor, row.jurisdiction)
    unseen: set[int] = set()
    done = 0
    try:
        drafts = _drafts(row)
        first = list(islice(drafts, _SAMPLE))
        row.follows = _followed(row, first)
        for block in _blocks(_doubted(row, meanings.apply(chain(first, drafts)))):
            problems.update(problem.code for draft in block for problem in draft.problems)
            rows = _checked(actor, row, block, unseen)
            db.session.flush()
            write_rows(db.session.connection(), table_of(ImportRow), rows)
            done += len(block)
            yield done
    except Rejected as refusal:
        raise Refused(refusal.sentence, **refusal.params) from refusal
    counts = queries.count_verdicts(row)
    if not sum(number for verdict, number in counts.items() if verdict not in (Verdict.BROKEN, Verdict.LEFT_OUT)):
        raise Refused(NOBODY)
    row.checked_at, row.state = clock.now(), str(State.CHECKED)
    row.unknown = meanings.told()
    row.unseen = sorted({*(row.unseen or ()), *unseen})[:_MOST_UNSEEN]
    row.counts = {"verdicts": {str(verdict): number for verdict, number in counts.items()}, "problems": dict(problems)}
    audit.record(actor, Event.IMPORT_CHECKED, row, label=row.reference, rows=sum(counts.values()))
    db.session.flush()


def _drafts(row: Import) -> Iterator[RowDraft]:
    mapping = {field: int(index) for index, field in row.columns.items()}
    order: Any = row.order
    with open_table(row) as table:
        if row.splits:
            split = Split(table, mapping)
            yield from map(split.restore, columns.clean(split.table, mapping, order, keys=strong_keys))
        else:
            yield from columns.clean(table, mapping, order, keys=strong_keys)


def _doubted(row: Import, drafts: Iterable[RowDraft]) -> Iterator[RowDraft]:
    """Say of each article that the vocabulary of the country does not know that it is kept as the list prints it."""
    column = next((int(index) for index, field in row.columns.items() if field == "charges"), None)
    for draft in drafts:
        text = plan.text_of(draft.fields, "charges") if column is not None else ""
        doubts = list_doubts(row.jurisdiction, text) if text else ()
        problems = tuple(
            Problem(
                "article_unknown",
                _PERHAPS if doubt.instead else _NO_ARTICLE,
                doubt.params,
                row=draft.row,
                line=draft.line,
                column=column,
                field="charges",
                raw=doubt.raw,
            )
            for doubt in doubts
        )
        yield draft._replace(problems=(*draft.problems, *problems)) if problems else draft


def _blocks(drafts: Iterable[RowDraft]) -> Iterator[list[RowDraft]]:
    rest = iter(drafts)
    while block := list(islice(rest, BLOCK)):
        yield block


def _followed(row: Import, first: Sequence[RowDraft]) -> Import | None:
    """Find the import of an earlier version of this list by the first of its rows."""
    some = [draft for draft in first if draft.would_import and draft.skipped is None]
    digests = [digest_of(row.organisation_id, draft.raw, part_of(draft.row)) for draft in some]
    marks = [mark for draft in some if (mark := mark_of(row.organisation_id, draft.fields))]
    return known.find_followed(row, digests, marks, row.header)


def _checked(actor: Actor, row: Import, block: Sequence[RowDraft], unseen: set[int]) -> list[dict[str, Any]]:
    """Return the rows of a block as they are stored, each with its verdict."""
    importable = [draft for draft in block if draft.would_import and draft.skipped is None]
    recalled = Recalled(actor, row, importable)
    asked = [draft for draft in importable if draft.row not in recalled.before]
    matches = match_block(actor, [draft.fields for draft in asked], unseen)
    found = {draft.row: recalled.weigh(draft.row, match) for draft, match in zip(asked, matches, strict=True)}
    repeats = _repeats(row, importable)
    return [
        _stored(row, draft, found.get(draft.row, _IMPORTED), recalled, repeats.get(draft.row, [])) for draft in block
    ]


def _repeats(row: Import, block: Sequence[RowDraft]) -> dict[int, list[int]]:
    """Find for each row the earlier rows that may be the same person, by the rules that hold for records."""
    own = {draft.row: draft.fields for draft in block}
    wanted = {number for draft in block for number in draft.duplicate_of_rows} - own.keys()
    known = own | {line.row: plan.from_json(line.fields) for line in queries.list_lines(row, sorted(wanted))}
    return {
        draft.row: [
            number for number in draft.duplicate_of_rows if number in known and may_be_same(draft.fields, known[number])
        ]
        for draft in block
        if draft.duplicate_of_rows
    }


def _stored(row: Import, draft: RowDraft, match: Match, recalled: Recalled, repeats: Sequence[int]) -> dict[str, Any]:
    if draft.skipped is not None:
        verdict = Verdict.LEFT_OUT
    elif not draft.would_import:
        verdict = Verdict.BROKEN
    elif repeats and match.verdict in (Verdict.NEW, Verdict.UNSURE):
        verdict = Verdict.DUPLICATE
    else:
        verdict = match.verdict
    columns = {
        "public_id": ids.new_public_id(),
        "organisation_id": row.organisation_id,
        "import_id": row.id,
        "row": draft.row,
        "line": draft.line,
        "raw": list(draft.raw),
        "fields": plan.to_json(draft.fields),
        "problems": [_problem(problem) for problem in draft.problems],
        "remarked": bool(draft.problems),
        "faulty": any(problem.severity is Severity.ERROR for problem in draft.problems),
        "verdict": str(verdict),
        "decisions": 0,
        "candidates": list(match.candidates),
        "repeats": list(repeats),
        "person": recalled.before.get(draft.row),
        "digest": recalled.digests.get(draft.row),
        "mark": recalled.marks.get(draft.row),
        "notes": [],
        "differences": {},
        "undo_note": "",
    }
    return seal_values(ImportRow, columns | recalled.answered(draft.row, match))


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "sentence": problem.sentence,
        "params": plain(problem.params),
        "severity": str(problem.severity),
        "column": problem.column,
        "field": problem.field,
        "raw": problem.raw,
    }


HANDLER = Handler(run, failed)
