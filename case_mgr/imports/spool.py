"""Long lists of JSON values, kept outside memory until they are written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from io import TextIOWrapper
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from case_mgr.core.spool import Spool as Kept
from case_mgr.imports.types import DateField, RowDraft

_DATES = 32_768
_quote = json.encoder.encode_basestring
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class Sink(Protocol):
    """What takes values one after the other, as a list does."""

    def append(self, value: dict[str, Any], /) -> None:
        """Take one more value."""

    def take(self, draft: RowDraft) -> None:
        """Take one more row."""


class Listed(list[dict[str, Any]]):
    """Takes rows and values into memory."""

    def take(self, draft: RowDraft) -> None:
        """Take one more row."""
        self.append(draft.to_json())


class Spool:
    """Takes values like a list, and keeps them as text: on the disk, once they are many, under a key of its own."""

    def __init__(self) -> None:
        # An encrypted file has no name, which the type of the wrapper asks for.
        kept: Any = Kept()
        self._file: TextIO = TextIOWrapper(kept, encoding="utf-8", newline="")
        self._begun = False
        self._dates: dict[int, tuple[DateField, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._file.close()

    def append(self, value: dict[str, Any], /) -> None:
        """Take one more value."""
        self._file.write(f", {_ENCODE(value)}" if self._begun else _ENCODE(value))
        self._begun = True

    def take(self, draft: RowDraft) -> None:
        """Take one more row, in the very text that its JSON has."""
        text = (
            f'{{"row": {draft.row}, "line": {draft.line}, "would_import": {"true" if draft.would_import else "false"}, '
            f'"raw": [{", ".join(map(_quote, draft.raw))}], '
            f'"fields": {{{", ".join([self._write_field(name, value) for name, value in draft.fields.items()])}}}, '
            f'"duplicate_of_rows": {list(draft.duplicate_of_rows)}}}'
        )
        self._file.write(f", {text}" if self._begun else text)
        self._begun = True

    def _write_field(self, name: str, value: str | DateField) -> str:
        if isinstance(value, str):
            return f'"{name}": {_quote(value)}'
        # The same few dates come again and again, each as one object: its text is worked out once.
        known = self._dates.get(id(value))
        if known is None:
            known = (value, _ENCODE(value.to_json()))
            if len(self._dates) < _DATES:
                self._dates[id(value)] = known
        return f'"{name}": {known[1]}'

    def copy(self, out: TextIO) -> None:
        """Write all values, with commas between them."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, out)


def write(out: TextIO, document: Mapping[str, Any], issues: Spool | None, records: Spool | None) -> None:
    """Write a document as one line of JSON; its issues and records come from spools when there are any."""
    spools = {"issues": issues, "records": records}
    out.write("{")
    for number, (key, value) in enumerate(document.items()):
        out.write(f"{', ' if number else ''}{_ENCODE(key)}: ")
        spool = spools.get(key)
        if spool is None:
            out.write(_ENCODE(value))
        else:
            out.write("[")
            spool.copy(out)
            out.write("]")
    out.write("}\n")
