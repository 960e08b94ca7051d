"""Long lists of JSON values, kept outside memory until they are written."""

from __future__ import annotations

import codecs
import json
import shutil
from collections.abc import Mapping
from itertools import islice
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from case_mgr.core.spool import Spool as Kept
from case_mgr.imports.draftblock import DraftBlock
from case_mgr.imports.rowjson import RowTexts
from case_mgr.imports.types import RowDraft

_PIECE = 1 << 20
_encode = json.JSONEncoder(ensure_ascii=False).encode


class Sink(Protocol):
    """What takes values one after the other, as a list does."""

    def append(self, value: dict[str, Any], /) -> None:
        """Take one more value."""

    def take(self, drafts: DraftBlock | list[RowDraft], most: int) -> None:
        """Take the first rows of some."""


class Listed(list[dict[str, Any]]):
    """Takes rows and values into memory."""

    def take(self, drafts: DraftBlock | list[RowDraft], most: int) -> None:
        """Take the first rows of some."""
        self.extend(draft.to_json() for draft in islice(drafts, most))


class Spool:
    """Takes values like a list, and keeps them as text: on the disk, once they are many, under a key of its own."""

    def __init__(self) -> None:
        self._kept = Kept()
        self._begun = False
        self._texts = RowTexts()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._kept.close()

    def append(self, value: dict[str, Any], /) -> None:
        """Take one more value."""
        self._write(_encode(value))

    def take(self, drafts: DraftBlock | list[RowDraft], most: int) -> None:
        """Take the first rows of some."""
        if isinstance(drafts, DraftBlock):
            texts = self._texts.write_block(drafts, most)
        else:
            texts = list(map(self._texts.write, drafts[:most]))
        if texts:
            self._write(", ".join(texts))

    def _write(self, text: str) -> None:
        self._kept.write((f", {text}" if self._begun else text).encode("utf-8", "replace"))
        self._begun = True

    def copy(self, out: TextIO) -> None:
        """Write all values, with commas between them."""
        self._kept.seek(0)
        raw = getattr(out, "buffer", None)
        if raw is not None and codecs.lookup(out.encoding).name == "utf-8":
            out.flush()
            shutil.copyfileobj(self._kept, raw, _PIECE)
            return
        decoder = codecs.getincrementaldecoder("utf-8")()
        while piece := self._kept.read(_PIECE):
            out.write(decoder.decode(piece))


def write(out: TextIO, document: Mapping[str, Any], issues: Spool | None, records: Spool | None) -> None:
    """Write a document as one line of JSON; its issues and records come from spools when there are any."""
    spools = {"issues": issues, "records": records}
    out.write("{")
    for number, (key, value) in enumerate(document.items()):
        out.write(f"{', ' if number else ''}{_encode(key)}: ")
        spool = spools.get(key)
        if spool is None:
            out.write(_encode(value))
        else:
            out.write("[")
            spool.copy(out)
            out.write("]")
    out.write("}\n")
