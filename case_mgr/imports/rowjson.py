"""Drafts as the very text that their JSON has, a block of rows at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence

from case_mgr.imports.draftblock import DraftBlock, Values
from case_mgr.imports.types import DateField, RowDraft

_KNOWN = 32_768
_quote = json.encoder.encode_basestring


class RowTexts:
    """Writes the rows of one list."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        # What an identity stands for must not be given to another object.
        self._kept: list[str | DateField | None] = []

    def write(self, draft: RowDraft) -> str:
        """Return the text of one row."""
        fields = (f'"{name}": {_write(value)}' for name, value in draft.fields.items())
        return (
            f'{{"row": {draft.row}, "line": {draft.line}, "would_import": {"true" if draft.would_import else "false"}, '
            f'"raw": [{", ".join(map(_quote, draft.raw))}], "fields": {{{", ".join(fields)}}}, '
            f'"duplicate_of_rows": {list(draft.duplicate_of_rows)}}}'
        )

    def write_block(self, drafts: DraftBlock, most: int) -> list[str]:
        """Return the texts of the first rows of a block."""
        block, columns, fields = drafts.block, drafts.columns, drafts.fields
        if most < len(drafts):
            columns = [cells[:most] for cells in columns]
            fields = {name: drafts.fields[name][:most] for name in fields}
        inner = columns if block.plain else [_quote_column(cells) for cells in columns]
        told = [self._tell(name, values, drafts, inner) for name, values in fields.items()]
        if all(map(all, fields.values())):
            said, texts = ", ".join([form for form, _ in told]), [texts for _, texts in told]
        else:
            pieces = [[form % text if text else "" for text in texts] for form, texts in told]
            said, texts = "%s", [[", ".join(filter(None, row)) for row in zip(*pieces, strict=True)]]
        size, raw = len(inner[0]), ", ".join(['"%s"'] * len(inner))
        form = (
            f'{{"row": %d, "line": %d, "would_import": true, "raw": [{raw}], '
            f'"fields": {{{said}}}, "duplicate_of_rows": []}}'
        )
        counted = range(block.row, block.row + size), range(block.line, block.line + size)
        rows = [form % row for row in zip(*counted, *inner, *texts, strict=True)]
        for at, repeats in drafts.repeats.items():
            if at < most:
                rows[at] = f"{rows[at][:-3]}{list(repeats)}}}"
        for at, draft in drafts.apart.items():
            if at < most:
                rows[at] = self.write(draft)
        return rows

    def _tell(
        self, name: str, values: Values, drafts: DraftBlock, inner: Sequence[Sequence[str]]
    ) -> tuple[str, Sequence[str]]:
        """Return how a field is written, with its values as texts for that; one that a row has not is empty."""
        column = drafts.sources.get(name)
        if column is not None and drafts.fields[name] is drafts.columns[column]:
            return f'"{name}": "%s"', inner[column]
        # The same few values come again and again, each as one object: its text is worked out once.
        known = map(self._known.get, map(id, values))
        texts = [self._write_value(values[at]) if text is None else text for at, text in enumerate(known)]
        return f'"{name}": %s', texts

    def _write_value(self, value: str | DateField | None) -> str:
        known = self._known.get(id(value))
        if known is not None:
            return known
        text = _write_date(value) if isinstance(value, DateField) else _quote(value) if value else ""
        if len(self._kept) < _KNOWN:
            self._kept.append(value)
            self._known[id(value)] = text
        return text


def _write(value: str | DateField) -> str:
    return _quote(value) if isinstance(value, str) else _write_date(value)


def _write_date(date: DateField) -> str:
    value, precision = date.told
    return (
        f'{{"raw": {_quote(date.raw)}, "value": {_or_null(value)}, "precision": {_or_null(precision)}, '
        f'"calendar": "{date.calendar}", "circa": {"true" if date.circa else "false"}}}'
    )


def _or_null(text: str | None) -> str:
    return "null" if text is None else f'"{text}"'


def _quote_column(cells: Sequence[str]) -> list[str]:
    """Quote many cells, without the quotes around them."""
    return [quoted[1:-1] for quoted in map(_quote, cells)]
