"""A report as plain tables with their captions: what the sheets of a workbook and the pages of a PDF are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from case_mgr.core.text import N_
from case_mgr.reports.present import Figure, Say, Shown, Table

HIDDEN_NOTE = N_("× hidden, so that nobody can be recognised.")
NOT_SHOWN = N_("not shown, since too few people stand in its groups.")
NOTHING = N_("Nothing was recorded in this period.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its first column names each row, its last `numbers` columns hold numbers."""

    key: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1
    note: str = ""


def figures_of(shown: Shown, say: Say) -> Sheet:
    """Return the figures of the period."""
    head = (say(N_("Figure")), say(N_("Unit")), say(N_("Number")), say(N_("Date not exact")))
    rows = tuple((figure.title, figure.unit, figure.shown, figure.inexact) for figure in shown.figures)
    return Sheet("figures", say(N_("Figures of the period")), head, rows, 2, say(NOTHING) if shown.empty else "")


def breakdown(figure: Figure, table: Table, say: Say) -> Sheet:
    """Return one breakdown of a figure; one that cannot be shown has no row and says why."""
    key, caption = f"{figure.key} {table.by}", f"{figure.title}, {table.title}"
    if table.rows is None:
        return Sheet(key, caption, (say(N_("Group")),), (), 0, say(NOT_SHOWN))
    columns = table.head if table.crossed else (say(N_("Number")),)
    rows = tuple((row.label, *(cell.shown for cell in row.cells)) for row in table.rows)
    note = say(HIDDEN_NOTE) if table.hidden else ""
    return Sheet(key, caption, (say(N_("Group")), *columns), rows, len(columns), note)


def restated_of(shown: Shown, say: Say) -> Sheet:
    """Return what the version before told otherwise."""
    head = (say(N_("Figure")), say(N_("Why")), say(N_("Before")), say(N_("Now")))
    rows = tuple(
        (f"{line.title}, {line.group}" if line.group else line.title, line.reason, line.before, line.after)
        for line in shown.restated
    )
    caption = say(N_("Figures that version %(reference)s told otherwise")) % {"reference": shown.replaces}
    return Sheet("restated", caption, head, rows, 2, "" if rows else say(N_("No figure changed.")))


def entries_of(shown: Shown, say: Say) -> Sheet:
    """Return the entries of the log in the period."""
    rows = tuple((sentence, str(count)) for sentence, count in shown.entries)
    head = (say(N_("What was done")), say(N_("Entries")))
    return Sheet(
        "audit", say(N_("Entries of the log in the period, by kind")), head, rows, 1, "" if rows else say(NOTHING)
    )


def sheets(shown: Shown, say: Say) -> Iterator[Sheet]:
    """Give every table of a report, in the order in which they are read."""
    yield figures_of(shown, say)
    for figure in shown.figures:
        for table in figure.tables:
            yield breakdown(figure, table, say)
    if shown.replaces:
        yield restated_of(shown, say)
    yield entries_of(shown, say)


def facts_of(shown: Shown, say: Say) -> list[tuple[str, str]]:
    """Return what stands at the head of a report: of whom, for whom, for when, by whom."""
    grant = shown.grant
    ok = shown.integrity["ok"]
    chain = (
        say(N_("%(n)s entries checked, the chain is unbroken.")) % {"n": shown.integrity["entries"]}
        if ok
        else say(N_("The chain is broken at entry %(n)s: do not rely on these figures."))
        % {"n": shown.integrity["first_bad"]}
    )
    approved = f"{shown.approved_by}, {shown.approved_at}" if shown.approved_by else ""
    return [
        (say(N_("Organisation")), shown.organisation),
        (say(N_("Grant")), f"{grant['code']}, {grant['donor']}" if grant else "–"),
        (say(N_("Period")), shown.period),
        (say(N_("As known on")), shown.as_of),
        (say(N_("Version")), str(shown.version)),
        (say(N_("Built by")), shown.built_by),
        (say(N_("Approved by")), approved or say(N_("Nobody yet: this is a draft."))),
        (say(N_("Integrity of the log")), f"{chain} {shown.checked_at}"),
        (say(N_("Head of the chain")), str(shown.integrity["head"])),
    ]


def proofs_of(shown: Shown, say: Say) -> list[tuple[str, str]]:
    """Return the signed lines of a published report: the checkpoint on which it stands, and its own signature."""
    if not shown.signature:
        return []
    stands = shown.integrity["checkpoint"] or say(N_("None: the chain did not hold."))
    return [
        (say(N_("Checkpoint on which it stands")), stands),
        (say(N_("Signature of this report")), shown.signature),
    ]
