"""Which handler does the work of which kind of job, and what comes around by itself."""

from __future__ import annotations

from collections.abc import Mapping

from case_mgr.bulk.service import running as bulk_running
from case_mgr.bulk.service import undoing as bulk_undoing
from case_mgr.desk import audit_integrity
from case_mgr.desk.audit_rounds import CHECKPOINT, SEALING
from case_mgr.duplicates.service import looking
from case_mgr.exports import service as exports
from case_mgr.imports.service import checking, running, undoing
from case_mgr.jobs.types import Handler, Round
from case_mgr.pardons.rounds import ROUND as STOCK
from case_mgr.pardons.service import searching
from case_mgr.reports.service import counting
from case_mgr.tasks.rounds import ROUND as TASKS

HANDLERS: Mapping[str, Handler] = {
    checking.KIND: checking.HANDLER,
    running.KIND: running.HANDLER,
    undoing.KIND: undoing.HANDLER,
    looking.KIND: looking.HANDLER,
    exports.KIND: exports.HANDLER,
    searching.KIND: searching.HANDLER,
    bulk_running.KIND: bulk_running.HANDLER,
    bulk_undoing.KIND: bulk_undoing.HANDLER,
    counting.KIND: counting.HANDLER,
    audit_integrity.KIND: audit_integrity.HANDLER,
}
ROUNDS: tuple[Round, ...] = (TASKS, looking.ROUND, STOCK, SEALING, CHECKPOINT, exports.ROUND)
