"""How far an import and each of its rows have come, in words that the pages repeat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from case_mgr.core.text import N_


class State(StrEnum):
    """How far an import has come."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    CHECKING = "checking"
    CHECKED = "checked"
    AWAITING_REVIEW = "awaiting_review"
    QUEUED = "queued"
    RUNNING = "running"
    INTERRUPTED = "interrupted"
    AWAITING_DECISIONS = "awaiting_decisions"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DISCARDED = "discarded"


class Verdict(StrEnum):
    """What the check thinks of a row."""

    NEW = "new"
    SAME = "same"
    UNSURE = "unsure"
    DUPLICATE = "duplicate"
    IMPORTED = "imported"
    BROKEN = "broken"
    LEFT_OUT = "left_out"


class Decision(StrEnum):
    """What a person decided about a row."""

    LATER = "later"
    CREATE = "create"
    FILL = "fill"
    UPDATE = "update"
    SKIP = "skip"


class OnMatch(StrEnum):
    """What happens to rows whose person is known already, birth included."""

    ASK = "ask"
    SKIP = "skip"
    FILL = "fill"
    UPDATE = "update"


class Outcome(StrEnum):
    """What an import did with a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


class Undo(StrEnum):
    """What became of a row when its import was taken back."""

    REVERSED = "reversed"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for one row, and how often it was decided when they looked."""

    row: int
    decision: Decision
    target: str | None = None
    repeats: int | None = None
    seen: int | None = None


EDITABLE = frozenset({State.UPLOADED, State.MAPPED, State.CHECKED, State.AWAITING_REVIEW})
STARTABLE = frozenset({State.CHECKED, State.AWAITING_REVIEW, State.AWAITING_DECISIONS, State.INTERRUPTED})
WORKING = frozenset({State.CHECKING, State.QUEUED, State.RUNNING, State.UNDOING})
DECIDABLE = frozenset({State.CHECKED, State.AWAITING_REVIEW, State.AWAITING_DECISIONS, State.INTERRUPTED})
UNDOABLE = frozenset({State.DONE, State.AWAITING_DECISIONS, State.INTERRUPTED})
WRITTEN = frozenset({Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED})
ASKED = frozenset({Verdict.UNSURE, Verdict.DUPLICATE})

STATE_LABELS: dict[State, str] = {
    State.UPLOADED: N_("Uploaded"),
    State.MAPPED: N_("Columns chosen"),
    State.CHECKING: N_("Being checked"),
    State.CHECKED: N_("Checked"),
    State.AWAITING_REVIEW: N_("Waits for a reviewer"),
    State.QUEUED: N_("Waiting for its turn"),
    State.RUNNING: N_("Running"),
    State.INTERRUPTED: N_("Interrupted"),
    State.AWAITING_DECISIONS: N_("Rows wait for a decision"),
    State.DONE: N_("Done"),
    State.UNDOING: N_("Being taken back"),
    State.UNDONE: N_("Taken back"),
    State.DISCARDED: N_("Discarded"),
}
VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.NEW: N_("New"),
    Verdict.SAME: N_("Known already"),
    Verdict.UNSURE: N_("Perhaps known"),
    Verdict.DUPLICATE: N_("Perhaps twice in this list"),
    Verdict.IMPORTED: N_("Imported before, and unchanged since"),
    Verdict.BROKEN: N_("Left out because of an error"),
    Verdict.LEFT_OUT: N_("Left out on purpose: footnote, caption or repeated header"),
}
OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.CREATED: N_("Created"),
    Outcome.UPDATED: N_("Updated"),
    Outcome.UNCHANGED: N_("Unchanged"),
    Outcome.SKIPPED: N_("Skipped as decided"),
    Outcome.FAILED: N_("Failed"),
}
UNDO_LABELS: dict[Undo, str] = {
    Undo.REVERSED: N_("Taken back"),
    Undo.KEPT: N_("Kept, because somebody worked with it since"),
    Undo.FAILED: N_("Could not be taken back"),
}
DECISION_LABELS: dict[Decision, str] = {
    Decision.LATER: N_("Leave for later"),
    Decision.CREATE: N_("Create a new person"),
    Decision.FILL: N_("Same person: fill what is blank"),
    Decision.UPDATE: N_("Same person: overwrite with this list"),
    Decision.SKIP: N_("Leave this row out"),
}
ON_MATCH_LABELS: dict[OnMatch, str] = {
    OnMatch.ASK: N_("Ask about each"),
    OnMatch.SKIP: N_("Skip the row"),
    OnMatch.FILL: N_("Fill what is blank"),
    OnMatch.UPDATE: N_("Overwrite with the values of this list"),
}
FIELD_LABELS: dict[str, str] = {
    "full_name": N_("Full name"),
    "given_name": N_("Given name"),
    "surname": N_("Surname"),
    "patronymic": N_("Patronymic"),
    "aliases": N_("Other names"),
    "sex": N_("Sex"),
    "date_of_birth": N_("Date of birth"),
    "date_of_death": N_("Date of death"),
    "place_of_birth": N_("Place of birth"),
    "nationality": N_("Nationality"),
    "occupation": N_("Occupation"),
    "date_of_arrest": N_("Date of arrest"),
    "place_of_arrest": N_("Place of arrest"),
    "charges": N_("Charges"),
    "stage": N_("Stage"),
    "sentence": N_("Sentence"),
    "date_of_verdict": N_("Date of verdict"),
    "court": N_("Court"),
    "judge": N_("Judge"),
    "prosecutor": N_("Prosecutor"),
    "place_of_detention": N_("Place of detention"),
    "date_of_release": N_("Date of release"),
    "release_kind": N_("Kind of release"),
    "recognition": N_("Recognition"),
    "reference": N_("Reference in the list"),
    "source_url": N_("Address of the source"),
    "notes": N_("Notes"),
    "language": N_("Language of the names"),
}
PROBLEM_LABELS: dict[str, str] = {
    "article_unknown": N_("Articles that the vocabulary does not have: kept as written"),
    "bidi_override": N_("Hidden marks that turn the direction of text"),
    "calendar_not_gregorian": N_("Dates of another calendar"),
    "cell_too_long": N_("Cells that are too long"),
    "combining_flood": N_("Letters with too many marks"),
    "control_char": N_("Control characters"),
    "date_ambiguous": N_("Dates whose day and month cannot be told apart"),
    "date_in_future": N_("Dates in the future"),
    "date_invalid": N_("Dates that are not understood"),
    "date_two_digit_year": N_("Years of two digits"),
    "formula_cell": N_("Formulas"),
    "header_repeated": N_("Repeated headings"),
    "footnote": N_("Footnotes"),
    "caption": N_("Captions"),
    "letter_lost": N_("Letters that were lost before"),
    "name_digits": N_("Names with digits"),
    "name_invisible_characters": N_("Names with characters that cannot be seen"),
    "name_missing": N_("Rows without a name"),
    "name_mixed_script": N_("Names in mixed scripts"),
    "name_with_birth": N_("Names with a birth beside them"),
    "name_not_a_person": N_("Names that are no names of people"),
    "name_too_long": N_("Names that are too long"),
    "persons_split": N_("Cells that name several people, taken apart"),
    "several_persons": N_("Cells that name several people"),
    "value_of_several": N_("Values that stand beside several people: given to nobody"),
    "quote_stray": N_("Stray quotation marks"),
    "quote_unterminated": N_("Quotation marks that are never closed"),
    "row_ragged": N_("Rows with too many cells"),
    "row_short": N_("Rows with too few cells"),
    "value_unknown": N_("Values that are not known here"),
}
